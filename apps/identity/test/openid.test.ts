/** The OpenID provider: the code flow with PKCE for a public client, its pages, and what happens to an account that is disabled. */
import * as client from 'openid-client';
import { accountId, Browser, createHall, personId, PIN, verifierOf, type Door, type Hall } from './hall.js';

const APP = { clientId: 'so-xay-dung-app', name: 'Ứng dụng <Sở Xây dựng>', redirectUris: ['https://app.example/callback'] };
const OWN = { clientId: 'explorer', name: 'Trình khám phá', redirectUris: ['https://app.example/explorer'], trusted: true };

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

  async go(url: string, form?: Record<string, string>): Promise<string | undefined> {
    let next = new URL(url, door.base);
    let body: URLSearchParams | undefined = form && new URLSearchParams(form);
    for (;;) {
      if (next.origin !== door.base) return next.href;
      const response = await fetch(next, {
        method: body ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { accept: 'text/html', ...this.browser.cookieHeader(), ...(body && { 'content-type': 'application/x-www-form-urlencoded', origin: door.base }) },
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
  return client.discovery(new URL(door.identity.issuer), clientId, undefined, client.None(), { execute: [client.allowInsecureRequests] });
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
  return { url: url.href, finish: (back: string) => client.authorizationCodeGrant(config, new URL(back), { pkceCodeVerifier: verifier, expectedState: state }) };
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
  expect(tokens.claims()).toMatchObject({ sub: accountId('clerk'), name: 'Nguyễn Thị clerk', iss: door.identity.issuer });
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
  await expect(client.refreshTokenGrant(config, again.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
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
  expect([person.status, person.page.includes('Không tiếp tục được'), person.page.includes('invalid_redirect_uri')]).toEqual([400, true, true]);
});
