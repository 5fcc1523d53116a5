/**
 * One sitting as its people live it, on the real pages: from the first card to
 * a result on the wall, a rejected draft, an annulled vote and its re-vote.
 *
 * One test, because it is one story: each chapter begins where the last ended.
 */
import jsQR from 'jsqr';
import { Pool } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openPage, PHONE, shoot, signIn, TABLET, type Opened } from './browser.js';
import { delegateCards, enterAll, linkOf, phoneLinks } from './people.js';
import { officialLines, order, plain, votes } from './hands.js';

jest.setTimeout(240_000);

const PRESENT = 40;
const BUDGET = /phân bổ dự toán ngân sách thành phố/;

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

/** Reads the QR code off the phone's glass, as the clerk's camera does. */
async function scan(phone: Page): Promise<string> {
  const code = phone.getByRole('img', { name: 'Mã điểm danh của đại biểu' });
  await code.locator('svg').waitFor();
  const png = (await code.screenshot()).toString('base64');
  const { width, height, bytes } = await phone.evaluate(async (data) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const drawing = canvas.getContext('2d')!;
    drawing.drawImage(bitmap, 0, 0);
    return {
      width: bitmap.width,
      height: bitmap.height,
      bytes: [...drawing.getImageData(0, 0, bitmap.width, bitmap.height).data],
    };
  }, png);
  return jsQR(Uint8ClampedArray.from(bytes), width, height)!.data;
}

/** Prepares a vote from the chair's board, up to the frozen question. */
async function prepare(chair: Page): Promise<void> {
  const dialog = chair.getByRole('dialog', { name: 'Chuẩn bị biểu quyết' });
  await order(chair, 'Chuẩn bị biểu quyết', dialog);
  await dialog.getByRole('button', { name: 'Chốt nội dung' }).click();
  await dialog.waitFor({ state: 'detached' });
  await chair.getByText('Đã chốt nội dung').first().waitFor();
}

