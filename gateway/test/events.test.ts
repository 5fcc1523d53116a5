/** Event streams: `graphql-sse` in both its modes, under the same rules and on the same channels as sockets. */
import { createClient, type Client } from 'graphql-sse';
import { eventually } from '@nghitruong/kit/testing';
import { startFederation, type Federation } from './fixtures/federation.js';
import { Viewer } from './fixtures/viewer.js';

const STEP = 'subscription($s: ID!) { chamber(sittingId: $s) { step } }';

let federation: Federation;
let url: string;
const clients: Client<boolean>[] = [];
const aborts: AbortController[] = [];
beforeEach(async () => {
  federation = await startFederation();
  url = `${federation.host.url}/graphql`;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  for (const abort of aborts.splice(0)) abort.abort();
  await federation.stop();
});

const clientOf = (singleConnection: boolean, token?: string): Client<boolean> => {
  const client = createClient({
    url,
    singleConnection: singleConnection as true,
    retryAttempts: 0,
    ...(token && { headers: { authorization: `Bearer ${token}` } }),
  }) as Client<boolean>;
  clients.push(client);
  return client;
};
const chamber = (step: number) => ({
  chamber: { __typename: 'Chamber', step, watching: 'all', council: null, item: null },
});
const follow = (client: Client<boolean>, query: string, variables?: Record<string, unknown>) =>
  client.iterate({ query, ...(variables && { variables }) });

/** A stream read by hand: text as it comes, and the end. */
async function open(init: RequestInit & { path?: string } = {}): Promise<{
  status: number;
  type: string | null;
  text(): string;
  until(said: string): Promise<void>;
  ended: Promise<void>;
}> {
  const abort = new AbortController();
  aborts.push(abort);
  const { path = '', ...rest } = init;
  const response = await fetch(url + path, {
    ...rest,
    signal: abort.signal,
    headers: { accept: 'text/event-stream', ...rest.headers },
  });
  let text = '';
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      text += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: () => text,
    until: async (said) => void (await eventually(() => text.includes(said))),
    ended,
  };
}
const asked = (query: string, more: object = {}, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query, ...more }),
});
const reserve = async (headers: Record<string, string> = {}): Promise<string> => {
  const response = await fetch(url, { method: 'PUT', headers });
  expect(response.status).toBe(201);
  return response.text();
};
const TOKEN = 'x-graphql-event-stream-token';

describe.each([
  ['distinct connections', false],
  ['a single connection', true],
])('%s', (_, single) => {
  it('events in their order, until the client leaves', async () => {
    const stream = follow(clientOf(single), STEP, { s: 'x' });
    const first = stream.next();
    await federation.chamber.subscribers(1);
    federation.chamber.emit(chamber(1));
    expect(await first).toEqual({ done: false, value: { data: { chamber: { step: 1 } } } });
    const second = stream.next();
    federation.chamber.emit(chamber(2));
    expect((await second).value).toEqual({ data: { chamber: { step: 2 } } });
    await stream.return!();
    await federation.chamber.subscribers(0);
  });

  it('an end that the subgraph says is the end', async () => {
    const stream = follow(clientOf(single), 'subscription { ticks }');
    const first = stream.next();
    await federation.ticks.subscribers(1);
    federation.ticks.emit({ ticks: 7 });
    expect((await first).value).toEqual({ data: { ticks: 7 } });
    const last = stream.next();
    federation.ticks.complete();
    expect((await last).done).toBe(true);
  });

  it('a query is one event and the end', async () => {
    const stream = follow(clientOf(single), '{ unit(id: "u0") { name } }');
    expect((await stream.next()).value).toEqual({ data: { unit: { name: 'An Lư' } } });
    expect((await stream.next()).done).toBe(true);
  });
});

it('sockets and streams watch over one stream upstream', async () => {
  const socket = await Viewer.open(federation);
  socket.subscribe('1', STEP, { s: 'x' });
  await federation.chamber.subscribers(1);
  const streams = [clientOf(true), clientOf(false)].map((c) => follow(c, STEP, { s: 'x' }));
  const firsts = streams.map((s) => s.next());
  await eventually(async () => /gateway_viewers\S* 3\b/.test(await federation.metrics.metrics()));
  federation.chamber.emit(chamber(4));
  expect(await socket.data()).toEqual({ chamber: { step: 4 } });
  for (const first of firsts) expect((await first).value).toEqual({ data: { chamber: { step: 4 } } });
  expect(federation.chamber.seen).toHaveLength(1);
  socket.close();
});

it('two operations on one connection, one taken off, the other goes on', async () => {
  const token = await reserve();
  const stream = await open({ headers: { [TOKEN]: token } });
  for (const operationId of ['a', 'b']) {
    const s = operationId;
    const { status } = await fetch(
      url,
      asked(STEP, { variables: { s }, extensions: { operationId } }, { [TOKEN]: token }),
    );
    expect(status).toBe(202);
  }
  await federation.chamber.subscribers(2);
  const off = await fetch(`${url}?operationId=a`, { method: 'DELETE', headers: { [TOKEN]: token } });
  expect(off.status).toBe(200);
  await federation.chamber.subscribers(1);
  federation.chamber.emit(chamber(3));
  await stream.until('event: next\ndata: {"id":"b","payload":{"data":{"chamber":{"step":3}}}}\n\n');
  expect(stream.text()).not.toContain('"id":"a"');
});

