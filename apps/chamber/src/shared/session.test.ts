import { Session, type SessionState } from './session.js';

interface Call {
  readonly path: string;
  readonly body: Record<string, unknown>;
}
type Reply = { readonly status?: number; readonly body: unknown } | 'DOWN';

const token = (sub: string): string =>
  `h.${Buffer.from(JSON.stringify({ sub, nt_grants: [{ role: 'DELEGATE' }] })).toString('base64url')}.s`;
const tokens = (sub: string): Reply => ({
  body: {
    accessToken: token(sub),
    expiresIn: 600,
    kind: 'PERSON',
    displayName: `Đại biểu ${sub}`,
    sittingId: 'sitting-1',
  },
});
const said = (code: string, status: number): Reply => ({ status, body: { code, vi: 'không', en: 'no' } });

const store = (): Storage => {
  const kept = new Map<string, string>();
  return {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => void kept.set(k, v),
    removeItem: (k: string) => void kept.delete(k),
  } as Storage;
};
const global = globalThis as Record<string, unknown>;

/** A tab of one browser, with a server that answers what it is told. */
function tab(replies: Record<string, Reply[]>, hash = '', page = 'b', browser = { local: store() }, own = store()) {
  const calls: Call[] = [];
  global['localStorage'] = browser.local;
  global['sessionStorage'] = own;
  global['location'] = { hash, pathname: `/${page}`, search: '' };
  global['history'] = {
    replaceState: (_: unknown, __: string, url: string) =>
      void (global['location'] = { hash: '', pathname: url, search: '' }),
  };
  Object.defineProperty(global, 'navigator', { value: { userAgent: 'Android Chrome' }, configurable: true });
  const session = new Session(page, (async (url: string, init: { body: string }) => {
    const path = String(url).replace('/id', '');
    calls.push({ path, body: JSON.parse(init.body) as Record<string, unknown> });
    const reply = replies[path]?.shift() ?? 'DOWN';
    if (reply === 'DOWN') throw new TypeError('network');
    return { ok: (reply.status ?? 200) < 400, status: reply.status ?? 200, json: async () => reply.body };
  }) as unknown as typeof fetch);
  const states: SessionState[] = [];
  session.onChange((s) => states.push(s));
  return { session, calls, states, own, browser };
}
const looked: Reply = { body: { displayName: 'Nguyễn Thị Mai', needsPin: true, kind: 'PERSON' } };

it('takes the card out of the address, and asks whose it is before anything is exchanged', async () => {
  const t = tab({ '/card/look': [looked] }, '#card=abc');
  await t.session.start();
  expect((global['location'] as Location).hash).toBe('');
  expect(t.calls).toEqual([{ path: '/card/look', body: { card: 'abc' } }]);
  expect(t.session.state).toMatchObject({ at: 'CARD', look: { displayName: 'Nguyễn Thị Mai' } });
});

it('knows the card after a reload, until it is exchanged', async () => {
  const first = tab({ '/card/look': [looked] }, '#card=abc');
  await first.session.start();
  const second = tab({ '/card/look': [looked], '/card/exchange': [tokens('a')] }, '', 'b', first.browser, first.own);
  await second.session.start();
  await second.session.exchange({ pin: '123456' });
  expect(second.session.account).toMatchObject({ id: 'a', sittingId: 'sitting-1' });
  const third = tab({ '/refresh': [tokens('a')] }, '', 'b', first.browser, first.own);
  await third.session.start();
  expect(third.calls).toEqual([{ path: '/refresh', body: { account: 'a' } }]);
  expect(third.session.state.at).toBe('SIGNED_IN');
});

it('repeats the same key when the answer of an exchange was lost', async () => {
  const t = tab({ '/card/look': [looked], '/card/exchange': ['DOWN', tokens('a')] }, '#card=abc');
  await t.session.start();
  await expect(t.session.exchange({ pin: '123456' })).rejects.toMatchObject({ code: 'UNREACHABLE' });
  await t.session.exchange({ pin: '123456' });
  const keys = t.calls.filter((c) => c.path === '/card/exchange').map((c) => c.body['key']);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
});

