/** The HTTP door: what it takes, and how it says no. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { startFederation, type Federation } from './fixtures/federation.js';

let federation: Federation;
const QUERY = JSON.stringify({ query: '{ unit(id: "u0") { name } }' });
beforeAll(async () => {
  federation = await startFederation({
    allowedOrigins: ['https://so-tai-chinh.example'],
    limits: { bodyBytes: 20_000 },
  });
});
afterAll(() => federation.stop());

interface Raw {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** A request as no browser's fetch would let a test make it. */
function raw(options: {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${federation.host.url}${options.path ?? '/graphql'}`,
      { method: options.method ?? 'POST', headers: options.headers ?? {} },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (c: Buffer) => chunks.push(c));
        response.on('end', () =>
          resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

const codeOf = (text: string): unknown =>
  (JSON.parse(text) as { errors: { extensions: { code: string; vi: string; en: string } }[] }).errors[0]!.extensions
    .code;

it('answers a POST of JSON, with a correlation id and no caching', async () => {
  const { status, headers, data } = await federation.post(QUERY);
  expect([status, data]).toEqual([200, { unit: { name: 'An Lư' } }]);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-nt-correlation')).toMatch(/^[\w-]{36}$/);
  expect(headers.get('content-type')).toMatch(/^application\/json/);
});

it('speaks application/graphql-response+json to those who ask for it', async () => {
  const { headers, data } = await federation.post(QUERY, {
    accept: 'application/graphql-response+json, application/json;q=0.9',
  });
  expect(headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
  expect(data).toEqual({ unit: { name: 'An Lư' } });
  const bad = await federation.post('{"query":"{ nope }"}', { accept: 'application/graphql-response+json' });
  expect([bad.status, bad.headers.get('content-type')]).toEqual([
    400,
    'application/graphql-response+json; charset=utf-8',
  ]);
});

it('answers who asks again and again without waiting, each question whole and in its turn', async () => {
  const { port } = new URL(federation.host.url);
  // Every other one is answered at once, and waits for the one before it.
  const bodies = Array.from({ length: 40 }, (_, i) =>
    JSON.stringify({ query: i % 2 ? `{ n${i}: __typename }` : `{ n${i}: unit(id: "u0") { name } }` }),
  );
  const head = (body: string, i: number): string =>
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${i === bodies.length - 1 ? 'connection: close\r\n' : ''}\r\n`;
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(bodies.map((body, i) => head(body, i) + body).join(''));
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  let left = Buffer.concat(chunks).toString('latin1');
  for (const i of bodies.keys()) {
    const end = left.indexOf('\r\n\r\n') + 4;
    expect(left.slice(0, end)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const length = Number(/\r\ncontent-length: (\d+)\r\n/.exec(left.slice(0, end))![1]);
    const content = Buffer.from(left.slice(end, end + length), 'latin1').toString('utf8');
    expect(Object.keys((JSON.parse(content) as { data: object }).data)).toEqual([`n${i}`]);
    left = left.slice(end + length);
  }
  expect(left).toBe('');
});

describe('what a caller accepts', () => {
  const SCHEMA = JSON.stringify({ query: '{ __type(name: "Unit") { fields { name type { name } } } }' });
  const TWO = JSON.stringify({
    query:
      'query A($id: ID!) { unit(id: $id) { ...N } } mutation B { castBallot(pollId: "q0", choice: FOR) { __typename } } fragment N on Unit { name }',
    variables: { id: 'u1' },
    operationName: 'A',
  });
  const WRITES = JSON.stringify({ query: 'mutation { castBallot(pollId: "q0", choice: FOR) { __typename } }' });
  const FAILS = JSON.stringify({ query: '{ unit(id: "u0") { name } persons { name phone } }' });
  const ask = async (body: string, accept: string | undefined) => {
    const headers = { 'content-type': 'application/json', ...(accept !== undefined && { accept }) };
    const { status, headers: told, text } = await raw({ headers, body });
    return { status, type: told['content-type'], text: text.replace(/"id":"[^"]+"/g, '"id":"…"') };
  };

  // A type nobody offers makes no difference, but takes the request out of what is answered straight away.
  test.each([
    undefined,
    '*/*',
    'application/json',
    'application/json, text/plain, */*',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json',
    'application/graphql-response+json, application/json;q=0.9',
    'application/graphql-response+json,application/json;q=0.9',
  ])('%s is answered the same way whoever chooses the type', async (accept) => {
    for (const body of [QUERY, SCHEMA, TWO, WRITES, FAILS]) {
      const straight = await ask(body, accept);
      expect(straight.status).toBe(200);
      expect(straight).toEqual(await ask(body, `${accept ?? '*/*'}, application/x-nobodys;q=0.1`));
    }
    expect((await ask(FAILS, accept)).text).toMatch(/^\{"errors":\[\{"message"/);
  });

  it('a type that is not offered is refused', async () => {
    const { status, text } = await ask(QUERY, 'text/html');
    expect([status, codeOf(text)]).toEqual([406, 'BAD_REQUEST']);
  });
});

describe('what a stranger’s page can send', () => {
  test.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'query=%7Bunit%7D'],
    ['plain text', { 'content-type': 'text/plain' }, QUERY],
    ['multipart', { 'content-type': 'multipart/form-data; boundary=x' }, QUERY],
    ['nothing said', {}, QUERY],
  ])('%s is not taken [hostile: csrf-form @ http]', async (_name, headers, body) => {
    const { status, text } = await raw({ headers, body });
    expect([status, codeOf(text)]).toEqual([415, 'BAD_REQUEST']);
  });

  test.each(['GET', 'HEAD', 'PATCH'])('%s is not taken [hostile: csrf-get @ http]', async (method) => {
    const { status, headers } = await raw({ method, path: '/graphql?query=%7B__typename%7D' });
    expect([status, headers['allow']]).toEqual([405, 'POST']);
  });

  it('a page of another origin is refused, before anything is run [hostile: foreign-origin @ http]', async () => {
    const before = federation.subgraphs.directory.calls.length;
    const { status, text, headers } = await raw({
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: QUERY,
    });
    expect([status, codeOf(text), headers['access-control-allow-origin']]).toEqual([403, 'ORIGIN_REFUSED', undefined]);
    expect(federation.subgraphs.directory.calls.length).toBe(before);
  });

  it('a page of the gateway’s own origin, and of one that settings name, may call', async () => {
    const own = await raw({
      headers: { 'content-type': 'application/json', origin: federation.host.url },
      body: QUERY,
    });
    const named = await raw({
      headers: { 'content-type': 'application/json', origin: 'https://so-tai-chinh.example' },
      body: QUERY,
    });
    const preflight = await raw({
      method: 'OPTIONS',
      headers: { origin: 'https://so-tai-chinh.example', 'access-control-request-method': 'POST' },
    });
    expect([own.status, named.status, preflight.status]).toEqual([200, 200, 204]);
    expect(named.headers['access-control-allow-origin']).toBe('https://so-tai-chinh.example');
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization');
  });
});

describe('bodies', () => {
  test.each([
    ['no JSON', 'query'],
    ['a batch [hostile: batch @ http]', `[${QUERY},${QUERY}]`],
    ['a text', '"query"'],
    ['nothing', ''],
    ['null', 'null'],
    ['no query', '{}'],
    ['a query that is no text', '{"query":{"a":1}}'],
    ['variables that are no object', '{"query":"{ __typename }","variables":[1]}'],
    ['a name that is no text', '{"query":"{ __typename }","operationName":7}'],
    ['extensions that are no object', '{"query":"{ __typename }","extensions":"x"}'],
  ])('refuses %s', async (_name, body) => {
    const { status, text } = await raw({ headers: { 'content-type': 'application/json' }, body });
    expect([status, codeOf(text)]).toEqual([400, 'BAD_REQUEST']);
  });

  it('refuses a body beyond the limit, told or not', async () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(30_000) } });
    for (const headers of [
      { 'content-length': String(Buffer.byteLength(body)) },
      { 'transfer-encoding': 'chunked' },
    ] as Record<string, string>[]) {
      const { status, text } = await raw({ headers: { 'content-type': 'application/json', ...headers }, body });
      expect([status, codeOf(text)]).toEqual([413, 'TOO_LARGE']);
    }
  });

  test.each([
    [{ 'content-encoding': 'gzip' }],
    [{ 'content-type': 'application/json; charset=utf-16' }],
    [{ 'content-type': 'application/json; charset="koi8-r"' }],
  ])('refuses %j [hostile: charset @ http]', async (headers) => {
    const { status } = await raw({
      headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
      body: QUERY,
    });
    expect(status).toBe(415);
  });

  it('takes extensions it does not know, and does not believe them', async () => {
    const { data } = await federation.post(
      JSON.stringify({
        query: '{ unit(id: "u0") { name } }',
        extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' }, headers: { authorization: 'x' } },
      }),
    );
    expect(data).toEqual({ unit: { name: 'An Lư' } });
  });
});

