/**
 * A closed sitting, on the real pages: the council decides it by a procedural
 * poll, the wall and the citizens' stream go dark at once, the delegates stay,
 * another poll brings the public back. What was said behind closed doors is in
 * no public place, then or afterwards.
 */
import type { Browser, Page } from 'playwright-core';
import { ask, socket } from '../harness/client.js';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openPage, PHONE, shoot, signIn, TABLET, type Opened } from './browser.js';
import { order, votes } from './hands.js';
import {
  delegateCards,
  documentId,
  enterAll,
  linkOf,
  openSitting,
  Person,
  phoneLinks,
  type Chamber,
} from './people.js';

jest.setTimeout(300_000);

const PRESENT = 40;
const CLOSE = 'Họp kín nội dung phân bổ ngân sách';
/** Words that only those inside ever hear. */
const INSIDE = 'Kết thúc phần họp kín về quỹ dự trữ BACHDANG';

let edition: StartedEdition;
let browser: Browser;
const citizens: { close(): void }[] = [];
beforeAll(async () => {
  edition = await startEdition();
  browser = await openBrowser();
});
afterAll(async () => {
  for (const each of citizens) each.close();
  await browser?.close();
  await edition?.end();
});

/** A citizen without a name, on the socket that the public pages use. */
function citizen(sittingId: string) {
  const seen: string[] = [];
  const client = socket(edition.graph);
  const waiting = new Set<() => void>();
  client.subscribe(
    { query: '', variables: { sittingId }, extensions: { documentId: documentId('ChamberLive') } },
    {
      next: (message) => {
        seen.push(JSON.stringify(message));
        for (const look of [...waiting]) look();
      },
      error: (error) => seen.push(`error ${JSON.stringify(error)}`),
      complete: () => undefined,
    },
  );
  const watching = {
    seen,
    until: (is: (message: string) => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!is(seen.at(-1) ?? '')) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () => void client.dispose(),
  };
  citizens.push(watching);
  return watching;
}

