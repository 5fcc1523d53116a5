/** The seeds: the real units, the rule sets, the invented councils; each loads once and is published. */
import { createTestDatabase, testContext, type TestDatabase } from '@nghitruong/kit/testing';
import type { DataSource } from 'typeorm';
import { directory, seatIdOf, seedDemonstration, seedDirectory, seedLoadCouncil } from '../src/index.js';

let database: TestDatabase;
let source: DataSource;
const ctx = testContext();

beforeAll(async () => {
  database = await createTestDatabase([directory.owner]);
  source = await database.open(directory.owner);
  await seedDirectory(source, ctx);
  await seedDemonstration(source, ctx);
});
afterAll(() => database?.drop());

const TABLES = [
  'unit',
  'unit_attribute',
  'unit_succession',
  'holiday',
  'rule_set',
  'rule',
  'council',
  'council_term',
  'person',
  'delegate',
  'delegate_status',
  'public_body',
  'membership',
  'office_holding',
  'account',
  'account_grant',
];
const counts = async (): Promise<Record<string, number>> => {
  const parts = TABLES.map((t) => `SELECT '${t}' AS name, count(*)::int AS n FROM directory.${t}`);
  return Object.fromEntries(
    (await database.admin(parts.join(' UNION ALL '))).map((r) => [r['name'] as string, r['n'] as number]),
  );
};

it('seeding again, and twice at once, changes nothing', async () => {
  const before = await counts();
  await Promise.all([
    seedDirectory(source, ctx),
    seedDirectory(source, ctx),
    seedDemonstration(source, ctx),
    seedDemonstration(source, ctx),
  ]);
  expect(await counts()).toEqual(before);
  expect(before).toMatchObject({ delegate: 68 + 68 + 9, council: 2 });
});

it('publishes 68 seats in office today in the city council', async () => {
  const seats = await database.admin(
    `SELECT * FROM directory.published_seat_v1 WHERE council_id = 'hdnd-hai-phong' AND status = 'IN_OFFICE'
       AND '2026-11-23' BETWEEN valid_from AND coalesce(valid_to, 'infinity') ORDER BY card_number`,
  );
  expect(seats).toHaveLength(68);
  expect(seats[16]).toMatchObject({
    seat_id: seatIdOf('hdnd-hai-phong', 17, 17),
    card_number: 17,
    group_name: 'Tổ đại biểu số 3',
  });
  expect(new Set(seats.map((s) => s['full_name'])).size).toBe(68);
});

it('publishes what sessions needs of the rules, the statutory ones by name of the article', async () => {
  const rules = await database.admin(
    `SELECT rule_key, value, instrument, article, confidence, confirmed_by FROM directory.published_rule_v1
     WHERE level = 'CITY' AND '2024-12-05' BETWEEN valid_from AND valid_to`,
  );
  const byKey = Object.fromEntries(rules.map((r) => [r['rule_key'], r]));
  expect(byKey['poll.resolution.threshold']).toEqual({
    rule_key: 'poll.resolution.threshold',
    value: { kind: 'GREATER_THAN', num: 1, den: 2, base: 'TOTAL_DELEGATES' },
    instrument: '77/2015/QH13',
    article: '91.3',
    confidence: 'V1',
    confirmed_by: null,
  });
  expect(Object.keys(byKey)).toEqual(
    expect.arrayContaining([
      'poll.procedural.threshold',
      'poll.dismissal.threshold',
      'total.excludesSuspended',
      'quorum.plenary',
      'poll.rounding',
      'poll.closing.seconds',
      'poll.lateArrivals',
      'report.foldNotRecordedIntoAbstain',
      'council.seats.max',
    ]),
  );
});

it('publishes accounts with their grants', async () => {
  const [chair] = await database.admin(`SELECT * FROM directory.published_account_v1 WHERE login = 'chair'`);
  const [first] = await database.admin(`SELECT * FROM directory.published_account_v1 WHERE login = 'delegate-01'`);
  expect(chair).toMatchObject({
    grants: [{ role: 'CHAIR', councilId: 'hdnd-hai-phong' }],
    disabled: false,
    person_id: first!['person_id'],
  });
  const logins = await database.admin(`SELECT login FROM directory.published_account_v1`);
  expect(logins).toHaveLength(2 + 68 + 6 + 3);
});

it('the load council is larger than the law allows, openly', async () => {
  const made = await seedLoadCouncil(source, ctx, 120);
  await seedLoadCouncil(source, ctx, 120);
  expect(made.seatIds).toHaveLength(120);
  const seats = await database.admin(`SELECT 1 FROM directory.published_seat_v1 WHERE council_id = $1`, [
    made.councilId,
  ]);
  const overrides = await database.admin(
    `SELECT value, illustrative FROM directory.published_rule_override_v1 WHERE council_id = $1`,
    [made.councilId],
  );
  expect(seats).toHaveLength(120);
  expect(overrides).toEqual([{ value: { value: 120 }, illustrative: true }]);
});