it('goes on with a begun exchange after a reload, though its card is used by now', async () => {
  const display: Reply = { body: { displayName: 'Hội trường 1', needsPin: false, kind: 'DISPLAY' } };
  const first = tab({ '/card/look': [display], '/card/exchange': ['DOWN'] }, '#card=abc', 'wall');
  await expect(first.session.start({ enter: true })).rejects.toThrow();
  const second = tab({ '/card/exchange': [tokens('w')] }, '', 'wall', first.browser, first.own);
  await second.session.start({ enter: true });
  expect(second.calls).toEqual([{ path: '/card/exchange', body: first.calls[1]!.body }]);
  expect(second.session.account?.id).toBe('w');
});

it('tells a wrong PIN in the words of the server and keeps the card', async () => {
  const t = tab({ '/card/look': [looked], '/card/exchange': [said('PIN_WRONG', 401)] }, '#card=abc');
  await t.session.start();
  await expect(t.session.exchange({ pin: '000000' })).rejects.toMatchObject({
    code: 'PIN_WRONG',
    said: { vi: 'không' },
  });
  expect(t.session.state.at).toBe('CARD');
});

it('lets a device that is signed in keep its place when its used card is scanned again', async () => {
  const first = tab({ '/card/look': [looked], '/card/exchange': [tokens('a')] }, '#card=abc');
  await first.session.start();
  await first.session.exchange({ pin: '123456' });
  const again = tab(
    { '/card/look': [said('CARD_USED', 409)], '/refresh': [tokens('a')] },
    '#card=abc',
    'b',
    first.browser,
    first.own,
  );
  await again.session.start();
  expect(again.session.account?.id).toBe('a');
});

it('never lets one page of a browser speak with another one’s name', async () => {
  const chair = tab({ '/card/look': [looked], '/card/exchange': [tokens('chair')] }, '#card=abc', 'chair');
  await chair.session.start();
  await chair.session.exchange({ pin: '123456' });
  const ballot = tab({ '/refresh': [tokens('chair')] }, '', 'b', chair.browser);
  await ballot.session.start();
  expect(ballot.calls).toEqual([]);
  expect(ballot.session.state).toMatchObject({ at: 'SIGNED_OUT', why: 'none' });
});

it('ends when the cookie answers for somebody else', async () => {
  const t = tab({ '/card/look': [looked], '/card/exchange': [tokens('a')], '/refresh': [tokens('b')] }, '#card=abc');
  await t.session.start();
  await t.session.exchange({ pin: '123456' });
  expect(await t.session.token({ refresh: true })).toBeNull();
  expect(t.session.state).toMatchObject({ at: 'SIGNED_OUT', why: 'other' });
});

it.each([
  ['TAKEN_OVER', 401, 'taken'],
  ['SIGNED_OUT', 401, 'ended'],
  ['ACCOUNT_DISABLED', 401, 'ended'],
])('%s ends the sign-in: %d, %s', async (code, status, why) => {
  const t = tab(
    { '/card/look': [looked], '/card/exchange': [tokens('a')], '/refresh': [said(code, status)] },
    '#card=abc',
  );
  await t.session.start();
  await t.session.exchange({ pin: '123456' });
  expect(await t.session.token({ refresh: true })).toBeNull();
  expect(t.session.state).toMatchObject({ at: 'SIGNED_OUT', why });
});

it.each([['DOWN' as const], [said('BUSY', 503)], [said('REFRESH_SUPERSEDED', 409)], [said('TOO_MANY', 429)]])(
  'stays signed in while nobody says otherwise: %j',
  async (reply) => {
    const t = tab({ '/card/look': [looked], '/card/exchange': [tokens('a')], '/refresh': [reply] }, '#card=abc');
    await t.session.start();
    await t.session.exchange({ pin: '123456' });
    await expect(t.session.token({ refresh: true })).rejects.toBeDefined();
    expect(t.session.state.at).toBe('SIGNED_IN');
  },
);

it('asks for one fresh token however many wait for it', async () => {
  const t = tab({ '/card/look': [looked], '/card/exchange': [tokens('a')], '/refresh': [tokens('a')] }, '#card=abc');
  await t.session.start();
  await t.session.exchange({ pin: '123456' });
  const both = await Promise.all([t.session.token({ refresh: true }), t.session.token({ refresh: true })]);
  expect(both[0]).toBe(both[1]);
  expect(t.calls.filter((c) => c.path === '/refresh')).toHaveLength(1);
});
