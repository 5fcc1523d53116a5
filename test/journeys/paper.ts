/** What a tally committee does with paper, on the real pages: two enter apart, members sign, the sheet is read. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../harness/edition.js';
import type { Person } from './people.js';

export interface PaperRow {
  readonly marks: readonly number[];
  readonly invalid?: number;
}
export interface PaperCount {
  readonly issued: number;
  readonly notReturned?: number;
  readonly invalid?: number;
  readonly rows: readonly PaperRow[];
}

/** Types a count into the form of that poll, line by line, as it is read aloud. */
export async function fillCount(page: Page, title: string, count: PaperCount): Promise<void> {
  const form = page.getByRole('form', { name: title });
  await form.getByLabel('Phát ra', { exact: true }).fill(String(count.issued));
  await form.getByLabel('Không trả lại', { exact: true }).fill(String(count.notReturned ?? 0));
  await form
    .getByLabel('Không hợp lệ', { exact: true })
    .first()
    .fill(String(count.invalid ?? 0));
  for (const [i, row] of count.rows.entries()) {
    const cells = form.locator('fieldset').nth(i).getByRole('textbox');
    for (const [k, n] of [...row.marks, row.invalid ?? 0].entries()) await cells.nth(k).fill(String(n));
  }
}

export async function sendCount(page: Page, title: string): Promise<void> {
  await page.getByRole('form', { name: title }).getByRole('button', { name: 'Nhập kết quả' }).click();
}

/** A member signs on the phone, under «Phiếu của tôi». */
export async function signOn(phone: Page, title: string): Promise<void> {
  const card = phone.getByRole('region', { name: title });
  await card.getByRole('button', { name: 'Ký xác nhận số liệu này' }).click();
  await phone.getByText('Đã ký xác nhận.').waitFor();
}

/** The text of the result sheet as everybody may fetch it, page by page. */
export async function sheetText(reader: Person, pollId: string): Promise<string> {
  const { sheet } = await reader.run<{ sheet: { mediaType: string; base64: string } }>('ResultSheet', {
    pollId,
    format: 'PDF',
  });
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'subgraphs/sessions/test/fixtures/pdf-text.fixture.mjs')],
    { input: Buffer.from(sheet.base64, 'base64'), maxBuffer: 1 << 24, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  if (stdout.length === 0) throw new Error(String(stderr));
  return (JSON.parse(stdout.toString()) as string[]).join('\n').replaceAll('\u00a0', ' ');
}
