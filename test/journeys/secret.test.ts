/**
 * A secret vote on devices as its people live it: the council's decision is
 * recorded, the committee deals the key among its own browsers, delegates vote
 * in the booth with their PIN, two members open the box apart, and the wall
 * shows a result that nobody can join to a name.
 *
 * One test, because it is one story.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { runCommand, startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openPage, PHONE, shoot, signIn, TABLET, WALL, type Opened } from './browser.js';
import { officialLines, order, votes } from './hands.js';
import { sheetText } from './paper.js';
import { linkOf, openSitting, Person, phoneLinks, preparePoll } from './people.js';
import { barriers, cut } from './sight.js';

jest.setTimeout(300_000);

const QUESTION = 'Bãi nhiệm đại biểu HĐND thành phố';
const RATING = 'Lấy phiếu tín nhiệm đối với người giữ chức vụ do HĐND thành phố bầu';
const RATED = [
  ['Nguyễn Thị Phương Quỳnh', 'Phó Chủ tịch Ủy ban nhân dân thành phố'],
  ['Trần Hữu Thắng', 'Ủy viên Ủy ban nhân dân, Giám đốc Sở Nông nghiệp và Môi trường'],
  ['Đỗ Thị Ngưỡng', 'Trưởng ban Kinh tế - Ngân sách'],
] as const;
const [HIGH, MEDIUM, LOW] = ['Tín nhiệm cao', 'Tín nhiệm', 'Tín nhiệm thấp'] as const;
const NARROW = { width: 320, height: 568 };
const PRESENT = 5;

let edition: StartedEdition;
let browser: Browser;
let pool: Pool;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nghitruong-secret-'));
  edition = await startEdition();
  browser = await openBrowser();
  pool = new Pool({ connectionString: edition.postgres.url, max: 1 });
  pool.on('error', () => undefined);
});
afterAll(async () => {
  await browser?.close();
  await pool?.end();
  await edition?.end();
  await rm(folder, { recursive: true, force: true });
});

/** Chooses, reviews, proves the PIN; the words of the receipt. */
async function castIn(booth: Page, choice: string, pin: string): Promise<string> {
  await booth.getByRole('button', { name: choice, exact: true }).click();
  await booth.getByText('Xem lại phiếu kín').waitFor();
  await booth.getByText('Phiếu chưa được bỏ.').waitFor();
  return recorded(booth, pin);
}

/** From the review on. */
async function recorded(booth: Page, pin: string): Promise<string> {
  await booth.getByRole('button', { name: 'Tiếp tục' }).click();
  await booth.getByLabel('Mã PIN 6 số').fill(pin);
  await booth.getByRole('button', { name: 'Bỏ phiếu' }).click();
  await booth.getByRole('heading', { name: 'ĐÃ GHI NHẬN' }).waitFor();
  return (await booth.locator('.panel .b-strong').innerText()).replace('Mã kiểm phiếu:', '').trim();
}

/** Marks the rows of a ballot; null leaves one empty. */
async function markRows(booth: Page, levels: readonly (string | null)[]): Promise<void> {
  for (const [i, level] of levels.entries())
    if (level !== null)
      await booth
        .getByRole('group', { name: `${i + 1}. ${RATED[i]![0]}` })
        .getByRole('button', { name: level, exact: true })
        .click();
}

/** What is wrong with a phone as it stands, at its own width and at the narrowest. */
const faultsOf = async (phone: Page): Promise<string[]> => [
  ...(await barriers(phone)),
  ...(await cut(phone, NARROW)),
  ...(await cut(phone, PHONE)),
];

