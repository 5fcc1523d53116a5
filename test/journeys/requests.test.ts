/**
 * A third of the delegates ask for a session: recorded at the desk, signed by
 * twenty-two, the twenty-third signs on the phone, and the chair decides; the
 * desk and the phone read the decision.
 */
import type { Browser } from 'playwright-core';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openBrowser, openPage, PHONE, shoot, signIn, TABLET } from './browser.js';
import { delegateCards, enterAll, linkOf } from './people.js';
import { barriers, cut } from './sight.js';

jest.setTimeout(200_000);

const SUBJECT = 'Họp đột xuất về giá đất';
const NOTE = 'QĐ 21/QĐ-TTHĐND: họp trong tháng';

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

test('the twenty-third delegate signs on the phone, and what was enough is decided on the console [SES-1 R-SES-02]', async () => {
  const [clerkLink, chairLink] = [linkOf(edition, '/clerk'), linkOf(edition, '/chair')];
  const clerk = await openPage(browser, clerkLink.url, TABLET);
  await signIn(clerk.page, clerkLink.pin);
  const toRequests = (): Promise<void> =>
    clerk.page.getByRole('navigation').getByRole('button', { name: 'Đề nghị', exact: true }).click();
  await toRequests();
  await clerk.page.getByRole('button', { name: 'Ghi đề nghị mới' }).click();
  const raising = clerk.page.getByRole('dialog', { name: 'Ghi đề nghị mới' });
  await raising.getByLabel('Nội dung').fill(SUBJECT);
  await raising.getByLabel('Ai đề nghị').selectOption('DELEGATES');
  await raising.getByLabel('Đề nghị gì').selectOption('SPECIAL_SESSION');
  await raising.getByRole('button', { name: 'Ghi lại' }).click();
  await raising.waitFor({ state: 'detached' });
  const card = clerk.page.getByRole('region', { name: SUBJECT });
  await card.getByText('0/68 chữ ký, cần từ 23').waitFor();

  const chair = await openPage(browser, chairLink.url, TABLET);
  await signIn(chair.page, chairLink.pin);
  const waiting = chair.page.getByRole('region', { name: 'Chờ Thường trực HĐND quyết định' });

  // Twenty-two sign for themselves; one fewer than enough is no task yet.
  const cards = await delegateCards(edition);
  const people = await enterAll(edition, cards.slice(1, 23));
  const { council } = await people[0]!
    .run<{ id: string; sessionRequests: { edges: { node: { id: string } }[] } }>('RequestsToSign', {
      councilId: 'hdnd-hai-phong',
    })
    .then((found) => ({ council: found }));
  const requestId = council.sessionRequests.edges[0]!.node.id;
  for (const person of people) await person.run('SignInOwnName', { requestId });
  expect(await waiting.count()).toBe(0);

  // The twenty-third reads it on the phone and signs in their own name.
  const mine = cards[23]!;
  const phone = await openPage(browser, mine.url, PHONE);
  await signIn(phone.page, mine.pin);
  await phone.page.getByRole('button', { name: 'Chất vấn của tôi' }).click();
  await phone.page.getByRole('button', { name: 'Đề nghị của đại biểu' }).click();
  const request = phone.page.getByRole('region', { name: SUBJECT });
  await request.getByText('22/68 đại biểu đã ký, cần từ 23').waitFor();
  await request.getByRole('button', { name: /^Ký đề nghị/ }).click();
  await request.getByText(`Ký dưới tên ${mine.displayName}?`).waitFor();
  await shoot(phone.page, 'requests-phone-sure');
  await request.getByRole('button', { name: 'Ký', exact: true }).click();
  await request.getByText('Bạn đã ký.').waitFor();
  await request.getByText('Đã đủ số, chờ Thường trực HĐND quyết định.').waitFor();
  expect([...(await cut(phone.page, PHONE)), ...(await barriers(phone.page))]).toEqual([]);
  await shoot(phone.page, 'requests-phone');

  // It stands on the chair's console by itself, and is decided with its ground.
  await waiting.getByText(SUBJECT).waitFor({ timeout: 30_000 });
  await waiting.scrollIntoViewIfNeeded();
  await shoot(chair.page, 'requests-chair');
  expect([...(await cut(chair.page, TABLET)), ...(await barriers(chair.page))]).toEqual([]);
  await waiting.getByRole('button', { name: `Chấp nhận: ${SUBJECT}`, exact: true }).click();
  const deciding = chair.page.getByRole('dialog', { name: 'Chấp nhận' });
  await deciding.getByRole('textbox').fill(NOTE);
  await shoot(chair.page, 'requests-decide');
  await deciding.getByRole('button', { name: 'Chấp nhận' }).click();
  await chair.page.getByText('Đã ghi quyết định.').waitFor();

  await clerk.page.getByRole('navigation').getByRole('button', { name: 'Phiên họp', exact: true }).click();
  await toRequests();
  await card.getByText(NOTE).waitFor();
  await phone.page.getByRole('button', { name: 'Quay lại' }).click();
  await phone.page.getByRole('button', { name: 'Chất vấn của tôi' }).click();
  await phone.page.getByRole('button', { name: 'Đề nghị của đại biểu' }).click();
  await request.getByText(`Được chấp nhận: ${NOTE}`).waitFor();
  expect([...clerk.errors, ...chair.errors, ...phone.errors]).toEqual([]);
});
