/**
 * What a hostile caller sends beyond documents (admission.test) and bodies (http.test).
 *
 * Their titles say which case at which surface they show: docs/HOSTILE.md is made of them.
 */
import { once } from 'node:events';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createAssertionSigner } from '@nghitruong/kit/auth';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { atTheSubgraphs } from './fixtures/doors.js';
import { listen } from './fixtures/event-stream.js';
import { startFederation, type Federation } from './fixtures/federation.js';
import { Viewer } from './fixtures/viewer.js';

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({ limits: { initMs: 300 } });
});
afterAll(() => federation.stop());

const QUERY = '{ unit(id: "u0") { name } }';
const everyPort = () => [
  { name: 'gateway', url: `${federation.host.url}/graphql` },
  ...Object.values(federation.subgraphs).map(({ name, url }) => ({ name, url })),
];

describe('size', () => {
  it('ten megabytes of body are refused at their first bytes [hostile: big-body @ http]', async () => {
    const body = JSON.stringify({ query: QUERY, variables: { x: 'x'.repeat(10_000_000) } });
    // Refused while it is still being sent: the sender may see the answer or the end of the connection.
    const status = await fetch(`${federation.host.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }).then(
      (r) => r.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect((await federation.ask(QUERY)).status).toBe(200);
  });

  it('a gzip bomb is never unpacked [hostile: gzip-bomb @ http]', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, ' '));
    const before = process.memoryUsage().rss;
    const { status } = await fetch(`${federation.host.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: new Uint8Array(bomb),
    });
    expect(status).toBe(415);
    expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000);
  });

  /** A frame as a client of one's own writes it. */
  const frame = async (url: string, bytes: Buffer): Promise<number> => {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
    await once(socket, 'open');
    const closed = once(socket, 'close') as Promise<[number]>;
    (socket as unknown as { _socket: { write(b: Buffer): void } })._socket.write(bytes);
    return (await closed)[0];
  };

  it('a message of a hundred megabytes ends the socket at its length [hostile: big-message @ socket subgraph]', async () => {
    const head = Buffer.alloc(14);
    head.writeUInt8(0x81, 0);
    head.writeUInt8(0x80 | 127, 1);
    head.writeBigUInt64BE(100_000_000n, 2);
    for (const { url } of everyPort()) expect(await frame(url, head)).toBe(1009);
  });

  it('a compressed message ends the socket unread [hostile: gzip-bomb @ socket subgraph]', async () => {
    for (const { url } of everyPort()) expect(await frame(url, Buffer.from([0xc1, 0x80, 0, 0, 0, 0]))).toBe(1002);
  });

  it('a text that is no UTF-8 ends the socket [hostile: charset @ socket subgraph]', async () => {
    for (const { url } of everyPort())
      expect(await frame(url, Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc0, 0xaf]))).toBe(1007);
  });
});

describe('patience', () => {
  it('who opens a socket and never greets is sent away [hostile: slow-loris @ socket]', async () => {
    const viewer = await Viewer.open(federation, { init: false });
    expect((await viewer.ended()).code).toBe(4408);
  });

  it('half an upgrade holds nothing of the gateway [hostile: slow-loris @ socket]', async () => {
    const socket = connect(federation.host.port, '127.0.0.1');
    socket.write('GET /graphql HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\n');
    await once(socket, 'connect');
    expect((await federation.ask(QUERY)).status).toBe(200);
    expect(await gauge('gateway_sockets')).toBe(0);
    socket.destroy();
  });

  it('ten thousand subscriptions on one socket are twenty [hostile: many-subscriptions @ socket]', async () => {
    const before = federation.subgraphs.sessions.connections();
    const viewer = await Viewer.open(federation);
    for (let i = 0; i < 10_000; i++)
      viewer.subscribe(`s${i}`, 'subscription($s: ID!) { chamber(sittingId: $s) { step } }', { s: `m${i}` });
    const codes = new Set<unknown>();
    for (let i = 0; i < 10_000 - 20; i++) {
      const message = await viewer.next();
      codes.add((message!.payload as unknown as { extensions: { code: string } }[])[0]!.extensions.code);
    }
    expect([...codes]).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
    await federation.chamber.subscribers(20);
    expect(federation.subgraphs.sessions.connections() - before).toBe(1);
    viewer.close();
    await federation.chamber.subscribers(0);
  });
});

