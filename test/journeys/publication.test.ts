/**
 * A resolution from convening to publication, everything through the pages:
 * the session planned and its late convening explained, documents and their
 * receipts, the programme adopted by a poll, the draft revised and verified,
 * attendance, the vote on phones and its wall, the minutes and the chair's
 * signature, sent and published; then what everybody may read, page and sheet, says the
 * same.
 *
 * One test, because it is one story: each chapter begins where the last ended.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { Pool } from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { root, runCommand, startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openPage, PHONE, shoot, signIn, TABLET, type Opened } from './browser.js';
import { officialLines, order, votes } from './hands.js';
import { enterAll, linkOf, type DelegateCard } from './people.js';
import { barriers, cut } from './sight.js';

jest.setTimeout(400_000);

const PRESENT = 40;
const TITLE = 'Dự thảo Nghị quyết quy định mức thu phí tham quan danh lam thắng cảnh';

let edition: StartedEdition;
let browser: Browser;
let pool: Pool;
beforeAll(async () => {
  // Papers are drawn on request: a machine that does much else at once may take its time.
  edition = await startEdition({ env: { SUBGRAPH_DEADLINE_MS: '60000' } });
  browser = await openBrowser();
  pool = new Pool({ connectionString: edition.postgres.url, max: 1 });
  pool.on('error', () => undefined);
});
afterAll(async () => {
  await browser?.close();
  await pool?.end();
  await edition?.end();
});

const dayIn = (days: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() + days * 86_400_000);

const open = async (link: { url: string; pin?: string }, size: { width: number; height: number }): Promise<Opened> => {
  const opened = await openPage(browser, link.url, size);
  if (link.pin) await signIn(opened.page, link.pin);
  return opened;
};

const turnTo = (clerk: Page, task: string): Promise<void> =>
  clerk.getByRole('navigation').getByRole('button', { name: task, exact: true }).click();

/** Cards of chair, clerk, display and delegates for a sitting that was planned in the browser. */
async function cardsOf(sittingId: string): Promise<{ desk: DelegateCard[]; delegates: DelegateCard[] }> {
  const { code, out, err } = await runCommand([
    ...['cards', '--json', '--desk', '--sitting', sittingId],
    ...['--data', edition.data],
  ]);
  if (code !== 0) throw new Error(err);
  const all = JSON.parse(out) as DelegateCard[];
  const isDelegates = ({ url }: DelegateCard): boolean => new URL(url).pathname === '/b';
  return { desk: all.filter((card) => !isDelegates(card)), delegates: all.filter(isDelegates) };
}

async function prepared(chair: Page, name: string): Promise<void> {
  const dialog = chair.getByRole('dialog', { name: 'Chuẩn bị biểu quyết' });
  await order(chair, name, dialog);
  await dialog.getByRole('button', { name: 'Chốt nội dung' }).click();
  await dialog.waitFor({ state: 'detached' });
  await chair.getByText('Đã chốt nội dung').first().waitFor();
}

/** What a page of the browser offers to be saved. */
async function saved({ page, heard }: Opened, button: Locator): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }).catch(async () => {
      throw new Error(`nothing was saved; the server said last: ${heard.at(-1)?.slice(0, 500)}`);
    }),
    button.click(),
  ]);
  return readFileSync(await download.path());
}

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ');

/** The text of a PDF, read back by a reader that did not write it. */
const textOfPdf = (content: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = execFile(
      process.execPath,
      [join(root, 'subgraphs/sessions/test/fixtures/pdf-text.fixture.mjs')],
      { maxBuffer: 10_000_000 },
      (error, out) => (error ? reject(error) : resolve(plain((JSON.parse(out) as string[]).join(' ')))),
    );
    reader.stdin!.end(content);
  });

