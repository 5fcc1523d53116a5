/** What holds in the database itself: roles, frozen rows, constraints, migrations up and down with rows, entities equal to tables. */
import { isDriverError, migrateOwner, openDatabase, SQLSTATE, type OwnerDefinition } from '@nghitruong/kit/database';
import { createTestDatabase, testContext, type TestDatabase } from '@nghitruong/kit/testing';
import { DataSource } from 'typeorm';
import { addSeats } from '../src/council/seats.service.js';
import { directory, seedDemonstration, seedDirectory, termIdOf } from '../src/index.js';

const READER: OwnerDefinition = { schema: 'reader_of_directory', entities: [], migrations: [], reads: ['directory'] };
const STRANGER: OwnerDefinition = { schema: 'stranger_to_directory', entities: [], migrations: [] };

let database: TestDatabase;
let source: DataSource;
const ctx = testContext();

beforeAll(async () => {
  database = await createTestDatabase([directory.owner, READER, STRANGER]);
  source = await database.open(directory.owner);
  await seedDirectory(source, ctx);
  await seedDemonstration(source, ctx);
});
afterAll(() => database?.drop());

const refusal = async (from: DataSource, sql: string): Promise<unknown> =>
  from.query(sql).then(
    () => undefined,
    (error: unknown) => error,
  );
const tablesAndViews = async (kind: 'r' | 'v'): Promise<string[]> =>
  (
    await database.admin(
      `SELECT relname FROM pg_class WHERE relnamespace = 'directory'::regnamespace AND relkind = $1 ORDER BY relname`,
      [kind],
    )
  ).map((r) => r['relname'] as string);

it('another owner reads the published views and no table', async () => {
  const reader = await database.open(READER);
  const views = await tablesAndViews('v');
  expect(views).toEqual(
    expect.arrayContaining(['published_account_v1', 'published_council_v1', 'published_rule_v1', 'published_seat_v1']),
  );
  for (const view of views) expect(view).toMatch(/^published_\w+_v\d+$/);
  for (const view of views) await reader.query(`SELECT * FROM directory.${view} LIMIT 1`);
  for (const table of await tablesAndViews('r')) {
    expect([
      table,
      isDriverError(await refusal(reader, `SELECT 1 FROM directory.${table}`), SQLSTATE.insufficientPrivilege),
    ]).toEqual([table, true]);
  }
  for (const view of views) expect(await refusal(reader, `DELETE FROM directory.${view}`)).toBeInstanceOf(Error);
});

it('an owner that declares no reading sees not even the views', async () => {
  const stranger = await database.open(STRANGER);
  expect(
    isDriverError(await refusal(stranger, 'SELECT 1 FROM directory.published_seat_v1'), SQLSTATE.insufficientPrivilege),
  ).toBe(true);
});

it.each(['rule', 'rule_set', 'rule_confirmation', 'rule_override'])(
  'the running role neither changes nor removes a row of %s',
  async (table) => {
    const column = table === 'rule' || table === 'rule_set' ? 'valid_to' : 'id';
    expect(
      isDriverError(await refusal(source, `UPDATE ${table} SET ${column} = NULL`), SQLSTATE.insufficientPrivilege),
    ).toBe(true);
    expect(isDriverError(await refusal(source, `DELETE FROM ${table}`), SQLSTATE.insufficientPrivilege)).toBe(true);
    expect(isDriverError(await refusal(source, `TRUNCATE ${table}`), SQLSTATE.insufficientPrivilege)).toBe(true);
  },
);

it.each([
  [
    'two units with one code on one day',
    `INSERT INTO unit_attribute SELECT 'xa-an-hoa', '11533', NULL, '2026-01-01', NULL`,
    'one_unit_per_code_and_day',
  ],
  [
    'two statuses of a seat on one day',
    `INSERT INTO delegate_status SELECT delegate_id, 'SUSPENDED', '2026-05-01', NULL FROM delegate_status WHERE valid_to IS NULL LIMIT 1`,
    'one_status_per_seat_and_day',
  ],
  [
    'two terms of a council on one day',
    `INSERT INTO council_term SELECT gen_random_uuid(), council_id, 99, 2026, 2031, '2026-05-01', NULL, 'x', 'K-lo', true FROM council_term WHERE ordinal = 17`,
    'one_term_per_council_and_day',
  ],
  [
    'two chairs at once',
    `INSERT INTO office_holding (id, kind, council_id, person_id, valid_from, approval_state, illustrative) SELECT gen_random_uuid(), 'COUNCIL_CHAIR', council_id, person_id, '2026-05-01', 'PENDING', true FROM delegate WHERE card_number = 9 AND council_id = 'hdnd-hai-phong' LIMIT 1`,
    'one_chair_per_council_and_day',
  ],
  [
    'one card for two seats',
    `INSERT INTO delegate SELECT gen_random_uuid(), council_id, term_id, (SELECT id FROM person WHERE id NOT IN (SELECT person_id FROM delegate d WHERE d.term_id = delegate.term_id) LIMIT 1), card_number, NULL, false, true FROM delegate WHERE card_number = 9 AND council_id = 'hdnd-thuy-nguyen'`,
    'one_seat_per_card_and_term',
  ],
])('refuses %s', async (_, sql, constraint) => {
  const error = (await refusal(source, sql)) as { driverError?: { constraint?: string } };
  expect(error?.driverError?.constraint).toBe(constraint);
});

