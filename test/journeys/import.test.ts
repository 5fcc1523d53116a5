/**
 * A list of delegates from the spreadsheet to the card: the template saved, a
 * list with faults that changes nothing, a sound one looked at, imported and
 * undone; imported again, a card made for one of them, and no way back.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { runCommand, startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openIn, openPage, PHONE, shoot, signIn, TABLET, type Opened } from './browser.js';
import { linkOf, type DelegateCard } from './people.js';
import { barriers, cut, untranslated } from './sight.js';

jest.setTimeout(200_000);

let edition: StartedEdition;
let browser: Browser;
beforeAll(async () => {
  edition = await startEdition();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await edition?.end();
});

const HEAD = ['Họ và tên', 'Số thẻ', 'Đơn vị bầu cử', 'Tổ đại biểu', 'Quyết định phân tổ', 'Ngày bắt đầu', 'Trùng tên'];
const SOUND = [
  ['PHÙNG BẢO ÂN', '69', 'Đơn vị bầu cử số 3', 'Tổ 3', '15/QĐ-TTHĐND', '01/05/2026', ''],
  ['Phùng Bảo An', '70', '', '', '', '', ''],
];
const list = (rows: string[][]) => ({
  name: 'dai-bieu.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`\ufeff${[HEAD, ...rows].map((row) => row.join(';')).join('\r\n')}`),
});

/** What is wrong with the page as it is now, at the desk's size and on a phone. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const found = [...(await cut(page, PHONE)), ...(await barriers(page))];
  await shoot(page, `import-${name}-360`);
  found.push(...(await cut(page, TABLET)), ...(await barriers(page)));
  await shoot(page, `import-${name}`);
  return found;
}

const delegatesAt = (page: Page): Promise<void> =>
  page
    .getByRole('navigation')
    .getByRole('button', { name: /^(Đại biểu|Delegates)$/ })
    .click();

test('a list of delegates is looked at, imported, undone, and kept once a card was made for one of them', async () => {
  const desk = linkOf(edition, '/clerk');
  const clerk: Opened = await openPage(browser, desk.url, TABLET);
  await signIn(clerk.page, desk.pin);
  const { page } = clerk;
  await delegatesAt(page);
  await page.getByText('68 đại biểu đương nhiệm, 0 tạm đình chỉ, trong số 68 đại biểu của khóa.').waitFor();

  // The template is a workbook.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải tệp mẫu' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('mau-nhap-dai-bieu.xlsx');
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  // One card is held and one day is none: both are said, and nothing is changed.
  const file = page.getByLabel('Chọn tệp');
  await file.setInputFiles(list([SOUND[0]!, ['Phùng Bảo An', '68', '', '', '', '31/02/2026', '']]));
  await page.getByText('2 lỗi. Chưa nhập gì; hãy sửa tệp rồi chọn lại.').waitFor();
  await page.getByText('Số thẻ này đã có người dùng trong khóa, hoặc ở dòng khác của tệp. Chọn số thẻ khác.').waitFor();
  expect(await faultsOf(page, 'faults')).toEqual([]);

  // A sound list shows what each row comes to before anything is written.
  await file.setInputFiles(list(SOUND));
  await page.getByText('2 dòng đúng, không có lỗi. Có thể nhập.').waitFor();
  await page.getByRole('row', { name: '2 Phùng Bảo Ân 69 Người mới' }).waitFor();
  expect(await faultsOf(page, 'sound')).toEqual([]);
  await page.getByRole('button', { name: 'Nhập 2 đại biểu' }).click();
  await page.getByText('Đã nhập 2 đại biểu, mỗi người có một tài khoản để cấp thẻ.').waitFor();
  await page.getByText('70 đại biểu đương nhiệm').waitFor();

  await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).click();
  await page.getByText('Đã hoàn tác; không còn đại biểu nào của lần nhập này.').waitFor();
  await page.getByText('68 đại biểu đương nhiệm').waitFor();

  // Imported again, each has an account; once it has a card, the list stays.
  await file.setInputFiles([]);
  await file.setInputFiles(list(SOUND));
  await page.getByRole('button', { name: 'Nhập 2 đại biểu' }).click();
  await page.getByText('70 đại biểu đương nhiệm').waitFor();
  const { code, out, err } = await runCommand(['cards', '--json', '--data', edition.data]);
  if (code !== 0) throw new Error(err);
  const cards = JSON.parse(out) as DelegateCard[];
  expect(cards.map((card) => card.displayName)).toEqual(expect.arrayContaining(['Phùng Bảo Ân', 'Phùng Bảo An']));
  await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).click();
  await page.getByText(/^Đã có thẻ đăng nhập, điểm danh/).waitFor();
  expect(await faultsOf(page, 'kept')).toEqual([]);
  await page.getByText('70 đại biểu đương nhiệm').waitFor();

  // A new delegate opens the card on a phone and is who the list says.
  const mine = cards.find((card) => card.displayName === 'Phùng Bảo Ân')!;
  const phone = await openPage(browser, mine.url, PHONE);
  await signIn(phone.page, mine.pin);
  await phone.page.getByText('Phùng Bảo Ân').first().waitFor();
  await shoot(phone.page, 'import-phone');

  // The same page in English.
  const address = new URL(desk.url);
  const en = await openIn(clerk.context, `${address.origin}${address.pathname}?lang=en`);
  await delegatesAt(en.page);
  await en.page.getByText(/70 delegates in office/).waitFor();
  expect(await untranslated(en.page, en.heard)).toEqual([]);
  expect([...clerk.errors, ...clerk.strangers, ...phone.errors]).toEqual([]);
});
