/**
 * What a hall lives through: a phone is reloaded, the Wi-Fi goes silent, the
 * server is killed. The pages say what is true within seconds and come right
 * by themselves, with exactly one ballot for each press.
 */
import { Pool } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '@nghitruong/kit/testing';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openIn, openPage, PHONE, shoot, signIn, TABLET, WALL } from './browser.js';
import { openLine, type Line } from './line.js';
import { clearFloor, delegateCards, linkOf, openSitting, Person, preparePoll, type DelegateCard } from './people.js';

jest.setTimeout(120_000);

/** Three beats are missed after three seconds; the rest is for a busy machine to draw it. */
const SOON_MS = 5_000;
const PRESENT = 20;

let edition: StartedEdition;
let browser: Browser;
let pool: Pool;
let chair: Person;
let cards: DelegateCard[];
beforeAll(async () => {
  edition = await startEdition({ args: ['--processes'] });
  pool = new Pool({ connectionString: edition.postgres.url, max: 1 });
  pool.on('error', () => undefined);
  cards = await delegateCards(edition);
  chair = await Person.enter(edition, linkOf(edition, '/chair'));
  await openSitting(chair, chair, PRESENT);
  browser = await openBrowser();
});
let line: Line;
beforeEach(async () => {
  line = await openLine();
  await clearFloor(chair);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await line.close();
});
afterAll(async () => {
  await browser?.close();
  await pool?.end();
  await edition?.end();
});

let nextCard = 0;
/** The phone of a delegate who is here, behind the line of the test. */
async function phone(): Promise<Page> {
  const card = cards[nextCard++]!;
  const { page } = await openPage(browser, card.url, PHONE, { proxy: line.proxy });
  await signIn(page, card.pin);
  await page.getByRole('button', { name: 'Phiếu của tôi' }).waitFor();
  return page;
}

async function openVote(title: string): Promise<string> {
  const pollId = await preparePoll(chair, 5, title, 'RESOLUTION_ITEM');
  await chair.order('OpenPoll', { pollId });
  return pollId;
}

/** Closes without the five seconds, which another test waits for. */
async function closeVote(pollId: string): Promise<void> {
  await chair.order('ClosePoll', { pollId });
  await pool.query(`UPDATE sessions.poll SET closing_ends_at = clock_timestamp() WHERE id = $1 AND state = 'CLOSING'`, [
    pollId,
  ]);
  await eventually(async () => (await chair.now()).poll?.state === 'CERTIFIED');
}

const option = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const recorded = (page: Page) => page.getByRole('heading', { name: 'ĐÃ GHI NHẬN', exact: true });
/** Every ballot of a poll, in the order in which they came. */
const ballots = async (pollId: string): Promise<string[]> =>
  (
    await pool.query<{ choice: string }>('SELECT choice FROM sessions.ballot WHERE poll_id = $1 ORDER BY chain_index', [
      pollId,
    ])
  ).rows.map((row) => row.choice);

/** Does it and sees the banner soon after; also what a screen reader hears. */
async function banner(page: Page, words: string, spoken: RegExp, act: () => void): Promise<void> {
  const since = performance.now();
  act();
  await page.locator('.ban').getByText(words).waitFor();
  expect(performance.now() - since).toBeLessThan(SOON_MS);
  expect(await page.getByRole('alert').first().textContent()).toMatch(spoken);
  await page.locator('.b-conn.off').waitFor();
}
const noBanner = (page: Page): Promise<void> => page.locator('.ban').waitFor({ state: 'detached' });

test('a phone that is reloaded comes back with its recorded vote', async () => {
  const page = await phone();
  const pollId = await openVote('Tải lại khi đang mở');
  await option(page, 'Không tán thành').click();
  await recorded(page).waitFor();
  await page.reload();
  await recorded(page).waitFor();
  await page.locator('.ch', { hasText: 'Không tán thành' }).waitFor();
  expect(await ballots(pollId)).toEqual(['AGAINST']);
});

