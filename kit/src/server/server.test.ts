import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { createClient } from 'graphql-ws';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import WebSocket from 'ws';
import type { Actor } from '../auth/index.js';
import { loader, type Context } from '../context/index.js';
import { fault, kitErrors } from '../errors/index.js';
import { Access } from '../federation/index.js';
import { silentLog } from '../log/index.js';
import { deferred } from '../testing/deferred.js';
import { createTestDatabase, startTestSubgraph, type TestDatabase, type TestSubgraph } from '../testing/index.js';
import type { OwnerDefinition } from '../database/index.js';
import { createHost, createMetrics, readBody, type SubgraphDefinition } from './index.js';

@ObjectType()
@Access('EVERYONE')
class Hall {
  @Field(() => ID)
  id!: string;
  councilId!: string;
  @Field(() => String, { nullable: true })
  @Access('CHAIR')
  note?: string;
  @Field(() => Int, { nullable: true })
  loaded?: number;
}

const seen: Actor[] = [];
@Resolver()
class HallResolver {
  @Query(() => Hall)
  @Access('EVERYONE')
  hall(@Arg('council', () => String) councilId: string): Hall {
    return Object.assign(new Hall(), { id: 'h', councilId, note: 'for the chair' });
  }
  @Query(() => String, { nullable: true })
  @Access('EVERYONE')
  broken(@Arg('how', () => String) how: string): string {
    if (how === 'fault') throw fault(kitErrors, 'NOT_FOUND', { what: 'x', id: 'y' });
    throw new Error('SELECT password FROM secret at /home/someone');
  }
  @Subscription(() => Hall, {
    subscribe: async function* ({ context }: { context: { actor: Actor } }) {
      seen.push(context.actor);
      yield { n: 1 };
      yield { n: 2 };
    },
  } as never)
  @Access('DISPLAY')
  halls(@Root() event: { n: number }, @Ctx() ctx: Context): Hall {
    const loaded = loader(ctx, 'halls', () => event.n);
    return Object.assign(new Hall(), { id: String(event.n), councilId: 'c1', note: 'n', loaded });
  }
}

const owner: OwnerDefinition = { schema: 'kit_hall', entities: [], migrations: [] };
const definition: SubgraphDefinition = {
  name: 'halls',
  owner,
  source: { resolvers: [HallResolver] },
  settings: {},
  errors: {},
  wire: () => ({ instances: [new HallResolver()] }),
};

