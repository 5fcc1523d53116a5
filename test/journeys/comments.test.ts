/**
 * A draft before the citizens: the clerk opens it until a day, two people say
 * what they think without a sign-in, the clerk publishes one and withholds the
 * other, answers, and everyone reads comment and answer, and no name.
 */
import type { Browser, Page } from 'playwright-core';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openIn, openPage, PHONE, shoot, signIn, TABLET } from './browser.js';
import { linkOf } from './people.js';
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

const dayIn = (days: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() + days * 86_400_000);

/** What is wrong with the page as it is now, at the desk's size and on a phone. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const found = [...(await cut(page, PHONE)), ...(await barriers(page))];
  await shoot(page, `comments-${name}-360`);
  found.push(...(await cut(page, TABLET)), ...(await barriers(page)));
  await shoot(page, `comments-${name}`);
  return found;
}

test('a draft is opened, commented on without a sign-in, answered, and read by everyone without a name [RES-3]', async () => {
  const desk = linkOf(edition, '/clerk');
  const clerk = await openPage(browser, desk.url, TABLET);
  const { page } = clerk;
  await signIn(page, desk.pin);
  const turnToResolutions = (): Promise<void> =>
    page.getByRole('navigation').getByRole('button', { name: 'Nghị quyết', exact: true }).click();
  await turnToResolutions();
  const row = page.getByRole('row').filter({ hasText: 'Đủ điều kiện trình' }).first();
  const title = (await row.locator('b').first().textContent())!;
  const openIt = (): Promise<void> => page.getByRole('button', { name: `Mở: ${title}` }).click();
  await openIt();

  // Shorter than the default of the rules: the day and the source are said, a reason lets it through.
  const card = page.getByRole('region', { name: 'Ý kiến góp ý dự thảo' });
  await card.getByRole('button', { name: 'Mở lấy ý kiến' }).click();
  const ask = page.getByRole('dialog', { name: 'Mở lấy ý kiến' });
  await ask.getByLabel('Đến hết ngày (ngày/tháng/năm)').fill(dayIn(10));
  await ask.getByRole('button', { name: 'Mở lấy ý kiến' }).click();
  await ask.getByText(`lấy ý kiến ít nhất đến hết ${dayIn(19)}`).waitFor();
  await ask.getByLabel('Lý do, nếu ngắn hơn thời hạn').fill('Theo trình tự rút gọn');
  await ask.getByRole('button', { name: 'Mở lấy ý kiến' }).click();
  await ask.waitFor({ state: 'detached' });
  await card.getByText(`Lấy ý kiến từ ${dayIn(0)} đến hết ${dayIn(10)}`).waitFor();

  // Two citizens on one phone each, without a sign-in.
  const forAll = `${edition.origin}/nghi-quyet`;
  const citizen = await openPage(browser, forAll, PHONE);
  const draft = citizen.page.getByRole('article').filter({ hasText: title });
  await draft.getByText(`Đang lấy ý kiến đến hết ${dayIn(10)}`).waitFor();
  await draft.getByRole('button', { name: /^Xem dự thảo, góp ý/ }).click();
  const text = draft.getByLabel('Nội dung góp ý (10 đến 2000 ký tự)');
  const send = draft.getByRole('button', { name: 'Gửi góp ý' });
  await text.fill('Ngắn');
  await send.click();
  await draft.getByText('Góp ý phải có từ 10 đến 2000 ký tự.').waitFor();
  await text.fill('Xem <b>trang này</b> để biết thêm');
  await send.click();
  await draft.getByText(/không có mã HTML/).waitFor();
  expect(await text.inputValue()).toBe('Xem <b>trang này</b> để biết thêm');
  await text.fill('Đề nghị miễn phí cho học sinh các trường của thành phố.');
  await draft.getByLabel('Họ và tên (không bắt buộc)').fill('Bùi Thị Mơ');
  await send.click();
  await draft.getByText('Đã nhận góp ý của bạn.').waitFor();
  expect(await faultsOf(citizen.page, 'form')).toEqual([]);
  await text.fill('Nội dung xúc phạm một người khác.');
  await send.click();
  await draft.getByText('Đã nhận góp ý của bạn.').waitFor();

  // The desk reads both, publishes one, withholds the other, and answers.
  await page.getByRole('button', { name: 'Về danh sách' }).click();
  await openIt();
  const mine = card.getByRole('article').filter({ hasText: 'Đề nghị miễn phí cho học sinh' });
  await mine.getByText('Người gửi: Bùi Thị Mơ').waitFor();
  const other = card.getByRole('article').filter({ hasText: 'xúc phạm một người khác' });
  await other.getByRole('button', { name: /^Không công bố/ }).click();
  const why = page.getByRole('dialog', { name: 'Không công bố' });
  await why.getByRole('textbox').fill('Xúc phạm người khác');
  await why.getByRole('button', { name: 'Không công bố' }).click();
  await why.waitFor({ state: 'detached' });
  await other.getByText('Không công bố').first().waitFor();
  await mine.getByRole('button', { name: /^Công bố/ }).click();
  await mine.getByText('Góp ý số 1').waitFor();
  await mine.getByRole('button', { name: /^Trả lời/ }).click();
  const answer = page.getByRole('dialog', { name: 'Trả lời' });
  await answer.getByLabel('Kết quả').selectOption('ACCEPTED');
  await answer.getByLabel('Nội dung trả lời, lý do').fill('Đã bổ sung vào Điều 2 của dự thảo.');
  await shoot(page, 'comments-answer');
  await answer.getByRole('button', { name: 'Trả lời' }).click();
  await answer.waitFor({ state: 'detached' });
  await mine.getByText('Đã bổ sung vào Điều 2 của dự thảo.').waitFor();
  await card.scrollIntoViewIfNeeded();
  expect(await faultsOf(page, 'desk')).toEqual([]);

  // The summary for the dossier is a paper to save.
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    card.getByRole('button', { name: 'Bản tổng hợp (PDF)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('tong-hop-y-kien.pdf');

  // Everyone reads the comment with its answer; nothing that was told anyone holds the name or what was withheld.
  const reader = await openPage(browser, forAll, PHONE);
  const read = reader.page.getByRole('article').filter({ hasText: title });
  await read.getByRole('button', { name: /^Xem dự thảo, góp ý/ }).click();
  await read.getByText('Đề nghị miễn phí cho học sinh các trường của thành phố.').waitFor();
  await read.getByText('Đã bổ sung vào Điều 2 của dự thảo.').waitFor();
  await read.getByText('Góp ý và trả lời').scrollIntoViewIfNeeded();
  expect(await faultsOf(reader.page, 'public')).toEqual([]);
  expect(reader.heard.join('\n')).not.toMatch(/Bùi Thị Mơ|xúc phạm/i);

  // In English, both pages.
  const english = await openIn(reader.context, `${forAll}?lang=en`);
  await english.page
    .getByRole('article')
    .filter({ hasText: title })
    .getByRole('button', { name: /comment on it/ })
    .click();
  await english.page.getByText('Accepted.').waitFor();
  expect(await untranslated(english.page, english.heard)).toEqual([]);
  expect([...clerk.errors, ...citizen.errors, ...reader.errors, ...citizen.strangers]).toEqual([]);
});