describe('identity', () => {
  test.each([
    ['expired', () => federation.issuer.token({ sub: 'a', expiresInSeconds: -10 })],
    ['for another audience', () => federation.issuer.token({ sub: 'a', audience: 'other' })],
    ['of another issuer', () => federation.issuer.token({ sub: 'a', issuer: 'https://evil.example' })],
    [
      'unsigned',
      () =>
        Promise.resolve(
          `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ sub: 'a', iss: 'https://issuer.test', aud: 'nghitruong', exp: 9e9 })).toString('base64url')}.`,
        ),
    ],
    ['no token at all', () => Promise.resolve('hello')],
  ])('refuses a token that is %s', async (_name, token) => {
    const { status, errors, data } = await federation.post(QUERY, { authorization: `Bearer ${await token()}` });
    expect([status, data, errors![0]!.extensions!['code']]).toEqual([401, undefined, 'UNAUTHENTICATED']);
    expect(errors![0]!.message).toContain('Chưa đăng nhập');
  });

  it('refuses another scheme', async () => {
    expect((await federation.post(QUERY, { authorization: 'Basic YTpi' })).status).toBe(401);
  });
});

it('refuses a subscription', async () => {
  const { status, errors } = await federation.ask('subscription { ticks }');
  expect([status, errors![0]!.extensions!['code']]).toEqual([400, 'WRONG_DOOR']);
  expect(federation.ticks.seen).toHaveLength(0);
});