it('what was asked before the stream came is told as its latest state', async () => {
  const token = await reserve();
  await fetch(url, asked(STEP, { variables: { s: 'x' }, extensions: { operationId: '1' } }, { [TOKEN]: token }));
  await federation.chamber.subscribers(1);
  federation.chamber.emit(chamber(1));
  federation.chamber.emit(chamber(2));
  await eventually(async () => /gateway_event_seconds_count\S* 2\b/.test(await federation.metrics.metrics()));
  const stream = await open({ path: `?token=${token}` });
  await stream.until('"step":2');
  expect(stream.text()).not.toContain('"step":1');
});

it('EventSource’s own request: GET with the question in the address', async () => {
  const stream = await open({ path: `?query=${encodeURIComponent('{ unit(id: "u0") { name } }')}` });
  await stream.ended;
  expect([stream.status, stream.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
  expect(stream.text()).toBe(
    ':\n\nevent: next\ndata: {"data":{"unit":{"name":"An Lư"}}}\n\nevent: complete\ndata: \n\n',
  );
});

describe('refused', () => {
  it.each([
    ['a document that is not valid', '{ nothing }', 'DOCUMENT_INVALID'],
    ['a mutation [hostile: mutation-by-socket @ events]', 'mutation { record(text: "a") { index } }', 'WRONG_DOOR'],
  ])('on the stream: %s', async (_, query, code) => {
    const stream = await open(asked(query));
    await stream.ended;
    expect(stream.status).toBe(200);
    expect(stream.text()).toMatch(/^:\n\nevent: next\ndata: \{"errors":\[.*\]\}\n\nevent: complete\ndata: \n\n$/);
    expect(stream.text()).toContain(code);
    expect(federation.world.entries).toEqual([]);
  });

  it.each(['application/json', 'application/graphql-response+json, application/json, text/event-stream', '*/*'])(
    'a subscription by a POST that accepts %s',
    async (accept) => {
      const response = await fetch(url, asked(STEP, { variables: { s: 'x' } }, { accept }));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'WRONG_DOOR' } }] });
    },
  );

  it('a token that does not verify, in every request', async () => {
    const headers = { authorization: 'Bearer x.y.z' };
    expect((await fetch(url, { method: 'PUT', headers })).status).toBe(401);
    expect((await open(asked(STEP, { variables: { s: 'x' } }, headers))).status).toBe(401);
    const token = await reserve();
    const body = { variables: { s: 'x' }, extensions: { operationId: '1' } };
    expect((await fetch(url, asked(STEP, body, { ...headers, [TOKEN]: token }))).status).toBe(401);
  });

  it('a stranger’s page [hostile: foreign-origin @ events]', async () => {
    const headers = { origin: 'https://evil.example' };
    expect((await fetch(url, { method: 'PUT', headers })).status).toBe(403);
    expect((await open({ path: '?query={grid}', headers })).status).toBe(403);
  });

  it('another account’s reservation', async () => {
    const [a, b] = await Promise.all([federation.issuer.token({ sub: 'a' }), federation.issuer.token({ sub: 'b' })]);
    const token = await reserve({ authorization: `Bearer ${a}` });
    const put = (bearer?: string) =>
      fetch(
        url,
        asked(
          '{ grid }',
          { extensions: { operationId: '1' } },
          { [TOKEN]: token, ...(bearer && { authorization: `Bearer ${bearer}` }) },
        ),
      );
    expect((await put(b)).status).toBe(403);
    expect((await put()).status).toBe(403);
    expect((await put(a)).status).toBe(202);
  });

  it('a reservation that is none, a second stream on one, an operation without an id or with one in use, one too many [hostile: many-subscriptions @ events]', async () => {
    expect((await open({ path: '?token=none' })).status).toBe(404);
    const token = await reserve();
    expect((await open({ path: `?token=${token}` })).status).toBe(200);
    expect((await open({ path: `?token=${token}` })).status).toBe(409);
    const put = async (extensions: object): Promise<number> =>
      (await fetch(url, asked(STEP, { variables: { s: 'x' }, extensions }, { [TOKEN]: token }))).status;
    expect(await put({})).toBe(400);
    expect(await put({ operationId: '1' })).toBe(202);
    expect(await put({ operationId: '1' })).toBe(409);
    for (let i = 2; i <= 20; i++) expect(await put({ operationId: String(i) })).toBe(202);
    expect(await put({ operationId: '21' })).toBe(400);
  });
});

describe('ends', () => {
  it('with its token [hostile: expired-mid-socket @ events]', async () => {
    const token = await federation.issuer.token({ sub: 'a', expiresInSeconds: 2 });
    const stream = await open(asked('subscription { ticks }', {}, { authorization: `Bearer ${token}` }));
    await federation.ticks.subscribers(1);
    await stream.ended;
    await federation.ticks.subscribers(0);
  });

  it('with its account, and others stay [hostile: revoked-mid-socket @ events]', async () => {
    const [a, b] = await Promise.all([federation.issuer.token({ sub: 'a' }), federation.issuer.token({ sub: 'b' })]);
    const [gone, stays] = await Promise.all(
      [a, b].map((t) => open(asked('subscription { ticks }', {}, { authorization: `Bearer ${t}` }))),
    );
    await federation.ticks.subscribers(1);
    federation.gateway.revoke('a');
    await gone!.ended;
    federation.ticks.emit({ ticks: 1 });
    await stays!.until('{"ticks":1}');
  });

  it('with the gateway', async () => {
    const stream = await open(asked('subscription { ticks }'));
    await federation.ticks.subscribers(1);
    await federation.gateway.close();
    await stream.ended;
  });
});
