/**
 * A department's own page, in plain JavaScript through the client's one file:
 * what is overdue, and the sitting as it goes; on a phone and in both languages.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { freshFolder, root, runCommand, startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openPage, PHONE, shoot, TABLET } from './browser.js';
import { linkOf, openSitting, Person, preparePoll } from './people.js';
import { barriers, cut } from './sight.js';

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
const link = (): string => edition.links.find((l) => l.en === 'A department’s page')!.url;

test('what is overdue is listed, oldest first, each with its kind and its day; another department shows its own', async () => {
  const { page, errors, strangers } = await openPage(browser, link(), PHONE);
  await page.getByRole('heading', { name: 'Quá hạn: 3 việc' }).waitFor();
  await page.getByRole('heading', { name: /^Sở Tài chính/ }).waitFor();
  const duties = await page.getByRole('listitem').allInnerTexts();
  expect(duties[0]).toMatch(/Lời hứa khi trả lời chất vấn[\s\S]*giải ngân[\s\S]*Hạn \d\d\/\d\d\/\d{4}, quá\s\d+\sngày/);
  const days = duties.map((duty) => Number(/quá\s(\d+)\sngày/.exec(duty)![1]));
  expect(days).toEqual([...days].sort((a, b) => b - a));
  await page.getByText('Dữ liệu minh họa').waitFor();
  expect(await cut(page, { width: 320, height: 568 })).toEqual([]);
  expect(await cut(page, PHONE)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
  await shoot(page, 'department-phone');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Overdue: 3' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.locator('main').innerText()).not.toMatch(/quá hạn|ngày|Có mặt/);

  await page.goto(`${link()}?body=so-xay-dung`);
  await page.getByText('Sửa chữa mặt đường bị lún').waitFor();
  expect(await page.getByRole('listitem').count()).toBe(1);
  await page.goto(`${link()}?body=nobody`);
  await page.getByRole('alert').getByText('Không có cơ quan này').waitFor();
  expect([errors, strangers]).toEqual([[], []]);
});

test('it follows the sitting: opened, a vote opened, counted as turnout only, and says its age while the server is away', async () => {
  const chair = await Person.enter(edition, linkOf(edition, '/chair'));
  const { page, heard } = await openPage(browser, link(), TABLET);
  await page.getByText('Chưa khai mạc').waitFor();
  await openSitting(chair, chair, 20);
  await page.getByText('Đang họp. Có mặt 20 trên').waitFor();
  const pollId = await preparePoll(chair, 5, 'Thông qua nghị quyết về ngân sách', 'RESOLUTION_ITEM');
  await page.getByText('Chuẩn bị biểu quyết').waitFor();
  await chair.order('OpenPoll', { pollId });
  await page.getByText('Đang biểu quyết', { exact: true }).waitFor();
  await page.getByText('Đã biểu quyết 0 trên 20').waitFor();
  await shoot(page, 'department-sitting');
  // It came by itself, over the socket, and without anything that is a person's.
  expect(heard.some((message) => message.includes('"type":"next"'))).toBe(true);
  expect(heard.join('')).not.toMatch(/ballotKey|accessToken/);
  await edition.stop();
  await page.getByText(/Chưa có tin mới từ \d+ giây trước/).waitFor();
  await page.getByText('Đã biểu quyết 0 trên 20').waitFor();
});

test('what the page asks is what was registered, under the ids that the command prints', async () => {
  const folder = join(root, 'apps/department');
  const register = join(freshFolder(), 'documents.json');
  const { code, out } = await runCommand([
    'documents',
    'add',
    join(folder, 'department.graphql'),
    '--to',
    register,
    '--supergraph',
    join(root, 'schema/supergraph.graphql'),
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(readFileSync(register, 'utf8'))).toEqual(
    JSON.parse(readFileSync(join(folder, 'documents.json'), 'utf8')),
  );
  const page = readFileSync(join(folder, 'page/department.js'), 'utf8');
  const asked = [...page.matchAll(/name: '(\w+)',\s*id: '(sha256:\w+)'/g)].map((m) => `${m[2]} ${m[1]}`).sort();
  expect(asked).toEqual([...out.matchAll(/✓ (\S+) \w+ (\w+)/g)].map((m) => `${m[1]} ${m[2]}`).sort());
});
