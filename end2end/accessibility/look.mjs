// How each page is looked at: by axe, at both widths, for sideways scrolling and for what its scripts complain of.

import assert from 'node:assert/strict';
import { axe, screenshot, sideways, widths } from '../harness.mjs';

/** Fails with everything that is wrong with the page as it stands. */
export async function look(page, name) {
  const before = page.viewportSize();
  const found = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: before.height });
    for (const line of await axe(page)) found.push(`${width} px: ${line}`);
    const over = await sideways(page);
    if (over > 0) found.push(`${width} px: ${over} pixels scroll sideways`);
  }
  await page.setViewportSize(before);
  found.push(...page.troubles.splice(0));
  if (process.env.CONTATTI_SCREENSHOTS) await screenshot(page, name);
  assert.equal(found.length, 0, [name, ...found].join('\n'));
}

export const focused = (page) => page.evaluate(() => document.activeElement?.id ?? '');