test('a resolution from convening to publication [SES-1 SES-2 SES-3 SES-4 SES-5 SES-14 SES-15 RES-1 RES-2 RES-4 RES-6]', async () => {
  // The clerk plans a session that opens today: the steps that are overdue say so before it is recorded.
  const first = await open(linkOf(edition, '/clerk'), TABLET);
  await turnTo(first.page, 'Kỳ họp');
  await first.page.getByRole('button', { name: 'Dự kiến kỳ họp mới' }).click();
  const plan = first.page.getByRole('dialog', { name: 'Dự kiến kỳ họp mới' });
  await plan.getByLabel('Ngày khai mạc (ngày/tháng/năm)').fill(dayIn(0));
  await plan.getByText('Quá hạn').first().waitFor();
  await plan.getByLabel('Ngày bế mạc (ngày/tháng/năm)').fill(dayIn(1));
  expect(await plan.getByLabel('Kỳ họp thứ').inputValue()).toBe('3');
  await shoot(first.page, 'publication-plan');
  await plan.getByRole('button', { name: 'Ghi kỳ họp' }).click();
  const session = first.page.getByRole('region', { name: 'Kỳ họp thứ 3', exact: true });
  await session.getByText('Chưa xếp phiên họp nào.').waitFor();

  // One sitting; a second one at the same hour is refused in words, and what was typed stays.
  const place = 'Trung tâm Hội nghị thành phố, hội trường 1';
  const addSitting = async (): Promise<Locator> => {
    await session.getByRole('button', { name: /^Thêm phiên họp/ }).click();
    const dialog = first.page.getByRole('dialog', { name: 'Thêm phiên họp: Kỳ họp thứ 3' });
    await dialog.getByLabel('Nơi họp').fill(place);
    await dialog.getByRole('button', { name: 'Ghi phiên họp' }).click();
    return dialog;
  };
  await (await addSitting()).waitFor({ state: 'detached' });
  await session.getByText(`Phiên toàn thể sáng ${dayIn(0)}`).waitFor();
  const twice = await addSitting();
  await twice.getByText(/Kỳ họp đã có phiên khác bắt đầu đúng giờ này/).waitFor();
  expect(await twice.getByLabel('Nơi họp').inputValue()).toBe(place);
  await twice.getByRole('button', { name: 'Quay lại' }).click();
  const sittingId = (await session.locator('code').textContent())!;

  // Convened late, with its evidence and its reason, which stay in the report.
  await session.getByRole('button', { name: 'Chuẩn bị kỳ họp này' }).click();
  await first.page.getByRole('heading', { name: /Chuẩn bị Kỳ họp thứ 3/ }).waitFor();
  await first.page.getByRole('button', { name: 'Ghi đã làm: Quyết định triệu tập' }).click();
  const convening = first.page.getByRole('dialog', { name: 'Quyết định triệu tập' });
  await convening.getByLabel('Căn cứ (số văn bản, nơi đăng)').fill('QĐ 08/QĐ-HĐND');
  await convening.getByRole('button', { name: 'Ghi việc này' }).click();
  await convening.getByText('Làm sau ngày cuối thì phải ghi lý do.').waitFor();
  await convening.getByLabel(/^Lý do muộn/).fill('Kỳ họp triệu tập theo yêu cầu đột xuất');
  await convening.getByRole('button', { name: 'Ghi việc này' }).click();
  await first.page.getByText('lý do muộn: Kỳ họp triệu tập theo yêu cầu đột xuất').waitFor();
  await shoot(first.page, 'publication-convened');
  await first.context.close();

  // The hall of that sitting: everybody comes in with a card of its own.
  const { desk, delegates } = await cardsOf(sittingId);
  const present = delegates.slice(0, PRESENT);
  const onPhones = present.slice(0, 5);
  const at = (path: string): DelegateCard => desk.find(({ url }) => new URL(url).pathname === path)!;
  const [wallPage, clerkPage, chairPage, ...phonePages] = await Promise.all([
    open(at('/wall'), { width: 1280, height: 720 }),
    open(at('/clerk'), TABLET),
    open(at('/chair'), TABLET),
    ...onPhones.map((card) => open(card, PHONE)),
  ]);
  const [wall, clerk, chair] = [wallPage.page, clerkPage.page, chairPage.page];
  const phones = phonePages.map((each) => each.page);
  const rest = enterAll(
    edition,
    present.filter((card) => !onPhones.includes(card)),
  );

  // A document goes up, is sent late with its reason, and one phone opens it: the desk has the receipt.
  await turnTo(clerk, 'Tài liệu');
  await clerk.getByRole('button', { name: 'Thêm tài liệu' }).click();
  const adding = clerk.getByRole('dialog', { name: 'Thêm tài liệu' });
  await adding.getByLabel('Tên tài liệu').fill('Tờ trình về mức thu phí');
  await adding.getByLabel('Mức độ').selectOption({ label: 'Công khai' });
  await adding.locator('input[type=file]').setInputFiles({
    name: 'to-trinh.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  });
  await adding.getByLabel('Tài liệu này không phải bí mật nhà nước').check();
  await adding.getByRole('button', { name: 'Tải lên' }).click();
  await adding.waitFor({ state: 'detached' });
  await clerk.getByRole('button', { name: 'Gửi: Tờ trình về mức thu phí' }).click();
  const late = clerk.getByRole('dialog', { name: 'Gửi muộn: Tờ trình về mức thu phí' });
  await late.getByLabel(/^Lý do muộn/).fill('Chờ ý kiến thẩm tra');
  await late.getByRole('button', { name: 'Gửi', exact: true }).click();
  await late.waitFor({ state: 'detached' });
  await clerk.getByText('Gửi muộn', { exact: true }).waitFor();
  await phones[0]!.getByRole('button', { name: 'Tài liệu kỳ họp' }).click();
  await phones[0]!.getByRole('button', { name: 'Tải về: Tờ trình về mức thu phí' }).click();
  await phones[0]!.getByText(/^Đã mở/).waitFor();
  await shoot(phones[0]!, 'publication-document');
  await phones[0]!.getByRole('button', { name: 'Quay lại' }).click();
  await clerk.reload();
  await turnTo(clerk, 'Tài liệu');
  await clerk.getByText(/^1\/\d+ đại biểu$/).waitFor();

  // The programme is written: three items, one of them a draft resolution.
  await turnTo(clerk, 'Chương trình');
  await clerk.getByRole('button', { name: 'Soạn chương trình' }).click();
  for (const [i, title] of ['Thông qua chương trình kỳ họp', TITLE, 'Bế mạc'].entries()) {
    await clerk.getByRole('button', { name: 'Thêm nội dung' }).click();
    await clerk.getByLabel(`Nội dung ${i + 1}`, { exact: true }).fill(title);
    await clerk
      .getByLabel(`Loại nội dung ${i + 1}`)
      .selectOption({ label: title === TITLE ? 'Dự thảo nghị quyết' : 'Thủ tục' });
  }
  await shoot(clerk, 'publication-programme-write');
  await clerk.getByRole('button', { name: 'Lưu bản 1' }).click();
  await clerk.getByText('Đã lưu bản chương trình.').waitFor();
  await clerk.getByText('Dự kiến', { exact: true }).waitFor();
  // There is no poll yet that could have adopted it.
  await clerk.getByRole('button', { name: 'Ghi việc thông qua bản 1' }).click();
  await clerk.getByText(/^Chưa có biểu quyết thủ tục nào/).waitFor();
  await clerk.getByRole('dialog').getByRole('button', { name: 'Quay lại' }).click();

  // The draft: written, revised by paragraph, compared, submitted, verified, placed.
  await turnTo(clerk, 'Nghị quyết');
  await clerk.getByRole('button', { name: 'Soạn dự thảo mới' }).click();
  const drafting = clerk.getByRole('dialog', { name: 'Soạn dự thảo mới' });
  await drafting.getByLabel('Tên nghị quyết').fill(TITLE);
  await drafting.getByLabel('Cơ quan trình').selectOption('so-tai-chinh');
  await drafting
    .getByLabel('Toàn văn, mỗi đoạn một dòng')
    .fill(
      'Nghị quyết quy định mức thu phí tham quan\nĐiều 1. Mức thu là 40.000 đồng một lượt.\nĐiều 2. Giao Ủy ban nhân dân thành phố tổ chức thực hiện.',
    );
  await drafting.getByRole('button', { name: 'Lưu dự thảo' }).click();
  await clerk.getByRole('heading', { name: TITLE, level: 1 }).waitFor();
  await clerk.getByRole('button', { name: 'Sửa theo đoạn' }).click();
  await clerk.getByLabel('Đoạn 2', { exact: true }).fill('Điều 1. Mức thu là 50.000 đồng một lượt.');
  await clerk.getByLabel('Sửa gì (không bắt buộc)').fill('Theo ý kiến thẩm tra');
  await clerk.getByRole('button', { name: 'Lưu phiên bản 2' }).click();
  await clerk.getByRole('button', { name: 'So với phiên bản 1' }).click();
  await clerk.locator('ins', { hasText: '50.000' }).waitFor();
  expect(await clerk.locator('del').allInnerTexts()).toEqual([expect.stringContaining('40.000')]);
  await shoot(clerk, 'publication-difference');
  await clerk.getByRole('button', { name: 'Trình Ban thẩm tra' }).click();
  const submitting = clerk.getByRole('dialog', { name: 'Trình Ban thẩm tra' });
  await submitting.getByLabel('Ban thẩm tra').selectOption('ban-kinh-te-ngan-sach');
  await submitting.getByRole('button', { name: 'Trình Ban thẩm tra' }).click();
  await submitting.waitFor({ state: 'detached' });
  await clerk.getByRole('button', { name: 'Về danh sách' }).click();
  const row = clerk.getByRole('row', { name: new RegExp(TITLE) });
  await row.getByRole('button', { name: /^Ghi báo cáo thẩm tra/ }).click();
  const verifying = clerk.getByRole('dialog', { name: 'Ghi báo cáo thẩm tra' });
  await verifying.getByLabel('Tóm tắt báo cáo').fill('Ban nhất trí với mức thu.');
  await verifying.getByRole('button', { name: 'Ghi lại' }).click();
  await row.getByRole('button', { name: /^Đưa vào chương trình/ }).click();
  const placing = clerk.getByRole('dialog', { name: 'Đưa vào chương trình' });
  await placing.getByRole('button', { name: /^2\. / }).click();
  await placing.waitFor({ state: 'detached' });
  await row.getByText('Nội dung số 2 của chương trình').waitFor();

  // Opened; forty hold their printed card under the reader.
  await turnTo(clerk, 'Phiên họp');
  await clerk.getByRole('button', { name: 'Khai mạc phiên họp' }).click();
  await clerk.getByRole('button', { name: 'Đến điểm danh' }).click();
  await clerk.getByRole('button', { name: 'Quét mã' }).click();
  const scanner = clerk.getByRole('dialog', { name: 'Quét mã điểm danh' });
  const reader = scanner.getByLabel('Mã điểm danh hoặc số thẻ');
  for (let card = 1; card <= PRESENT; card += 1) {
    await reader.fill(String(card));
    await reader.press('Enter');
    await clerk.waitForFunction(() => (document.querySelector('#code') as HTMLInputElement).value === '');
  }
  await scanner.getByRole('button', { name: 'Xong' }).click();
  await chair.getByText(`Có mặt ${PRESENT}/68`).waitFor();
  const people = await rest;

  /** Opened at once, voted by all who are present, closed, published. */
  const vote = async (against: number): Promise<string> => {
    await order(chair, 'Mở ngay', chair.getByRole('button', { name: 'Kết thúc biểu quyết' }));
    for (const phone of phones) {
      await phone.getByRole('button', { name: 'Tán thành', exact: true }).click();
      await phone.getByRole('heading', { name: 'ĐÃ GHI NHẬN' }).waitFor();
    }
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM sessions.poll WHERE sitting_id = $1 ORDER BY opened_at DESC NULLS LAST LIMIT 1`,
      [sittingId],
    );
    await votes(people, rows[0]!.id, (i) => (i < against ? 'AGAINST' : i === against ? 'ABSTAIN' : 'FOR'));
    await chair.getByText(`${PRESENT}/${PRESENT}`).first().waitFor();
    await order(chair, 'Kết thúc biểu quyết', wall.getByText('Sắp kết thúc biểu quyết'));
    await order(chair, 'Công bố lên 1 màn hình', chair.getByText(/^Đã công bố \d\d:\d\d:\d\d$/));
    return rows[0]!.id;
  };

  // The council adopts its programme by a procedural poll; only then the desk records it.
  await order(chair, 'Chuyển sang nội dung 1', wall.getByRole('heading', { name: /chương trình/i }));
  await prepared(chair, 'Biểu quyết về thủ tục');
  await vote(0);
  await turnTo(clerk, 'Chương trình');
  await clerk.getByRole('button', { name: 'Ghi việc thông qua bản 1' }).click();
  const adoption = clerk.getByRole('dialog', { name: 'Ghi việc thông qua bản 1' });
  await adoption.getByRole('radio').first().check();
  await adoption.getByRole('button', { name: 'Ghi thông qua' }).click();
  await clerk.getByText('Đã được HĐND thông qua').waitFor();
  await shoot(clerk, 'publication-programme');

  // Presented, verified, discussed; then the whole text is voted on.
  await order(chair, 'Chuyển sang nội dung 2', wall.getByRole('heading', { name: /phí tham quan/ }));
  const next = chair.getByRole('group', { name: 'Thao tác' });
  await order(chair, 'Chuyển sang thẩm tra', next.getByRole('button', { name: 'Chuyển sang thảo luận' }));
  await order(chair, 'Chuyển sang thảo luận', next.getByRole('button', { name: 'Kết thúc thảo luận' }));
  await order(chair, 'Biểu quyết toàn văn', next.getByRole('button', { name: 'Chuẩn bị biểu quyết' }));
  await prepared(chair, 'Chuẩn bị biểu quyết');
  await vote(2);
  await wall.getByText('Cần từ 35/68').waitFor();
  const lines = await officialLines(wall);
  expect(lines).toEqual([
    ['Tổng số đại biểu HĐND', '68', '100,00\u00a0%'],
    ['Có mặt', '40', '58,82\u00a0%'],
    ['Tham gia biểu quyết', '40', '58,82\u00a0%'],
    ['Tán thành', '37', '54,41\u00a0%'],
    ['Không tán thành', '2', '2,94\u00a0%'],
    ['Không biểu quyết', '1', '1,47\u00a0%'],
  ]);
  await shoot(wall, 'publication-wall');

  // Who pressed the wrong button says so on the phone, once: annexed to the result, which stays.
  const mistaken = phones[0]!;
  await mistaken.getByRole('button', { name: 'Phiếu của tôi' }).click();
  const own = mistaken.getByRole('listitem').filter({ hasText: TITLE });
  await own.getByRole('button', { name: /^Báo phiếu không đúng/ }).click();
  await own.getByLabel('Lựa chọn đúng').selectOption('AGAINST');
  await own.getByLabel('Nêu thêm (không bắt buộc)').fill('Tôi chạm nhầm nút');
  // A long name is cut in the head of the page by design.
  const wrong = (await cut(mistaken, PHONE)).filter((fault) => !fault.endsWith(onPhones[0]!.displayName));
  expect([...wrong, ...(await barriers(mistaken))]).toEqual([]);
  await shoot(mistaken, 'publication-statement');
  await own.getByRole('button', { name: 'Gửi, lưu kèm kết quả' }).click();
  await own.getByText(/^Đã nêu lúc .*: Tôi bấm nhầm, lựa chọn đúng là «Không tán thành»/).waitFor();
  expect(await own.getByRole('button', { name: /^Báo phiếu không đúng/ }).count()).toBe(0);

  // The sitting ends; the chair drafts and signs the minutes, then the resolution by its number.
  await order(chair, 'Kết thúc phiên họp', chair.getByRole('dialog', { name: 'Kết thúc phiên họp?' })).catch(
    async () => {
      await order(chair, 'Chuyển sang nội dung 3', wall.getByRole('heading', { name: 'Bế mạc' }));
      await order(chair, 'Kết thúc phiên họp', chair.getByRole('dialog', { name: 'Kết thúc phiên họp?' }));
    },
  );
  await chair
    .getByRole('dialog', { name: 'Kết thúc phiên họp?' })
    .getByRole('button', { name: 'Kết thúc phiên họp' })
    .click();
  await chair.getByRole('button', { name: 'Lập dự thảo từ nhật ký' }).click();
  await chair.getByText(/tán thành 37, không tán thành 2, không biểu quyết 1/).waitFor();
  await chair.getByRole('button', { name: 'Ký biên bản' }).click();
  await chair.getByText(/^Đã ký ngày/).waitFor();
  const year = dayIn(0).slice(-4);
  const number = `01/${year}/NQ-HĐND`;
  await chair.getByRole('button', { name: `Ký chứng thực: ${number}` }).click();
  const signing = chair.getByRole('dialog', { name: `Ký chứng thực ${number}` });
  await shoot(chair, 'publication-sign');
  await signing.getByRole('button', { name: 'Ký chứng thực', exact: true }).click();
  await chair.getByText(`Đã ký chứng thực ${number}.`).waitFor();

  // Sent, in the gazette; a target with its figure.
  await clerk.reload();
  await turnTo(clerk, 'Nghị quyết');
  for (const step of ['Gửi cấp trên', 'Gửi cơ quan thực hiện', 'Đăng công báo']) {
    await clerk.getByRole('button', { name: `Ghi đã xong: ${step}, ${number}` }).click();
    await row.getByText(`${step}, xong ${dayIn(0)}`).waitFor();
  }
  await row.getByText('Đã công bố').waitFor();
  await row.getByRole('button', { name: /^Mở/ }).click();
  await clerk.getByRole('region', { name: 'Kết quả biểu quyết' }).waitFor();
  expect(await officialLines(clerk)).toEqual(lines);
  await clerk.getByRole('button', { name: 'Thêm chỉ tiêu' }).click();
  const target = clerk.getByRole('dialog', { name: 'Thêm chỉ tiêu' });
  await target.getByLabel('Tên chỉ tiêu').fill('Thu phí không dùng tiền mặt');
  await target.getByLabel('Đo bằng gì').fill('Tỷ lệ lượt thu');
  await target.getByLabel('Số phải đạt').fill('87,5');
  await target.getByLabel('Hạn (ngày/tháng/năm)').fill(dayIn(200));
  await target.getByLabel('Cơ quan chịu trách nhiệm').selectOption('so-tai-chinh');
  await target.getByRole('button', { name: 'Ghi lại' }).click();
  await target.waitFor({ state: 'detached' });
  await clerk.getByRole('button', { name: 'Ghi số liệu: Thu phí không dùng tiền mặt' }).click();
  const figure = clerk.getByRole('dialog', { name: 'Ghi số liệu: Thu phí không dùng tiền mặt' });
  await figure.getByLabel('Ngày của số liệu (ngày/tháng/năm)').fill(dayIn(0));
  await figure.getByLabel('Số liệu (%)').fill('41,25');
  await figure.getByRole('button', { name: 'Ghi lại' }).click();
  await clerk.getByText(`Số liệu ${dayIn(0)}: 41,25 %`).waitFor();
  await shoot(clerk, 'publication-resolution');
  await clerk.getByRole('button', { name: 'Về danh sách' }).click();

  // What is public of the session is one file for the portal, with the hash of each part.
  const zip = await JSZip.loadAsync(
    await saved(clerkPage, clerk.getByRole('button', { name: 'Gói dữ liệu mở của kỳ họp (ZIP)' })),
  );
  const { files } = JSON.parse(await zip.file('manifest.json')!.async('string')) as {
    files: { path: string; sha256: string }[];
  };
  // The adopted programme and the whole text: two polls, a sheet each, the resolution, the session, the table.
  expect(files.map(({ path }) => path.replace(/[^/]+(?=\.(json|pdf)$)/, '*')).sort()).toEqual(
    [
      '*.json',
      'ket-qua.xlsx',
      'polls/*.json',
      'polls/*.json',
      'resolutions/*.json',
      'sheets/*.pdf',
      'sheets/*.pdf',
    ].sort(),
  );
  for (const { path, sha256 } of files)
    expect([
      path,
      createHash('sha256')
        .update(await zip.file(path)!.async('nodebuffer'))
        .digest('hex'),
    ]).toEqual([path, sha256]);

  // Everybody reads it without a sign-in: the same numbers on the page and in the PDF.
  const publicPage = await openPage(browser, `${edition.origin}/nghi-quyet`, PHONE, { acceptDownloads: true });
  const article = publicPage.page.getByRole('article', { name: new RegExp(number) });
  await article.getByText('Đã công bố').waitFor();
  // Not yet in force: it has a first day and no last one.
  await article.getByText(/hiệu lực từ/).waitFor();
  expect(await article.getByText(/đến hết/).count()).toBe(0);
  await article.getByRole('button', { name: /^Xem kết quả/ }).click();
  await article.getByText('Cần từ 35/68 tán thành').waitFor();
  expect(await officialLines(publicPage.page)).toEqual(lines);
  await article.getByText(/bấm nhầm; ghi nhận «Tán thành», nay nêu «Không tán thành»/).waitFor();
  await article.getByText(/ít nhất 87,5 %/).waitFor();
  await article.getByText('Điều 1. Mức thu là 50.000 đồng một lượt.').waitFor();
  await shoot(publicPage.page, 'publication-public');
  const pdf = await textOfPdf(
    await saved(publicPage, article.getByRole('button', { name: 'Tải phiếu kết quả (PDF)' })),
  );
  // The sheet says of «Có mặt» when it was counted.
  for (const [label, count, share] of lines)
    expect(pdf).toMatch(new RegExp(`${label}( khi mở biểu quyết)? ${count} ${plain(share!)}`));
  // A new user sees what became of an old resolution, marked as invented.
  const old = publicPage.page.getByRole('article', { name: /nhiệm vụ phát triển kinh tế – xã hội/ });
  await old.getByRole('button', { name: /^Xem kết quả/ }).click();
  await old.getByText('chậm báo cáo').waitFor();
  expect(await publicPage.page.locator('.demo').count()).toBeGreaterThan(0);

  for (const { errors, strangers } of [wallPage, clerkPage, chairPage, publicPage, ...phonePages])
    expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
});
