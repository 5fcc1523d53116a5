import pg from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createMemoryBus } from '../bus/index.js';
import { silentLog } from '../log/index.js';
import { deferred, eventually } from '../testing/deferred.js';
import { createTestDatabase, testCluster, testContext, type TestDatabase } from '../testing/index.js';
import {
  appendEvent,
  createOutboxRelay,
  isDriverError,
  migrateOwner,
  outboxMigration,
  provisionOwner,
  SQLSTATE,
  transaction,
  type OwnerDefinition,
} from './index.js';

class First1700000000001 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(
      `CREATE TABLE thing (id int PRIMARY KEY, name text NOT NULL); CREATE VIEW published_thing_v1 AS SELECT id FROM thing; GRANT SELECT ON published_thing_v1 TO PUBLIC;`,
    );
    await q.query(outboxMigration.up);
  }
  async down(q: QueryRunner): Promise<void> {
    await q.query(`${outboxMigration.down} DROP VIEW published_thing_v1; DROP TABLE thing;`);
  }
}
const first: OwnerDefinition = { schema: 'kit_first', entities: [], migrations: [First1700000000001] };
const second: OwnerDefinition = { schema: 'kit_second', entities: [], migrations: [], reads: ['kit_first'] };

describe('owners', () => {
  let database: TestDatabase;
  let one: DataSource;
  let two: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase([first, second]);
    [one, two] = [await database.open(first), await database.open(second)];
    await one.query(`INSERT INTO thing VALUES (1, 'a')`);
  });
  afterAll(() => database.drop());

  const code = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'nothing refused',
      (e) => (isDriverError(e, '42501') ? '42501' : String(e)),
    );

  it('a role reads the published view of another owner, and nothing else of it', async () => {
    expect(await two.query('SELECT id FROM kit_first.published_thing_v1')).toEqual([{ id: 1 }]);
    expect(await code(two.query('SELECT * FROM kit_first.thing'))).toBe('42501');
  });

  it('an owner that may be missing is read where it is there, and missed by nobody where it is not', async () => {
    const curious = (of: string): OwnerDefinition => ({
      schema: 'kit_third',
      entities: [],
      migrations: [],
      readsWhereThere: [of],
    });
    await expect(
      provisionOwner(curious('kit_nowhere'), { adminUrl: database.adminUrl }).then(() => 'done'),
    ).resolves.toBe('done');
    const usage = `SELECT has_schema_privilege('kit_third', 'kit_first', 'USAGE') AS may`;
    expect(await database.admin(usage)).toEqual([{ may: false }]);
    await provisionOwner(curious('kit_first'), { adminUrl: database.adminUrl });
    expect(await database.admin(usage)).toEqual([{ may: true }]);
  });

  it('the running role cannot change structure', async () => {
    expect(await code(one.query('ALTER TABLE thing ADD COLUMN x int'))).not.toBe('nothing refused');
    expect(await code(one.query('CREATE TABLE kit_first.other (x int)'))).toBe('42501');
    expect(await code(one.query('CREATE TABLE public.other (x int)'))).toBe('42501');
  });

  it('a role that another database of the cluster is changing is waited for', async () => {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`;
    const beside = new pg.Client({ connectionString: testCluster().url() });
    await beside.connect();
    try {
      await beside.query('BEGIN');
      await beside.query('ALTER ROLE kit_first LOGIN');
      const provided = provisionOwner({ ...first, migrations: [] }, { adminUrl: database.adminUrl });
      await eventually(async () => (await database.admin(waiting, [database.name])).length === 1);
      await beside.query('COMMIT');
      await provided;
    } finally {
      await beside.end();
    }
  });

  it('two migrators of one owner wait for each other, and a third run does nothing', async () => {
    const fresh = await createTestDatabase([{ ...first, migrations: [] }]);
    try {
      const url = fresh.ownerUrl(first);
      const [a, b] = await Promise.all([migrateOwner(first, url), migrateOwner(first, url)]);
      expect([...a, ...b]).toEqual(['First1700000000001']);
      expect(await migrateOwner(first, url)).toEqual([]);
    } finally {
      await fresh.drop();
    }
  });

  it('a serialization failure is tried again, anything else is thrown once', async () => {
    let tries = 0;
    await transaction(one, async (m) => {
      if (++tries === 1) await m.query(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$`);
    });
    expect(tries).toBe(2);
    tries = 0;
    await expect(
      transaction(one, async (m) => {
        tries++;
        await m.query(`INSERT INTO thing VALUES (1, 'again')`);
      }),
    ).rejects.toSatisfy((e: unknown) => isDriverError(e, SQLSTATE.uniqueViolation));
    expect(tries).toBe(1);
  });

  it('a lost connection fails its query, never the process; the pool mends itself', async () => {
    const broken = one.query('SELECT pg_sleep(30)');
    const seen = broken.catch((e: Error) => e);
    await database
      .admin(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND datname = current_database()`,
      )
      .then(async function again(rows): Promise<void> {
        if (!rows.length)
          return again(
            await database.admin(
              `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND datname = current_database()`,
            ),
          );
      });
    expect(await seen).toBeInstanceOf(Error);
    // The server says why before it hangs up: until then the pool may hand the same connection out once more.
    expect(await eventually(() => one.query('SELECT 1 AS x').catch(() => undefined))).toEqual([{ x: 1 }]);
  });

  it('outbox: told after the commit in order; of a rolled-back transaction never', async () => {
    const bus = createMemoryBus();
    const heard: string[] = [];
    const done = deferred();
    await bus.subscribe('things.thingMade', (m) => {
      heard.push((JSON.parse(m!) as { payload: { n: string } }).payload.n);
      if (heard.length === 2) done.resolve();
    });
    const event = (n: string) => ({ name: 'things.thingMade', version: 1, payload: { n } });
    const ctx = testContext();
    await one.transaction((m) => appendEvent(m, ctx, event('first')));
    await one
      .transaction(async (m) => {
        await appendEvent(m, ctx, event('never'));
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await one.transaction((m) => appendEvent(m, ctx, event('second')));
    const relays = [createOutboxRelay(one, bus, silentLog), createOutboxRelay(one, bus, silentLog)];
    await done.promise;
    await Promise.all(relays.map((r) => r.stop()));
    expect(heard).toEqual(['first', 'second']);
    await bus.close();
  });
});

expect.extend({
  toSatisfy(received: unknown, test: (value: unknown) => boolean) {
    return { pass: test(received), message: () => `expected ${String(received)} to satisfy the test` };
  },
});
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> {
      toSatisfy(test: (value: unknown) => boolean): R;
    }
  }
}
