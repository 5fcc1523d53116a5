/** The PIN asked again: whose it is, what a wrong one costs, what it leaves behind. */
import { accountId, Browser, createHall, HandClock, PIN, SITTING, verifierOf, type Door, type Hall } from './hall.js';

let hall: Hall;
let door: Door;
const clock = new HandClock();
beforeAll(async () => {
  hall = await createHall();
  door = await hall.open({ clock });
});
afterAll(() => hall.end());

async function signIn(login: string, at = door): Promise<Browser> {
  const browser = new Browser(at.base);
  const { code } = await at.identity.issueCard({ login, sittingId: SITTING });
  expect((await browser.post('/id/card/exchange', { card: code, pin: PIN })).status).toBe(200);
  return browser;
}
const stepUp = (browser: Browser, pin: unknown) => browser.post('/id/step-up', { pin });
const WRONG = '000000';

test('gives two minutes of a token that says when the PIN was proved; no other token says so [VOT-18]', async () => {
  const browser = await signIn('delegate-01');
  const before = new Map(browser.cookies);
  const { status, body, setCookies } = await stepUp(browser, PIN);
  expect([status, body['expiresIn'], setCookies]).toEqual([200, 120, []]);
  const actor = await verifierOf(door).verify(body['accessToken'] as string);
  const seconds = Math.floor(clock.now().getTime() / 1000);
  expect(actor).toMatchObject({
    accountId: accountId('delegate-01'),
    sittingId: SITTING,
    authenticatedAt: seconds,
    expiresAt: seconds + 120,
  });
  // It renews nothing: the device goes on with the secret that it has.
  expect(browser.cookies).toEqual(before);
  const renewed = await browser.post('/id/refresh');
  expect(renewed.status).toBe(200);
  expect((await verifierOf(door).verify(renewed.body['accessToken'] as string)).authenticatedAt).toBeUndefined();
});

test('a wrong PIN is counted by device; the fifth signs it out, though the right one comes after [VOT-18]', async () => {
  const browser = await signIn('delegate-02');
  for (const left of [4, 3, 2, 1])
    expect((await stepUp(browser, WRONG)).body).toMatchObject({
      code: 'STEP_UP_WRONG',
      vi: expect.stringContaining(`Còn ${left} lần`),
    });
  expect((await stepUp(browser, '12')).body['code']).toBe('STEP_UP_PIN');
  expect((await stepUp(browser, WRONG)).body['code']).toBe('DEVICE_LOCKED');
  expect((await stepUp(browser, PIN)).body['code']).toBe('DEVICE_LOCKED');
  expect((await browser.post('/id/refresh')).body['code']).toBe('DEVICE_LOCKED');
  // Another device of the same person, with a new card, has its own tries.
  expect((await stepUp(await signIn('delegate-02'), PIN)).status).toBe(200);
});

test('the right PIN forgives the wrong ones before it', async () => {
  const browser = await signIn('delegate-01');
  for (let i = 0; i < 4; i++) await stepUp(browser, WRONG);
  expect((await stepUp(browser, PIN)).status).toBe(200);
  clock.pass(60_000);
  expect((await stepUp(browser, WRONG)).body).toMatchObject({ code: 'STEP_UP_WRONG' });
  expect((await stepUp(browser, PIN)).status).toBe(200);
});

test('tries side by side do not pass the limit, over two processes', async () => {
  const second = await hall.open({ clock });
  const browser = await signIn('chair');
  const twin = new Browser(second.base);
  for (const [name, value] of browser.cookies) twin.cookies.set(name, value);
  const codes = await Promise.all(
    Array.from({ length: 16 }, (_, i) => stepUp(i % 2 ? browser : twin, WRONG).then((a) => a.body['code'])),
  );
  expect(codes.filter((code) => code === 'STEP_UP_WRONG')).toHaveLength(4);
  expect((await stepUp(browser, PIN)).body['code']).toBe('DEVICE_LOCKED');
});

test('nobody without a device proves anything, nor a page of another origin', async () => {
  expect((await stepUp(new Browser(door.base), PIN)).body['code']).toBe('SIGNED_OUT');
  const browser = await signIn('clerk');
  const foreign = await browser.post('/id/step-up', { pin: PIN }, { origin: 'https://elsewhere.test' });
  expect(foreign.body['code']).toBe('ORIGIN_REFUSED');
  await hall.disable('clerk');
  expect((await stepUp(browser, PIN)).body['code']).toBe('ACCOUNT_DISABLED');
  await hall.disable('clerk', false);
});

test('leaves no time behind: not in a row, and the device is as it was [VOT-3]', async () => {
  const browser = await signIn('delegate-01');
  const rows = (): Promise<unknown> =>
    hall.database.admin(
      `SELECT d.*, (SELECT json_agg(r ORDER BY r.hash) FROM identity.refresh_secret r WHERE r.device_id = d.id) AS secrets FROM identity.device d WHERE ended_at IS NULL ORDER BY id`,
    );
  const before = await rows();
  clock.pass(7_000);
  expect((await stepUp(browser, PIN)).status).toBe(200);
  expect(await rows()).toEqual(before);
});
