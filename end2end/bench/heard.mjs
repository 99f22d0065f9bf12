// What somebody's event stream says, piece by piece.

/** Opens the stream; ends with the signal. Yields `{ request, version }` for a change, `{ missed: true }` where some were not told. */
export async function hear(opened, { cookie }, signal) {
  const answer = await fetch(`${opened.url}/api/v1/events`, { headers: { cookie }, signal });
  return pieces(answer.body);
}

async function* pieces(body) {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split('\n\n');
    text = events.pop();
    for (const event of events) {
      if (/^event: ?missed$/m.test(event)) yield { missed: true };
      else if (/^event: ?request$/m.test(event)) yield JSON.parse(/^data: ?(.+)$/m.exec(event)[1]);
    }
  }
}
