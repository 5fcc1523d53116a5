/** Devices: refresh, lost replies, stolen secrets, cookies, several in one browser, restart. */
import {
  accountId,
  Browser,
  createHall,
  HandClock,
  OTHER_SITTING,
  PIN,
  SITTING,
  verifierOf,
  type Door,
  type Hall,
} from './hall.js';

let hall: Hall;
let door: Door;
let clock: HandClock;
beforeAll(async () => {
  hall = await createHall();
  clock = new HandClock();
  door = await hall.open({ clock });
});
afterAll(() => hall.end());

async function signIn(
  login = 'delegate-01',
  more: Record<string, unknown> = {},
  browser = new Browser(door.base),
  at = door,
): Promise<Browser> {
  const card = await at.identity.issueCard({ login, sittingId: SITTING });
  const { status } = await browser.post('/id/card/exchange', { card: card.code, pin: PIN, ...more });
  expect(status).toBe(200);
  return browser;
}
const codeOf = async (browser: Browser, path = '/id/refresh', body: unknown = {}) =>
  (await browser.post(path, body)).body['code'] ?? 'OK';

describe('refresh', () => {
  test('hands out a new token and a new secret each time, for the same device', async () => {
    const browser = await signIn();
    const [before] = browser.cookies.values();
    const first = await browser.post('/id/refresh');
    const [between] = browser.cookies.values();
    const second = await browser.post('/id/refresh');
    const [after] = browser.cookies.values();
    expect(new Set([before, between, after]).size).toBe(3);
    expect(second.body).toMatchObject({
      deviceId: first.body['deviceId'],
      sittingId: SITTING,
      kind: 'PERSON',
      expiresIn: 600,
    });
    expect(second.body['accessToken']).not.toBe(first.body['accessToken']);
    const actor = await verifierOf(door).verify(second.body['accessToken'] as string);
    expect([actor.accountId, actor.deviceId]).toEqual([accountId('delegate-01'), second.body['deviceId']]);
  });

  test('a lost reply does no harm, however often and however late it is asked again', async () => {
    const browser = await signIn();
    for (let lost = 0; lost < 3; lost++) {
      expect(await codeOf(browser.copy())).toBe('OK');
      clock.pass(60_000);
    }
    expect(await codeOf(browser)).toBe('OK');
    expect(await codeOf(browser)).toBe('OK');
  });

  test('a secret whose successor was used is somebody else’s: both are signed out', async () => {
    const owner = await signIn();
    const thief = owner.copy();
    expect([await codeOf(owner), await codeOf(owner)]).toEqual(['OK', 'OK']);
    clock.pass(31_000);
    expect(await codeOf(thief)).toBe('REFRESH_REUSED');
    expect(await codeOf(owner)).toBe('REFRESH_REUSED');
  });

  test('a thief who refreshes first is found out when the owner goes on', async () => {
    const owner = await signIn();
    const thief = owner.copy();
    expect([await codeOf(thief), await codeOf(owner)]).toEqual(['OK', 'OK']);
    // Now both hold a child of one secret; whoever comes second shows that there are two.
    expect(await codeOf(thief)).toBe('OK');
    expect(await codeOf(owner)).toBe('REFRESH_REUSED');
    expect(await codeOf(thief)).toBe('REFRESH_REUSED');
  });

  test('a second window that comes late with the old cookie gets nothing, and nobody is signed out', async () => {
    const one = await signIn();
    const two = one.copy();
    expect([await codeOf(one), await codeOf(one)]).toEqual(['OK', 'OK']);
    const late = await two.post('/id/refresh');
    expect([late.status, late.body['code'], late.setCookies]).toEqual([409, 'REFRESH_SUPERSEDED', []]);
    expect(await codeOf(one)).toBe('OK');
  });

  test('windows of one browser that refresh in the same moment all get a token', async () => {
    const browser = await signIn();
    const other = await hall.open({ clock, origin: door.base });
    const twin = new Browser(other.base, door.base);
    for (const [name, value] of browser.cookies) twin.cookies.set(name, value);
    const windows = Array.from({ length: 8 }, (_, i) => [browser, twin][i % 2]!.copy());
    const answers = await Promise.all(windows.map((w) => w.post('/id/refresh')));
    expect(answers.map((a) => a.status)).toEqual(Array(8).fill(200));
    // The browser keeps the cookie that came last, whichever it was.
    expect(await codeOf(windows[5]!)).toBe('OK');
  });

  test('a disabled account gets nothing, and is signed out for good', async () => {
    const browser = await signIn();
    await hall.disable('delegate-01');
    const refused = await browser.post('/id/refresh');
    expect([refused.status, refused.body['code'], refused.body['accessToken']]).toEqual([
      401,
      'ACCOUNT_DISABLED',
      undefined,
    ]);
    await hall.disable('delegate-01', false);
    expect(await codeOf(browser)).toBe('ACCOUNT_DISABLED');
  });

  test('without a cookie, with a made-up one, and after the sitting’s day: signed out', async () => {
    expect(await codeOf(new Browser(door.base))).toBe('SIGNED_OUT');
    const browser = await signIn();
    const forged = browser.copy();
    for (const name of forged.cookies.keys()) forged.cookies.set(name, 'A'.repeat(43));
    expect(await codeOf(forged)).toBe('SIGNED_OUT');
    clock.pass(16 * 3_600_000);
    expect(await codeOf(browser)).toBe('SIGNED_OUT');
  });

  test('devices that are ended from the clerk’s desk are signed out', async () => {
    const browser = await signIn();
    await door.identity.revokeDevices({ subjectId: accountId('delegate-01'), sittingId: OTHER_SITTING });
    expect(await codeOf(browser)).toBe('OK');
    await door.identity.revokeDevices({ subjectId: accountId('delegate-01') });
    expect(await codeOf(browser)).toBe('SIGNED_OUT');
  });

  test('the grants of a token follow the directory', async () => {
    const browser = await signIn('delegate-02');
    await hall.database.admin(`UPDATE directory.account SET grants = '[]' WHERE login = 'delegate-02'`);
    const { body } = await browser.post('/id/refresh');
    expect((await verifierOf(door).verify(body['accessToken'] as string)).grants).toEqual([]);
  });
});

