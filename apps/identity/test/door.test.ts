/** The JSON API's door: what is refused before anything is looked at, and how it is said. */
import { Browser, COUNCIL, createHall, SITTING, type Door, type Hall } from './hall.js';
import { errors } from '../src/index.js';

let hall: Hall;
let door: Door;
beforeAll(async () => {
  hall = await createHall();
  door = await hall.open({ origins: ['https://other.example'] });
});
afterAll(() => hall.end());

const PATHS = ['/id/card/look', '/id/card/exchange', '/id/refresh', '/id/sign-out'];
const outcome = async (browser: Browser, path: string, body: unknown = {}, headers: Record<string, string> = {}) => {
  const answer = await browser.post(path, body, headers);
  return [answer.status, answer.body['code']];
};

test.each(PATHS)('%s refuses other sites, other content, other methods and long bodies', async (path) => {
  const browser = new Browser(door.base);
  expect(await outcome(browser, path, {}, { origin: 'https://evil.example' })).toEqual([403, 'ORIGIN_REFUSED']);
  expect(await outcome(browser, path, {}, { origin: 'null' })).toEqual([403, 'ORIGIN_REFUSED']);
  expect(await outcome(browser, path, 'card=x', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual([
    415,
    'JSON_ONLY',
  ]);
  expect(await outcome(browser, path, '{"card":', {})).toEqual([415, 'JSON_ONLY']);
  expect(await outcome(browser, path, '[]', {})).toEqual([415, 'JSON_ONLY']);
  expect(await outcome(browser, path, { card: 'x'.repeat(100_000) })).toEqual([413, 'BODY_TOO_LARGE']);
  const get = await fetch(`${door.base}${path}`);
  expect([get.status, ((await get.json()) as { code: string }).code]).toEqual([405, 'METHOD_REFUSED']);
});

test('pages of the allowed origins, and programs without one, are let in', async () => {
  for (const origin of [door.base, 'https://other.example', null]) {
    expect(await outcome(new Browser(door.base, origin), '/id/card/look', { card: 'A'.repeat(22) })).toEqual([
      404,
      'CARD_UNKNOWN',
    ]);
  }
  expect(
    await outcome(
      new Browser(door.base, null),
      '/id/card/look',
      { card: 'A'.repeat(22) },
      { 'sec-fetch-site': 'cross-site' },
    ),
  ).toEqual([403, 'ORIGIN_REFUSED']);
});

test('a refusal says it in both languages, and nothing else', async () => {
  const { body, headers } = await new Browser(door.base).post('/id/card/look', { card: 'A'.repeat(22) });
  expect(body).toEqual({ code: 'CARD_UNKNOWN', vi: errors.CARD_UNKNOWN.vi, en: errors.CARD_UNKNOWN.en });
  expect(headers.get('cache-control')).toBe('no-store');
});

test('an unknown address is told so', async () => {
  expect(await outcome(new Browser(door.base), '/id/nothing')).toEqual([404, 'NO_SUCH_ADDRESS']);
});

test('malformed fields are named', async () => {
  const browser = new Browser(door.base);
  for (const [call, field] of [
    [{ card: 5 }, 'card'],
    [{ card: 'A'.repeat(22), deviceName: 'x'.repeat(101) }, 'deviceName'],
    [{ card: 'A'.repeat(22), remember: 'yes' }, 'remember'],
    [{ card: 'A'.repeat(22), pin: ['1'] }, 'pin'],
  ] as const) {
    const { status, body } = await browser.post('/id/card/exchange', call);
    expect([status, body['code'], String(body['en']).includes(`“${field}”`)]).toEqual([400, 'BAD_FIELD', true]);
  }
});

test('many calls are limited by card, never by address: another card still signs in', async () => {
  const browser = new Browser(door.base);
  let refused: Awaited<ReturnType<Browser['post']>> | undefined;
  for (let i = 0; i < 40 && !refused; i++) {
    const answer = await browser.post('/id/card/look', { card: 'B'.repeat(22) });
    if (answer.status === 429) refused = answer;
  }
  expect(refused!.body['code']).toBe('TOO_MANY');
  expect(Number(refused!.headers.get('retry-after'))).toBeGreaterThan(0);
  const card = await door.identity.issueDisplayCard({ name: 'Màn hình chính', sittingId: SITTING, councilId: COUNCIL });
  expect((await browser.post('/id/card/exchange', { card: card.code })).status).toBe(200);
});

test('when the database is away the answer is an id, not a stack', async () => {
  const alone = await hall.open();
  await alone.identity.close();
  const { status, body } = await new Browser(alone.base).post('/id/card/look', { card: 'A'.repeat(22) });
  expect([status, body['code'], Object.keys(body)]).toEqual([500, 'INTERNAL', ['code', 'vi', 'en']]);
  await expect(alone.identity.ready()).rejects.toBeDefined();
});
