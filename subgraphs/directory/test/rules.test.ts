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

it('on 5/12/2024 the threshold is the law’s, by article [ADM-2]', async () => {
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

it('a clerk confirms a rule by name, once; it is published, and the hash of the set does not move [ADM-2]', async () => {
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

describe('a council’s own rules', () => {
  const OWN = `id key valueJson instrument article adoptedOn reason validFrom validTo endedAt endDecision`;
  const SAID = `__typename ... on RuleOverride { ${OWN} } ... on LocalRuleRefused { code vi en }`;
  const GIVEN = {
    councilId: 'hdnd-hai-phong',
    key: 'quorum.plenary',
    valueJson: '{"mode":"BLOCK","num":2,"den":3}',
    regulation: '12/2026/NQ-HĐND',
    adoptedOn: '2026-11-20',
    article: 'Điều 7',
    words: 'Phiên họp được tiến hành khi có ít nhất hai phần ba tổng số đại biểu có mặt.',
    validFrom: '2026-12-01',
  };
  const record = async (more: Record<string, unknown> = {}, token = clerk) =>
    (
      await ask(
        `mutation ($input: RecordLocalRuleInput!) { said: recordLocalRule(input: $input) { ${SAID} } }`,
        { input: { ...GIVEN, ...more } },
        token,
      )
    ).said;
  const end = async (overrideId: string, validTo: string, decision = '20/2027/NQ-HĐND') =>
    (
      await ask(
        `mutation ($input: EndLocalRuleInput!) { said: endLocalRule(input: $input) { ${SAID} } }`,
        { input: { overrideId, validTo, decision } },
        clerk,
      )
    ).said;
  const on = async (asOf: string, key = GIVEN.key) =>
    (
      await ask(
        `query ($asOf: Date) { council(id: "hdnd-hai-phong") { localRules(asOf: $asOf) { key titleVi rule { valueJson confidence needsConfirmation } own { ${OWN} } history { validFrom validTo }
         fields { name kind unit minimum maximum boundsEn choices { value vi } } } } }`,
        { asOf },
      )
    ).council.localRules.find((each: { key: string }) => each.key === key);
  const told = () =>
    database.admin(`SELECT name FROM directory.outbox WHERE name LIKE 'directory.localRule%' ORDER BY position`);

  it('stand beside the law’s from their first day, with the regulation; a new one ends the one before; nothing is deleted [R-SES-13]', async () => {
    expect(await record()).toMatchObject({ __typename: 'RuleOverride', validFrom: '2026-12-01', validTo: null });
    expect(await on('2026-11-30')).toMatchObject({
      titleVi: 'Số đại biểu có mặt tối thiểu của phiên họp HĐND',
      rule: { valueJson: '{"base":"TOTAL_DELEGATES","den":3,"mode":"WARN","num":2}', needsConfirmation: true },
      own: null,
    });
    expect((await on('2026-12-01')).own).toMatchObject({
      valueJson: '{"base":"TOTAL_DELEGATES","den":3,"mode":"BLOCK","num":2}',
      instrument: '12/2026/NQ-HĐND',
      article: 'Điều 7',
      adoptedOn: '2026-11-20',
      reason: GIVEN.words,
    });
    const second = await record({ valueJson: '{"mode":"BLOCK","num":1,"den":2}', validFrom: '2027-01-01' });
    expect((await on('2027-01-01')).history).toEqual([
      { validFrom: '2027-01-01', validTo: null },
      { validFrom: '2026-12-01', validTo: '2026-12-31' },
    ]);
    expect(await record({ validFrom: '2026-12-15' })).toMatchObject({ code: 'LOCAL_RULE_STANDS' });
    expect(await end(second.id, '2026-12-30')).toMatchObject({
      code: 'LOCAL_RULE_END_DAY',
      vi: expect.stringContaining('01/01/2027'),
    });
    expect(await end(second.id, '2027-06-30', ' ')).toMatchObject({ code: 'DECISION_MISSING' });
    expect(await end(second.id, '2027-06-30')).toMatchObject({ validTo: '2027-06-30', endDecision: '20/2027/NQ-HĐND' });
    expect(await end(second.id, '2027-05-31')).toMatchObject({ code: 'LOCAL_RULE_ENDED' });
    expect((await on('2027-07-01')).own).toBeNull();
    expect((await told()).map((each) => each['name'])).toEqual([
      'directory.localRuleRecorded',
      'directory.localRuleRecorded',
      'directory.localRuleEnded',
    ]);
    const by = await database.admin('SELECT DISTINCT recorded_by FROM directory.rule_override');
    expect(by).toEqual([{ recorded_by: accountIdOf('clerk') }]);
  });

  it('recorded by mistake end the day before they began: they never held, stay readable, and the right one takes the days', async () => {
    const wrong = await record({ valueJson: '{"mode":"BLOCK","num":1,"den":3}' });
    expect(await end(wrong.id, '2026-11-30', 'Ghi nhầm')).toMatchObject({ validTo: '2026-11-30' });
    expect((await on('2026-12-01')).own).toBeNull();
    const right = await record();
    const found = await on('2026-12-01');
    expect([found.own.id, found.history.length]).toEqual([right.id, 2]);
  });

  it('fit the rule: its fields, the law’s bound once it is read or confirmed, and days that can be', async () => {
    const days = (value: unknown) =>
      record({ key: 'resolution.comment.minDays', valueJson: JSON.stringify({ value }) });
    expect((await on('2026-12-01', 'resolution.comment.minDays')).fields).toMatchObject([
      { name: 'value', kind: 'WHOLE', unit: 'DAYS', minimum: 1, maximum: 180 },
    ]);
    const law = await rule('resolution.comment.minDays');
    await ask(CONFIRM, { input: { ruleSetId: law.ruleSetId, key: law.key, hash: law.hash } }, clerk);
    expect(await days(15)).toMatchObject({
      code: 'LOCAL_RULE_VALUE',
      vi: expect.stringMatching(/Số ngày: cần số nguyên từ 20 đến 180 \(căn cứ 64\/2025\/QH15/),
      en: expect.stringContaining('Days: it must be a whole number from 20 to 180'),
    });
    expect(await days(30)).toMatchObject({ __typename: 'RuleOverride' });
    expect(await record({ valueJson: '{"mode":"BLOCK"' })).toMatchObject({ code: 'LOCAL_RULE_SHAPE' });
    expect(await record({ key: 'quorum.standing' })).toMatchObject({ code: 'LOCAL_RULE_OF_THE_LAW' });
    expect(await record({ key: 'vote.weight', valueJson: '{"value":2}' })).toMatchObject({
      code: 'LOCAL_RULE_OF_THE_LAW',
    });
    // On that day the number was the law's own.
    expect(
      await record({
        key: 'resolution.dossier.minDays',
        valueJson: '{"value":20}',
        adoptedOn: '2024-01-01',
        validFrom: '2024-01-01',
      }),
    ).toMatchObject({ code: 'LOCAL_RULE_OF_THE_LAW' });
    expect(await record({ words: ' ' })).toMatchObject({ code: 'LOCAL_RULE_REGULATION' });
    expect(await record({ adoptedOn: '2026-11-24' })).toMatchObject({ code: 'LOCAL_RULE_DAYS' });
    expect(await record({ validFrom: '2026-11-19' })).toMatchObject({ code: 'LOCAL_RULE_DAYS' });
  });

  it('are nothing that a delegate, the chair or the secretary of another council may record or end', async () => {
    const { id } = await record();
    for (const grants of [
      [{ role: 'DELEGATE', councilId: 'hdnd-hai-phong' }],
      [{ role: 'CHAIR', councilId: 'hdnd-hai-phong' }],
      [{ role: 'SESSION_SECRETARY', councilId: 'hdnd-thuy-nguyen' }],
    ] as const) {
      const token = await subgraph.issuer.token({ sub: accountIdOf('delegate-01'), grants: [...grants] });
      for (const [name, input] of [
        ['RecordLocalRule', { ...GIVEN, validFrom: '2027-01-01' }],
        ['EndLocalRule', { overrideId: id, validTo: '2026-12-31', decision: 'x' }],
      ] as const) {
        const { errors } = await subgraph.ask(
          `mutation ($input: ${name}Input!) { ${name[0]!.toLowerCase()}${name.slice(1)}(input: $input) { __typename } }`,
          { input },
          { token },
        );
        expect([grants[0].role, name, errors?.[0]?.extensions?.['code']]).toEqual([grants[0].role, name, 'FORBIDDEN']);
      }
    }
    expect((await on('2027-01-01')).history).toEqual([{ validFrom: '2026-12-01', validTo: null }]);
  });

  it('are changed by nobody: the running role can end a row once, and write nothing else of it', async () => {
    const { id } = await record();
    await end(id, '2026-12-31');
    const role = await database.open({ ...directory.owner, entities: [] });
    await expect(role.query(`UPDATE directory.rule_override SET value = '{}' WHERE id = $1`, [id])).rejects.toThrow(
      /permission denied/,
    );
    await expect(role.query(`DELETE FROM directory.rule_override WHERE id = $1`, [id])).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      role.query(`UPDATE directory.rule_override SET valid_to = '2027-12-31' WHERE id = $1`, [id]),
    ).rejects.toThrow(/ended already/);
  });
});
