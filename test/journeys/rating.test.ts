/**
 * A confidence rating on paper as the council of Hải Phòng published one in
 * December 2023: 29 persons, 62 ballots, counted by two persons apart, signed
 * by the tally committee, read on the console, on the sheet and on the wall.
 */
import { Pool } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openPage, PHONE, shoot, signIn, TABLET, WALL, type Opened } from './browser.js';
import { order } from './hands.js';
import { fillCount, sendCount, sheetText, signOn, type PaperCount } from './paper.js';
import { linkOf, openSitting, Person, phoneLinks } from './people.js';
import { barriers, cut } from './sight.js';

jest.setTimeout(300_000);

const BALLOTS = 62;
const QUESTION = 'Lấy phiếu tín nhiệm đối với người giữ chức vụ do HĐND thành phố bầu';
const NAMES = Array.from({ length: 29 }, (_, i) => {
  const [family, middle, given] = [
    ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đỗ'][i % 5]!,
    ['Văn', 'Thị', 'Đức', 'Minh', 'Thu', 'Quốc'][i % 6]!,
    ['An', 'Bình', 'Cường', 'Dung', 'Hà', 'Khánh', 'Lâm'][i % 7]!,
  ];
  return `${family} ${middle} ${given}`;
});
const POSTS = ['Chủ tịch HĐND', 'Phó Chủ tịch HĐND', 'Trưởng ban Pháp chế'];
const post = (i: number): string => POSTS[i] ?? 'Ủy viên UBND thành phố';

/** T7 and T8 are the two published rows; in row 5 one ballot carries two marks (T9). */
const COUNT: PaperCount = {
  issued: BALLOTS,
  rows: NAMES.map((_, i) => {
    if (i === 0) return { marks: [54, 5, 3] };
    if (i === 1) return { marks: [48, 6, 8] };
    return i === 4 ? { marks: [59, 1, 1], invalid: 1 } : { marks: [60, 1, 1] };
  }),
};
/** The second person reads one figure of T8 wrong; the row still adds up. */
const MISREAD: PaperCount = {
  ...COUNT,
  rows: COUNT.rows.map((row, i) => (i === 1 ? { marks: [48, 7, 7] } : row)),
};

let edition: StartedEdition;
let browser: Browser;
let pool: Pool;
beforeAll(async () => {
  edition = await startEdition();
  browser = await openBrowser();
  pool = new Pool({ connectionString: edition.postgres.url, max: 1 });
  pool.on('error', () => undefined);
});
afterAll(async () => {
  await browser?.close();
  await pool?.end();
  await edition?.end();
});

/** The row of a person on a page: count and share of each level. */
async function figures(page: Page, name: string): Promise<string> {
  const row = page.getByRole('row').filter({ hasText: name }).first();
  await row.waitFor({ timeout: 120_000 });
  return (await row.innerText()).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
}

async function openAndClose(chair: Page): Promise<void> {
  await order(chair, 'Mở ngay', chair.getByRole('button', { name: 'Kết thúc biểu quyết' }));
  // The tag on the card, not what was announced of an earlier vote.
  await order(chair, 'Kết thúc biểu quyết', chair.locator('.tag').filter({ hasText: /Sắp kết thúc|Đã kết thúc/ }));
  await chair.getByText('Hai người nhập kết quả riêng, tại bàn Thư ký.').waitFor();
}