describe('headers', () => {
  it('that ask for traces, plans or what subgraphs said are answered with data alone [hostile: trace-headers @ http]', async () => {
    const { data, errors, headers, ...rest } = await federation.post(
      JSON.stringify({ query: QUERY, extensions: { tracing: true, includeSubgraphErrors: true, queryPlan: true } }),
      {
        'apollo-federation-include-trace': 'ftv1',
        'apollo-query-plan-experimental': '1',
        'apollo-expose-query-plan': 'true',
        'apollo-include-subgraph-errors': 'true',
        'x-apollo-tracing': '1',
        'apollo-require-preflight': '1',
      },
    );
    expect([data, errors, Object.keys(rest)]).toEqual([{ unit: { name: 'An Lư' } }, undefined, ['status']]);
    expect([...headers.keys()].filter((h) => /apollo|plan|trace|powered|server/i.test(h))).toEqual([]);
    expect(Object.keys(federation.subgraphs.directory.calls.at(-1)!.headers).filter((h) => /apollo/.test(h))).toEqual(
      [],
    );
  });

  it('of the inside that come from outside are written anew [hostile: forged-headers @ http]', async () => {
    await federation.post(JSON.stringify({ query: QUERY }), {
      'x-nt-gateway': 'a.b.c',
      'x-nt-correlation': 'forged',
      'x-nt-rights': '[{"role":"ADMIN"}]',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-user': 'admin',
      cookie: 'session=1',
    });
    const { headers } = federation.subgraphs.directory.calls.at(-1)!;
    expect(headers['x-nt-gateway']).not.toBe('a.b.c');
    expect(headers['x-nt-correlation']).not.toBe('forged');
    for (const name of ['x-nt-rights', 'x-forwarded-for', 'x-forwarded-user', 'cookie', 'authorization'])
      expect(headers[name]).toBeUndefined();
  });

  it('of the inside in a socket’s greeting or a subscription count for nothing [hostile: forged-headers @ socket]', async () => {
    const viewer = await Viewer.open(federation, { init: false, socket: { headers: { 'x-nt-gateway': 'a.b.c' } } });
    viewer.send({
      type: 'connection_init',
      payload: { rights: [{ role: 'ADMIN' }], gateway: 'x', grants: [{ role: 'ADMIN' }] },
    });
    expect((await viewer.next())?.type).toBe('connection_ack');
    viewer.send({
      id: '1',
      type: 'subscribe',
      payload: {
        query: 'subscription { chamber(sittingId: "forged") { step } }',
        extensions: { gateway: 'a.b.c', token: 'x', rights: [{ role: 'ADMIN' }], correlation: 'forged' },
      },
    });
    await federation.chamber.subscribers(1);
    expect(federation.chamber.seen.at(-1)!.actor).toEqual({ kind: 'RIGHTS', grants: [] });
    viewer.close();
    await federation.chamber.subscribers(0);
  });

  const stolen = (): string =>
    createAssertionSigner(
      generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    ).sign('directory', JSON.stringify({ query: QUERY, variables: {} }), [{ role: 'ADMIN' }]);
  test.each([
    ['nothing', () => ({})],
    ['a text', () => ({ 'x-nt-gateway': 'a.b.c' })],
    ['a signature of another key', () => ({ 'x-nt-gateway': stolen() })],
    [
      'a signature of another body',
      () => ({
        'x-nt-gateway': createAssertionSigner(federation.keys.privateKey).sign('directory', '{"query":"{ other }"}'),
      }),
    ],
    [
      'a signature for another subgraph',
      () => ({
        'x-nt-gateway': createAssertionSigner(federation.keys.privateKey).sign(
          'elsewhere',
          JSON.stringify({ query: QUERY, variables: {} }),
        ),
      }),
    ],
  ])(
    'a subgraph that is shown %s instead of the gateway’s signature [hostile: forged-headers @ subgraph]',
    async (_, forged) => {
      for (const said of await atTheSubgraphs(federation, QUERY, {}, forged() as Record<string, string>))
        expect([said.door, said.code]).toEqual([said.door, 'GATEWAY_ONLY']);
    },
  );
});

