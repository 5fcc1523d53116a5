/**
 * The pages of the hall, looked at in every main state of a vote: readable
 * with eyes, ears and fingers, whole at every size, in both languages, marked
 * as invented, and alone with their own origin.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import {
  openBrowser,
  openIn,
  openPage,
  PHONE,
  shoot,
  signIn,
  TABLET,
  WALL,
  type Opened,
  type Size,
} from './browser.js';
import { clearFloor, linkOf, openSitting, Person, phoneLinks, preparePoll } from './people.js';
import { barriers, cut, untranslated } from './sight.js';

jest.setTimeout(200_000);

interface Kind {
  readonly size: Size;
  readonly others: readonly Size[];
}
const KINDS = {
  wall: { size: WALL, others: [{ width: 1024, height: 768 }] },
  phone: {
    size: PHONE,
    others: [
      { width: 320, height: 568 },
      { width: 740, height: 360 },
    ],
  },
  chair: {
    size: TABLET,
    others: [
      { width: 1024, height: 768 },
      { width: 360, height: 740 },
    ],
  },
  clerk: {
    size: TABLET,
    others: [
      { width: 1024, height: 768 },
      { width: 360, height: 740 },
    ],
  },
} as const satisfies Record<string, Kind>;
type Name = keyof typeof KINDS;

/** One page in both languages: two windows of one browser. */
interface Pair {
  readonly vi: Opened;
  readonly en: Opened;
}

let edition: StartedEdition;
let browser: Browser;
let chair: Person;
let pairs: Record<Name, Pair>;
beforeAll(async () => {
  edition = await startEdition();
  browser = await openBrowser();
  const [phoneCard] = phoneLinks(edition);
  const open = async (
    name: Name,
    card: { url: string; pin: string },
    ready: (page: Page) => Promise<void>,
  ): Promise<Pair> => {
    const vi = await openPage(browser, card.url, KINDS[name].size);
    if (card.pin) await signIn(vi.page, card.pin);
    await ready(vi.page);
    const address = new URL(card.url);
    return { vi, en: await openIn(vi.context, `${address.origin}${address.pathname}?lang=en`) };
  };
  const [wall, phone, desk, clerk] = await Promise.all([
    open('wall', linkOf(edition, '/wall'), (page) => page.getByText(/Mời đại biểu điểm danh/).waitFor()),
    open('phone', phoneCard!, (page) => page.getByText('Đưa mã này cho bàn thư ký').waitFor()),
    open('chair', linkOf(edition, '/chair'), (page) =>
      page.getByRole('button', { name: 'Khai mạc phiên họp' }).waitFor(),
    ),
    open('clerk', linkOf(edition, '/clerk'), (page) =>
      page.getByRole('button', { name: 'Khai mạc phiên họp' }).waitFor(),
    ),
  ]);
  pairs = { wall, phone, chair: desk, clerk };
  chair = Person.onPage(edition, desk.vi.heard);
});
afterAll(async () => {
  await browser?.close();
  await edition?.end();
});

/** Everything that is wrong with one window as it is now. */
async function look(name: Name, state: string, language: 'vi' | 'en'): Promise<string[]> {
  const { page, heard } = pairs[name][language];
  const { size, others } = KINDS[name];
  const faults: string[] = [];
  const mark = language === 'vi' ? /dữ liệu minh họa/i : /illustrative data/i;
  if (!mark.test(await page.locator('.demo').first().innerText())) faults.push('not marked as invented');
  if ((await page.locator('html').getAttribute('lang')) !== language) faults.push('lang');
  for (const each of others) faults.push(...(await cut(page, each)));
  faults.push(...(await cut(page, size)));
  if (language === 'vi') faults.push(...(await barriers(page)));
  else faults.push(...(await untranslated(page, heard)).map((text) => `not in English: ${text}`));
  await shoot(page, `pages-${state}-${name}${language === 'en' ? '-en' : ''}`);
  return faults.map((fault) => `${state} ${name} ${language}: ${fault}`);
}