test('29 persons on 62 ballots: entered apart, a mismatch names its line, signed, and the published figures everywhere [R-VOT-09 R-VOT-12 R-VOT-13 R-VOT-14 R-VOT-15 R-VOT-18 VOT-16 VOT-17 T7 T8 T9]', async () => {
  const open = async (link: { url: string; pin: string }, size: typeof PHONE): Promise<Opened> => {
    const opened = await openPage(browser, link.url, size);
    if (link.pin) await signIn(opened.page, link.pin);
    return opened;
  };
  const [headCard, memberCard, thirdCard] = phoneLinks(edition);
  const all = await Promise.all([
    open(linkOf(edition, '/wall'), WALL),
    open(linkOf(edition, '/clerk'), TABLET),
    open(linkOf(edition, '/chair'), TABLET),
    open(headCard!, PHONE),
    open(memberCard!, PHONE),
  ]);
  const [wall, clerk, chair, head, member] = all.map((each) => each.page) as [Page, Page, Page, Page, Page];
  await chair.getByRole('navigation', { name: 'Chương trình' }).waitFor();
  await clerk.getByRole('button', { name: 'Biểu quyết', exact: true }).waitFor();
  const [chairPerson, clerkPerson] = [Person.onPage(edition, all[2]!.heard), Person.onPage(edition, all[1]!.heard)];
  await openSitting(chairPerson, clerkPerson, BALLOTS);

  // All were elected this year and so are left out: one vice chair is in office since the year before.
  await pool.query(
    `UPDATE directory.office_holding SET valid_from = valid_from - interval '1 year' WHERE id = (SELECT id FROM directory.office_holding WHERE council_id = 'hdnd-hai-phong' AND kind = 'COUNCIL_VICE_CHAIR' ORDER BY valid_from DESC, id LIMIT 1)`,
  );
  // The desk says that the session holds a rating: its four steps come into the table, each with its light.
  await clerk.getByRole('button', { name: 'Chuẩn bị kỳ họp', exact: true }).click();
  await clerk.getByRole('row').filter({ hasText: 'Quyết định triệu tập' }).waitFor();
  const report = clerk.getByRole('row').filter({ hasText: 'Báo cáo của người được lấy phiếu tín nhiệm' });
  expect(await report.count()).toBe(0);
  await clerk.getByRole('checkbox', { name: 'Kỳ họp này có lấy phiếu tín nhiệm' }).click();
  await report.getByText('ít nhất 30 ngày trước khai mạc').waitFor();
  await report.getByText('Quá hạn').waitFor();
  for (const step of [
    'Gửi đại biểu tài liệu lấy phiếu tín nhiệm',
    'Đại biểu yêu cầu làm rõ, xác minh',
    'Đại biểu gửi câu hỏi cho người được lấy phiếu',
  ])
    await clerk.getByRole('row').filter({ hasText: step }).getByText('Quá hạn').waitFor();
  await shoot(clerk, 'rating-clerk-steps');
  expect([...(await barriers(clerk)), ...(await cut(clerk, TABLET))]).toEqual([]);

  // Whom the law leaves out stands there with the rule; a notice of retirement is one more reason.
  const persons = clerk.getByRole('group', { name: 'Người được lấy phiếu tín nhiệm' });
  const chosen = persons.getByRole('row').nth(1);
  await chosen.getByText('Không lấy phiếu').waitFor();
  await chosen.getByText(/^được bầu, bổ nhiệm ngày/).waitFor();
  const leftOut = await chosen.locator('b').innerText();
  await clerk.getByRole('button', { name: `Ghi thông báo nghỉ hưu: ${leftOut}` }).click();
  const notice = clerk.getByRole('dialog', { name: `Ghi thông báo nghỉ hưu: ${leftOut}` });
  await notice.getByLabel('Số thông báo').fill('45/TB-BTC');
  await notice.getByRole('button', { name: 'Ghi việc này' }).click();
  await notice.waitFor({ state: 'detached' });
  await chosen.getByText(/^có thông báo nghỉ hưu, nhận ngày .*: 45\/TB-BTC/).waitFor();
  await persons.scrollIntoViewIfNeeded();
  await shoot(clerk, 'rating-clerk-persons');
  expect([...(await barriers(clerk)), ...(await cut(clerk, TABLET))]).toEqual([]);

  // The Front's committee asks for a vote of confidence on paper: the desk records it, and it waits for Thường trực HĐND.
  await clerk.getByRole('button', { name: 'Đề nghị', exact: true }).click();
  await clerk.getByRole('button', { name: 'Ghi đề nghị mới' }).click();
  const asking = clerk.getByRole('dialog', { name: 'Ghi đề nghị mới' });
  await asking.getByLabel('Ai đề nghị').selectOption({ label: 'Ban thường trực Ủy ban MTTQ Việt Nam' });
  await asking.getByLabel('Đề nghị gì').selectOption({ label: 'Bỏ phiếu tín nhiệm' });
  await asking.getByLabel('Nội dung').fill('Bỏ phiếu tín nhiệm đối với một Trưởng ban');
  await asking.getByLabel('Số văn bản (nếu có)').fill('12/KN-MTTQ');
  await asking.getByRole('button', { name: 'Ghi lại' }).click();
  await asking.waitFor({ state: 'detached' });
  const asked = clerk.getByRole('region', { name: 'Bỏ phiếu tín nhiệm đối với một Trưởng ban' });
  await asked.getByText('Chờ Thường trực HĐND quyết định').waitFor();
  await shoot(clerk, 'rating-clerk-request');

  // The committee: a head and two members, recorded at the desk.
  await clerk.getByRole('button', { name: 'Phiếu giấy, giơ tay' }).click();
  for (const [i, card] of [headCard!, memberCard!, thirdCard!].entries())
    await clerk.getByLabel(i === 0 ? 'Trưởng ban' : `Thành viên ${i}`).selectOption({ label: card.displayName });
  await clerk.getByRole('button', { name: 'Ghi nhận Ban kiểm phiếu' }).click();
  await clerk.getByText('Xác nhận khi có 2/3 chữ ký').waitFor();

  // The chair turns to the item; the clerk writes 29 lines: name; post.
  const first = (await chairPerson.now()).items[0]!;
  await chairPerson.order('ShowAgendaItem', { agendaItemId: first.id });
  await clerk.getByRole('button', { name: 'Biểu quyết', exact: true }).click();
  const prepare = async (title: string): Promise<string> => {
    await clerk
      .getByRole('button', { name: /^Chuẩn bị biểu quyết: / })
      .first()
      .click();
    const dialog = clerk.getByRole('dialog', { name: 'Chuẩn bị biểu quyết' });
    await dialog.getByRole('radio', { name: 'Lấy phiếu tín nhiệm' }).check();
    await dialog.getByLabel('Nội dung biểu quyết, hiện trên màn hình').fill(title);
    await dialog.getByLabel(/^Danh sách, mỗi dòng một người/).fill(NAMES.map((n, i) => `${n}; ${post(i)}`).join('\n'));
    await dialog.getByRole('button', { name: 'Chốt nội dung' }).click();
    await dialog.waitFor({ state: 'detached' });
    await chair.getByText('Đã chốt nội dung').first().waitFor();
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM sessions.poll WHERE state = 'READY'`);
    expect(rows).toHaveLength(1);
    return rows[0]!.id;
  };
  // A row for who is left out is refused in words, and nothing is made.
  await clerk
    .getByRole('button', { name: /^Chuẩn bị biểu quyết: / })
    .first()
    .click();
  const refusing = clerk.getByRole('dialog', { name: 'Chuẩn bị biểu quyết' });
  await refusing.getByRole('radio', { name: 'Lấy phiếu tín nhiệm' }).check();
  // The list of the session, without who is left out, is there for one press.
  const list = refusing.getByLabel(/^Danh sách, mỗi dòng một người/);
  await refusing.getByRole('button', { name: /^Điền \d+ người được lấy phiếu/ }).click();
  expect(await list.inputValue()).toMatch(/^[^;\n]+; [^\n]+/);
  expect(await list.inputValue()).not.toContain(leftOut);
  await list.fill(`${NAMES[0]}; ${post(0)}\n${leftOut}; ${post(1)}`);
  await refusing.getByRole('button', { name: 'Chốt nội dung' }).click();
  await refusing.getByText(new RegExp(`Dòng 2, ${leftOut}: được bầu, bổ nhiệm ngày`)).waitFor();
  await refusing.getByRole('button', { name: 'Quay lại' }).click();
  await refusing.waitFor({ state: 'detached' });
  const rating = await prepare(QUESTION);
  await openAndClose(chair);

  // Two count apart: the clerk at the desk, the head of the committee on the phone.
  await clerk.getByRole('button', { name: 'Phiếu giấy, giơ tay' }).click();
  await fillCount(clerk, QUESTION, COUNT);
  await sendCount(clerk, QUESTION);
  await clerk.getByText('Đã nhập. Chờ người thứ hai nhập riêng.').waitFor();
  await head.getByRole('button', { name: 'Phiếu của tôi' }).click();
  await head.getByText('Một người đã nhập.').waitFor();
  await fillCount(head, QUESTION, MISREAD);
  expect([...(await barriers(head)), ...(await cut(head, PHONE))]).toEqual([]);
  await sendCount(head, QUESTION);
  const mismatch = 'Hai người nhập không khớp ở: Dòng 2, Tín nhiệm, Dòng 2, Tín nhiệm thấp.';
  for (const page of [head, clerk]) await page.getByText(mismatch).waitFor();
  await head.getByText(mismatch).scrollIntoViewIfNeeded();
  await shoot(head, 'rating-phone-mismatch');
  await shoot(clerk, 'rating-clerk-mismatch');
  // The line is named, the numbers are not: neither page was told the other's.
  await fillCount(head, QUESTION, COUNT);
  await sendCount(head, QUESTION);
  await chair.getByText('Ban kiểm phiếu xác nhận 0/2').first().waitFor();
  await signOn(head, QUESTION);
  await member.getByRole('button', { name: 'Phiếu của tôi' }).click();
  await signOn(member, QUESTION);
  await shoot(member, 'rating-phone-signed');
  await order(chair, 'Công bố lên 1 màn hình', chair.getByText(/^Đã công bố \d\d:\d\d:\d\d$/));

  // T7, T8 half up and T9, on the console, the wall and the sheet.
  const [t7, t8, t9] = [
    '54 87,10 % 5 8,06 % 3 4,84 %',
    '48 77,42 % 6 9,68 % 8 12,90 %',
    '59 95,16 % 1 1,61 % 1 1,61 %',
  ];
  for (const page of [chair, wall]) {
    expect(await figures(page, NAMES[0]!)).toContain(t7);
    expect(await figures(page, NAMES[1]!)).toContain(t8);
    const spoilt = await figures(page, NAMES[4]!);
    expect(spoilt).toContain(t9);
    expect(spoilt).toContain('không hợp lệ 1');
    expect(await figures(page, NAMES[3]!)).not.toContain('không hợp lệ');
  }
  await wall.getByText('Phát ra').first().waitFor();
  await shoot(wall, 'rating-wall');
  await shoot(chair, 'rating-chair');
  expect([...(await barriers(wall)), ...(await cut(wall, WALL)), ...(await cut(chair, TABLET))]).toEqual([]);
  const sheet = (await sheetText(clerkPerson, rating)).replace(/\s+/g, ' ');
  for (const [name, line] of [
    [NAMES[0]!, ['87,10 %', '8,06 %', '4,84 %']],
    [NAMES[1]!, ['77,42 %', '9,68 %', '12,90 %']],
  ] as const) {
    expect(sheet).toContain(name);
    for (const share of line) expect(sheet).toContain(share);
  }

  // The council keeps the other rounding as its own rule: the same ballots, as they were printed in 2023.
  await pool.query(
    `INSERT INTO directory.rule_override (id, council_id, rule_key, value, reason, instrument, decided_by, valid_from, illustrative, recorded_at)
     SELECT gen_random_uuid(), council_id, 'poll.rounding', '{"value":"TRUNCATE"}', 'Như biểu in tháng 12/2023', 'Nội quy kỳ họp', 'HĐND thành phố', '2021-07-01', true, now()
     FROM sessions.sitting WHERE id = $1`,
    [chairPerson.sittingId],
  );
  const again = `${QUESTION}, in theo cách làm tròn của HĐND`;
  await clerk.getByRole('button', { name: 'Biểu quyết', exact: true }).click();
  const truncated = await prepare(again);
  await openAndClose(chair);
  await clerk.getByRole('button', { name: 'Phiếu giấy, giơ tay' }).click();
  for (const page of [clerk, head]) {
    await page.getByRole('form', { name: again }).waitFor();
    await fillCount(page, again, COUNT);
    await sendCount(page, again);
  }
  await chair.getByText('Ban kiểm phiếu xác nhận 0/2').first().waitFor();
  await signOn(head, again);
  await member.reload();
  await member.getByRole('button', { name: 'Phiếu của tôi' }).click();
  await signOn(member, again);
  await order(chair, 'Công bố lên 1 màn hình', chair.getByText(/^Đã công bố \d\d:\d\d:\d\d$/));
  await wall.getByText('87,09').first().waitFor({ timeout: 120_000 });
  for (const page of [chair, wall]) {
    expect(await figures(page, NAMES[0]!)).toContain('54 87,09 % 5 8,06 % 3 4,83 %');
    expect(await figures(page, NAMES[1]!)).toContain('48 77,41 % 6 9,67 % 8 12,90 %');
  }
  const printed = await sheetText(clerkPerson, truncated);
  for (const share of ['87,09 %', '4,83 %', '77,41 %', '9,67 %', '12,90 %']) expect(printed).toContain(share);
  // Eight of 62 say low: nothing follows from it.
  for (const page of [chair, wall]) expect(await figures(page, NAMES[1]!)).not.toMatch(/từ chức|miễn nhiệm/i);
  for (const { errors, strangers } of all) expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
});
