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
    grants: expect.arrayContaining([{ role: 'CHAIR', councilId: 'hdnd-hai-phong' }]),
    disabled: false,
    person_id: first!['person_id'],
  });
  const logins = await database.admin(`SELECT login FROM directory.published_account_v1`);
  expect(logins).toHaveLength(4 + 68 + 6 + 3 + 28);
});

it('the People’s Committee has members who are no delegates, with rights in it alone, and a desk of its own [R-SES-20]', async () => {
  const members = await database.admin(
    `SELECT m.role, a.grants FROM directory.published_membership_v1 m JOIN directory.published_account_v1 a ON a.person_id = m.person_id
     WHERE m.body_id = 'ubnd-hai-phong' AND m.person_id NOT IN (SELECT person_id FROM directory.published_seat_v1)`,
  );
  const roles = members.map(({ role }) => role as string);
  expect([roles.length, ...['HEAD', 'DEPUTY', 'MEMBER'].map((r) => roles.filter((each) => each === r).length)]).toEqual(
    [27, 1, 4, 22],
  );
  const rights = (role: string) => members.find((m) => m['role'] === role)!['grants'];
  expect(rights('HEAD')).toEqual([
    { role: 'CHAIR', bodyId: 'ubnd-hai-phong' },
    { role: 'DELEGATE', bodyId: 'ubnd-hai-phong' },
  ]);
  expect(rights('MEMBER')).toEqual([{ role: 'DELEGATE', bodyId: 'ubnd-hai-phong' }]);
  const [desk] = await database.admin(`SELECT grants FROM directory.published_account_v1 WHERE login = 'clerk-ubnd'`);
  expect(desk!['grants']).toEqual([{ role: 'SESSION_SECRETARY', bodyId: 'ubnd-hai-phong' }]);
});

it('a seat in a board brings its rights, and they end with it; the desk of a council has its own boards [SES-18]', async () => {
  const grantsOf = async (login: string): Promise<unknown[]> =>
    (await database.admin(`SELECT grants FROM directory.published_account_v1 WHERE login = $1`, [login]))[0]![
      'grants'
    ] as unknown[];
  const inBody = (role: string, bodyId: string) => ({ role, councilId: 'hdnd-hai-phong', bodyId });
  const STANDING = 'thuong-truc-hdnd-hai-phong';
  expect(await grantsOf('chair')).toEqual([
    { role: 'CHAIR', councilId: 'hdnd-hai-phong' },
    inBody('CHAIR', STANDING),
    inBody('DELEGATE', STANDING),
  ]);
  // Card 7 is a member of the standing body and heads a committee.
  const seventh = await grantsOf('delegate-07');
  expect(seventh).toContainEqual(inBody('DELEGATE', STANDING));
  expect(seventh).not.toContainEqual(inBody('CHAIR', STANDING));
  expect(seventh.filter((g) => (g as { role: string }).role === 'CHAIR')).toHaveLength(1);
  // Card 40 sits in a group only: no board, no right.
  expect(await grantsOf('delegate-40')).toEqual([{ role: 'DELEGATE', councilId: 'hdnd-hai-phong' }]);
  const clerk = await grantsOf('clerk');
  expect(clerk).toContainEqual(inBody('SESSION_SECRETARY', STANDING));
  expect(JSON.stringify(clerk)).not.toContain('ubnd-hai-phong');

  await database.admin(
    `UPDATE directory.membership SET valid_to = greatest(valid_from, current_date - 1) WHERE body_id = $1 AND delegate_id IN
       (SELECT d.id FROM directory.delegate d JOIN directory.account a ON a.person_id = d.person_id AND a.login = 'delegate-07')`,
    [STANDING],
  );
  expect(await grantsOf('delegate-07')).not.toContainEqual(inBody('DELEGATE', STANDING));
});

it('publishes who sits in a body on which days: a delegate by the seat, another person by the membership', async () => {
  const [cabinet] = await database.admin(
    `SELECT membership_id = seat_id AS own, role, status, valid_from::text FROM directory.published_membership_v1 WHERE body_id = 'ubnd-hai-phong' AND role = 'HEAD'`,
  );
  expect(cabinet).toEqual({ own: true, role: 'HEAD', status: 'IN_OFFICE', valid_from: '2026-04-01' });
  const [seats] = await database.admin(
    `SELECT count(*)::int AS n, bool_and(m.seat_id IN (SELECT seat_id FROM directory.published_seat_v1)) AS seats FROM directory.published_membership_v1 m WHERE body_id = 'thuong-truc-hdnd-hai-phong' AND valid_from = '2026-04-01'`,
  );
  expect(seats).toEqual({ n: 7, seats: true });
  // Nobody sits in a body twice on a day, and it has one head.
  await expect(
    database.admin(
      `INSERT INTO directory.membership (id, body_id, person_id, role, valid_from) SELECT gen_random_uuid(), body_id, person_id, 'MEMBER', '2026-05-01' FROM directory.membership WHERE body_id = 'ubnd-hai-phong'`,
    ),
  ).rejects.toThrow('one_membership_per_body_person_and_day');
  await expect(
    database.admin(
      `INSERT INTO directory.membership (id, body_id, person_id, role, valid_from) SELECT gen_random_uuid(), 'ubnd-hai-phong', person_id, 'HEAD', '2026-05-01' FROM directory.delegate LIMIT 1`,
    ),
  ).rejects.toThrow('one_head_of_a_body_per_day');
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
