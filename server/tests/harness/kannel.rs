//! A private Kannel, with its own fake message centre that writes down what would reach a mobile; gone when the test ends.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const BOXES: [&str; 2] = ["/usr/sbin/bearerbox", "/usr/sbin/smsbox"];
const FAKESMSC: &str = "/usr/lib/kannel/test/fakesmsc";

pub struct Kannel {
    pub url: String,
    servers: Vec<Child>,
    folder: tempfile::TempDir,
}

impl Kannel {
    pub const USER: &str = "contatti";
    pub const PASSWORD: &str = "p w&x";

    /// None where no Kannel is installed; `CONTATTI_TEST_KANNEL` names a fake message centre that must be there.
    pub fn start() -> Option<Self> {
        let named = std::env::var("CONTATTI_TEST_KANNEL").ok();
        let fakesmsc = named.as_deref().unwrap_or(FAKESMSC);
        if named.is_none() && !BOXES.iter().chain([&fakesmsc]).all(|program| Path::new(program).is_file()) {
            eprintln!(
                "no Kannel on this machine: no SMS goes by a real gateway in this test (`make test` installs one)"
            );
            return None;
        }
        let [bearerbox, smsbox] = BOXES;
        let ports: [SocketAddr; 4] = free_ports();
        let folder = tempfile::tempdir().unwrap();
        let settings = folder.path().join("kannel.conf");
        std::fs::write(&settings, configuration(ports.map(|address| address.port()))).unwrap();
        let url = format!("http://{}/cgi-bin/sendsms", ports[3]);
        let mut kannel = Self { url, servers: vec![], folder };
        kannel.run(Command::new(bearerbox).arg(&settings));
        when_ready(ports[1]);
        when_ready(ports[2]);
        let centre = ports[2].port().to_string();
        kannel.run(Command::new(fakesmsc).args([
            "-H",
            "127.0.0.1",
            "-m",
            "1",
            "-i",
            "3600",
            "-r",
            &centre,
            "1 2 text hello",
        ]));
        kannel.run(Command::new(smsbox).arg(&settings));
        when_ready(ports[3]);
        Some(kannel)
    }

    fn run(&mut self, command: &mut Command) {
        let log = std::fs::File::create(self.folder.path().join(format!("{}.log", self.servers.len()))).unwrap();
        let (out, err) = (log.try_clone().unwrap(), log);
        let folder = self.folder.path();
        self.servers.push(command.current_dir(folder).stdin(Stdio::null()).stdout(out).stderr(err).spawn().unwrap());
    }

    /// What reached the message centre, each as `sender receiver text words`.
    pub fn messages(&self) -> Vec<String> {
        let bytes = std::fs::read(self.folder.path().join("1.log")).unwrap_or_default();
        let log = String::from_utf8_lossy(&bytes).into_owned();
        let message =
            |line: &str| Some(line.split_once("Got message")?.1.split_once('<')?.1.strip_suffix('>')?.to_owned());
        log.lines().filter_map(message).collect()
    }
}

impl Drop for Kannel {
    fn drop(&mut self) {
        for server in &mut self.servers {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

fn configuration([admin, boxes, centre, sendsms]: [u16; 4]) -> String {
    format!(
        "group = core\nadmin-port = {admin}\nadmin-password = admin\nadmin-allow-ip = 127.0.0.1\nsmsbox-port = {boxes}\n\
         box-allow-ip = 127.0.0.1\nlog-level = 1\n\n\
         group = smsc\nsmsc = fake\nport = {centre}\nconnect-allow-ip = 127.0.0.1\n\n\
         group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = {sendsms}\nlog-level = 1\n\n\
         group = sendsms-user\nusername = {}\npassword = \"{}\"\nmax-messages = 3\nconcatenation = true\n\n\
         group = sms-service\nkeyword = default\nmax-messages = 0\ntext = \"\"\n",
        Kannel::USER,
        Kannel::PASSWORD,
    )
}

/// Held all at once, so that they differ.
fn free_ports() -> [SocketAddr; 4] {
    let held = [(); 4].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    held.map(|listener| listener.local_addr().unwrap())
}

fn when_ready(address: SocketAddr) {
    let end = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_err() {
        assert!(Instant::now() < end, "Kannel did not start at {address}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