/** Both windows of the clerk's desk, by the name of the task. */
async function clerkTurnsTo(task: { readonly vi: string; readonly en: string }): Promise<void> {
  for (const language of ['vi', 'en'] as const)
    await pairs.clerk[language].page
      .getByRole('navigation')
      .getByRole('button', { name: task[language], exact: true })
      .click();
}

/** All pages in one state, once each shows it. */
async function lookAll(
  state: string,
  shown: Partial<Record<Name, readonly [vi: string | RegExp, en: string | RegExp]>>,
): Promise<string[]> {
  const found = await Promise.all(
    (Object.keys(shown) as Name[]).flatMap((name) =>
      (['vi', 'en'] as const).map(async (language) => {
        await pairs[name][language].page
          .locator('main, dialog')
          .getByText(shown[name]![language === 'vi' ? 0 : 1])
          .first()
          .waitFor();
        return look(name, state, language);
      }),
    ),
  );
  return found.flat();
}

test('in every state of a vote: no barrier, nothing cut, both languages whole, marked as invented [VOT-24 VOT-15]', async () => {
  const faults: string[] = [];
  const see = async (...given: Parameters<typeof lookAll>): Promise<void> =>
    void faults.push(...(await lookAll(...given)));
  const phone = pairs.phone.vi.page;
  await see('planned', {
    wall: [/Mời đại biểu điểm danh/, /Please check in/],
    phone: ['Đưa mã này cho bàn thư ký', 'Show this code to the clerk'],
    chair: ['Phiên họp chưa mở', 'The sitting is not open'],
    clerk: ['Phiên họp chưa mở', 'The sitting is not open'],
  });
  await openSitting(chair, chair, 40);
  await clerkTurnsTo({ vi: 'Điểm danh', en: 'Attendance' });
  await see('waiting', {
    wall: ['Phiên họp đang diễn ra', 'The sitting is in session'],
    phone: ['Chưa có nội dung biểu quyết', 'Nothing to vote on'],
    chair: ['Chưa chọn nội dung nào', 'No item is shown'],
    clerk: ['Mai Xuân Thuận', 'Mai Xuân Thuận'],
  });
  const title = 'Dự thảo Nghị quyết về phân bổ dự toán ngân sách thành phố năm 2027';
  const pollId = await preparePoll(chair, 5, title);
  await clerkTurnsTo({ vi: 'Biểu quyết', en: 'Votes' });
  await see('ready', {
    wall: ['Nội dung 5/8', 'Item 5/8'],
    phone: [title, title],
    chair: ['Đã chốt nội dung', 'Question frozen'],
    clerk: ['Sẵn sàng biểu quyết', 'Ready to vote'],
  });
  await chair.order('AnnouncePoll', { pollId, seconds: 300 });
  await see('called', {
    wall: ['Sắp biểu quyết', 'Vote coming'],
    phone: ['Ba nút sẽ hiện', 'Buttons appear when voting opens'],
    chair: ['Sắp biểu quyết', 'Vote coming'],
  });
  await chair.order('OpenPoll', { pollId });
  await see('open', {
    wall: ['Đang biểu quyết', 'Voting open'],
    phone: ['Bấm một lần là ghi nhận', 'One press records'],
    chair: ['Chưa ghi nhận: 40', 'Not recorded: 40'],
  });
  await phone.getByRole('button', { name: 'Tán thành', exact: true }).click();
  await phone.getByRole('heading', { name: 'ĐÃ GHI NHẬN' }).waitFor();
  // The other window asks the server when it is opened anew.
  await pairs.phone.en.page.reload();
  await see('recorded', { phone: ['ĐÃ GHI NHẬN', 'RECORDED'] });
  await phone.getByRole('button', { name: 'Đổi phiếu' }).click();
  faults.push(...(await look('phone', 'change', 'vi')));
  await phone.getByRole('button', { name: 'Giữ nguyên' }).click();
  faults.push(...(await lookAtQuestions()));
  await chair.order('PausePoll', { pollId, reason: 'Sự cố kỹ thuật' });
  await see('paused', {
    wall: ['Tạm dừng biểu quyết', 'Voting paused'],
    phone: ['Tạm dừng biểu quyết', 'Voting paused'],
    chair: ['Tạm dừng biểu quyết', 'Voting paused'],
  });
  await chair.order('ClosePoll', { pollId });
  await see('closed', {
    wall: ['Đã kết thúc biểu quyết', 'Voting closed'],
    phone: ['Đã kết thúc biểu quyết', 'Voting closed'],
    chair: ['Mới chỉ Chủ tọa và Thư ký thấy kết quả này', 'Only the chair and the secretary see this result'],
  });
  await chair.order('PublishPoll', { pollId });
  await see('published', {
    wall: ['Cần từ 35/68', '35/68 needed'],
    phone: ['Kết quả đã công bố', 'Result published'],
    chair: [/^Đã công bố/, /^Published/],
  });
  await phone.getByRole('button', { name: 'Phiếu của tôi' }).click();
  await phone.getByRole('heading', { name: 'Phiếu của tôi' }).waitFor();
  faults.push(...(await look('phone', 'history', 'vi')));
  await phone.getByRole('button', { name: 'Quay lại' }).click();
  await chair.order('AnnulPoll', {
    pollId,
    kind: 'WRONG_TEXT',
    basis: 'Biên bản số 02',
    wallText: 'Biểu quyết nhầm bản dự thảo cũ',
  });
  await see('annulled', {
    wall: ['Kết quả biểu quyết đã hủy', 'Result annulled'],
    phone: ['Kết quả biểu quyết đã hủy', 'Result annulled'],
    chair: ['Kết quả biểu quyết đã hủy', 'Result annulled'],
  });
  expect(faults).toEqual([]);
  for (const { vi, en } of Object.values(pairs))
    for (const { errors, strangers } of [vi, en]) expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
});

