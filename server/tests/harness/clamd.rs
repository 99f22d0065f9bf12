//! A private clamd that knows one signature, EICAR's, so that nothing is downloaded; gone when the test ends.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Clamd {
    server: Child,
    pub address: String,
    folder: tempfile::TempDir,
}

/// The industry's test signature for antivirus programs, in two halves so that no antivirus minds this source.
pub fn eicar() -> Vec<u8> {
    let halves = [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"];
    halves.concat().into_bytes()
}

/// EICAR inside an archive: a file every subject that takes archives would take.
pub fn infected_zip() -> Vec<u8> {
    super::zip(&[("fattura.txt", &eicar())])
}

/// The digest and the length of EICAR, as ClamAV writes a signature.
const SIGNATURES: &str = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n";

impl Clamd {
    /// None where no clamd is installed; `CONTATTI_TEST_CLAMD` names one that must be there.
    pub fn start() -> Option<Self> {
        let Some(program) = program() else {
            eprintln!("no clamd on this machine: nothing is scanned in this test (`make test` installs one)");
            return None;
        };
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        Some(Self::at(&program, free))
    }

    fn at(program: &Path, address: SocketAddr) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("database");
        std::fs::create_dir(&database).unwrap();
        std::fs::write(database.join("eicar.hdb"), SIGNATURES).unwrap();
        let (port, database) = (address.port(), database.display());
        let settings = format!("Foreground yes\nDatabaseDirectory {database}\nTCPAddr 127.0.0.1\nTCPSocket {port}\n");
        let file = folder.path().join("clamd.conf");
        std::fs::write(&file, settings).unwrap();
        let mut command = Command::new(program);
        command.arg("--config-file").arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let server = command.spawn().unwrap();
        let clamd = Self { server, address: address.to_string(), folder };
        clamd.when_ready(address);
        clamd
    }

    fn when_ready(&self, address: SocketAddr) {
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_err() {
            assert!(Instant::now() < end, "clamd did not start in {}", self.folder.path().display());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Clamd {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn program() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CONTATTI_TEST_CLAMD") {
        return Some(named.into());
    }
    ["/usr/sbin/clamd", "/usr/local/sbin/clamd", "/usr/bin/clamd"].map(PathBuf::from).into_iter().find(|p| p.is_file())
}