it('counts what it does', async () => {
  await federation.post(QUERY);
  const text = await (await fetch(`${federation.host.url}/metrics`)).text();
  expect(text).toMatch(
    /gateway_operation_seconds_count\{[^}]*door="http",kind="query",operation="",outcome="ok"\} [1-9]/,
  );
  expect(text).toMatch(/gateway_subgraph_seconds_count\{[^}]*subgraph="directory",outcome="ok"\} [1-9]/);
  expect(text).toMatch(/gateway_refused_total\{door="http",code="WRONG_DOOR"[^}]*\} [1-9]/);
});

it('has an explorer that asks no other address', async () => {
  const response = await fetch(`${federation.host.url}/explorer`);
  const html = await response.text();
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(html).toContain('Object.assign({"title":"Nghị Trường"');
  expect(html).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="https?:/);
  expect((await fetch(`${federation.host.url}/explorer`, { method: 'POST' })).status).toBe(405);
});

it('finishes what is being answered when it is closed', async () => {
  const own = await startFederation();
  let answer!: () => void;
  const asked = new Promise<void>((resolve) => {
    own.subgraphs.directory.hold = () => {
      resolve();
      return new Promise((done) => (answer = done));
    };
  });
  const last = own.ask('{ unit(id: "u0") { name } }');
  await asked;
  const closing = own.gateway.close();
  answer();
  expect((await last).data).toEqual({ unit: { name: 'An Lư' } });
  await closing;
  await own.stop();
});
