/** The OpenID provider: the code flow with PKCE for a public client, its pages, and what happens to an account that is disabled. */
import { createHash } from 'node:crypto';
import * as client from 'openid-client';
import { accountId, Browser, createHall, personId, PIN, SITTING, verifierOf, type Door, type Hall } from './hall.js';

const APP = {
  clientId: 'so-xay-dung-app',
  name: 'Ứng dụng <Sở Xây dựng>',
  redirectUris: ['https://app.example/callback'],
};
const OWN = { clientId: 'chamber', name: 'Nghị Trường', redirectUris: ['https://app.example/explorer'], trusted: true };

let hall: Hall;
let door: Door;
beforeAll(async () => {
  hall = await createHall();
  door = await hall.open({ clients: [OWN] });
  await door.identity.registerClient(APP);
});
afterAll(() => hall.end());

/** A browser that walks the pages as a person would: follows redirects within the provider, stops at the app's address. */
class Person {
  readonly browser = new Browser(door.base);
  page = '';
  at = '';
  headers = new Headers();
  status = 0;
  stopped?: string;

  /** @param stopAt an address of the provider's own origin that is the app's */
  async go(url: string, form?: Record<string, string>, stopAt?: string): Promise<string | undefined> {
    let next = new URL(url, door.base);
    let body: URLSearchParams | undefined = form && new URLSearchParams(form);
    for (;;) {
      if (next.origin !== door.base || `${next.origin}${next.pathname}` === stopAt) return (this.stopped = next.href);
      const response = await fetch(next, {
        method: body ? 'POST' : 'GET',
        redirect: 'manual',
        headers: {
          accept: 'text/html',
          ...this.browser.cookieHeader(),
          ...(body && { 'content-type': 'application/x-www-form-urlencoded', origin: door.base }),
        },
        ...(body && { body: body.toString() }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [pair] = line.split(';');
        const at = pair!.indexOf('=');
        if (/expires=Thu, 01 Jan 1970/i.test(line)) this.browser.cookies.delete(pair!.slice(0, at));
        else this.browser.cookies.set(pair!.slice(0, at), pair!.slice(at + 1));
        this.setCookies.push(line);
      }
      this.status = response.status;
      this.headers = response.headers;
      const location = response.headers.get('location');
      if (!location) {
        this.page = await response.text();
        this.at = next.pathname;
        return undefined;
      }
      next = new URL(location, next);
      body = undefined;
    }
  }

  readonly setCookies: string[] = [];
  signIn(login: string, pin = PIN): Promise<string | undefined> {
    return this.go(this.at, { step: 'login', lang: 'vi', login, pin });
  }
}

async function discover(clientId: string): Promise<client.Configuration> {
  return client.discovery(new URL(door.identity.issuer), clientId, undefined, client.None(), {
    execute: [client.allowInsecureRequests],
  });
}

async function begin(config: client.Configuration, redirectUri: string, more: Record<string, string> = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...more,
  });
  return {
    url: url.href,
    finish: (back: string) =>
      client.authorizationCodeGrant(config, new URL(back), { pkceCodeVerifier: verifier, expectedState: state }),
  };
}

test('an app of a department signs a person in, who allows it, and gets a token for the graph', async () => {
  const config = await discover(APP.clientId);
  const { url, finish } = await begin(config, APP.redirectUris[0]!);
  const person = new Person();
  await person.go(url);
  expect(person.page).toContain('<html lang="vi">');
  expect(person.page).toContain('Ứng dụng &lt;Sở Xây dựng&gt;');
  await person.signIn('clerk');
  expect(person.page).toContain('Bạn đang đăng nhập là Nguyễn Thị clerk.');
  const back = await person.go(person.at, { step: 'consent', lang: 'vi' });
  const tokens = await finish(back!);
  expect(tokens.expires_in).toBe(600);
  expect(tokens.claims()).toMatchObject({
    sub: accountId('clerk'),
    name: 'Nguyễn Thị clerk',
    iss: door.identity.issuer,
  });
  expect(await verifierOf(door).verify(tokens.access_token)).toMatchObject({
    kind: 'PERSON',
    accountId: accountId('clerk'),
    personId: personId('clerk'),
    grants: [{ role: 'SESSION_SECRETARY' }],
  });
});

