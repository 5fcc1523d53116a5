/** Rules by level and day, why each number is what it is, and who vouches for what was not read. */
import {
  createTestDatabase,
  startTestSubgraph,
  testContext,
  type TestDatabase,
  type TestSubgraph,
} from '@nghitruong/kit/testing';
import type { DataSource } from 'typeorm';
import { accountIdOf, directory, seedDemonstration, seedDirectory } from '../src/index.js';
import { importRuleSets, ruleSetFiles } from '../src/rule-set/rule-set-import.service.js';

let database: TestDatabase;
let source: DataSource;
let subgraph: TestSubgraph;
let clerk: string;

beforeEach(async () => {
  database = await createTestDatabase([directory.owner]);
  source = await database.open(directory.owner);
  await seedDirectory(source, testContext());
  await seedDemonstration(source, testContext());
  subgraph = await startTestSubgraph(directory, database, { clock: { now: () => new Date('2026-11-23T02:00:00Z') } });
  clerk = await subgraph.issuer.token({
    sub: accountIdOf('clerk'),
    grants: [{ role: 'SESSION_SECRETARY', councilId: 'hdnd-hai-phong' }],
  });
});
afterEach(async () => {
  await subgraph?.stop();
  await database?.drop();
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- shapes are asserted by the expectations
async function ask(query: string, variables: Record<string, unknown> = {}, token?: string): Promise<any> {
  const { data, errors } = await subgraph.ask(query, variables, token ? { token } : {});
  expect(errors).toBeUndefined();
  return data;
}
const RULE = `query ($key: String!, $asOf: Date) { rule(key: $key, level: CITY, asOf: $asOf) {
  ruleSetId ruleSetHash key hash valueJson instrument article confidence overridable carriedForward needsConfirmation noteEn threshold { kind num den base } confirmation { confirmedBy note } } }`;
const rule = async (key: string, asOf?: string) => (await ask(RULE, { key, asOf })).rule;
const CONFIRM = `mutation ($input: ConfirmRuleInput!) { confirmRule(input: $input) { ... on Rule { needsConfirmation confirmation { confirmedBy note } } ... on ConfirmRuleRefused { code vi en } } }`;

it('on 5/12/2024 the threshold is the law’s, by article', async () => {
  expect(await rule('poll.resolution.threshold', '2024-12-05')).toMatchObject({
    ruleSetId: 'vn-city-2016',
    threshold: { kind: 'GREATER_THAN', num: 1, den: 2, base: 'TOTAL_DELEGATES' },
    instrument: '77/2015/QH13',
    article: '91.3',
    confidence: 'V1',
    overridable: 'NEVER',
    carriedForward: false,
    needsConfirmation: false,
  });
});

it('on 23/11/2026 it is the same number, carried forward and waiting for a clerk', async () => {
  const today = await rule('poll.resolution.threshold');
  expect(today).toMatchObject({
    ruleSetId: 'vn-city-2025',
    threshold: { kind: 'GREATER_THAN', num: 1, den: 2 },
    instrument: '77/2015/QH13',
    article: '91.3',
    confidence: 'K-med',
    carriedForward: true,
    needsConfirmation: true,
    confirmation: null,
    noteEn: expect.stringContaining('successor not read'),
  });
});

it('the boundary between two laws lies between two days, and before the first there is no rule', async () => {
  const sets = await Promise.all(
    ['2015-12-31', '2025-02-28', '2025-03-01'].map(async (d) => (await rule('poll.rounding', d))?.ruleSetId ?? null),
  );
  expect(sets).toEqual([null, 'vn-city-2016', 'vn-city-2025']);
  const { ended } = await ask(`{ ended: ruleSet(level: DISTRICT, asOf: "2025-07-01") { id } }`);
  expect(ended).toBeNull();
});

it('a denominator that changed within one law is found by day', async () => {
  expect((await rule('poll.confidenceRating.base', '2023-06-30')).valueJson).toBe('{"base":"TOTAL_DELEGATES"}');
  expect((await rule('poll.confidenceRating.base', '2023-07-01')).valueJson).toBe('{"base":"BALLOTS_COLLECTED"}');
});

it('a clerk confirms a rule by name, once; it is published, and the hash of the set does not move', async () => {
  const before = await rule('poll.resolution.threshold');
  const input = { ruleSetId: before.ruleSetId, key: before.key, hash: before.hash, note: 'Đã đọc Luật 72/2025/QH15' };
  expect((await ask(CONFIRM, { input }, clerk)).confirmRule).toEqual({
    needsConfirmation: false,
    confirmation: { confirmedBy: 'Thư ký kỳ họp', note: 'Đã đọc Luật 72/2025/QH15' },
  });
  expect((await ask(CONFIRM, { input }, clerk)).confirmRule).toMatchObject({ code: 'RULE_ALREADY_CONFIRMED' });
  const after = await rule('poll.resolution.threshold');
  expect(after).toMatchObject({ ruleSetHash: before.ruleSetHash, needsConfirmation: false });
  const [published] = await database.admin(
    `SELECT confirmed_by FROM directory.published_rule_v1 WHERE level = 'CITY' AND rule_key = 'poll.resolution.threshold' AND valid_to IS NULL`,
  );
  expect(published).toEqual({ confirmed_by: 'Thư ký kỳ họp' });
});

it('of two clerks who confirm at once one is told that it was done', async () => {
  const { ruleSetId, key, hash } = await rule('poll.lateArrivals');
  const both = await Promise.all([1, 2].map(() => ask(CONFIRM, { input: { ruleSetId, key, hash } }, clerk)));
  expect(both.map((b) => b.confirmRule.code ?? 'done').sort()).toEqual(['RULE_ALREADY_CONFIRMED', 'done']);
});

it('what was read in the law, or has changed since it was shown, is not confirmed', async () => {
  const read = await rule('poll.resolution.threshold', '2024-12-05');
  expect(
    (await ask(CONFIRM, { input: { ruleSetId: read.ruleSetId, key: read.key, hash: read.hash } }, clerk)).confirmRule
      .code,
  ).toBe('RULE_NEEDS_NO_CONFIRMATION');
  const shown = await rule('poll.closing.seconds');
  const files = ruleSetFiles();
  files['vn-city-2016.yaml'] = files['vn-city-2016.yaml']!.replace(
    'value: { value: 5 }\n    source: { instrument: mặc định của hệ thống / system default',
    'value: { value: 7 }\n    source: { instrument: mặc định của hệ thống / system default',
  );
  await importRuleSets(source, testContext(), files);
  expect(
    (await ask(CONFIRM, { input: { ruleSetId: shown.ruleSetId, key: shown.key, hash: shown.hash } }, clerk)).confirmRule
      .code,
  ).toBe('RULE_CHANGED');
});

it('a changed file makes a new version; the one that an act used stays readable', async () => {
  const before = await rule('poll.closing.seconds', '2024-12-05');
  const files = ruleSetFiles();
  files['vn-city-2016.yaml'] = files['vn-city-2016.yaml']!.replace(
    'value: { value: 5 }\n    source: { instrument: mặc định của hệ thống / system default',
    'value: { value: 7 }\n    source: { instrument: mặc định của hệ thống / system default',
  );
  await importRuleSets(source, testContext(), files);
  expect((await rule('poll.closing.seconds', '2024-12-05')).valueJson).toBe('{"value":7}');
  const { old } = await ask(
    `query ($id: ID!, $hash: String!) { old: ruleSetVersion(id: $id, hash: $hash) { current rules { key valueJson } } }`,
    { id: before.ruleSetId, hash: before.ruleSetHash },
  );
  expect(old.current).toBe(false);
  expect(old.rules).toContainEqual({ key: 'poll.closing.seconds', valueJson: '{"value":5}' });
  await importRuleSets(source, testContext());
  expect(await rule('poll.closing.seconds', '2024-12-05')).toEqual(before);
});

it.each([
  ['the public', undefined, 'UNAUTHENTICATED'],
  ['a delegate', [{ role: 'DELEGATE', councilId: 'hdnd-hai-phong' }], 'FORBIDDEN'],
] as const)('%s confirms nothing', async (_, grants, code) => {
  const { ruleSetId, key, hash } = await rule('poll.lateArrivals');
  const token = grants && (await subgraph.issuer.token({ sub: accountIdOf('delegate-01'), grants }));
  const { errors } = await subgraph.ask(CONFIRM, { input: { ruleSetId, key, hash } }, token ? { token } : {});
  expect(errors?.[0]?.extensions?.['code']).toBe(code);
  expect(await database.admin('SELECT 1 FROM directory.rule_confirmation')).toEqual([]);
});

it('an account that the directory does not know, and a note that is too long, change nothing', async () => {
  const { ruleSetId, key, hash } = await rule('poll.lateArrivals');
  const unknown = await subgraph.issuer.token({ sub: 'somebody', grants: [{ role: 'SESSION_SECRETARY' }] });
  for (const [token, note, code] of [
    [unknown, 'x', 'FORBIDDEN'],
    [clerk, 'x'.repeat(100_000), 'INVALID_INPUT'],
  ] as const) {
    const { errors } = await subgraph.ask(CONFIRM, { input: { ruleSetId, key, hash, note } }, { token });
    expect(errors?.[0]?.extensions?.['code']).toBe(code);
  }
  expect(await database.admin('SELECT 1 FROM directory.rule_confirmation')).toEqual([]);
});

it('counts working days over weekends, holidays and days worked instead [SES-2]', async () => {
  const { over, exchanged, holidays, makeUpDays } = await ask(
    `{ over: workingDayAfter(day: "2025-04-29", count: 1) exchanged: workingDayAfter(day: "2025-04-25", count: 1)
       holidays(from: "2025-04-01", to: "2025-05-31") { day confidence } makeUpDays(from: "2025-01-01", to: "2025-12-31") { day inLieuOf confidence } }`,
  );
  expect([over, exchanged]).toEqual(['2025-05-05', '2025-04-26']);
  expect(holidays.map((h: { day: string }) => h.day)).toEqual(['2025-04-07', '2025-04-30', '2025-05-01', '2025-05-02']);
  expect(makeUpDays).toEqual([{ day: '2025-04-26', inLieuOf: '2025-05-02', confidence: 'K-med' }]);
});

it('publishes the calendar for others, each day with how sure it is', async () => {
  expect(
    await database.admin(
      `SELECT day::text, kind, confidence FROM directory.published_calendar_v1 WHERE day BETWEEN '2025-04-26' AND '2025-05-03' ORDER BY day`,
    ),
  ).toEqual([
    { day: '2025-04-26', kind: 'ON', confidence: 'K-med' },
    { day: '2025-04-30', kind: 'OFF', confidence: 'K-hi' },
    { day: '2025-05-01', kind: 'OFF', confidence: 'K-hi' },
    { day: '2025-05-02', kind: 'OFF', confidence: 'K-med' },
  ]);
});