test('secret votes on devices: decided, the key dealt, cast with the PIN, opened twice, published; a rating in rows beside it; the package tells commands only [R-VOT-20 R-VOT-09 R-VOT-12 VOT-3 VOT-13 VOT-18 VOT-21]', async () => {
  const open = async (link: { url: string; pin: string }, size: typeof PHONE): Promise<Opened> => {
    const opened = await openPage(browser, link.url, size);
    if (link.pin) await signIn(opened.page, link.pin);
    return opened;
  };
  const cards = phoneLinks(edition);
  const [wallPage, clerkPage, chairPage, ...phonePages] = await Promise.all([
    open(linkOf(edition, '/wall'), WALL),
    open(linkOf(edition, '/clerk'), TABLET),
    open(linkOf(edition, '/chair'), TABLET),
    ...cards.map((card) => open(card, PHONE)),
  ]);
  const all = [wallPage, clerkPage, chairPage, ...phonePages];
  const [wall, clerk, chair] = [wallPage.page, clerkPage.page, chairPage.page];
  const phones = phonePages.map((each) => each.page);
  await chair.getByRole('navigation', { name: 'Chương trình' }).waitFor();
  await clerk.getByRole('button', { name: 'Biểu quyết', exact: true }).waitFor();
  const [chairPerson, clerkPerson] = [Person.onPage(edition, chairPage.heard), Person.onPage(edition, clerkPage.heard)];
  await openSitting(chairPerson, clerkPerson, PRESENT + 1);

  // Off until the council has decided: the desk asks for devices and is told so.
  const first = (await chairPerson.now()).items[0]!;
  await chairPerson.order('ShowAgendaItem', { agendaItemId: first.id });
  await clerk.getByRole('button', { name: 'Biểu quyết', exact: true }).click();
  const ask = async (): Promise<void> => {
    await clerk
      .getByRole('button', { name: /^Chuẩn bị biểu quyết: / })
      .first()
      .click();
    const dialog = clerk.getByRole('dialog', { name: 'Chuẩn bị biểu quyết' });
    await dialog.getByRole('radio', { name: 'Miễn nhiệm, bãi nhiệm' }).check();
    await dialog.getByRole('radio', { name: 'Trên thiết bị, theo quyết định của HĐND' }).check();
    await dialog.getByLabel('Nội dung biểu quyết, hiện trên màn hình').fill(QUESTION);
    await dialog.getByRole('button', { name: 'Chốt nội dung' }).click();
  };
  await ask();
  await clerk
    .getByText(/HĐND này chưa có quyết định cho bỏ phiếu kín trên thiết bị/)
    .first()
    .waitFor();
  await shoot(clerk, 'secret-clerk-off');
  await clerk.getByLabel('Quyết định của HĐND (số, ký hiệu)').fill('Biên bản số 07/BB-HĐND');
  await clerk.getByLabel('Ngày quyết định (ngày/tháng/năm)').fill('20/11/2026');
  await clerk.getByRole('button', { name: 'Ghi nhận: cho phép' }).click();
  await clerk.getByText('Được phép theo Biên bản số 07/BB-HĐND').waitFor();
  await clerk.getByText(/^Áp dụng cho mọi cuộc bỏ phiếu kín: bầu cử, /).scrollIntoViewIfNeeded();
  await shoot(clerk, 'secret-clerk-on');

  // The committee, recorded at the desk; the draft that waited is frozen now.
  await clerk.getByRole('button', { name: 'Phiếu giấy, giơ tay' }).click();
  for (const [i, card] of cards.slice(0, 3).entries())
    await clerk.getByLabel(i === 0 ? 'Trưởng ban' : `Thành viên ${i}`).selectOption({ label: card.displayName });
  await clerk.getByRole('button', { name: 'Ghi nhận Ban kiểm phiếu' }).click();
  await clerk
    .getByText('Xác nhận khi có 2/3 chữ ký')
    .waitFor()
    .catch(async (e) => {
      console.log(
        await clerk
          .locator('select')
          .first()
          .evaluate((n) => n.outerHTML.slice(0, 600)),
        clerkPage.heard.filter((h) => h.includes('SEAT_UNKNOWN')),
        cards.map((c) => c.displayName),
      );
      throw e;
    });
  await clerk.getByRole('button', { name: 'Biểu quyết', exact: true }).click();
  await clerk.getByRole('button', { name: 'Chốt nội dung' }).first().click();
  await chair.getByText('Đã chốt nội dung').first().waitFor();
  await chair.getByText(/Chưa có khóa của cuộc bỏ phiếu kín/).waitFor();
  const { rows } = await pool.query<{ id: string }>(`SELECT id FROM sessions.poll WHERE state = 'READY'`);
  const poll = rows[0]!.id;

  // The key is made and dealt in the members' own browsers: two of three open the box.
  const members = phones.slice(0, 3);
  const keyDealt = async (): Promise<void> => {
    for (const phone of members) await phone.getByRole('button', { name: 'Ban kiểm phiếu' }).click();
    await press(phones[0]!, 'Tạo khóa bỏ phiếu', phones[0]!.getByText('Đã có khóa: cần 2 trong 3 thành viên'));
    for (const phone of members) await phone.getByText('Đã có khóa: cần 2 trong 3 thành viên').waitFor();
  };
  await keyDealt();
  expect([...(await barriers(phones[0]!)), ...(await cut(phones[0]!, PHONE))]).toEqual([]);
  await shoot(phones[0]!, 'secret-phone-key');
  for (const phone of members) await phone.getByRole('button', { name: 'Về phiếu của tôi' }).click();
  await order(chair, 'Mở ngay', chair.getByRole('button', { name: 'Kết thúc biểu quyết' }));

  // The booth. A wrong PIN casts nothing; without a PIN the server takes nothing.
  const [booth, pin] = [phones[0]!, cards[0]!.pin];
  await booth.getByRole('button', { name: 'Tán thành', exact: true }).click();
  await booth.getByRole('button', { name: 'Tiếp tục' }).click();
  await booth.getByLabel('Mã PIN 6 số').fill(pin === '000000' ? '111111' : '000000');
  await booth.getByRole('button', { name: 'Bỏ phiếu' }).click();
  await booth.getByText('Mã PIN không đúng. Phiếu chưa được bỏ. Còn 4 lần thử').waitFor();
  expect([...(await barriers(booth)), ...(await cut(booth, PHONE))]).toEqual([]);
  await shoot(booth, 'secret-phone-pin');
  const idle = Person.onPage(edition, phonePages[4]!.heard);
  expect(await idle.run('CastSecret', { pollId: poll, ciphertext: 'AAAA', ballotKey: randomUUID() })).toMatchObject({
    __typename: 'SecretBallotRefused',
    reason: 'PIN_NEEDED',
  });
  await booth.getByRole('button', { name: 'Sửa lại' }).click();
  await booth.getByRole('button', { name: 'Sửa lại' }).click();
  const trackers: string[] = [];
  for (const [i, choice] of ['Tán thành', 'Tán thành', 'Tán thành', 'Không tán thành'].entries())
    trackers.push(await castIn(phones[i]!, choice, cards[i]!.pin));
  await shoot(phones[3]!, 'secret-phone-recorded');
  await wall.getByText(/^4/).first().waitFor();
  // Nothing that any other page heard tells a choice, a name or an hour.
  for (const { heard } of [wallPage, phonePages[4]!, chairPage])
    for (const message of heard) expect(message).not.toMatch(/"(for|against)":\{|"missing":\[\{/);

  // Closed with two missing; of a secret poll only their number is said.
  const missing = chair.getByRole('dialog', { name: 'Còn 2 đại biểu có mặt chưa ghi nhận phiếu' });
  await order(chair, 'Kết thúc biểu quyết', missing);
  for (const card of cards) expect(await missing.innerText()).not.toContain(card.displayName);
  await missing.getByRole('button', { name: 'Kết thúc sau 5 giây' }).click();
  await chair.getByText('Ban kiểm phiếu xác nhận 0/2').first().waitFor();

  // One member opens with another's share; a second repeats it on another device; both sign what they read.
  const openedTwice = async (lines: readonly string[]): Promise<void> => {
    for (const phone of members) await phone.getByRole('button', { name: 'Ban kiểm phiếu' }).click();
    for (const [i, own] of [phones[0]!, phones[1]!].entries()) {
      const other = phones[i + 1]!;
      await own.getByRole('button', { name: 'Mở hòm phiếu trên máy này' }).click();
      const asks = other.locator('section', { hasText: `${cards[i]!.displayName} cần phần khóa` });
      await asks.getByRole('button', { name: 'Đưa phần khóa của tôi' }).click();
      await own.getByText('Máy này có 2/2 phần khóa').waitFor();
      await own.getByRole('button', { name: 'Giải mã và gửi kết quả' }).click();
      await own
        .getByText(/đã mở hòm phiếu, dấu kết quả|Hai thành viên cùng một kết quả/)
        .first()
        .waitFor();
    }
    for (const phone of [phones[0]!, phones[1]!]) {
      for (const line of lines) await phone.locator('.card', { hasText: line }).waitFor();
      await phone.getByRole('button', { name: 'Ký xác nhận kết quả' }).click();
    }
  };
  await openedTwice([
    'Phát ra 6 · Thu về 4 · Hợp lệ 4 · Không hợp lệ 0',
    'Tán thành 3 · Không tán thành 1 · Không biểu quyết 0',
  ]);
  await shoot(phones[0]!, 'secret-phone-signed');
  await chair.getByText(/^Ít phiếu: công bố con số có thể cho biết ai đã chọn gì/).waitFor();
  await shoot(chair, 'secret-chair-warning');
  await order(chair, 'Công bố lên 1 màn hình', chair.getByText(/^Đã công bố \d\d:\d\d:\d\d$/));
  await wall.locator('.w-out strong').waitFor();
  expect((await wall.locator('.w-out strong').innerText()).replace(/\s+/g, ' ')).toBe('KHÔNG ĐƯỢC THÔNG QUA');
  expect((await officialLines(wall)).slice(3)).toEqual([
    ['Tán thành', '3', '4,41\u00a0%'],
    ['Không tán thành', '1', '1,47\u00a0%'],
    ['Không biểu quyết', '0', '0,00\u00a0%'],
  ]);
  await shoot(wall, 'secret-wall');

  // The receipt proves inclusion, and nothing else.
  await phones[3]!.getByRole('button', { name: 'Phiếu của tôi' }).click();
  await phones[3]!.getByText(`Mã «${trackers[3]}» có trong hòm phiếu. Mã không cho biết chọn gì.`).waitFor();
  await phones[3]!.getByText('Danh sách mã trong hòm (4)').waitFor();
  await shoot(phones[3]!, 'secret-phone-included');

  // A rating in rows, of the same committee, by the same decision: chosen at the desk, for this one vote.
  for (const phone of [...members, phones[3]!])
    await phone.getByRole('button', { name: /^Về phiếu của tôi$|^Quay lại$/ }).click();
  await clerk
    .getByRole('button', { name: /^Chuẩn bị biểu quyết: / })
    .first()
    .click();
  const dialog = clerk.getByRole('dialog', { name: 'Chuẩn bị biểu quyết' });
  await dialog.getByRole('radio', { name: 'Lấy phiếu tín nhiệm' }).check();
  expect(await dialog.getByRole('radio', { name: 'Phiếu giấy' }).isChecked()).toBe(true);
  await dialog.getByRole('radio', { name: 'Trên thiết bị, theo quyết định của HĐND' }).check();
  await dialog.getByLabel('Nội dung biểu quyết, hiện trên màn hình').fill(RATING);
  await dialog.getByLabel(/^Danh sách, mỗi dòng một người/).fill(RATED.map((person) => person.join('; ')).join('\n'));
  await shoot(clerk, 'secret-rows-clerk');
  expect([...(await barriers(clerk)), ...(await cut(clerk, TABLET))]).toEqual([]);
  await dialog.getByRole('button', { name: 'Chốt nội dung' }).click();
  await dialog.waitFor({ state: 'detached' });
  await chair.getByText(/Chưa có khóa của cuộc bỏ phiếu kín/).waitFor();
  await keyDealt();
  for (const phone of members) await phone.getByRole('button', { name: 'Về phiếu của tôi' }).click();
  await order(chair, 'Mở ngay', chair.getByRole('button', { name: 'Kết thúc biểu quyết' }));
  const rating = (await chairPerson.now()).poll!.id;

  // What is marked outlives a pause of the vote, lies in no storage, and what is empty is said before the PIN.
  await markRows(booth, [HIGH, null, LOW]);
  expect(await faultsOf(booth)).toEqual([]);
  await shoot(booth, 'secret-rows-phone');
  await chairPerson.order('PausePoll', { pollId: rating, reason: 'Kiểm tra mạng' });
  await booth.getByRole('heading', { name: /tạm dừng/i }).waitFor();
  await chairPerson.order('ResumePoll', { pollId: rating });
  await booth.getByRole('button', { name: 'Xem lại phiếu (2/3)' }).click();
  await booth
    .getByText('Chưa chọn 1 dòng: số 2. Dòng để trống không hợp lệ riêng cho người đó; vẫn gửi được.')
    .waitFor();
  await booth.getByText('Phiếu chưa được bỏ.').waitFor();
  expect(await faultsOf(booth)).toEqual([]);
  await shoot(booth, 'secret-rows-phone-review');
  expect(await booth.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(
    /HIGH|MEDIUM|=LOW/,
  );
  await booth.getByRole('button', { name: 'Sửa lại' }).click();
  await markRows(booth, [null, MEDIUM, null]);
  const marked = [null, [HIGH, null, LOW], [MEDIUM, MEDIUM, LOW], [HIGH, LOW, HIGH]];
  for (const [i, phone] of phones.slice(0, 4).entries()) {
    await markRows(phone, marked[i] ?? []);
    await phone.getByRole('button', { name: i === 1 ? 'Xem lại phiếu (2/3)' : 'Xem lại phiếu (3/3)' }).click();
    await phone.getByText(i === 1 ? /^Chưa chọn 1 dòng: số 2\./ : 'Đã chọn đủ 3 dòng.').waitFor();
    await recorded(phone, cards[i]!.pin);
  }
  expect(await booth.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(
    /HIGH|MEDIUM|=LOW/,
  );
  await chairPerson.order('ClosePoll', { pollId: rating });
  await chair.getByText('Ban kiểm phiếu xác nhận 0/2').first().waitFor();
  await openedTwice([
    'Phát ra 6 · Thu về 4 · Hợp lệ 4 · Không hợp lệ 0',
    'Tín nhiệm cao 3 · Tín nhiệm 1 · Tín nhiệm thấp 0',
    'Tín nhiệm cao 0 · Tín nhiệm 2 · Tín nhiệm thấp 1 · không hợp lệ 1',
    'Tín nhiệm cao 1 · Tín nhiệm 0 · Tín nhiệm thấp 3',
    'Dòng 2: 1 phiếu để trống.',
  ]);
  expect(await faultsOf(phones[0]!)).toEqual([]);
  await shoot(phones[0]!, 'secret-rows-phone-signed');
  await order(chair, 'Công bố lên 1 màn hình', chair.getByText(/^Đã công bố \d\d:\d\d:\d\d$/));
  for (const page of [wall, chair]) {
    const line = async (name: string): Promise<string> => {
      const row = page.getByRole('row').filter({ hasText: name }).first();
      await row.waitFor();
      return (await row.innerText()).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
    };
    expect(await line(RATED[0][0])).toContain('3 75,00 % 1 25,00 % 0 0,00 %');
    const blank = await line(RATED[1][0]);
    for (const words of ['0 0,00 % 2 50,00 % 1 25,00 %', 'không hợp lệ 1']) expect(blank).toContain(words);
    expect(await line(RATED[2][0])).toMatch(/Tiến hành miễn nhiệm.* 1 25,00 % 0 0,00 % 3 75,00 %/);
  }
  await shoot(wall, 'secret-rows-wall');
  expect([...(await barriers(wall)), ...(await cut(wall, WALL))]).toEqual([]);
  const sheet = (await sheetText(clerkPerson, rating)).replace(/\s+/g, ' ');
  for (const words of ['KẾT QUẢ BỎ PHIẾU KÍN', RATED[2][0], '3 (75,00 %)', 'Tiến hành miễn nhiệm'])
    expect(sheet).toContain(words);

  // The package of the first: the chain of commands, no ballot; a touched row is named, a cut tail is found.
  const verified = await verify(poll, () => undefined);
  expect(verified.out).not.toContain('✗');
  expect(verified.code).toBe(0);
  expect(verified.record.ballots).toEqual([]);
  expect(JSON.stringify(verified.record)).not.toMatch(/ciphertext|keyHash|key_hash/);
  expect(verified.record.events.length).toBeGreaterThan(3);
  const touched = await verify(poll, (record) => void (record.events[2]!.accountId = 'somebody else'));
  expect(touched.code).toBe(1);
  expect(touched.out).toMatch(new RegExp(`event ${verified.record.events[2]!.eventIndex}\\b`));
  const short = await verify(poll, (record) => void record.events.pop());
  expect(short.code).toBe(1);
  expect(short.out).toContain('SAI – Nhật ký lệnh đủ đến lệnh cuối');

  // And of a public one: each ballot is in its chain.
  const open2 = await preparePoll(chairPerson, 5, 'Biểu quyết công khai', 'RESOLUTION_ITEM');
  await chairPerson.order('OpenPoll', { pollId: open2 });
  await votes(
    phonePages.map(({ heard }) => Person.onPage(edition, heard)),
    open2,
    (i) => (i === 1 ? 'AGAINST' : 'FOR'),
  );
  await chairPerson.order('ClosePoll', { pollId: open2 });
  await wall.getByText('Chờ Chủ tọa công bố kết quả').waitFor();
  const inOrder = await verify(open2, () => undefined);
  expect([inOrder.code, inOrder.record.ballots.length]).toEqual([0, 5]);
  const changed = await verify(open2, (record) => void (record.ballots[1]!.choice = 'ABSTAIN'));
  expect(changed.code).toBe(1);
  expect(changed.out).toMatch(new RegExp(`ballot ${inOrder.record.ballots[1]!.chainIndex}\\b`));
  const cutOff = await verify(open2, (record) => void record.ballots.pop());
  expect(cutOff.code).toBe(1);
  expect(cutOff.out).toContain('SAI – Chuỗi phiếu đủ đến phiếu cuối');
  // The wrong PIN, which a browser calls an error, and nothing else.
  const complaints = all.flatMap(({ errors }) => errors);
  expect(complaints).toEqual([expect.stringContaining('/id/step-up')]);
  expect(all.flatMap(({ strangers }) => strangers)).toEqual([]);
});

interface Exported {
  readonly ballots: { chainIndex: number; choice: string }[];
  readonly events: { eventIndex: number; accountId: string | null }[];
}

/** `nghitruong export`, a hand in between, `nghitruong verify`. */
async function verify(
  pollId: string,
  touch: (record: Exported) => void,
): Promise<{ code: number | null; out: string; record: Exported }> {
  const { code, out, err } = await runCommand(['export', pollId, '--data', edition.data]);
  if (code !== 0) throw new Error(err);
  const record = JSON.parse(out) as Exported;
  touch(record);
  const file = join(folder, 'poll.json');
  writeFileSync(file, JSON.stringify(record));
  return { ...(await runCommand(['verify', file])), record };
}

/** Presses a button of a phone until it took: others make it able. */
async function press(phone: Page, name: string, taken: Locator): Promise<void> {
  await phone.locator('button:not([aria-disabled=true])', { hasText: name }).click();
  await taken.waitFor();
}
