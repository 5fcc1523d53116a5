/** The socket door: the protocol's codes and order, identity, and what is refused. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { startFederation, type Federation } from './fixtures/federation.js';
import { Viewer } from './fixtures/viewer.js';

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    limits: { messageBytes: 5_000, subscriptionsPerSocket: 3 },
    allowedOrigins: ['https://so.example'],
  });
});
afterAll(() => federation.stop());

const url = () => `${federation.host.url.replace('http', 'ws')}/graphql`;

describe('the protocol', () => {
  it('closes a socket of another sub-protocol', async () => {
    const viewer = await Viewer.open(federation, { init: false, protocol: 'graphql-ws' }).catch((e: Error) => e);
    // The library ends such a handshake itself where the client insists on its protocol.
    if (viewer instanceof Viewer) expect((await viewer.ended()).code).toBe(4406);
    else expect(viewer.message).toContain('subprotocol');
    const none = new WebSocket(url());
    const [code] = (await once(none, 'close')) as [number];
    expect(code).toBe(4406);
  });

  it('closes who subscribes before the greeting', async () => {
    const viewer = await Viewer.open(federation, { init: false });
    viewer.subscribe('1', 'subscription { ticks }');
    expect(await viewer.ended()).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  it('closes who does not greet in time', async () => {
    const viewer = await Viewer.open(federation, { init: false });
    expect((await viewer.ended()).code).toBe(4408);
  });

  it('closes who greets with a token that does not verify', async () => {
    const viewer = await Viewer.open(federation, { init: false });
    viewer.send({ type: 'connection_init', payload: { token: 'nonsense' } });
    expect(await viewer.ended()).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  it('closes who greets twice', async () => {
    const viewer = await Viewer.open(federation);
    viewer.send({ type: 'connection_init' });
    expect((await viewer.ended()).code).toBe(4429);
  });

  it('closes who uses an id twice at once', async () => {
    const viewer = await Viewer.open(federation);
    viewer.subscribe('1', 'subscription { ticks }');
    viewer.subscribe('1', 'subscription { ticks }');
    expect((await viewer.ended()).code).toBe(4409);
  });

  test.each([
    ['no JSON', 'hello'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an unknown type', '{"type":"start"}'],
    ['a subscribe without id', '{"type":"subscribe","payload":{"query":"subscription { ticks }"}}'],
    ['a subscribe without payload', '{"type":"subscribe","id":"1"}'],
    [
      'an id without end',
      JSON.stringify({ type: 'subscribe', id: 'x'.repeat(2_000), payload: { query: '{ __typename }' } }),
    ],
  ])('closes on %s', async (_name, text) => {
    const viewer = await Viewer.open(federation);
    viewer.socket.send(text);
    expect((await viewer.ended()).code).toBe(4400);
  });

  it('closes on bytes', async () => {
    const viewer = await Viewer.open(federation);
    viewer.socket.send(Buffer.from([1, 2, 3]));
    expect((await viewer.ended()).code).toBe(4400);
  });

  it('answers a ping', async () => {
    const viewer = await Viewer.open(federation);
    viewer.send({ type: 'ping' });
    expect(await viewer.next()).toEqual({ type: 'pong' });
    viewer.close();
  });

  it('takes no complete for what it does not know', async () => {
    const viewer = await Viewer.open(federation);
    viewer.send({ type: 'complete', id: 'none' });
    viewer.send({ type: 'ping' });
    expect(await viewer.next()).toEqual({ type: 'pong' });
    viewer.close();
  });

  it('is at an end with a message beyond the limit', async () => {
    const viewer = await Viewer.open(federation);
    viewer.socket.send(
      JSON.stringify({ type: 'subscribe', id: '1', payload: { query: `{ __typename } # ${'x'.repeat(10_000)}` } }),
    );
    expect((await viewer.ended()).code).toBe(1009);
  });
});

describe('operations', () => {
  it('answers a query, and completes', async () => {
    const viewer = await Viewer.open(federation);
    viewer.subscribe('q', '{ unit(id: "u0") { name petitions { title } } }');
    expect(await viewer.data()).toMatchObject({ unit: { name: 'An Lư', petitions: [{}, {}] } });
    expect(await viewer.next()).toEqual({ id: 'q', type: 'complete' });
    viewer.close();
  });

  it('refuses a mutation, and nothing is done [hostile: mutation-by-socket @ socket]', async () => {
    federation.world.entries.length = 0;
    const viewer = await Viewer.open(federation);
    viewer.subscribe('m', 'mutation { record(text: "x") { index } }');
    expect(await viewer.next()).toMatchObject({
      id: 'm',
      type: 'error',
      payload: [{ extensions: { code: 'WRONG_DOOR', vi: expect.any(String), en: expect.any(String) } }],
    });
    expect(federation.world.entries).toEqual([]);
    viewer.close();
  });

  it('refuses a document that does not fit, and the socket goes on', async () => {
    const viewer = await Viewer.open(federation);
    viewer.subscribe('1', 'subscription { nope }');
    expect(await viewer.next()).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ extensions: { code: 'DOCUMENT_INVALID' } }],
    });
    viewer.subscribe('2', 'subscription($yes: Boolean!) { ticks @include(if: $yes) }', { yes: true });
    expect(await viewer.next()).toMatchObject({ id: '2', type: 'error' });
    viewer.subscribe('1', '{ __typename }');
    expect(await viewer.data()).toEqual({ __typename: 'Query' });
    viewer.close();
  });

  it('follows so many streams and no more', async () => {
    const viewer = await Viewer.open(federation);
    for (let i = 0; i < 4; i++) viewer.subscribe(`s${i}`, `subscription { chamber(sittingId: "max${i}") { step } }`);
    expect(await viewer.next()).toMatchObject({
      id: 's3',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }],
    });
    await federation.chamber.subscribers(3);
    viewer.send({ id: 's0', type: 'complete' });
    await federation.chamber.subscribers(2);
    viewer.subscribe('s4', 'subscription { chamber(sittingId: "max4") { step } }');
    await federation.chamber.subscribers(3);
    viewer.close();
    await federation.chamber.subscribers(0);
  });
});

describe('identity', () => {
  test.each([
    ['expired', () => federation.issuer.token({ sub: 'a', expiresInSeconds: -5 })],
    ['for another audience', () => federation.issuer.token({ sub: 'a', audience: 'other' })],
    ['no token', () => Promise.resolve('nonsense')],
  ])('never lets in a token that is %s', async (_name, token) => {
    const viewer = await Viewer.open(federation, { init: false });
    viewer.send({ type: 'connection_init', payload: { token: await token() } });
    viewer.subscribe('1', '{ __typename }');
    expect((await viewer.ended()).code).toBeGreaterThanOrEqual(4401);
    expect(viewer.messages).toEqual([]);
  });

  it('ends with its token [hostile: expired-mid-socket @ socket]', async () => {
    const token = await federation.issuer.token({ sub: 'a', expiresInSeconds: 2 });
    const viewer = await Viewer.open(federation, { token });
    viewer.subscribe('1', 'subscription { ticks }');
    await federation.ticks.subscribers(1);
    expect((await viewer.ended()).code).toBe(4403);
    await federation.ticks.subscribers(0);
  });

  it('ends when its account is revoked, and others stay', async () => {
    const [a, b] = await Promise.all([federation.issuer.token({ sub: 'a' }), federation.issuer.token({ sub: 'b' })]);
    const [revoked, stays] = await Promise.all([
      Viewer.open(federation, { token: a }),
      Viewer.open(federation, { token: b }),
    ]);
    federation.gateway.revoke('a');
    expect((await revoked.ended()).code).toBe(4403);
    stays.subscribe('1', '{ __typename }');
    expect(await stays.data()).toEqual({ __typename: 'Query' });
    stays.close();
  });

  it('takes the token where a general client puts it', async () => {
    const viewer = await Viewer.open(federation, { init: false });
    viewer.send({
      type: 'connection_init',
      payload: { authorization: `Bearer ${await federation.issuer.token({ sub: 'g', grants: [{ role: 'CHAIR' }] })}` },
    });
    expect((await viewer.next())?.type).toBe('connection_ack');
    viewer.close();
  });
});

describe('origin', () => {
  const open = async (origin: string): Promise<string> => {
    const socket = new WebSocket(url(), 'graphql-transport-ws', { origin });
    return new Promise((resolve) => {
      socket.on('open', () => {
        socket.close();
        resolve('open');
      });
      socket.on('error', (error) => resolve(error.message));
    });
  };
  it('is the gateway’s own, or one that settings name', async () => {
    expect(await open(federation.host.url)).toBe('open');
    expect(await open('https://so.example')).toBe('open');
  });
  test.each(['https://evil.example', 'null', 'http://127.0.0.1'])(
    'is not %s [hostile: foreign-origin @ socket]',
    async (origin) => {
      expect(await open(origin)).toContain('403');
    },
  );
});

it('sends away who asks and asks and never reads', async () => {
  const own = await startFederation({ limits: { subscriptionsPerSocket: 1_000, perAccount: 1e6 } });
  const viewer = await Viewer.open(own);
  (viewer.socket as unknown as { _socket: { pause(): void } })._socket.pause();
  const all =
    '{ __schema { types { name fields { name description args { name type { name } } type { name ofType { name } } } } } }';
  for (let i = 0; await gauge(own, 'gateway_sockets'); i++) {
    if (viewer.socket.readyState === WebSocket.OPEN) viewer.subscribe(`q${i}`, all);
    await new Promise((resolve) => setImmediate(resolve));
  }
  viewer.socket.terminate();
  await own.stop();
});

async function gauge(of: Federation, name: string): Promise<number> {
  return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\d+)`, 'm').exec(await of.metrics.metrics())?.[1]);
}

it('tells every socket to go when it is closed', async () => {
  const own = await startFederation();
  const viewer = await Viewer.open(own);
  viewer.subscribe('1', 'subscription { ticks }');
  await own.ticks.subscribers(1);
  await own.gateway.close();
  expect((await viewer.ended()).code).toBe(1001);
  await own.ticks.subscribers(0);
  await own.stop();
});
