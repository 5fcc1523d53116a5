/**
 * What the desk records of the council itself. A list of delegates from the
 * spreadsheet to the card: the template saved, a list with faults that changes
 * nothing, a sound one looked at, imported and undone; imported again, a card
 * made for one of them, and no way back. The council's own rules: set beside the
 * law's, and ended.
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
let clerk: Opened;
beforeAll(async () => {
  edition = await startEdition();
  browser = await openBrowser();
  const desk = linkOf(edition, '/clerk');
  clerk = await openPage(browser, desk.url, TABLET);
  await signIn(clerk.page, desk.pin);
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

const turnTo = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name }).click();
const delegatesAt = (page: Page): Promise<void> => turnTo(page, /^(Đại biểu|Delegates)$/);
/** The same page in English, in a window of its own. */
const inEnglish = (): Promise<Opened> => openIn(clerk.context, `${edition.origin}/clerk?lang=en`);

test('a list of delegates is looked at, imported, undone, and kept once a card was made for one of them [ADM-6]', async () => {
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

  const en = await inEnglish();
  await delegatesAt(en.page);
  await en.page.getByText(/70 delegates in office/).waitFor();
  expect(await untranslated(en.page, en.heard)).toEqual([]);
  expect([...clerk.errors, ...clerk.strangers, ...phone.errors]).toEqual([]);
});