test('one of our own apps is not asked for consent, and refreshes until the account is disabled', async () => {
  const config = await discover(OWN.clientId);
  const { url, finish } = await begin(config, OWN.redirectUris[0]!);
  const person = new Person();
  await person.go(url);
  const tokens = await finish((await person.signIn('developer'))!);
  const again = await client.refreshTokenGrant(config, tokens.refresh_token!);
  expect(again.refresh_token).not.toBe(tokens.refresh_token);
  expect((await verifierOf(door).verify(again.access_token)).grants).toEqual([{ role: 'DEVELOPER' }]);

  await hall.disable('developer');
  await expect(client.refreshTokenGrant(config, again.refresh_token!)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const next = await begin(config, OWN.redirectUris[0]!);
  await person.go(next.url);
  expect(person.at).toMatch(/^\/id\/interaction\//);
  await person.signIn('developer');
  expect(person.page).toContain('Tài khoản này đã ngừng hoạt động');
  await hall.disable('developer', false);
});

test('a flow without PKCE, and an address that was not registered, are refused on a page of ours', async () => {
  const person = new Person();
  const query = (more: string) => `/id/auth?client_id=${OWN.clientId}&response_type=code&scope=openid${more}`;
  const back = await person.go(query(`&redirect_uri=${encodeURIComponent(OWN.redirectUris[0]!)}`));
  expect(back).toContain('error=invalid_request');
  await person.go(query('&redirect_uri=https%3A%2F%2Fevil.example%2F'));
  expect([
    person.status,
    person.page.includes('Không tiếp tục được'),
    person.page.includes('invalid_redirect_uri'),
  ]).toEqual([400, true, true]);
});

describe('the sign-in page', () => {
  async function open(more: Record<string, string> = {}): Promise<Person> {
    const config = await discover(OWN.clientId);
    const person = new Person();
    await person.go((await begin(config, OWN.redirectUris[0]!, more)).url);
    return person;
  }

  test('has no script and no outside address, cannot be framed, and may send its form on to the app only', async () => {
    const person = await open();
    expect(person.page).not.toMatch(/<script|https?:\/\/|@import/);
    const policy = person.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' https://app.example;");
  });

  test('is Vietnamese first, English by its switch or by the app’s wish, and stays so after a mistake', async () => {
    const person = await open();
    expect(person.page).toContain('lang="en" hreflang="en">English</a>');
    await person.go(`${person.at}?lang=en`);
    expect([person.page.includes('<html lang="en">'), person.page.includes('6-digit PIN')]).toEqual([true, true]);
    await person.go(person.at, { step: 'login', lang: 'en', login: 'clerk', pin: '1' });
    expect(person.page).toContain('A PIN of 6 digits is needed.');
    expect((await open({ ui_locales: 'en' })).page).toContain('<html lang="en">');
  });

  test('keeps what was typed, escaped, but never the PIN', async () => {
    const person = await open();
    await person.go(person.at, { step: 'login', lang: 'vi', login: '"><b>x', pin: '135790' });
    expect([
      person.status,
      person.page.includes('value="&quot;&gt;&lt;b&gt;x"'),
      person.page.includes('135790'),
    ]).toEqual([401, true, false]);
  });

  test('says the same of an unknown login and of a wrong PIN, and makes the account wait after five', async () => {
    const person = await open();
    const said = async (login: string, pin: string) => {
      await person.signIn(login, pin);
      return /role="alert"[^>]*>(.*?)<\/div>/.exec(person.page)?.[1];
    };
    const [unknown, wrong] = [await said('nobody', '000000'), await said('delegate-02', '000000')];
    expect(unknown).toBe(wrong);
    for (let i = 0; i < 4; i++) await said('delegate-02', '000000');
    expect(await said('delegate-02', PIN)).toContain('Hãy chờ 15 phút');
    // The card of the same person is not held up by a stranger at this page.
    const card = await door.identity.issueCard({ login: 'delegate-02', sittingId: SITTING });
    expect((await new Browser(door.base).post('/id/card/exchange', { card: card.code, pin: PIN })).status).toBe(200);
  });

  test('going back tells the app that nobody signed in', async () => {
    const person = await open();
    const back = await person.go(person.at, { step: 'abort', lang: 'vi' });
    expect(back).toMatch(/^https:\/\/app\.example\/explorer\?.*error=access_denied/);
  });

  test('belongs to the browser that began: another one, another site and an old page are refused', async () => {
    const person = await open();
    const stranger = new Person();
    await stranger.go(person.at);
    expect([stranger.status, stranger.page.includes('Trang đăng nhập này đã hết hạn')]).toEqual([400, true]);
    const foreign = await fetch(`${door.base}${person.at}`, {
      method: 'POST',
      headers: {
        ...person.browser.cookieHeader(),
        origin: 'https://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `step=login&login=clerk&pin=${PIN}`,
    });
    expect([foreign.status, (await foreign.text()).includes('ORIGIN_REFUSED')]).toEqual([403, true]);
  });

  test('its cookies are signed, hidden from scripts and for /id only', async () => {
    const person = await open();
    await person.signIn('clerk');
    const session = person.setCookies.find((line) => line.startsWith('nt_session='))!;
    expect(session).toMatch(/path=\/id; /i);
    for (const line of person.setCookies.filter((l) => !l.includes('1970'))) expect(line).toMatch(/httponly/i);
    // A session lasts as long as the browser is open: the person may sit at a shared machine.
    expect(session).not.toMatch(/expires|max-age/i);
  });
});

test('signing out ends the session for every app, and goes back to the one that asked', async () => {
  const config = await discover(OWN.clientId);
  const { url, finish } = await begin(config, OWN.redirectUris[0]!);
  const person = new Person();
  await person.go(url);
  const tokens = await finish((await person.signIn('clerk'))!);
  const end = client.buildEndSessionUrl(config, {
    post_logout_redirect_uri: OWN.redirectUris[0]!,
    id_token_hint: tokens.id_token!,
  });
  await person.go(end.href);
  expect(person.page).toContain('Đăng xuất khỏi Nghị Trường?');
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(person.page)![1]!;
  expect(await person.go('/id/session/end/confirm', { xsrf, logout: 'yes' })).toBe(OWN.redirectUris[0]);
  await expect(client.refreshTokenGrant(config, tokens.refresh_token!)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  await person.go((await begin(config, OWN.redirectUris[0]!)).url);
  expect(person.page).toContain('Tên đăng nhập');
});

test('a second process goes on with a sign-in that the first began', async () => {
  const other = await hall.open({ clients: [OWN], origin: door.base });
  const config = await discover(OWN.clientId);
  const { url, finish } = await begin(config, OWN.redirectUris[0]!);
  const person = new Person();
  await person.go(url);
  // The same host name as the browser knows, answered by the other process.
  const page = await fetch(`${other.base}${person.at}`, { headers: person.browser.cookieHeader() });
  expect([page.status, (await page.text()).includes('Tên đăng nhập')]).toEqual([200, true]);
  expect((await finish((await person.signIn('clerk'))!)).access_token).toBeDefined();
});

test('addresses in answers come from the settings, never from what the caller wrote into Host', async () => {
  const { request } = await import('node:http');
  const body = await new Promise<string>((resolve, reject) => {
    request(
      `${door.base}/id/.well-known/openid-configuration`,
      { headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve(text));
      },
    )
      .on('error', reject)
      .end();
  });
  const { issuer, token_endpoint, jwks_uri } = JSON.parse(body) as Record<string, string>;
  expect([issuer, token_endpoint, jwks_uri]).toEqual([
    `${door.base}/id`,
    `${door.base}/id/token`,
    `${door.base}/id/jwks`,
  ]);
});

test('an app’s addresses are checked when it is registered', async () => {
  const refused = [['http://app.example/'], ['https://app.example/#x'], ['javascript:alert(1)'], ['myapp:/x'], []];
  for (const redirectUris of refused)
    await expect(
      door.identity.registerClient({ clientId: 'some-app', name: 'App', redirectUris }),
    ).rejects.toMatchObject({ code: 'BAD_FIELD' });
  await expect(
    door.identity.registerClient({
      clientId: 'some-app',
      name: 'App',
      redirectUris: ['http://127.0.0.1:3000/', 'https://app.example/'],
    }),
  ).resolves.toBeUndefined();
});

test('a page of the app may ask for tokens from its own origin, and no other page may', async () => {
  const ask = (origin: string) =>
    fetch(`${door.base}/id/token`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: `grant_type=authorization_code&client_id=${OWN.clientId}&code=x&redirect_uri=x`,
    });
  expect((await ask('https://app.example')).headers.get('access-control-allow-origin')).toBe('https://app.example');
  expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

test('the explorer’s way in begins a flow with PKCE by a script that the page names by its hash', async () => {
  const response = await fetch(`${door.base}/id/explorer`);
  const [page, policy] = [await response.text(), response.headers.get('content-security-policy')!];
  const script = /<script>([^]*)<\/script>/.exec(page)![1]!;
  expect(policy).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  // The client that the script names is known, with the page itself as the way back.
  const config = await discover('explorer');
  const { url, finish } = await begin(config, `${door.base}/id/explorer`);
  const person = new Person();
  await person.go(url);
  await person.go(person.at, { step: 'login', lang: 'vi', login: 'developer', pin: PIN }, `${door.base}/id/explorer`);
  expect((await verifierOf(door).verify((await finish(person.stopped!)).access_token)).grants).toEqual([
    { role: 'DEVELOPER' },
  ]);
});