/** The chair's questions over an open vote, and the delegate's menu. */
async function lookAtQuestions(): Promise<string[]> {
  const faults: string[] = [];
  const { page } = pairs.chair.vi;
  const questions: readonly (readonly [opens: string, title: string | RegExp])[] = [
    ['Vì sao 35?', /Vì sao 35/],
    ['Tạm dừng', 'Chọn lý do để tạm dừng ngay'],
    ['Kết thúc biểu quyết', /^Còn \d+ đại biểu/],
    ['Thao tác khác', 'Thao tác khác'],
  ];
  for (const [opens, title] of questions) {
    const button = page.getByRole('button', { name: opens, exact: true });
    await button.click();
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    faults.push(...(await look('chair', `question-${questions.findIndex(([each]) => each === opens)}`, 'vi')));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    // Focus comes back to where the question was asked.
    await page.waitForFunction((asked) => asked === document.activeElement, await button.elementHandle());
  }
  const phone = pairs.phone.vi.page;
  await phone.getByRole('button', { name: 'Cỡ chữ và ngôn ngữ' }).click();
  await phone.getByRole('dialog').waitFor();
  faults.push(...(await look('phone', 'menu', 'vi')));
  await phone.getByRole('button', { name: 'Chữ to' }).click();
  await phone.getByRole('button', { name: 'Đóng' }).click();
  await phone.getByRole('dialog').waitFor({ state: 'detached' });
  faults.push(...(await look('phone', 'large', 'vi')));
  await phone.emulateMedia({ colorScheme: 'dark' });
  faults.push(...(await look('phone', 'dark', 'vi')));
  await phone.emulateMedia({ colorScheme: 'light' });
  await page.emulateMedia({ colorScheme: 'dark' });
  faults.push(...(await look('chair', 'dark', 'vi')));
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}

