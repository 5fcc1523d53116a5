/** How subgraphs are called: signed, as the caller, within a deadline, wherever one of their processes answers. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAssertionVerifier, generateGatewayKeys } from '@nghitruong/kit/auth';
import { deferred, eventually } from '@nghitruong/kit/testing';
import { startFederation, type Federation } from './fixtures/federation.js';

let federation: Federation;
const servers: Server[] = [];

/** A process that answers whatever it is told to. */
async function imposter(
  answer: (respond: (status: number, body: string) => void, hangUp: () => void) => void,
): Promise<{ url: string; calls: () => number }> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls++;
    request.resume();
    answer(
      (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(body),
      () => request.socket.destroy(),
    );
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, calls: () => calls };
}

/** An address where nobody listens. */
async function nobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/graphql`;
}

beforeEach(async () => {
  federation = await startFederation();
});
afterEach(async () => {
  await federation.stop();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('identity', () => {
  it('signs every call for its audience and body, entity fetches too', async () => {
    await federation.ask('{ unit(id: "u0") { name petitions { title } } }');
    for (const subgraph of [federation.subgraphs.directory, federation.subgraphs.petitions]) {
      const { headers } = subgraph.calls[0]!;
      const verifier = createAssertionVerifier(federation.keys.publicKey, subgraph.name);
      expect(() => verifier.verify(headers['x-nt-gateway'] as string, 'another body')).toThrow();
    }
    const { headers } = federation.subgraphs.directory.calls[0]!;
    expect(() =>
      createAssertionVerifier(federation.keys.publicKey, 'petitions').verify(headers['x-nt-gateway'] as string, ''),
    ).toThrow();
  });

  it('passes on the caller’s token, the language, and one correlation id for all calls of an operation', async () => {
    const token = await federation.issuer.token({ sub: 'a1' });
    const { headers } = await federation.post(
      JSON.stringify({ query: '{ unit(id: "u0") { name petitions { title } } }' }),
      { authorization: `Bearer ${token}`, 'accept-language': 'en-GB' },
    );
    const [a, b] = [federation.subgraphs.directory.calls[0]!, federation.subgraphs.petitions.calls[0]!];
    expect([a.headers['authorization'], b.headers['authorization']]).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
    expect(a.headers['accept-language']).toBe('en');
    expect(a.headers['x-nt-correlation']).toBe(headers.get('x-nt-correlation'));
    expect(b.headers['x-nt-correlation']).toBe(headers.get('x-nt-correlation'));
  });

  it('is refused by subgraphs when its key is not the gateway’s, and says so without detail', async () => {
    const stranger = await startFederation({ gatewayPrivateKey: generateGatewayKeys().privateKey });
    const { data, errors } = await stranger.ask('{ unit(id: "u0") { name } }');
    await stranger.stop();
    expect(data).toEqual({ unit: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', params: { service: 'directory' } } }]);
  });

  it('lets nobody reach a subgraph past the gateway [hostile: entities @ subgraph] [hostile: requires-injection @ subgraph]', async () => {
    for (const headers of [{}, { 'x-nt-gateway': 'a.b.c' }] as Record<string, string>[]) {
      const response = await fetch(federation.subgraphs.petitions.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({
          query: 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Unit { share } } }',
          variables: { r: [{ __typename: 'Unit', id: 'u0', weight: 1e6 }] },
        }),
      });
      expect(response.status).toBe(401);
      expect(
        ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code,
      ).toBe('GATEWAY_ONLY');
    }
  });
});

describe('a call key', () => {
  const shown = (name: 'directory' | 'sessions'): boolean[] =>
    federation.subgraphs[name].calls.map((call) => String(call.headers['x-nt-gateway']).includes('~'));

  it('takes the place of signatures once a process has told its half', async () => {
    for (let i = 0; i < 3; i++) expect((await federation.ask('{ unit(id: "u0") { name } }')).errors).toBeUndefined();
    expect(shown('directory')).toEqual([false, true, true]);
  });

  it('is given up for a process that was started anew, and nothing is done twice', async () => {
    const record = () => federation.ask('mutation { record(text: "x") { text } }');
    for (let i = 0; i < 2; i++) await record();
    expect(shown('sessions')).toEqual([false, true]);
    const port = Number(new URL(federation.subgraphs.sessions.url).port);
    await federation.subgraphs.sessions.stop();
    federation.subgraphs.sessions = await federation.start('sessions', { port });
    for (let i = 0; i < 2; i++) expect((await record()).errors).toBeUndefined();
    // The first was not taken, then repeated.
    expect(shown('sessions')).toEqual([true, false, false]);
    expect(federation.world.entries).toHaveLength(4);
  });
});

describe('deadline', () => {
  it('answers null and one error when a subgraph takes too long', async () => {
    const impatient = await startFederation({ upstream: { deadlineMs: 1_000 } });
    const held = deferred();
    impatient.subgraphs.petitions.hold = () => held.promise;
    const { data, errors } = await impatient.ask('{ unit(id: "u0") { name label } }');
    held.resolve();
    await impatient.stop();
    expect(data).toEqual({ unit: { name: 'An Lư', label: null } });
    expect(errors).toMatchObject([
      { path: ['unit'], extensions: { code: 'UNAVAILABLE', params: { service: 'petitions' } } },
    ]);
  });

  it('is over for a subgraph that answers too much', async () => {
    const loud = await imposter((respond) =>
      respond(200, JSON.stringify({ data: { unit: { name: 'x'.repeat(2_000_000) } } })),
    );
    const small = await startFederation({
      upstream: { maxAnswerBytes: 1_000_000 },
      subgraphUrls: { directory: [loud.url] },
    });
    const { data, errors } = await small.ask('{ unit(id: "u0") { name } }');
    await small.stop();
    expect([data, errors![0]!.extensions!['code']]).toEqual([{ unit: null }, 'UNAVAILABLE']);
  });

  test.each([
    ['no JSON', 200, '<html>nginx 10.0.0.3</html>'],
    ['an error page', 502, 'Bad Gateway'],
    ['an empty object', 200, '{}'],
    ['null', 200, 'null'],
    ['data that is no object', 200, '{"data": 7}'],
  ])('takes %s for no answer', async (_name, status, body) => {
    const strange = await imposter((respond) => respond(status, body));
    federation.gateway.useSubgraphs({ directory: [strange.url] });
    const { data, errors } = await federation.ask('{ unit(id: "u0") { name } }');
    expect(data).toEqual({ unit: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    expect(JSON.stringify(errors)).not.toContain('nginx');
  });

  it('rests a process that keeps failing, and comes back to it', async () => {
    let broken = true;
    const flaky = await imposter((respond) => respond(200, broken ? 'no' : '{"data":{"unit":{"name":"again"}}}'));
    federation.gateway.useSubgraphs({ directory: [flaky.url] });
    for (let i = 0; i < 12; i++) await federation.ask('{ unit(id: "u0") { name } }');
    const asked = flaky.calls();
    expect(asked).toBeLessThan(12);
    broken = false;
    let name: unknown;
    while (name !== 'again')
      name = ((await federation.ask('{ unit(id: "u0") { name } }')).data?.['unit'] as { name?: string } | null)?.name;
    expect(flaky.calls()).toBeGreaterThan(asked);
  });
});

describe('several processes of one subgraph', () => {
  it('lets them take turns', async () => {
    const second = await federation.start('directory');
    federation.gateway.useSubgraphs({ directory: [federation.subgraphs.directory.url, second.url] });
    for (let i = 0; i < 6; i++) await federation.ask('{ unit(id: "u0") { name } }');
    expect([federation.subgraphs.directory.calls.length, second.calls.length]).toEqual([3, 3]);
  });

  it('asks the next one where nobody listens, for mutations too', async () => {
    const gone = await nobody();
    federation.gateway.useSubgraphs({ sessions: [gone, federation.subgraphs.sessions.url] });
    for (let i = 0; i < 4; i++) {
      const { data, errors } = await federation.ask('mutation { record(text: "x") { text } }');
      expect([data, errors]).toEqual([{ record: { text: 'x' } }, undefined]);
    }
    expect(federation.world.entries).toHaveLength(4);
  });

  it('asks the next one again for a query whose answer got lost, never for a mutation', async () => {
    const mute = await imposter((_respond, hangUp) => hangUp());
    federation.gateway.useSubgraphs({ sessions: [mute.url, federation.subgraphs.sessions.url] });
    const query = await federation.ask('{ polls { id } }');
    expect(query.errors).toBeUndefined();
    expect(query.data!['polls']).toHaveLength(3);

    federation.gateway.useSubgraphs({ sessions: [mute.url, federation.subgraphs.sessions.url] });
    const before = federation.subgraphs.sessions.calls.length;
    const mutation = await federation.ask('mutation { record(text: "y") { text } }');
    expect(mutation.errors).toMatchObject([
      { path: ['record'], extensions: { code: 'UNAVAILABLE', params: { service: 'sessions' } } },
    ]);
    expect(federation.subgraphs.sessions.calls.length).toBe(before);
  });

  it('goes on while one of them is restarted', async () => {
    const second = await federation.start('directory');
    federation.gateway.useSubgraphs({ directory: [federation.subgraphs.directory.url, second.url] });
    const asking = Array.from({ length: 40 }, () => federation.ask('{ unit(id: "u0") { name } }'));
    await federation.subgraphs.directory.stop();
    for (const { data } of await Promise.all(asking)) expect(data).toEqual({ unit: { name: 'An Lư' } });
    for (let i = 0; i < 5; i++)
      expect((await federation.ask('{ unit(id: "u0") { name } }')).data).toEqual({ unit: { name: 'An Lư' } });
  });
});

it('refuses at once what would wait behind too many calls', async () => {
  const narrow = await startFederation({ upstream: { connections: 2, waiting: 1, deadlineMs: 5_000 } });
  const held = deferred();
  let holding = 0;
  narrow.subgraphs.directory.hold = () => {
    holding++;
    return held.promise;
  };
  // Each another question: equal ones would be answered together.
  const all = Array.from({ length: 6 }, (_, i) => narrow.ask(`{ unit(id: "u${i}") { name } }`));
  const refused: unknown[] = [];
  for (const one of all) void one.then((a) => a.errors && refused.push(a.errors[0]!.extensions!['code']));
  while (refused.length < 3) await Promise.race(all.map((a) => a.then(() => new Promise(setImmediate))));
  expect(refused).toEqual(['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE']);
  // A refusal may be back before the calls that were let through have arrived.
  await eventually(() => holding >= 2);
  expect(holding).toBe(2);
  held.resolve();
  expect((await Promise.all(all)).filter((a) => !a.errors)).toHaveLength(3);
  // Two held at once, and the one that waited for them.
  expect(holding).toBe(3);
  await narrow.stop();
});
