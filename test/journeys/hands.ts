/** What hands and eyes do on several pages. */
import type { Locator, Page } from 'playwright-core';
import type { Choice, Person } from './people.js';

/** Presses an order of the chair's board until it took: a primary that has just appeared takes none for a moment. */
export async function order(chair: Page, name: string, taken: Locator): Promise<void> {
  const button = chair.getByRole('group', { name: 'Thao tác' }).getByRole('button', { name, exact: true });
  for (let tries = 0; tries < 40; tries += 1) {
    if (await button.isVisible()) await button.click({ timeout: 2_000 }).catch(() => undefined);
    if (
      await taken.waitFor({ timeout: 700 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error(`«${name}» did not take; the board says:\n${await chair.locator('main').innerText()}`);
}

/** A name as it is typed in a hurry. */
export const plain = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();

/** The six lines that a page shows: label, number, share. */
export async function officialLines(page: Page): Promise<string[][]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('table tbody tr, dl.kv > div')].flatMap((row) => {
      const [count, share] = [...row.querySelectorAll('td, dd')].map((cell) => cell.textContent!.trim());
      const label = row.querySelector('th, dt')!;
      return share?.endsWith('%') && label.checkVisibility() ? [[label.textContent!.trim(), count!, share]] : [];
    }),
  );
}

export async function votes(voters: readonly Person[], pollId: string, choice: (i: number) => Choice): Promise<void> {
  await Promise.all(voters.map((voter, i) => voter.vote(pollId, choice(i))));
}
