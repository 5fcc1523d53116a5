import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { deferred } from '../testing/deferred.js';
import { findNatsServer, startNatsServer, type TestNats } from '../testing/nats-server.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { describeBus } from './bus.suite.js';
import { createMemoryBus, createNatsBus, createPostgresBus, natsServers, type Bus } from './index.js';

const both = async (open: () => Promise<Bus>) => {
  const [bus, peer] = [await open(), await open()];
  return { bus, peer, close: async () => void (await Promise.all([bus.close(), peer.close()])) };
};

describeBus('memory', async () => {
  const bus = createMemoryBus();
  return { bus, peer: bus, close: () => bus.close() };
});

describe('on PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase([]);
  });
  afterAll(() => database.drop());

  describeBus(
    'postgres',
    () => both(() => createPostgresBus(database.adminUrl)),
    async () => {
      const admin = new pg.Client({ connectionString: database.adminUrl });
      await admin.connect();
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'nghitruong bus' AND query LIKE 'LISTEN%' AND datname = $1`,
        [database.name],
      );
      await admin.end();
    },
  );
});

const program = findNatsServer();
(program ? describe : describe.skip)('on NATS', () => {
  let server: TestNats;
  beforeAll(async () => {
    server = await startNatsServer(program!);
  });
  afterAll(() => server.kill());

  describeBus(
    'nats',
    () => both(() => createNatsBus({ url: server.url })),
    async () => {
      await server.kill();
      await server.start();
    },
  );

  it('what is published while the server is away is refused at once and never told later', async () => {
    const bus = await createNatsBus({ url: server.url });
    const heard: unknown[] = [];
    const [back, last] = [deferred(), deferred()];
    await bus.subscribe('a', (message) => {
      heard.push(message);
      (message === undefined ? back : last).resolve();
    });
    await server.kill();
    for (let refused = 0; refused < 100;)
      await bus.publish('a', 'lost').then(
        () => undefined,
        () => refused++,
      );
    // Whoever begins to listen meanwhile is told to look, too.
    const late = deferred<unknown>();
    await bus.subscribe('b', late.resolve);
    await server.start();
    await back.promise;
    expect(await late.promise).toBeUndefined();
    await bus.publish('a', 'last');
    await last.promise;
    expect(heard).toEqual([undefined, 'last']);
    await bus.close();
  });

  it('a server that stands still is left: `publish` ends, and its handlers look again', async () => {
    const bus = await createNatsBus({ url: server.url, answerMs: 200 });
    const back = deferred<unknown>();
    await bus.subscribe('a', (message) => message === undefined && back.resolve(message));
    server.freeze();
    try {
      // A signal takes a moment: a message or two may still be answered.
      const untilRefused = async (): Promise<void> => {
        for (;;) await bus.publish('a', 'x');
      };
      await expect(untilRefused()).rejects.toThrow('lost');
      await expect(bus.publish('a', 'x')).rejects.toThrow('not connected');
    } finally {
      server.thaw();
    }
    expect(await back.promise).toBeUndefined();
    await bus.close();
  });

  it('starts while its server is away, and hears when it comes', async () => {
    await server.kill();
    const bus = await createNatsBus({ url: server.url });
    const back = deferred<unknown>();
    await bus.subscribe('a', back.resolve);
    await server.start();
    expect(await back.promise).toBeUndefined();
    await bus.close();
  });

  it('is closed while its server is away', async () => {
    const bus = await createNatsBus({ url: server.url });
    await server.kill();
    await bus.close();
    await server.start();
  });

  it.each([
    ['a name and password', ['--user', 'bus', '--pass', 'mật:khẩu'], `bus:${encodeURIComponent('mật:khẩu')}`],
    ['a token', ['--auth', 'bí-mật'], encodeURIComponent('bí-mật')],
  ])('signs in with %s, at whichever server is there; without it does not start', async (_, args, credentials) => {
    const closed = await startNatsServer(program!, ...args);
    try {
      const bus = await createNatsBus({ url: `nats://${credentials}@127.0.0.1:1,nats://127.0.0.1:${closed.port}` });
      await bus.publish('a', 'x');
      await bus.close();
      await expect(createNatsBus({ url: closed.url })).rejects.toThrow(/authorization/i);
    } finally {
      await closed.kill();
    }
  });
});

describe('the URL of NATS', () => {
  it.each([
    ['nats://a', { servers: ['a:4222'], tls: false }],
    ['tls://a:1, tls://[::1]:2', { servers: ['a:1', '[::1]:2'], tls: true }],
    ['nats://t%40@a,nats://b', { servers: ['a:4222', 'b:4222'], tls: false, token: 't@' }],
    ['nats://u:p%3A@a,nats://u:p%3A@b', { servers: ['a:4222', 'b:4222'], tls: false, user: 'u', pass: 'p:' }],
  ])('%s', (url, said) => expect(natsServers(url)).toEqual(said));

  it.each(['', 'a:4222', 'http://a', 'nats://', 'nats://a,', 'nats://a,tls://b', 'nats://s3cret@a,nats://other@b'])(
    '%j is none, and no credentials are said',
    (url) => {
      expect(() => natsServers(url)).toThrow();
      expect(() => natsServers(url)).not.toThrow('s3cret');
    },
  );
});

it('whoever does not use NATS does not load it', () => {
  const loaded = execFileSync(
    process.execPath,
    ['-p', `require('./dist/bus/index.js'); Object.keys(require.cache).filter((f) => f.includes('nats-io'))`],
    { cwd: join(__dirname, '../..'), encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  expect(loaded.trim()).toBe('[]');
});