test('a phone that is reloaded before the answer came goes on with the same ballot', async () => {
  const page = await phone();
  const pollId = await openVote('Tải lại khi đang gửi');
  await option(page, 'Tán thành').waitFor();
  line.deafen();
  await option(page, 'Tán thành').click();
  await page.getByRole('heading', { name: 'Đang gửi' }).waitFor();
  await eventually(async () => (await ballots(pollId)).length > 0);
  line.mend();
  await page.reload();
  await recorded(page).waitFor();
  expect(await ballots(pollId)).toEqual(['FOR']);
});

test('silence before the press: not voted, and a vote by itself when the line is back', async () => {
  const page = await phone();
  const pollId = await openVote('Mất kết nối khi chưa bấm');
  await option(page, 'Tán thành').waitFor();
  await banner(page, 'Mất kết nối. Đại biểu CHƯA biểu quyết', /CHƯA biểu quyết\. Nếu hết giờ, giơ tay báo Thư ký/, () =>
    line.cut(),
  );
  await shoot(page, 'recovery-off0');
  // A press now is kept and sent when the line is back.
  await option(page, 'Không biểu quyết').click();
  await page.locator('.ban').getByText('CHƯA CÓ XÁC NHẬN phiếu').waitFor();
  expect(await ballots(pollId)).toEqual([]);
  line.mend();
  await recorded(page).waitFor();
  await noBanner(page);
  expect(await ballots(pollId)).toEqual(['ABSTAIN']);
});

test('silence while sending: no confirmation yet, then one ballot and no more [SES-16 VOT-23]', async () => {
  const page = await phone();
  const pollId = await openVote('Mất kết nối khi đang gửi');
  await option(page, 'Tán thành').waitFor();
  await banner(
    page,
    'Mất kết nối. CHƯA CÓ XÁC NHẬN phiếu',
    /CHƯA CÓ XÁC NHẬN phiếu\. Máy tự gửi lại, không tính hai lần/,
    () => {
      // The ballot arrives; its receipt does not.
      line.deafen();
      void option(page, 'Tán thành').click();
    },
  );
  await page.getByRole('heading', { name: 'Đang gửi lại' }).waitFor();
  expect(await recorded(page).count()).toBe(0);
  await shoot(page, 'recovery-off1');
  // It is sent again on a line that answers as little.
  await page.getByText(/đã thử [2-9] lần/).waitFor();
  line.mend();
  await recorded(page).waitFor();
  await noBanner(page);
  expect(await ballots(pollId)).toEqual(['FOR']);
});

test('silence after the receipt: recorded, and the result when the line is back', async () => {
  const page = await phone();
  const pollId = await openVote('Mất kết nối khi đã ghi nhận');
  await option(page, 'Tán thành').click();
  await recorded(page).waitFor();
  await banner(page, 'Mất kết nối. Phiếu ĐÃ GHI NHẬN', /Phiếu ĐÃ GHI NHẬN lúc \d\d:\d\d:\d\d/, () => line.cut());
  await shoot(page, 'recovery-off2');
  await closeVote(pollId);
  await chair.order('PublishPoll', { pollId });
  line.mend();
  await page.getByText('Kết quả đã công bố').waitFor();
  await page.getByText(/Tán thành, ghi nhận lúc/).waitFor();
  await noBanner(page);
});

test('a press that reaches nobody before the close is not recorded, and says so', async () => {
  const page = await phone();
  const pollId = await openVote('Bấm khi mất kết nối, tới sau khi kết thúc');
  await option(page, 'Tán thành').waitFor();
  line.cut();
  await option(page, 'Tán thành').click();
  await page.locator('.ban').getByText('CHƯA CÓ XÁC NHẬN phiếu').waitFor();
  await closeVote(pollId);
  line.mend();
  await page.getByRole('heading', { name: 'KHÔNG ĐƯỢC GHI NHẬN' }).waitFor();
  await shoot(page, 'recovery-missed');
  expect(await ballots(pollId)).toEqual([]);
});