test('the council’s own rule stands beside the law’s with its regulation, and is ended, not deleted', async () => {
  const { page } = clerk;
  await turnTo(page, /^Quy chế của Hội đồng$/);
  const title = 'Số đại biểu có mặt tối thiểu của phiên họp HĐND';
  const rule = page.getByRole('region', { name: title });
  await rule.getByText('Mặc định, chờ xác nhận').waitFor();
  expect(await faultsOf(page, 'rules')).toEqual([]);

  await page.getByRole('button', { name: `Ghi theo quy chế: ${title}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Khi chưa đủ').selectOption('không mở biểu quyết');
  await dialog.getByLabel('Tỷ lệ có mặt trên tổng số đại biểu').fill('3/2');
  await dialog.getByLabel('Số, ký hiệu của quy chế').fill('12/2026/NQ-HĐND');
  await dialog.getByLabel('Ngày ban hành').fill('20/04/2026');
  await dialog.getByLabel('Điều, khoản').fill('Điều 7');
  await dialog.getByLabel('Quy chế ghi thế nào').fill('Phiên họp được tiến hành khi có ít nhất một nửa đại biểu.');
  const save = dialog.getByRole('button', { name: 'Ghi theo quy chế' });
  await save.click();
  await dialog.getByText('Tỷ lệ có mặt trên tổng số đại biểu: cần phân số như 2/3', { exact: false }).waitFor();
  expect(await faultsOf(page, 'rules-ask')).toEqual([]);
  await dialog.getByLabel('Tỷ lệ có mặt trên tổng số đại biểu').fill('1/2');
  await save.click();
  await page.getByText('Đã ghi quy tắc của Hội đồng.').waitFor();
  await rule
    .getByText('Của Hội đồng: Khi chưa đủ: không mở biểu quyết · Tỷ lệ có mặt trên tổng số đại biểu: 1/2')
    .waitFor();
  await rule.getByText('12/2026/NQ-HĐND, Điều 7, ban hành ngày 20/04/2026').waitFor();
  expect(await faultsOf(page, 'rules-own')).toEqual([]);

  const en = await inEnglish();
  await turnTo(en.page, /^Working rules$/);
  await en.page.getByText('The council’s: When short of it: no vote is opened · Share of all delegates: 1/2').waitFor();

  await page.getByRole('button', { name: `Kết thúc: ${title}` }).click();
  await dialog.getByText('nếu ghi nhầm', { exact: false }).waitFor();
  const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });
  await dialog.getByLabel('Ngày cuối cùng áp dụng').fill(yesterday);
  await dialog.getByLabel('Văn bản hoặc lý do kết thúc').fill('Ghi nhầm tỷ lệ');
  await dialog.getByRole('button', { name: 'Kết thúc' }).click();
  await page.getByText('Đã ghi ngày kết thúc.').waitFor();
  await rule.getByText('Các lần ghi trước (1)').click();
  await rule.getByText('Ghi nhầm, không áp dụng').waitFor();
  expect([...clerk.errors, ...clerk.strangers, ...en.errors]).toEqual([]);
});

test('who sits in a body is recorded by name or seat, ended with a day, and seen as of any day', async () => {
  const { page } = clerk;
  await turnTo(page, /^Cơ quan, chức danh$/);
  const standing = page.getByRole('region', { name: 'Thường trực HĐND' });
  await standing.getByText('Chủ tịch HĐND').first().waitFor();
  expect(await faultsOf(page, 'bodies')).toEqual([]);

  const dialog = page.getByRole('dialog');
  const ubnd = page.getByRole('region', { name: 'UBND thành phố' });
  await ubnd.getByRole('button', { name: 'Thêm thành viên' }).click();
  await dialog.getByLabel('Họ và tên').fill('Nguyễn Thị Kiểm Thử');
  await dialog.getByRole('button', { name: 'Thêm thành viên' }).click();
  await dialog.getByText('Hãy ghi ngày như 31/12/2026.').first().waitFor();
  expect(await faultsOf(page, 'bodies-ask')).toEqual([]);
  await dialog.getByLabel('Số nghị quyết, quyết định').fill('21/NQ-HĐND');
  await dialog.getByLabel('Từ ngày').fill('01/05/2026');
  await dialog.getByRole('button', { name: 'Thêm thành viên' }).click();
  await page.getByText('Đã ghi thành viên.').waitFor();
  await ubnd.getByText('Ủy viên · từ 01/05/2026, theo 21/NQ-HĐND').waitFor();

  // Elected to an office as well: the file goes up in working days.
  await page.getByRole('button', { name: 'Ghi chức danh' }).click();
  await dialog.getByLabel('Chức danh').selectOption('Phó Chủ tịch UBND');
  await dialog.getByLabel('Người', { exact: true }).selectOption('Nguyễn Thị Kiểm Thử');
  await dialog.getByLabel('Số nghị quyết, quyết định').fill('22/NQ-HĐND');
  await dialog.getByLabel('Ngày bầu').fill('05/05/2026');
  await dialog.getByRole('button', { name: 'Ghi chức danh' }).click();
  await page.getByText('Đã ghi chức danh.').waitFor();
  await page
    .getByText(/Phó Chủ tịch UBND · từ 05\/05\/2026, theo 22\/NQ-HĐND · chờ phê chuẩn · gửi hồ sơ trước hết/)
    .waitFor();

  await ubnd.getByRole('button', { name: /^Kết thúc: Nguyễn Thị Kiểm Thử/ }).click();
  await dialog.getByLabel('Đến hết ngày').fill('31/05/2026');
  await dialog.getByRole('button', { name: 'Kết thúc' }).click();
  await page.getByText('Đã ghi ngày kết thúc; người này vẫn hiện ở những ngày trước đó.').waitFor();
  await ubnd.getByText('Nguyễn Thị Kiểm Thử').waitFor({ state: 'detached' });
  await page.getByLabel('Xem tại ngày').fill('15/05/2026');
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await ubnd.getByText('Ủy viên · từ 01/05/2026 đến hết 31/05/2026, theo 21/NQ-HĐND').waitFor();
  expect(await faultsOf(page, 'bodies-then')).toEqual([]);

  const en = await inEnglish();
  await turnTo(en.page, /^Bodies and offices$/);
  await en.page
    .getByText(/^Chair of the council · from/)
    .first()
    .waitFor();
  expect(await untranslated(en.page, en.heard)).toEqual([]);
  expect([...clerk.errors, ...clerk.strangers, ...en.errors]).toEqual([]);
});
