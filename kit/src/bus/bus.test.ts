import pg from 'pg';
import { deferred } from '../testing/deferred.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { describeBus } from './bus.suite.js';
import { createMemoryBus, createPostgresBus } from './index.js';

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

  describeBus('postgres', async () => {
    const [bus, peer] = [await createPostgresBus(database.adminUrl), await createPostgresBus(database.adminUrl)];
    return { bus, peer, close: async () => void (await Promise.all([bus.close(), peer.close()])) };
  });

  it('says `undefined` after a lost connection, and hears again', async () => {
    const bus = await createPostgresBus(database.adminUrl);
    const [missed, heard] = [deferred<unknown>(), deferred<unknown>()];
    await bus.subscribe('a', (m) => (m === undefined ? missed.resolve(m) : heard.resolve(m)));
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'nghitruong bus' AND query LIKE 'LISTEN%' AND datname = $1`,
      [database.name],
    );
    await admin.end();
    expect(await missed.promise).toBeUndefined();
    await bus.publish('a', 'again');
    expect(await heard.promise).toBe('again');
    await bus.close();
  });
});