test('a silent wall turns grey with its age, then shows no number, and comes back to the present [SES-11 SES-16]', async () => {
  const { page: wall } = await openPage(browser, linkOf(edition, '/wall').url, WALL, { proxy: line.proxy });
  const voter = await Person.enter(edition, cards[nextCard++]!);
  const pollId = await openVote('Màn hình mất kết nối');
  await wall.locator('.w-big', { hasText: `0/${PRESENT}` }).waitFor();
  const since = performance.now();
  line.cut();
  await wall.locator('.wall.stale').waitFor();
  expect(performance.now() - since).toBeLessThan(SOON_MS);
  await wall.getByText('Mất kết nối – số liệu cũ').waitFor();
  await wall.getByText(/^[3-9] giây trước$/).waitFor();
  await shoot(wall, 'recovery-wall-stale');
  // What was true then is kept for ten seconds, dated; then nobody knows.
  expect(await wall.locator('.w-big').innerText()).toMatch(/^0/);
  await wall.locator('.w-big', { hasText: `–/${PRESENT}` }).waitFor();
  await shoot(wall, 'recovery-wall-lost');
  await voter.vote(pollId, 'FOR');
  line.mend();
  await wall.locator('.w-big', { hasText: `1/${PRESENT}` }).waitFor();
  expect(await wall.locator('.wall.stale').count()).toBe(0);
  // A reload needs no card and shows what is now.
  await chair.order('PausePoll', { pollId, reason: 'Sự cố kỹ thuật' });
  await wall.reload();
  await wall.getByText('Tạm dừng biểu quyết').waitFor();
  await wall.getByText('Lý do: Sự cố kỹ thuật').waitFor();
});

test('a vote pressed while the server is dead is recorded once when it lives again [SES-16 VOT-23]', async () => {
  const page = await phone();
  const pollId = await openVote('Máy chủ bị tắt đột ngột');
  await option(page, 'Tán thành').waitFor();
  process.kill(edition.processes.find((part) => part.name === 'sessions')!.pid, 'SIGKILL');
  await option(page, 'Tán thành').click();
  await page.getByRole('heading', { name: 'Đang gửi' }).waitFor();
  expect(await recorded(page).count()).toBe(0);
  await eventually(async () => {
    const poll = (await chair.now().catch(() => undefined))?.poll;
    // Away for longer than its lease: the vote was paused, and the chair goes on.
    if (poll?.state === 'PAUSED') await chair.order('ResumePoll', { pollId }).catch(() => undefined);
    return recorded(page).isVisible();
  });
  await noBanner(page);
  expect(await ballots(pollId)).toEqual(['FOR']);
});

test('a sign-in whose answer is lost goes on after a reload, with the same card', async () => {
  const card = cards[nextCard++]!;
  const { page } = await openPage(browser, card.url, PHONE, { proxy: line.proxy });
  await page.getByLabel(/PIN/).waitFor();
  const before = await devices();
  line.deafen();
  await signIn(page, card.pin);
  await eventually(async () => (await devices()) === before + 1);
  line.mend();
  await page.reload();
  await signIn(page, card.pin);
  await page.getByRole('button', { name: 'Phiếu của tôi' }).waitFor();
  expect(await devices()).toBe(before + 1);
});

const devices = async (): Promise<number> =>
  (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM identity.device')).rows[0]!.n;

test('one browser with a clerk and two delegates: each window stays who it is', async () => {
  const clerk = linkOf(edition, '/clerk');
  const [one, two] = [cards[nextCard++]!, cards[nextCard++]!];
  const context = await browser.newContext({ viewport: TABLET, locale: 'vi-VN' });
  const windows: Page[] = [];
  for (const card of [one, clerk, two]) {
    const { page } = await openIn(context, card.url);
    await signIn(page, card.pin);
    windows.push(page);
    await page.getByRole('button', { name: card === clerk ? 'Quét mã' : 'Phiếu của tôi' }).waitFor();
  }
  const [first, desk, second] = windows as [Page, Page, Page];
  for (const page of windows) await page.reload();
  await first.locator('.who', { hasText: one.displayName }).waitFor();
  await desk.getByRole('navigation', { name: 'Các việc' }).waitFor();
  await second.locator('.who', { hasText: two.displayName }).waitFor();
});
