// A program's token, made by a person as the page does it.

import { uuidv7 } from '../api.mjs';

/** `choose` picks what it is bound to from what is on offer; gives back the new token with its secret. */
export async function tokenFor(someone, choose, scopes = 'read send') {
  const offered = await someone.read('/api/v1/tokens/bindings');
  const form = { id: uuidv7(), name: 'Paghe', bound_to: choose(offered), scopes, days: '30' };
  const answer = await someone.post('/api/v1/tokens', form);
  if (answer.status !== 201) throw new Error(`no token was made: ${await answer.text()}`);
  return answer.json();
}

export const wholeFirm = ({ firm }) => `firm:${firm.id}`;
export const firstMandate = ({ mandates }) => `mandate:${mandates.find(({ scheme }) => !scheme).id}`;
export const ownCompany = ({ companies }) => `company:${companies[0].id}`;