describe('the cookie', () => {
  const flags = (line: string) =>
    line
      .split('; ')
      .slice(1)
      .filter((f) => !f.startsWith('Max-Age'));

  test('is for /id only, hidden from scripts, never sent by other sites; Secure on https', async () => {
    const card = await door.identity.issueCard({ login: 'clerk', sittingId: SITTING });
    const plain = (await new Browser(door.base).post('/id/card/exchange', { card: card.code, pin: PIN })).setCookies;
    expect(plain).toHaveLength(1);
    expect(flags(plain[0]!)).toEqual(['Path=/id', 'HttpOnly', 'SameSite=Strict']);
    expect(plain[0]).toMatch(/^nt_device_.*Max-Age=57600$/);

    const https = await hall.open({ clock, origin: 'https://hall.example' });
    const other = await https.identity.issueCard({ login: 'clerk', sittingId: SITTING });
    const [line] = (
      await new Browser(https.base, 'https://hall.example').post('/id/card/exchange', { card: other.code, pin: PIN })
    ).setCookies;
    expect(line).toMatch(/^__Secure-nt_device_/);
    expect(flags(line!)).toEqual(['Path=/id', 'HttpOnly', 'SameSite=Strict', 'Secure']);
  });

  test('only its hash is in the database', async () => {
    const browser = await signIn();
    const [secret] = browser.cookies.values();
    const dump = JSON.stringify(
      await hall.database.admin(
        `SELECT r::text FROM identity.refresh_secret r UNION ALL SELECT d::text FROM identity.device d`,
      ),
    );
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(Buffer.from(secret!).toString('hex'));
  });

  test('a borrowed tablet forgets: no lasting cookie, and signed out when left alone', async () => {
    const card = await door.identity.issueCard({ login: 'delegate-01', sittingId: SITTING });
    const tablet = new Browser(door.base);
    const { setCookies } = await tablet.post('/id/card/exchange', {
      card: card.code,
      pin: PIN,
      deviceName: 'Máy tính bảng mượn',
      remember: false,
    });
    expect(setCookies[0]).not.toMatch(/Max-Age|Expires/i);
    clock.pass(40 * 60_000);
    const renewed = await tablet.post('/id/refresh');
    expect([renewed.status, /Max-Age|Expires/i.test(renewed.setCookies[0]!)]).toEqual([200, false]);
    clock.pass(46 * 60_000);
    expect(await codeOf(tablet)).toBe('SIGNED_OUT');
  });

  test('sign-out ends the device and clears the cookie', async () => {
    const browser = await signIn();
    const kept = browser.copy();
    const out = await browser.post('/id/sign-out');
    expect([out.status, out.setCookies[0], browser.cookies.size]).toEqual([
      200,
      expect.stringContaining('Max-Age=0'),
      0,
    ]);
    expect(await codeOf(kept)).toBe('SIGNED_OUT');
    expect((await browser.post('/id/sign-out')).status).toBe(200);
  });
});

describe('several people in one browser', () => {
  test('each page goes on as its own; without a name the newest is meant', async () => {
    const browser = await signIn('chair');
    clock.pass(1_000);
    await signIn('clerk', {}, browser);
    expect(browser.cookies.size).toBe(2);
    const who = async (body: object) => (await browser.post('/id/refresh', body)).body['displayName'];
    expect([
      await who({ account: accountId('chair') }),
      await who({ account: accountId('clerk') }),
      await who({}),
    ]).toEqual(['Nguyễn Thị chair', 'Nguyễn Thị clerk', 'Nguyễn Thị clerk']);
    expect(await codeOf(browser, '/id/refresh', { account: accountId('delegate-02') })).toBe('SIGNED_OUT');

    await browser.post('/id/sign-out', { account: accountId('clerk') });
    expect([browser.cookies.size, await who({})]).toEqual([1, 'Nguyễn Thị chair']);
  });

  test('a device that was taken over says so until the browser signs in again', async () => {
    const browser = await signIn('chair');
    await signIn('chair');
    expect([await codeOf(browser), await codeOf(browser)]).toEqual(['TAKEN_OVER', 'TAKEN_OVER']);
    await signIn('chair', {}, browser);
    expect([browser.cookies.size, await codeOf(browser)]).toEqual([1, 'OK']);
  });
});

test('a restart keeps who is signed in', async () => {
  const first = await hall.open({ clock });
  const before = await signIn('delegate-01', {}, new Browser(first.base), first);
  await first.close();
  const second = await hall.open({ clock, origin: first.base });
  const after = new Browser(second.base, first.base);
  for (const [name, value] of before.cookies) after.cookies.set(name, value);
  expect(await codeOf(after)).toBe('OK');
});