test('before anyone signs in: the door, every sign-in page and the resolutions', async () => {
  const faults: string[] = [];
  for (const path of ['/', '/b', '/chair', '/clerk', '/wall', '/nghi-quyet']) {
    const opened = await openPage(browser, `${edition.origin}${path}`, PHONE);
    const { page, errors, strangers } = opened;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.demo').waitFor();
    if (path === '/nghi-quyet') await page.getByRole('article').first().waitFor();
    const sizes =
      path === '/wall'
        ? [KINDS.wall.others[0], WALL]
        : [{ width: 320, height: 568 }, { width: 740, height: 360 }, TABLET, PHONE];
    const wrong = [...errors, ...strangers];
    for (const size of sizes) wrong.push(...(await cut(page, size)));
    wrong.push(...(await barriers(page)));
    await shoot(page, `pages-door${path.replace('/', '-')}`);
    await page.goto(`${edition.origin}${path}?lang=en`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    wrong.push(...(await cut(page, sizes[0]!)), ...(await untranslated(page, opened.heard)));
    faults.push(...wrong.map((fault) => `${path}: ${fault}`));
    await page.context().close();
  }
  expect(faults).toEqual([]);
});

test('the explorer asks for nothing that is refused before its developer has signed in', async () => {
  const { url, pin } = edition.links.find((link) => new URL(link.url).pathname === '/explorer')!;
  const { page, errors } = await openPage(browser, url, TABLET);
  await signIn(page, pin!);
  await page.locator('.graphiql-container').first().waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
});

test('the desk stays at its task over a reload, and the browser’s Back returns to the task before', async () => {
  const { page } = pairs.clerk.vi;
  const at = (task: string): Promise<void> =>
    page.getByRole('navigation').locator('[aria-current=page]', { hasText: task }).waitFor();
  for (const task of ['Nghị quyết', 'Biên bản'])
    await page.getByRole('navigation').getByRole('button', { name: task, exact: true }).click();
  await page.reload();
  await at('Biên bản');
  await page.goBack();
  await at('Nghị quyết');
});

test('the language is switched on the page, keeps the place and is remembered', async () => {
  const door = await openPage(browser, `${edition.origin}/`, PHONE);
  await door.page.getByRole('button', { name: 'English' }).click();
  await door.page.getByRole('link', { name: /Hall display/ }).waitFor();
  expect(await door.page.locator('html').getAttribute('lang')).toBe('en');
  await door.page.reload();
  await door.page.getByRole('button', { name: 'Tiếng Việt' }).waitFor();
  await door.context.close();
});

test('a vote by keyboard alone, heard as it is recorded [VOT-24]', async () => {
  const { context, page } = await freshPhone();
  await openSitting(chair, chair, 40);
  const title = 'Biểu quyết bằng bàn phím';
  const pollId = await preparePoll(chair, 5, title);
  // The regions that speak are there before they have anything to say.
  const polite = page.locator('[aria-live=polite]').first();
  await polite.waitFor({ state: 'attached' });
  await chair.order('OpenPoll', { pollId });
  await page.getByRole('heading', { name: title }).waitFor();
  expect(await polite.textContent()).toBe(`Mở biểu quyết: ${title}. Ba lựa chọn ở cuối trang`);

  const focused = (): Promise<string> =>
    page.evaluate(() =>
      (document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim(),
    );
  const tabTo = async (name: string): Promise<void> => {
    const passed: string[] = [];
    while ((await focused()) !== name) {
      if (passed.length > 12) throw new Error(`Tab never came to «${name}» but to ${passed.join(' · ')}`);
      await page.keyboard.press('Tab');
      passed.push(await focused());
    }
  };
  await tabTo('Không tán thành');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'ĐÃ GHI NHẬN' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === 'ĐÃ GHI NHẬN');
  expect(await polite.textContent()).toMatch(/^Đã ghi nhận: Không tán thành, lúc \d\d:\d\d:\d\d$/);
  // And changed with the space bar.
  await page.getByRole('button', { name: 'Đổi phiếu' }).and(page.locator(':not([aria-disabled=true])')).waitFor();
  await tabTo('Đổi phiếu');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Giữ nguyên' }).waitFor();
  await tabTo('Tán thành');
  await page.keyboard.press('Space');
  await page.locator('.ch', { hasText: 'Tán thành' }).waitFor();
  expect(await polite.textContent()).toMatch(/^Đã ghi nhận: Tán thành, lúc/);
  await clearFloor(chair);
  await context.close();
});

async function freshPhone(): Promise<{ context: BrowserContext; page: Page }> {
  const card = phoneLinks(edition)[1]!;
  const { context, page } = await openPage(browser, card.url, PHONE);
  await signIn(page, card.pin);
  await page.locator('.b-main').waitFor();
  return { context, page };
}