it('a term gets no more seats than the law allows, and nothing of the attempt is kept [R-ORG-06]', async () => {
  const seats = Array.from({ length: 18 }, (_, i) => ({
    id: ctx.ids.random(),
    personId: ctx.ids.random(),
    fullName: 'Tô Văn Ước',
    cardNumber: 100 + i,
    illustrative: true,
    statuses: [{ status: 'IN_OFFICE', validFrom: '2026-05-01', validTo: null }],
  }));
  const term = { id: termIdOf('hdnd-hai-phong', 17), councilId: 'hdnd-hai-phong', validFrom: '2026-04-01' };
  await expect(source.transaction((m) => addSeats(m, ctx, term, seats))).rejects.toMatchObject({
    code: 'SEATS_ABOVE_MAXIMUM',
    params: { seats: 86, max: 85 },
  });
  expect(await source.query(`SELECT 1 FROM delegate WHERE card_number >= 100`)).toEqual([]);
});

it('entities equal their tables: every column is there, with its type and whether it may be null', async () => {
  const rows = (await database.admin(
    `SELECT table_name, column_name, data_type, is_nullable = 'YES' AS nullable FROM information_schema.columns WHERE table_schema = 'directory'`,
  )) as { table_name: string; column_name: string; data_type: string; nullable: boolean }[];
  const typeNames: Record<string, string> = { 'timestamp with time zone': 'timestamptz', integer: 'int' };
  for (const entity of source.entityMetadatas) {
    const table = rows.filter((r) => r.table_name === entity.tableName);
    const described = entity.columns.map((c) => ({ name: c.databaseName, type: c.type, nullable: c.isNullable }));
    const real = table
      .filter((r) => described.some((d) => d.name === r.column_name))
      .map((r) => ({ name: r.column_name, type: typeNames[r.data_type] ?? r.data_type, nullable: r.nullable }));
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    expect({ table: entity.tableName, columns: described.sort(byName) }).toEqual({
      table: entity.tableName,
      columns: real.sort(byName),
    });
  }
});

it('migrates down and up again with rows in the tables', async () => {
  const own = await createTestDatabase([directory.owner]);
  const running = await openDatabase(directory.owner, { url: own.url(directory.owner) });
  const owner = await new DataSource({
    type: 'postgres',
    url: own.ownerUrl(directory.owner),
    schema: 'directory',
    migrations: [...directory.owner.migrations],
    migrationsTableName: 'migration',
    extra: { options: '-c search_path=directory,public' },
  }).initialize();
  try {
    await seedDirectory(running, ctx);
    await seedDemonstration(running, ctx);
    for (const _ of directory.owner.migrations) await owner.undoLastMigration();
    const left = await own.admin(
      `SELECT relname FROM pg_class WHERE relnamespace = 'directory'::regnamespace AND relkind IN ('r', 'v') AND relname <> 'migration'`,
    );
    expect(left).toEqual([]);
    expect(await migrateOwner(directory.owner, own.ownerUrl(directory.owner))).toHaveLength(
      directory.owner.migrations.length,
    );
    await seedDirectory(running, ctx);
    await seedDemonstration(running, ctx);
    const [{ n }] = (await own.admin(`SELECT count(*)::int AS n FROM directory.published_seat_v1 WHERE term_id = $1`, [
      termIdOf('hdnd-hai-phong', 17),
    ])) as [{ n: number }];
    expect(n).toBe(68);
  } finally {
    await owner.destroy();
    await running.destroy();
    await own.drop();
  }
});