describe('a subgraph’s door', () => {
  let database: TestDatabase;
  let subgraph: TestSubgraph;
  beforeAll(async () => {
    database = await createTestDatabase([owner]);
    subgraph = await startTestSubgraph(definition, database);
  });
  afterAll(async () => {
    await subgraph.stop();
    await database.drop();
  });

  const HALL = 'query ($c: String!) { hall(council: $c) { id note } }';

  it('answers the gateway; a field of the chair is null with a clear error for others', async () => {
    expect(await subgraph.ask(HALL, { c: 'c1' })).toMatchObject({
      data: { hall: { id: 'h', note: null } },
      errors: [
        {
          path: ['hall', 'note'],
          extensions: { code: 'UNAUTHENTICATED', vi: expect.any(String), en: expect.any(String) },
        },
      ],
    });
    const delegate = await subgraph.issuer.token({ sub: 'a', grants: [{ role: 'DELEGATE', councilId: 'c1' }] });
    expect(await subgraph.ask(HALL, { c: 'c1' }, { token: delegate })).toMatchObject({
      data: { hall: { note: null } },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('the chair of this council sees it, the chair of another does not', async () => {
    const token = await subgraph.issuer.token({ sub: 'a', grants: [{ role: 'CHAIR', councilId: 'c1' }] });
    expect(await subgraph.ask(HALL, { c: 'c1' }, { token })).toEqual({
      data: { hall: { id: 'h', note: 'for the chair' } },
    });
    expect(await subgraph.ask(HALL, { c: 'c2' }, { token })).toMatchObject({
      data: { hall: { note: null } },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('a stranger without the gateway’s assertion gets nothing, `_service` included', async () => {
    for (const query of ['{ _service { sdl } }', '{ hall(council: "c1") { id } }']) {
      const response = await fetch(subgraph.running.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect([response.status, await response.json()]).toMatchObject([
        401,
        { errors: [{ extensions: { code: 'GATEWAY_ONLY' } }] },
      ]);
    }
  });

  it('is not ready where its role may only read the database', async () => {
    const ready = async (s: TestSubgraph) => (await fetch(`${new URL(s.running.url).origin}/readyz`)).status;
    expect(await ready(subgraph)).toBe(200);
    const setting = `ALTER ROLE kit_hall IN DATABASE ${database.name}`;
    await database.admin(`${setting} SET default_transaction_read_only = on`);
    const reading = await startTestSubgraph(definition, database);
    try {
      expect(await ready(reading)).toBe(503);
    } finally {
      await reading.stop();
      await database.admin(`${setting} RESET default_transaction_read_only`);
    }
  });

  it('a known fault keeps its code, an unknown one leaks nothing [hostile: inside-in-errors @ subgraph]', async () => {
    expect(await subgraph.ask('{ broken(how: "fault") }')).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    const answer = await subgraph.ask('{ broken(how: "else") }');
    expect(answer).toMatchObject({ data: { broken: null }, errors: [{ extensions: { code: 'INTERNAL' } }] });
    expect(JSON.stringify(answer)).not.toMatch(/password|home|SELECT/);
  });

  it('too large a body is refused with 413 [hostile: big-body @ subgraph]', async () => {
    const response = await fetch(subgraph.running.url, { method: 'POST', body: 'x'.repeat(1_000_001) });
    expect(response.status).toBe(413);
  });

  it('a stream is given to a class of rights, without a person; no event answers from the loaders of another', async () => {
    seen.length = 0;
    const query = 'subscription { halls { id note loaded } }';
    const client = createClient({
      url: subgraph.running.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const got: unknown[] = [];
    const done = deferred();
    client.subscribe(
      {
        query,
        variables: {},
        extensions: { gateway: subgraph.signer.sign('halls', `${query}{}`, [{ role: 'DISPLAY', councilId: 'c1' }]) },
      },
      { next: (v) => void got.push(v), error: done.reject, complete: () => done.resolve() },
    );
    await done.promise;
    expect(got).toMatchObject([
      { data: { halls: { id: '1', note: null, loaded: 1 } }, errors: [{ extensions: { code: 'FORBIDDEN' } }] },
      { data: { halls: { id: '2', loaded: 2 } } },
    ]);
    expect(seen).toEqual([{ kind: 'RIGHTS', grants: [{ role: 'DISPLAY', councilId: 'c1' }] }]);
    await client.dispose();
  });

  it.each([
    ['no assertion', () => ({})],
    ['rights that may not', () => ({ gateway: subgraph.signer.sign('halls', 'subscription { halls { id } }{}', []) })],
  ])('a stream with %s is refused', async (_name, extensions) => {
    const client = createClient({
      url: subgraph.running.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const error = await new Promise<unknown>((resolve, reject) =>
      client.subscribe(
        { query: 'subscription { halls { id } }', variables: {}, extensions: extensions() },
        {
          next: (v) => (v.errors ? resolve(v.errors) : reject(new Error('it was given'))),
          error: resolve,
          complete: () => reject(new Error('it ended')),
        },
      ),
    );
    expect(JSON.stringify(error)).toMatch(/GATEWAY_ONLY|FORBIDDEN/);
    await client.dispose();
  });
});

describe('the host', () => {
  it('finishes what is in flight, then is gone', async () => {
    const [began, go] = [deferred(), deferred()];
    const host = await createHost({
      name: 'h',
      port: 0,
      log: silentLog,
      routes: [
        {
          prefix: '/slow',
          async handle(_request, response) {
            began.resolve();
            await go.promise;
            response.end('done');
          },
        },
      ],
    });
    const answer = fetch(`${host.url}/slow`).then((r) => r.text());
    await began.promise;
    const closed = host.close();
    go.resolve();
    expect(await answer).toBe('done');
    await closed;
    await expect(fetch(`${host.url}/livez`)).rejects.toThrow();
  });

  it('matches whole path segments, the longest first, and says 404 otherwise', async () => {
    const say = (text: string) => ({ handle: (_q: unknown, r: { end(t: string): unknown }) => void r.end(text) });
    const host = await createHost({
      name: 'h',
      port: 0,
      log: silentLog,
      routes: [
        { prefix: '/a', ...say('a') },
        { prefix: '/a/b', ...say('ab') },
      ],
    });
    const get = async (path: string) => fetch(host.url + path).then(async (r) => (r.ok ? r.text() : r.status));
    expect(await Promise.all(['/a', '/a/c', '/a/b/c', '/ab', '/a?x=/a/b'].map(get))).toEqual([
      'a',
      'a',
      'ab',
      404,
      'a',
    ]);
    await host.close();
  });

  it('is ready only while its parts are, and says why not', async () => {
    let why: string | undefined = 'database';
    const host = await createHost({
      name: 'h',
      port: 0,
      log: silentLog,
      routes: [],
      ready: async () => {
        if (why) throw new Error(why);
      },
    });
    const first = await fetch(`${host.url}/readyz`);
    expect([first.status, await first.json()]).toMatchObject([503, { why: 'database' }]);
    why = undefined;
    expect((await fetch(`${host.url}/readyz`)).status).toBe(200);
    await host.close();
  });

  it('where a hall can reach it, tells how it is doing on its own machine only', async () => {
    const host = await createHost({
      name: 'h',
      port: 0,
      log: silentLog,
      metrics: createMetrics('h', false),
      healthOnLoopbackOnly: true,
      routes: [],
    });
    const all = () =>
      Promise.all(['/livez', '/readyz', '/metrics'].map(async (path) => (await fetch(host.url + path)).status));
    expect(await all()).toEqual([200, 200, 200]);
    // The same connections, as if they came from a phone.
    host.server.prependListener('request', ({ socket }: IncomingMessage) =>
      Object.defineProperty(socket, 'remoteAddress', { value: '192.168.1.20', configurable: true }),
    );
    const seen = await all();
    await host.close();
    expect(seen).toEqual([404, 404, 404]);
  });

  it.each([
    ['headers', 'POST /a HTTP/1.1\r\nhost: x\r\n'],
    ['a body', 'POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{'],
  ])(
    'who sends %s drop by drop is told to go, and nobody waits for it [hostile: slow-loris @ http subgraph]',
    async (_, first) => {
      const host = await createHost({
        name: 'h',
        port: 0,
        log: silentLog,
        patience: { headersMs: 150, requestMs: 300, lookMs: 50 },
        routes: [{ prefix: '/a', handle: async (q, r) => void r.end(String((await readBody(q, 1_000)).length)) }],
      });
      const slow = connect(host.port, '127.0.0.1');
      let said = '';
      slow.on('data', (d) => (said += String(d))).on('error', () => undefined);
      const ended = new Promise<void>((resolve) => slow.once('close', () => resolve()));
      slow.write(first);
      const drops = setInterval(() => slow.writable && slow.write('x'), 20).unref();
      expect(await (await fetch(`${host.url}/a`, { method: 'POST', body: 'abc' })).text()).toBe('3');
      await ended;
      clearInterval(drops);
      expect(said).toContain('408');
      await host.close();
    },
  );

  it('an upgrade that no route takes is refused', async () => {
    const host = await createHost({ name: 'h', port: 0, log: silentLog, routes: [] });
    const said = await new Promise<string>((resolve) => {
      const socket = connect(host.port, '127.0.0.1', () =>
        socket.write('GET /x HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
      );
      socket.on('data', (d) => resolve(String(d)));
    });
    expect(said).toContain('404');
    await host.close();
  });
});
