// Asking without reading what is answered: a generator that shares the server's machine is to cost as little of it as it can.

import { Agent, request } from 'node:http';

/** Somebody's own lines to the server, kept open: a browser has at most six. Every answer is its status, once all of it came. */
export function lines(opened, { cookie }, most = 6) {
  const agent = new Agent({ keepAlive: true, maxSockets: most });
  const headers = { cookie, 'accept-encoding': 'br' };
  const ask = (path, method, body) =>
    new Promise((answered, failed) => {
      const written = body && JSON.stringify(body);
      const sized = written ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(written) } : {};
      const asking = request(opened.url + path, { method, agent, headers: { ...headers, ...sized } }, (answer) => {
        answer.on('error', failed).on('end', () => answered(answer.statusCode));
        answer.resume();
      });
      asking.on('error', failed).end(written);
    });
  return {
    get: (path) => ask(path, 'GET'),
    post: (path, body) => ask(path, 'POST', body),
    close: () => agent.destroy(),
  };
}