test('the council closes its sitting and opens it again; nothing of it gets out [SES-12 R-SES-05]', async () => {
  const open = async (link: { url: string; pin: string }, size: { width: number; height: number }): Promise<Opened> => {
    const opened = await openPage(browser, link.url, size);
    if (link.pin) await signIn(opened.page, link.pin);
    return opened;
  };
  const links = phoneLinks(edition);
  const [wallPage, chairPage, ...phonePages] = await Promise.all([
    open(linkOf(edition, '/wall'), { width: 1280, height: 720 }),
    open(linkOf(edition, '/chair'), TABLET),
    ...links.map((link) => open(link, PHONE)),
  ]);
  const [wall, chair] = [wallPage.page, chairPage.page];
  const phones = phonePages.map((each) => each.page);
  await chair.getByRole('button', { name: 'Khai mạc phiên họp' }).waitFor();
  const desk = Person.onPage(edition, chairPage.heard);
  await openSitting(desk, desk, PRESENT);
  const shown = new Set(links.map((link) => link.displayName));
  const rest = await enterAll(
    edition,
    (await delegateCards(edition)).slice(0, PRESENT).filter((card) => !shown.has(card.displayName)),
  );
  const public1 = citizen(desk.sittingId);

  /** A procedural poll of these words, voted on by all who are present; `ask` prepares it on the board. */
  const adopt = async (words: string): Promise<string> => {
    const dialog = chair.getByRole('dialog', { name: 'Chuẩn bị biểu quyết' });
    await chair.getByRole('button', { name: 'Thao tác khác' }).click();
    await chair
      .getByRole('dialog', { name: 'Thao tác khác' })
      .getByRole('button', { name: 'Biểu quyết về thủ tục' })
      .click();
    await dialog.getByLabel('Nội dung biểu quyết').fill(words);
    await dialog.getByRole('button', { name: 'Chốt nội dung' }).click();
    await dialog.waitFor({ state: 'detached' });
    await chair.getByText('Đã chốt nội dung').first().waitFor();
    await order(chair, 'Mở ngay', chair.getByRole('button', { name: 'Kết thúc biểu quyết' }));
    for (const phone of phones) {
      await phone.getByText(words).first().waitFor();
      await phone.getByRole('button', { name: 'Tán thành', exact: true }).click();
      await phone.getByRole('heading', { name: 'ĐÃ GHI NHẬN' }).waitFor();
    }
    const { poll } = await desk.now();
    await votes(rest, poll!.id, () => 'FOR');
    await chair.getByText(`${PRESENT}/${PRESENT}`).first().waitFor();
    await order(chair, 'Kết thúc biểu quyết', phones[0]!.getByText('Đã kết thúc biểu quyết').first());
    await order(chair, 'Công bố lên 1 màn hình', chair.getByText(/^Đã công bố \d\d:\d\d:\d\d$/));
    return poll!.id;
  };
  const turn = async (button: string, question: string, answer: string): Promise<void> => {
    await chair.getByRole('button', { name: button }).click();
    const dialog = chair.getByRole('dialog', { name: question });
    await dialog.getByRole('radio').first().check();
    await dialog.getByRole('button', { name: answer, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  // The budget is on every screen; without a decision the doors stay open.
  await chair
    .getByRole('navigation', { name: 'Chương trình' })
    .getByRole('button', { name: /Phân bổ dự toán ngân sách/ })
    .click();
  await chair.getByRole('button', { name: 'Chuyển sang nội dung này' }).click();
  await wall.getByRole('heading', { name: /phân bổ dự toán ngân sách/ }).waitFor();
  await chair.getByRole('button', { name: 'Họp kín…' }).click();
  await chair.getByText(/^Chưa có biểu quyết thủ tục nào/).waitFor();
  await chair.getByRole('dialog').getByRole('button', { name: 'Quay lại' }).click();

  // Decided: wall and citizens go dark, the phones keep the item.
  await adopt(CLOSE);
  await public1.until((message) => message.includes(CLOSE));
  await turn('Họp kín…', 'Chuyển sang họp kín?', 'Chuyển sang họp kín');
  await Promise.all([
    wall.getByRole('heading', { name: 'Phiên họp kín' }).waitFor(),
    public1.until((message) => message.includes('"view":"CLOSED_SITTING"') && message.includes('"items":[]')),
  ]);
  expect(await wall.locator('body').innerText()).not.toMatch(/ngân sách/);
  // The phones keep what they were shown.
  await phones[0]!.getByText(CLOSE).first().waitFor();
  await shoot(wall, 'closed-wall');
  await shoot(phones[0]!, 'closed-phone');
  const [darkWall, darkCitizen] = [wallPage.heard.length, public1.seen.length];
  // A citizen who comes now finds the doors closed, too.
  const public2 = citizen(desk.sittingId);
  await public2.until((message) => message.includes('"view":"CLOSED_SITTING"'));

  // Inside, the delegates vote on; the words reach their phones and the chair alone.
  const inside = await adopt(INSIDE);
  await phones[0]!.getByText(INSIDE).first().waitFor();
  await shoot(phones[0]!, 'closed-phone-inside');

  // That poll brings the public back; what it was about stays inside.
  await turn('Họp công khai trở lại…', 'Họp công khai trở lại?', 'Họp công khai trở lại');
  await wall.getByRole('heading', { name: 'Phiên họp kín' }).waitFor({ state: 'detached' });
  await public1.until((message) => message.includes('"visibility":"PUBLIC"') || !message.includes('CLOSED_SITTING'));
  const next = chair.getByRole('navigation', { name: 'Chương trình' });
  await next.getByRole('button', { name: /Kế hoạch đầu tư công/ }).click();
  await chair.getByRole('button', { name: 'Chuyển sang nội dung này' }).click();
  await wall.getByRole('heading', { name: /đầu tư công trung hạn/ }).waitFor();
  await public1.until((message) => message.includes('đầu tư công trung hạn'));
  await shoot(wall, 'closed-wall-again');

  // No public place has it: streams while they were dark and since, questions without a name, the public page, the log.
  const anonymous = async (name: string, variables: Record<string, unknown>): Promise<string> =>
    JSON.stringify(
      await ask(edition.graph, '', variables, undefined, { body: { query: undefined, documentId: documentId(name) } }),
    );
  const page = await openPage(browser, `${edition.origin}/nghi-quyet`, PHONE);
  await page.page.getByRole('article').first().waitFor();
  const places: Record<string, string> = {
    wall: wallPage.heard.slice(darkWall).join('\n'),
    citizen: [...public1.seen.slice(darkCitizen), ...public2.seen].join('\n'),
    now: await anonymous('ChamberNow', { sittingId: desk.sittingId }),
    sheet: await anonymous('ResultSheet', { pollId: inside, format: 'PDF' }),
    resolutions: await anonymous('PublicResolutions', { councilId: 'hdnd-hai-phong', after: null }),
    page: page.heard.join('\n') + (await textOf(page.page)),
    log: edition.said(),
  };
  expect(Object.keys(places).filter((name) => /BACHDANG|quỹ dự trữ/.test(places[name]!))).toEqual([]);
  expect(places['sheet']).toContain('"poll":null');
  // Those who sat in it still have it.
  const { poll } = await desk.now();
  expect([poll, (await desk.run<Chamber>('ConsoleNow', { sittingId: desk.sittingId })).sittingState]).toEqual([
    null,
    'OPEN',
  ]);

  for (const { errors, strangers } of [wallPage, chairPage, page, ...phonePages])
    expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
});

const textOf = (page: Page): Promise<string> => page.locator('body').innerText();