/** Closes a vote in which some have not pressed: the board asks, and counts them. */
async function close(chair: Page, missing: number): Promise<void> {
  const dialog = chair.getByRole('dialog', { name: `Còn ${missing} đại biểu có mặt chưa ghi nhận phiếu` });
  await order(chair, 'Kết thúc biểu quyết', dialog);
  await dialog.getByRole('button', { name: 'Kết thúc sau 5 giây' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function publish(chair: Page): Promise<void> {
  await order(chair, 'Công bố lên 1 màn hình', chair.getByText(/^Đã công bố \d\d:\d\d:\d\d$/));
}

test('a sitting: check-in, votes, results, an annulment and its re-vote [VOT-7 VOT-15 VOT-21]', async () => {
  const open = async (link: { url: string; pin: string }, size: { width: number; height: number }): Promise<Opened> => {
    const opened = await openPage(browser, link.url, size);
    if (link.pin) await signIn(opened.page, link.pin);
    return opened;
  };
  const links = phoneLinks(edition);
  const [wallPage, clerkPage, chairPage, ...phonePages] = await Promise.all([
    open(linkOf(edition, '/wall'), { width: 1280, height: 720 }),
    open(linkOf(edition, '/clerk'), TABLET),
    open(linkOf(edition, '/chair'), TABLET),
    ...links.map((link) => open(link, PHONE)),
  ]);
  const all = [wallPage, clerkPage, chairPage, ...phonePages];
  const [wall, clerk, chair] = [wallPage.page, clerkPage.page, chairPage.page];
  const phones = phonePages.map((each) => each.page);
  const voters = delegateCards(edition).then((cards) => {
    const shown = new Set(links.map((link) => link.displayName));
    return enterAll(
      edition,
      cards.slice(0, PRESENT).filter((card) => !shown.has(card.displayName)),
    );
  });

  // The clerk opens the sitting; the wall follows by itself.
  await wall.getByText(/Phiên họp bắt đầu lúc/).waitFor();
  await clerk.getByText('Phiên họp chưa mở').waitFor();
  await clerk.getByRole('button', { name: 'Khai mạc phiên họp' }).click();
  await clerk.getByText('Phiên họp đang diễn ra').waitFor();
  await wall.getByText('Phiên họp đang diễn ra').waitFor();

  // Four by name without marks and one tap, one by the code on the phone's glass.
  await clerk.getByRole('button', { name: 'Đến điểm danh' }).click();
  const search = clerk.getByRole('searchbox');
  for (const [i, phone] of phones.slice(0, 4).entries()) {
    const { displayName } = links[i]!;
    await phone.getByRole('heading', { name: 'Đưa mã này cho bàn thư ký' }).waitFor();
    await search.fill(plain(displayName));
    await clerk.getByRole('button', { name: `Ghi có mặt: ${displayName}` }).click();
    await clerk.getByText(`Đã ghi có mặt: ${displayName}`).waitFor();
    await phone.getByText(/^Đã điểm danh lúc/).waitFor();
  }
  await search.fill('');
  const scanner = clerk.getByRole('dialog', { name: 'Quét mã điểm danh' });
  const reader = scanner.getByLabel('Mã điểm danh hoặc số thẻ');
  await clerk.getByRole('button', { name: 'Quét mã' }).click();
  await reader.fill(await scan(phones[4]!));
  await reader.press('Enter');
  await scanner.getByText(`Đã ghi có mặt: ${links[4]!.displayName}`).waitFor();
  await phones[4]!.getByText(/^Đã điểm danh lúc/).waitFor();
  // The others hold their printed card under the reader.
  const here = new Set(links.map((link) => link.displayName));
  const rest = (await voters).filter((voter) => !here.has(voter.displayName));
  expect(rest).toHaveLength(PRESENT - phones.length);
  for (let card = 1; card <= PRESENT; card += 1) {
    if (card > 1 && card <= 1 + phones.length) continue;
    await reader.fill(String(card));
    await reader.press('Enter');
    await clerk.waitForFunction(() => (document.querySelector('#code') as HTMLInputElement).value === '');
  }
  await scanner.getByRole('button', { name: 'Xong' }).click();
  await clerk.getByText(`${PRESENT}/68`, { exact: true }).waitFor();
  await chair.getByText(`Có mặt ${PRESENT}/68`).waitFor();
  await shoot(clerk, 'journey-clerk');

  // The chair turns to the budget and prepares the vote.
  await chair
    .getByRole('navigation', { name: 'Chương trình' })
    .getByRole('button', { name: /Phân bổ dự toán ngân sách/ })
    .click();
  await chair.getByRole('button', { name: 'Chuyển sang nội dung này' }).click();
  await wall.getByRole('heading', { name: BUDGET }).waitFor();
  await phones[0]!.getByText(BUDGET).waitFor();
  await shoot(wall, 'journey-wall-item');
  await prepare(chair);

  // "Vì sao 35?": the rule, where it is written, and that nobody confirmed it yet.
  await chair.getByRole('button', { name: 'Vì sao 35?' }).click();
  const why = chair.getByRole('dialog', { name: 'Vì sao 35/68?' });
  await why.getByText('Hơn 1/2 tổng số đại biểu HĐND: hơn 1/2 của 68 là từ 35.').waitFor();
  const reasons = await why.innerText();
  expect(reasons).toMatch(/Văn bản\s+\S/);
  expect(reasons).toMatch(/Điều, khoản\s+\S/);
  expect(reasons).toContain('Chưa ai xác nhận');
  await shoot(chair, 'journey-chair-why');
  await why.getByRole('button', { name: 'Đóng' }).click();

  // Called: the wall and the phones make ready, no buttons yet.
  await order(chair, 'Gọi biểu quyết', chair.getByRole('button', { name: 'Mở biểu quyết' }));
  await wall.getByText('Sắp biểu quyết').waitFor();
  await phones[0]!.getByText('Ba nút sẽ hiện khi Chủ tọa mở biểu quyết').waitFor();
  expect(await phones[0]!.getByRole('button', { name: 'Tán thành', exact: true }).count()).toBe(0);

  // Open: one press records; one delegate changes; one phone waits.
  await order(chair, 'Mở biểu quyết', chair.getByRole('button', { name: 'Kết thúc biểu quyết' }));
  await wall.getByText('Đang biểu quyết').waitFor();
  for (const phone of phones.slice(0, 4)) {
    await phone.getByRole('button', { name: 'Tán thành', exact: true }).click();
    await phone.getByRole('heading', { name: 'ĐÃ GHI NHẬN' }).waitFor();
  }
  await phones[0]!.getByRole('button', { name: 'Đổi phiếu' }).click();
  await phones[0]!.getByRole('button', { name: 'Không biểu quyết' }).click();
  await phones[0]!.getByRole('heading', { name: 'ĐÃ GHI NHẬN' }).waitFor();
  await phones[0]!.locator('.ch', { hasText: 'Không biểu quyết' }).waitFor();
  const first = await currentPoll();
  await votes(rest.slice(0, -1), first, (i) => (i === 0 ? 'AGAINST' : 'FOR'));
  await wall.getByText(/^38/).waitFor();
  await shoot(wall, 'journey-wall-open');
  await shoot(phones[1]!, 'journey-phone-recorded');
  await chair.getByText('1/1 màn hình đã nhận').waitFor();
  await shoot(chair, 'journey-chair-open');
  // Turnout and nothing else: no message to the wall or a phone knew more.
  for (const { heard } of [wallPage, ...phonePages]) {
    expect(heard.join('\n')).toContain('"recorded":');
    for (const message of heard) expect(message).not.toMatch(/"(result":\{|provisionalResult|missing|votes|for":)/);
  }

  // Two are missing: the board says who, and waiting is the first answer.
  const missing = chair.getByRole('dialog', { name: 'Còn 2 đại biểu có mặt chưa ghi nhận phiếu' });
  await order(chair, 'Kết thúc biểu quyết', missing);
  await missing.getByText(links[4]!.displayName).waitFor();
  expect(await missing.getByRole('button', { name: 'Chờ thêm' }).evaluate((b) => b === document.activeElement)).toBe(
    true,
  );
  await shoot(chair, 'journey-chair-close');
  await chair.keyboard.press('Enter');
  await missing.waitFor({ state: 'detached' });
  await close(chair, 2);
  await wall.getByText('Đại biểu chưa biểu quyết xin bấm ngay').waitFor();
  await phones[4]!.locator('main').getByText('Đại biểu chưa biểu quyết xin bấm ngay').waitFor();
  await shoot(wall, 'journey-wall-closing');
  await wall.getByText('Chờ Chủ tọa công bố kết quả').waitFor();
  await phones[4]!.locator('main').getByText('Đã kết thúc biểu quyết').waitFor();
  expect(wallPage.heard.every((message) => !message.includes('"result":{'))).toBe(true);
  await shoot(chair, 'journey-chair-closed');
  await publish(chair);

  // The board hears from the screen itself that it shows the result.
  await chair.getByText(/^1\/1 màn hình ở r\d+$/).waitFor();
  // The six lines of the minutes, the same everywhere.
  await wall.getByText('Cần từ 35/68').waitFor();
  expect(await verdict(wall)).toBe('ĐƯỢC THÔNG QUA');
  const lines = [
    ['Tổng số đại biểu HĐND', '68', '100,00\u00a0%'],
    ['Có mặt', '40', '58,82\u00a0%'],
    ['Tham gia biểu quyết', '38', '55,88\u00a0%'],
    ['Tán thành', '36', '52,94\u00a0%'],
    ['Không tán thành', '1', '1,47\u00a0%'],
    ['Không biểu quyết', '1', '1,47\u00a0%'],
  ];
  expect(await officialLines(wall)).toEqual(lines);
  expect(await officialLines(chair)).toEqual(lines);
  for (const phone of phones) {
    await phone.getByText('Kết quả đã công bố').waitFor();
    expect(await verdict(phone)).toBe('ĐƯỢC THÔNG QUA');
    expect(await officialLines(phone)).toEqual(lines);
  }
  await wall.getByText('Có mặt, chưa ghi nhận phiếu: 2').waitFor();
  await phones[0]!.getByText(/Không biểu quyết, ghi nhận lúc/).waitFor();
  await phones[4]!.getByText('Phiếu của đại biểu: chưa ghi nhận').waitFor();
  for (const [page, name] of [
    [wall, 'wall'],
    [chair, 'chair'],
    [phones[1]!, 'phone'],
  ] as const)
    await shoot(page, `journey-${name}-published`);

  // The next draft is rejected.
  await order(chair, 'Chuyển sang nội dung 6', wall.getByRole('heading', { name: /đầu tư công trung hạn/ }));
  const agenda = chair.getByRole('navigation', { name: 'Chương trình' });
  await agenda.getByRole('listitem').nth(4).getByText('Được thông qua').waitFor();
  await prepare(chair);
  await order(chair, 'Mở ngay', chair.getByRole('button', { name: 'Kết thúc biểu quyết' }));
  await voteOnPhones(phones, ['Tán thành', 'Không tán thành', 'Không tán thành', 'Không biểu quyết', 'Tán thành']);
  const second = await currentPoll();
  await votes(rest.slice(0, -1), second, (i) => (i < 20 ? 'FOR' : 'AGAINST'));
  await close(chair, 1);
  await publish(chair);
  await wall.getByText('Cần từ 35/68').waitFor();
  expect(await verdict(wall)).toBe('KHÔNG ĐƯỢC THÔNG QUA');
  expect((await officialLines(wall)).slice(2)).toEqual([
    ['Tham gia biểu quyết', '39', '57,35\u00a0%'],
    ['Tán thành', '22', '32,35\u00a0%'],
    ['Không tán thành', '16', '23,53\u00a0%'],
    ['Không biểu quyết', '1', '1,47\u00a0%'],
  ]);
  await shoot(wall, 'journey-wall-rejected');

  // It was the wrong text: annulled with its reason, and voted again as a new, linked poll.
  await chair.getByRole('button', { name: 'Thao tác khác' }).click();
  await chair.getByRole('dialog', { name: 'Thao tác khác' }).getByRole('button', { name: 'Hủy kết quả' }).click();
  const annul = chair.getByRole('dialog', { name: 'Hủy kết quả biểu quyết' });
  await annul.getByRole('radio', { name: 'Sai văn bản' }).check();
  await annul.getByLabel('Căn cứ (quyết định, biên bản)').fill('Biên bản số 02');
  await annul.getByLabel('Giải thích, hiện trên màn hình').fill('Biểu quyết nhầm bản dự thảo cũ');
  await shoot(chair, 'journey-chair-annul');
  await annul.getByRole('button', { name: 'Hủy kết quả', exact: true }).click();
  await wall.getByText('Kết quả biểu quyết đã hủy').waitFor();
  await wall.getByText('Biểu quyết nhầm bản dự thảo cũ').waitFor();
  await phones[2]!.getByText('Kết quả biểu quyết đã hủy').first().waitFor();
  expect(await wall.locator('.w-tab').count()).toBe(0);
  await shoot(wall, 'journey-wall-annulled');

  await order(chair, 'Biểu quyết lại', chair.getByText('Đã chốt nội dung').first());
  await order(chair, 'Mở ngay', chair.getByRole('button', { name: 'Kết thúc biểu quyết' }));
  await voteOnPhones(phones, ['Tán thành', 'Tán thành', 'Tán thành', 'Tán thành', 'Tán thành']);
  const third = await currentPoll();
  await votes(rest, third, () => 'FOR');
  // Nobody is missing, and the board knows it: it does not ask.
  await chair.getByText('40/40').first().waitFor();
  await order(chair, 'Kết thúc biểu quyết', wall.getByText('Sắp kết thúc biểu quyết'));
  await publish(chair);
  await wall.getByText('Cần từ 35/68').waitFor();
  expect(await officialLines(wall)).toContainEqual(['Tán thành', '40', '58,82\u00a0%']);
  // The re-vote is a new poll that names the annulled one.
  const { rows } = await pool.query<{ revote_of: string | null }>(
    'SELECT revote_of FROM sessions.poll WHERE id = ANY($1) ORDER BY array_position($1, id)',
    [[first, second, third]],
  );
  expect(rows.map((row) => row.revote_of)).toEqual([null, null, second]);

  // A whole sitting, and no page complained or spoke to a stranger.
  for (const { errors, strangers } of all) expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
});

const verdict = async (page: Page): Promise<string> =>
  (await page.locator('.w-out strong, .words').innerText()).replace(/\s+/g, ' ').trim();

async function voteOnPhones(phones: readonly Page[], choices: readonly string[]): Promise<void> {
  for (const [i, phone] of phones.entries()) {
    await phone.getByRole('button', { name: choices[i]!, exact: true }).click();
    await phone.getByRole('heading', { name: 'ĐÃ GHI NHẬN' }).waitFor();
  }
}

async function currentPoll(): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(`SELECT id FROM sessions.poll WHERE state = 'OPEN'`);
  expect(rows).toHaveLength(1);
  return rows[0]!.id;
}