describe('a token', () => {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: 'a', nt_kind: 'PERSON', nt_grants: [{ role: 'CHAIR', councilId: 'c1' }] };
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const full = { ...claims, iss: 'https://issuer.test', aud: 'nghitruong', iat: now, exp: now + 600 };

  const forgeries: [string, () => Promise<string> | string][] = [
    ['unsigned (`alg: none`)', () => `${part({ alg: 'none', typ: 'JWT' })}.${part(full)}.`],
    [
      'signed with the public key as a secret (HS256)',
      () => {
        const text = `${part({ alg: 'HS256', kid: 'test' })}.${part(full)}`;
        const secret = JSON.stringify(federation.issuer.jwks.keys[0]);
        return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
      },
    ],
    [
      'signed by another key under the same name',
      async () => {
        const { privateKey } = await generateKeyPair('ES256');
        return new SignJWT(full).setProtectedHeader({ alg: 'ES256', kid: 'test' }).sign(privateKey);
      },
    ],
    [
      'signed by the key that it brings along',
      async () => {
        const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
        return new SignJWT(full)
          .setProtectedHeader({ alg: 'ES256', jwk: await exportJWK(publicKey), jku: 'https://evil.example/jwks' })
          .sign(privateKey);
      },
    ],
    ['for another audience', () => federation.issuer.token({ sub: 'a', audience: 'other' })],
    ['of another issuer', () => federation.issuer.token({ sub: 'a', issuer: 'https://evil.example' })],
    ['expired', () => federation.issuer.token({ sub: 'a', expiresInSeconds: -1 })],
    [
      'changed after it was signed',
      async () => {
        const [head, , seal] = (await federation.issuer.token({ sub: 'a' })).split('.');
        return `${head}.${part(full)}.${seal}`;
      },
    ],
  ];

  test.each(forgeries)(
    'that is %s is nobody’s [hostile: forged-token @ http socket events subgraph]',
    async (_, forge) => {
      const token = await forge();
      const answer = await federation.ask(QUERY, {}, { token });
      expect([answer.status, answer.errors![0]!.extensions!['code']]).toEqual([401, 'UNAUTHENTICATED']);

      const viewer = await Viewer.open(federation, { init: false });
      viewer.send({ type: 'connection_init', payload: { token } });
      expect((await viewer.ended()).code).toBe(4403);
      expect(viewer.messages).toEqual([]);

      const url = `${federation.host.url}/graphql`;
      const heard = await listen(url, JSON.stringify({ query: QUERY }), { authorization: `Bearer ${token}` });
      expect([heard.status, heard.messages[0]!.errors![0]!.extensions!.code]).toEqual([401, 'UNAUTHENTICATED']);

      // Even where the gateway itself passed it on, the subgraph reads it again.
      const { name, url: inside } = federation.subgraphs.directory;
      const body = JSON.stringify({ query: QUERY });
      const response = await fetch(inside, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-nt-gateway': createAssertionSigner(federation.keys.privateKey).sign(name, body),
          authorization: `Bearer ${token}`,
        },
        body,
      });
      expect([response.status, await response.text()]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
    },
  );
});

describe('protected fields', () => {
  it('hidden parts are unknown at the doors, and a subgraph tells them to nobody but the gateway [hostile: inaccessible-field @ http subgraph]', async () => {
    for (const query of [
      '{ unit(id: "u0") { hidden } }',
      '{ unit(id: "u0") { ... on Unit { hidden } } }',
      'subscription { accountsDisabled { ids } }',
      '{ __type(name: "Unit") { fields { name } } }',
    ]) {
      const answer = await federation.ask(query);
      expect(JSON.stringify(answer)).not.toMatch(/"hidden"|"ids"/);
    }
    for (const said of await atTheSubgraphs(federation, '{ unit(id: "u0") { hidden } }'))
      expect(said.code).toBe('GATEWAY_ONLY');
  });

  it('nulls and paths of an error carry no value of what was refused [hostile: error-path @ http socket events]', async () => {
    const query =
      '{ persons(ids: ["p0"]) { name phone } bodies { ... on Council { members { phone votes { strict } } } } }';
    const answer = await federation.ask(query);
    expect(answer.errors!.length).toBeGreaterThan(3);
    for (const error of answer.errors!) expect(Object.keys(error).sort()).toEqual(['extensions', 'message', 'path']);
    const viewer = await Viewer.open(federation);
    viewer.subscribe('1', query);
    expect((await viewer.next())!.payload as unknown).toEqual({ data: answer.data, errors: answer.errors });
    const heard = await listen(`${federation.host.url}/graphql`, JSON.stringify({ query }));
    expect(heard.messages).toEqual([{ data: answer.data, errors: answer.errors }]);
    viewer.close();
  });
});

it('a list of operations in one message is none [hostile: batch @ socket]', async () => {
  const viewer = await Viewer.open(federation);
  viewer.send({ id: '1', type: 'subscribe', payload: [{ query: QUERY }, { query: QUERY }] });
  expect(await viewer.next()).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'BAD_REQUEST' } }] });
  viewer.close();
});

async function gauge(name: string): Promise<number> {
  return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\d+)`, 'm').exec(await federation.metrics.metrics())?.[1]);
}
