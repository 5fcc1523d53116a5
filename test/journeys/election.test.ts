/**
 * An election on paper: nominations, the list closed by a procedural vote, a
 * tie, the run-off among the tied, and the result in a draft resolution.
 *
 * The desk and the console are real pages; the hall votes on procedure as
 * phones do, and a second clerk's count is a member's of the committee.
 */
import type { Browser, Page } from 'playwright-core';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openPage, PHONE, shoot, signIn, TABLET, WALL, type Opened } from './browser.js';
import { order, votes } from './hands.js';
import { fillCount, sendCount, sheetText, signOn, type PaperCount } from './paper.js';
import { delegateCards, enterAll, linkOf, openSitting, Person, phoneLinks } from './people.js';
import { barriers, cut } from './sight.js';

jest.setTimeout(300_000);

const PRESENT = 40;
const OFFICE = 'Phó Chủ tịch HĐND thành phố';
const CANDIDATES = ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Văn Cường'];

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

test('an election: nominated, the list closed by a vote, a tie, the run-off, confirmed in a draft [R-VOT-07 R-VOT-08 R-VOT-13 VOT-16]', async () => {
  const open = async (link: { url: string; pin: string }, size: typeof PHONE): Promise<Opened> => {
    const opened = await openPage(browser, link.url, size);
    if (link.pin) await signIn(opened.page, link.pin);
    return opened;
  };
  const cards = phoneLinks(edition).slice(0, 3);
  const all = await Promise.all([
    open(linkOf(edition, '/wall'), WALL),
    open(linkOf(edition, '/clerk'), TABLET),
    open(linkOf(edition, '/chair'), TABLET),
    open(cards[0]!, PHONE),
    open(cards[1]!, PHONE),
  ]);
  const [wall, clerk, chair, head, member] = all.map((each) => each.page) as [Page, Page, Page, Page, Page];
  await chair.getByRole('navigation', { name: 'Chương trình' }).waitFor();
  await clerk.getByRole('button', { name: 'Bầu cử' }).waitFor();
  const [chairPerson, clerkPerson] = [Person.onPage(edition, all[2]!.heard), Person.onPage(edition, all[1]!.heard)];
  const shown = new Set(phoneLinks(edition).map((card) => card.displayName));
  const voters = await enterAll(
    edition,
    (await delegateCards(edition)).slice(0, PRESENT).filter((card) => !shown.has(card.displayName)),
  );
  await openSitting(chairPerson, clerkPerson, PRESENT);
  const first = (await chairPerson.now()).items[0]!;
  await chairPerson.order('ShowAgendaItem', { agendaItemId: first.id });
  await clerk.getByRole('button', { name: 'Phiếu giấy, giơ tay' }).click();
  for (const [i, card] of cards.entries())
    await clerk.getByLabel(i === 0 ? 'Trưởng ban' : `Thành viên ${i}`).selectOption({ label: card.displayName });
  await clerk.getByRole('button', { name: 'Ghi nhận Ban kiểm phiếu' }).click();
  await clerk.getByText('Xác nhận khi có 2/3 chữ ký').waitFor();

  // The ordinary question is no way to an election, and leads to the one there is.
  await clerk.getByRole('button', { name: 'Biểu quyết', exact: true }).click();
  await clerk
    .getByRole('button', { name: /^Chuẩn bị biểu quyết: / })
    .first()
    .click();
  const dialog = clerk.getByRole('dialog', { name: 'Chuẩn bị biểu quyết' });
  await dialog.getByRole('radio', { name: 'Bỏ phiếu tín nhiệm' }).waitFor();
  expect(await dialog.getByRole('radio', { name: 'Bầu cử' }).count()).toBe(0);
  await shoot(clerk, 'election-clerk-elsewhere');
  await dialog.getByRole('button', { name: 'Sang mục Bầu cử' }).click();

  // Who stands, and by whom; an open list is no ballot yet.
  await clerk.getByRole('heading', { name: 'Bầu cử', level: 1 }).waitFor();
  await clerk.getByLabel('Chức vụ cần bầu').fill(OFFICE);
  await clerk.getByLabel('Số người được bầu').fill('1');
  await clerk.getByRole('button', { name: 'Lập danh sách' }).click();
  const list = clerk.getByRole('region', { name: OFFICE });
  for (const name of CANDIDATES) {
    await list.getByLabel('Họ và tên').fill(name);
    await list.getByRole('button', { name: 'Thêm vào danh sách' }).click();
    await list.getByRole('listitem').filter({ hasText: name }).waitFor();
  }
  expect(await list.getByRole('button', { name: 'Tạo phiếu bầu' }).count()).toBe(0);

  // The council closes the list by a vote on procedure, on devices.
  const made = await chairPerson.order('CreatePoll', {
    agendaItemId: first.id,
    kind: 'PROCEDURAL',
    title: 'Chốt danh sách bầu Phó Chủ tịch HĐND',
  });
  const procedural = made['id'] as string;
  for (const command of ['ReadyPoll', 'OpenPoll']) await chairPerson.order(command, { pollId: procedural });
  await votes(voters, procedural, () => 'FOR');
  await chairPerson.order('ClosePoll', { pollId: procedural });
  await wall.getByText('Chờ Chủ tọa công bố kết quả').waitFor();
  await order(chair, 'Công bố lên 1 màn hình', chair.getByText(/^Đã công bố \d\d:\d\d:\d\d$/));
  await list.getByLabel('Chốt bằng cuộc biểu quyết').selectOption({ label: 'Chốt danh sách bầu Phó Chủ tịch HĐND' });
  await list.getByRole('button', { name: 'Chốt danh sách' }).click();
  await list.getByRole('button', { name: 'Tạo phiếu bầu' }).waitFor();
  // On paper, unless the desk says otherwise for this one ballot.
  expect(await list.getByRole('radio', { name: 'Phiếu giấy' }).isChecked()).toBe(true);
  await shoot(clerk, 'election-clerk-closed');
  expect([
    ...(await barriers(clerk)),
    ...(await cut(clerk, { width: 360, height: 740 })),
    ...(await cut(clerk, TABLET)),
  ]).toEqual([]);
  await list.getByRole('button', { name: 'Tạo phiếu bầu' }).click();

  /** On paper, from the frozen question to the published result. */
  const held = async (title: string, count: PaperCount): Promise<void> => {
    await clerk.getByRole('button', { name: 'Biểu quyết', exact: true }).click();
    await clerk.getByRole('button', { name: 'Chốt nội dung' }).first().click();
    await chair.getByText('Đã chốt nội dung').first().waitFor();
    await order(chair, 'Mở ngay', chair.getByRole('button', { name: 'Kết thúc biểu quyết' }));
    await wall.getByText('Đang bỏ phiếu giấy').waitFor();
    await wall.getByText(/Bầu [12] người/).waitFor();
    await order(chair, 'Kết thúc biểu quyết', chair.locator('.tag').filter({ hasText: /Sắp kết thúc|Đã kết thúc/ }));
    await clerk.getByRole('button', { name: 'Phiếu giấy, giơ tay' }).click();
    if (await head.getByRole('button', { name: 'Phiếu của tôi' }).isVisible())
      await head.getByRole('button', { name: 'Phiếu của tôi' }).click();
    for (const page of [clerk, head]) {
      await page.getByRole('form', { name: title, exact: true }).waitFor();
      await fillCount(page, title, count);
      await sendCount(page, title);
    }
    await chair.getByText('Ban kiểm phiếu xác nhận 0/2').first().waitFor();
    await signOn(head, title);
    await member.reload();
    await member.getByRole('button', { name: 'Phiếu của tôi' }).click();
    await signOn(member, title);
    await order(chair, 'Công bố lên 1 màn hình', chair.getByText(/^Đã công bố \d\d:\d\d:\d\d$/));
  };
  const TITLE = `Bầu ${OFFICE}`;
  await held(TITLE, { issued: PRESENT, rows: [{ marks: [36, 4] }, { marks: [36, 4] }, { marks: [10, 30] }] });
  for (const name of CANDIDATES.slice(0, 2))
    await wall.getByRole('row').filter({ hasText: name }).getByText('Bằng phiếu, phải bầu lại').waitFor();
  await wall.getByText('Trúng cử khi có từ 35/68 phiếu đồng ý').waitFor();
  expect(await cut(wall, WALL)).toEqual([]);
  await shoot(wall, 'election-wall-tie');

  // Among the tied alone.
  await clerk.getByRole('button', { name: 'Bầu cử' }).click();
  await list.getByRole('button', { name: 'Tạo cuộc bầu lại' }).click();
  const again = `Bầu lại: ${TITLE}`;
  await held(again, { issued: PRESENT, rows: [{ marks: [3, 37] }, { marks: [37, 3] }] });
  const elected = wall.getByRole('row').filter({ hasText: CANDIDATES[1]! });
  await elected.getByText('Trúng cử', { exact: true }).waitFor();
  await shoot(wall, 'election-wall-elected');
  expect(await wall.getByText(CANDIDATES[2]!).count()).toBe(0);

  // The result goes into a draft resolution by one button.
  await clerk.getByRole('button', { name: 'Phiếu giấy, giơ tay' }).click();
  const confirm = clerk.getByRole('region', { name: again, exact: true });
  await confirm.getByText('Đọc dự thảo').click();
  await confirm.getByText(/Trần Thị Bình: đồng ý 37 phiếu .*trúng cử\./).waitFor();
  await confirm.getByRole('button', { name: 'Đưa vào dự thảo nghị quyết' }).click();
  await confirm.getByText('Đã có trong mục Nghị quyết, chờ HĐND biểu quyết.').waitFor();
  await shoot(clerk, 'election-clerk-confirmed');
  // There it is, without the page being read anew.
  await clerk.getByRole('button', { name: 'Nghị quyết', exact: true }).click();
  await clerk.getByRole('row').filter({ hasText: again }).waitFor();
  const { poll } = await chairPerson.now();
  expect(await sheetText(clerkPerson, poll!.id)).toContain(CANDIDATES[1]!);
  for (const { errors, strangers } of all) expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
});
