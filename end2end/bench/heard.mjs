// What somebody's event stream says, piece by piece.

import { get } from 'node:http';

/** Opens the stream; ends with the signal. Yields `{ request, version }` for a change, `{ missed: true }` where some were not told. */
export async function hear(opened, { cookie }, signal) {
  const url = `${opened.url}/api/v1/events`;
  const answer = await new Promise((opens, failed) => {
    get(url, { headers: { cookie }, agent: false, signal }, opens).on('error', failed);
  });
  return pieces(answer.setEncoding('utf8'));
}

async function* pieces(body) {
  let text = '';
  for await (const chunk of body) {
    const events = (text + chunk).split('\n\n');
    text = events.pop();
    for (const event of events) {
      if (/^event: ?missed$/m.test(event)) yield { missed: true };
      else if (/^event: ?request$/m.test(event)) yield JSON.parse(/^data: ?(.+)$/m.exec(event)[1]);
    }
  }
}
