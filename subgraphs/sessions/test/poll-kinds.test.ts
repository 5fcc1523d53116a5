/** Every kind of poll over one engine: rows are frozen with the question, ballots keep their form, rows are counted each. */
import { seededId } from '@nghitruong/kit/context';
import type { DataSource } from 'typeorm';
import { sessions } from '../src/index.js';
import { exportPoll } from '../src/poll/poll-export.service.js';
import { verifyExport } from '../src/poll/verify.rules.js';
import { openPollHall, type PollHall } from './poll.fixture.js';

type Data = Record<string, unknown>;
let hall: PollHall;
let dataSource: DataSource;
beforeAll(async () => {
  hall = await openPollHall({ seats: 9, present: 6 });
  dataSource = await hall.database.open(sessions.owner);
});
afterAll(() => hall.stop());

const CANDIDATES = ['Nguyễn Thị Ánh', 'Đỗ Văn Bảy', 'Lê Thị Cẩm'].map((name) => ({ name, post: 'Ủy viên UBND' }));
const OPEN_BY_DECISION = { form: 'PUBLIC', formBasis: 'Biên bản phiên trù bị, mục 3' };
const ROWS = `rows { row { row name post } marks { mark share { count base baseKind percentText } } valid { count } invalid { count } verdict threshold { needed of reason { article confidence } } }`;

async function cast(seat: PollHall['present'][number], pollId: string, content: string, press = 1): Promise<Data> {
  return hall.ok(
    `mutation ($pollId: ID!, $content: String, $ballotKey: ID!, $press: Int!) { castBallot(pollId: $pollId, content: $content, ballotKey: $ballotKey, press: $press) {
      __typename ... on BallotReceipt { choice content } ... on BallotRefused { reason } } }`,
    { pollId, content, press, ballotKey: seededId(`${pollId}:${seat.seatId}:${press}:${content}`) },
    await hall.token('DELEGATE', { seat }),
  );
}

async function publish(pollId: string): Promise<Data> {
  await hall.closeAndCount(pollId);
  const published = await hall.command('publishPoll', pollId);
  expect(published).toMatchObject({ state: 'PUBLISHED' });
  return (
    (await hall.poll(
      pollId,
      `result { outcome for { count } abstain { count } counts { totalSeats inOffice eligible ballotsIssued ballotsCollected ballotsValid ballotsInvalid notRecorded absentExcused absentUnexcused } ${ROWS} }`,
    )) as { result: Data }
  ).result;
}

test('two options and neither: each option is a row with its share, and there is no verdict [VOT-1]', async () => {
  const rows = [{ name: 'Phương án 1' }, { name: 'Phương án 2' }];
  const id = await hall.open({ kind: 'OPTION_CHOICE', title: 'Chọn phương án', rows });
  const [a, b, c, d, e] = hall.present;
  expect(await cast(a!, id, 'OPTION_1')).toMatchObject({
    __typename: 'BallotReceipt',
    choice: null,
    content: 'OPTION_1',
  });
  await cast(b!, id, 'OPTION_1');
  await cast(c!, id, 'OPTION_2');
  await cast(d!, id, 'ABSTAIN');
  expect(await cast(e!, id, 'OPTION_3')).toEqual({ __typename: 'BallotRefused', reason: 'UNKNOWN_CHOICE' });
  expect(await cast(e!, id, 'FOR', 2)).toEqual({ __typename: 'BallotRefused', reason: 'UNKNOWN_CHOICE' });
  const result = await publish(id);
  expect(result).toMatchObject({
    outcome: null,
    for: { count: 0 },
    abstain: { count: 1 },
    counts: {
      ...{
        totalSeats: 9,
        inOffice: 9,
        eligible: 6,
        ballotsIssued: 6,
        ballotsCollected: 4,
        ballotsValid: 4,
        ballotsInvalid: 0,
      },
      ...{ notRecorded: 2, absentExcused: 0, absentUnexcused: 3 },
    },
    rows: [
      {
        row: { row: 1, name: 'Phương án 1' },
        marks: [{ mark: 'CHOSEN', share: { count: 2, base: 9, baseKind: 'TOTAL_DELEGATES' } }],
        verdict: null,
      },
      { row: { row: 2, name: 'Phương án 2' }, marks: [{ mark: 'CHOSEN', share: { count: 1 } }], verdict: null },
    ],
  });
});

test('an election in the open by decision: rows are counted each, an empty row is invalid for that person alone [VOT-1 R-VOT-12]', async () => {
  const id = await hall.open({
    kind: 'ELECTION',
    title: 'Bầu ủy viên UBND',
    rows: CANDIDATES,
    seatsToFill: 2,
    ...OPEN_BY_DECISION,
  });
  const [a, b, c, d, e, f] = hall.present;
  for (const seat of [a, b, c, d, e]) await cast(seat!, id, '1=AGREE,2=AGREE,3=DISAGREE');
  await cast(f!, id, '1=AGREE,2=,3=DISAGREE');
  const result = await publish(id);
  expect(result).toMatchObject({
    outcome: null,
    rows: [
      {
        row: { name: 'Nguyễn Thị Ánh' },
        marks: [
          { mark: 'AGREE', share: { count: 6, base: 9 } },
          { mark: 'DISAGREE', share: { count: 0 } },
        ],
        valid: { count: 6 },
        invalid: { count: 0 },
        verdict: 'ELECTED',
        threshold: { needed: 5, of: 9 },
      },
      {
        marks: [{ share: { count: 5 } }, { share: { count: 0 } }],
        valid: { count: 5 },
        invalid: { count: 1 },
        verdict: 'ELECTED',
      },
      {
        marks: [{ share: { count: 0 } }, { share: { count: 6 } }],
        verdict: 'NOT_ELECTED',
        threshold: { reason: { confidence: 'K-med' } },
      },
    ],
  });
  const report = verifyExport(JSON.parse(JSON.stringify(await exportPoll(dataSource.manager, id))));
  expect(report.checks.filter((check) => !check.ok)).toEqual([]);
});

test('an export whose candidate or row count was touched is found [VOT-21]', async () => {
  const id = await hall.open({ kind: 'ELECTION', title: 'Bầu một người', rows: CANDIDATES, ...OPEN_BY_DECISION });
  await cast(hall.present[0]!, id, '1=AGREE,2=DISAGREE,3=DISAGREE');
  await publish(id);
  const document = async (): Promise<
    Data & { poll: { rows: { name: string }[] }; tally: { rows: { marks: Record<string, number> }[] } }
  > => JSON.parse(JSON.stringify(await exportPoll(dataSource.manager, id))) as never;
  const renamed = await document();
  renamed.poll.rows[0]!.name = 'Người khác';
  expect(
    verifyExport(renamed as never)
      .checks.filter((c) => !c.ok)
      .map((c) => c.key),
  ).toContain('QUESTION');
  const recounted = await document();
  recounted.tally.rows[1]!.marks['AGREE'] = 1;
  expect(
    verifyExport(recounted as never)
      .checks.filter((c) => !c.ok)
      .map((c) => c.key),
  ).toContain('TALLY');
});

test('elections, confidence and removals are secret by rule; the open form names its decision, and the law’s is not changed [R-VOT-03]', async () => {
  const election = { rows: CANDIDATES };
  expect(await hall.elect(election)).toMatchObject({ state: 'DRAFT' });
  const onDevices = await hall.elect({ ...election, method: 'ELECTRONIC' });
  expect(await hall.command('readyPoll', onDevices['id'] as string)).toMatchObject({ code: 'SECRET_NOT_ENABLED' });
  expect(await hall.elect({ ...election, form: 'PUBLIC' })).toMatchObject({ code: 'FORM_NEEDS_DECISION' });
  expect(await hall.create({ ...election, kind: 'CONFIDENCE_RATING', ...OPEN_BY_DECISION })).toMatchObject({
    code: 'FORM_IS_FIXED',
  });
  expect(await hall.create({ kind: 'RESOLUTION', form: 'SECRET' })).toMatchObject({ code: 'FORM_NEEDS_DECISION' });
});

test('removing a delegate needs two thirds, an office holder more than half [R-VOT-05]', async () => {
  const removal = { kind: 'REMOVAL', title: 'Bãi nhiệm', ...OPEN_BY_DECISION };
  expect(await hall.create(removal)).toMatchObject({ threshold: { needed: 6, of: 9, comparison: 'AT_LEAST' } });
  expect(await hall.create({ ...removal, removalOf: 'OFFICE_HOLDER' })).toMatchObject({
    threshold: { needed: 5, of: 9, comparison: 'GREATER_THAN' },
  });
});

test.each([
  ['no rows for an election', { kind: 'ELECTION' }, 'ROWS_MISSING'],
  ['one option is no choice', { kind: 'OPTION_CHOICE', rows: [{ name: 'Một' }] }, 'ROWS_MISSING'],
  ['a resolution has no rows', { kind: 'RESOLUTION', rows: CANDIDATES }, 'ROWS_UNWANTED'],
  ['the same person twice', { kind: 'ELECTION', rows: [CANDIDATES[0], CANDIDATES[0]] }, 'ROW_TWICE'],
  ['more places than candidates', { kind: 'ELECTION', rows: CANDIDATES, seatsToFill: 4 }, 'PICK_RANGE'],
  ['as many to mark as stand', { kind: 'ELECTION', rows: CANDIDATES, seatsToFill: 3, pickOnly: true }, 'PICK_RANGE'],
  ['places of a resolution', { kind: 'RESOLUTION', seatsToFill: 1 }, 'PICK_UNWANTED'],
  [
    'too many',
    { kind: 'ELECTION', rows: Array.from({ length: 101 }, (_, i) => ({ name: `Ứng viên ${i}` })) },
    'TOO_MANY_ROWS',
  ],
  ['a resolution removes nobody', { kind: 'RESOLUTION', removalOf: 'DELEGATE' }, 'REMOVAL_UNWANTED'],
])('a ballot that cannot be is refused and nothing is made: %s', async (_, input, code) => {
  const before = await hall.database.admin('SELECT count(*)::int AS n FROM sessions.poll');
  expect(await hall.create({ ...input, ...OPEN_BY_DECISION })).toMatchObject({ __typename: 'Refused', code });
  expect(await hall.database.admin('SELECT count(*)::int AS n FROM sessions.poll')).toEqual(before);
});

test('rows are frozen with the question, and a ballot of another form is kept out by the database itself', async () => {
  const id = await hall.open({ kind: 'ELECTION', title: 'Bầu', rows: CANDIDATES, ...OPEN_BY_DECISION });
  const run = (sql: string): Promise<unknown> => dataSource.query(sql, [id]);
  await expect(run(`UPDATE poll_row SET name = 'Khác' WHERE poll_id = $1`)).rejects.toThrow(/permission denied/);
  await expect(run(`DELETE FROM poll_row WHERE poll_id = $1`)).rejects.toThrow(/permission denied/);
  await expect(run(`INSERT INTO poll_row (poll_id, row_number, name) VALUES ($1, 4, 'Thêm')`)).rejects.toThrow(
    /made with its draft/,
  );
  await expect(run(`UPDATE poll SET row_count = 4 WHERE id = $1`)).rejects.toThrow(/does not change/);
  const ballot = (choice: string): Promise<unknown> =>
    run(`INSERT INTO ballot (poll_id, chain_index, id, seat_id, choice, press, ballot_key, recorded_at, chain_hash)
      SELECT $1, 999, gen_random_uuid(), seat_id, '${choice}', 1, gen_random_uuid(), now(), decode(repeat('00', 32), 'hex') FROM poll_roll WHERE poll_id = $1 AND present_at_open LIMIT 1`);
  for (const choice of ['FOR', '1=AGREE,2=AGREE', '1=HIGH,2=,3=', '1=AGREE,2=,3=,4='])
    await expect(ballot(choice)).rejects.toThrow(/form of its poll/);
  await hall.command('cancelPoll', id, { reason: 'thử' });
});

test('at most n of m: a ballot with more is refused by nobody and counts for nobody', async () => {
  const id = await hall.open({
    kind: 'ELECTION',
    title: 'Bầu một',
    rows: CANDIDATES,
    seatsToFill: 1,
    pickOnly: true,
    ...OPEN_BY_DECISION,
  });
  const [a, b, c] = hall.present;
  await cast(a!, id, '1=CHOSEN,2=,3=');
  await cast(b!, id, '1=,2=,3=');
  expect(await cast(c!, id, '1=CHOSEN,2=CHOSEN,3=')).toMatchObject({ __typename: 'BallotReceipt' });
  const result = await publish(id);
  expect(result).toMatchObject({
    counts: { ballotsCollected: 3, ballotsValid: 2, ballotsInvalid: 1 },
    rows: [{ marks: [{ mark: 'CHOSEN', share: { count: 1 } }], valid: { count: 2 }, invalid: { count: 1 } }, {}, {}],
  });
});

test('the parts of an item and its whole are one series; the whole is told apart while a part is open [R-SES-14]', async () => {
  const part = await hall.open({ kind: 'RESOLUTION_ITEM', title: 'Điều 1' });
  const whole = (await hall.create({ kind: 'RESOLUTION', title: 'Toàn văn' })) as { id: string };
  await hall.command('readyPoll', whole.id);
  expect(await hall.command('openPoll', whole.id)).toMatchObject({ __typename: 'Refused', code: 'ITEM_POLL_OPEN' });
  await publish(part);
  expect(await hall.command('openPoll', whole.id)).toMatchObject({ state: 'OPEN' });
  expect(await hall.poll(whole.id, 'series { title }')).toEqual({
    series: [{ title: 'Điều 1' }, { title: 'Toàn văn' }],
  });
  await hall.command('cancelPoll', whole.id, { reason: 'thử' });
});

test('numbers that do not add up are not published, and are named', async () => {
  const id = await hall.open({ kind: 'ELECTION', title: 'Bầu', rows: CANDIDATES, ...OPEN_BY_DECISION });
  await cast(hall.present[0]!, id, '1=AGREE,2=DISAGREE,3=DISAGREE');
  await hall.closeAndCount(id);
  await hall.database.admin(
    `UPDATE sessions.poll_tally SET row_counts = jsonb_set(row_counts, '{1,marks,AGREE}', '7') WHERE poll_id = $1`,
    [id],
  );
  const refused = await hall.command('publishPoll', id);
  expect(refused).toMatchObject({ code: 'TALLY_DOES_NOT_ADD_UP' });
  expect(refused['vi']).toContain('dòng 2: 7 + 1 = 8 ≠ hợp lệ 1');
  expect(await hall.poll(id, 'state')).toEqual({ state: 'CERTIFIED' });
  await hall.command('annulPoll', id, { kind: 'PROCEDURE', basis: 'thử', wallText: 'thử' });
});

test('not recorded is folded into abstentions on the sheet alone, where the rule of the day says so [R-VOT-01]', async () => {
  const fold = (value: boolean): Promise<unknown> =>
    hall.database.admin(
      `UPDATE directory.rule SET value = jsonb_build_object('value', $1::boolean) WHERE rule_key = 'report.foldNotRecordedIntoAbstain'`,
      [value],
    );
  const lines = async (): Promise<unknown> => {
    const id = await hall.open({ kind: 'PROCEDURAL', title: 'Thủ tục' });
    await cast(hall.present[0]!, id, 'ABSTAIN');
    await publish(id);
    return (
      await hall.poll(id, 'result { abstain { count } notRecorded { count } sheetAbstain { count } foldNotRecorded }')
    )['result'];
  };
  expect(await lines()).toEqual({
    abstain: { count: 1 },
    notRecorded: { count: 5 },
    sheetAbstain: { count: 1 },
    foldNotRecorded: false,
  });
  await fold(true);
  expect(await lines()).toEqual({
    abstain: { count: 1 },
    notRecorded: { count: 5 },
    sheetAbstain: { count: 6 },
    foldNotRecorded: true,
  });
  await fold(false);
});

test('a council’s own rule takes its level’s place where the rule set lets it, with what it rests on; nowhere else [R-VOT-18]', async () => {
  await hall.database.admin(
    `INSERT INTO directory.rule_override (council_id, rule_key, value, reason, instrument, decided_by, valid_from) VALUES
       ($1, 'poll.rounding', '{"value":"TRUNCATE"}', 'Như biểu in', 'Nội quy kỳ họp', 'HĐND', '2021-01-01'),
       ($1, 'poll.resolution.threshold', '{"kind":"AT_LEAST","num":1,"den":3,"base":"TOTAL_DELEGATES"}', 'Không được phép', 'Nội quy kỳ họp', 'HĐND', '2021-01-01')`,
    [hall.councilId],
  );
  await hall.database.admin(
    `UPDATE directory.rule SET overridable = 'NEVER' WHERE rule_key = 'poll.resolution.threshold'`,
  );
  const id = await hall.open({ kind: 'RESOLUTION_ITEM' });
  for (const seat of hall.present.slice(0, 5)) await hall.cast(seat, id, 'FOR');
  await hall.closeAndCount(id);
  await hall.command('publishPoll', id);
  // 5/9 = 55,555…: cut off, not rounded. The threshold is the law's.
  expect(await hall.poll(id, 'result { for { percentText } threshold { needed of } }')).toMatchObject({
    result: { for: { percentText: '55,55\u00a0%' }, threshold: { needed: 5, of: 9 } },
  });
  const [row] = await hall.database.admin(`SELECT rule FROM sessions.poll WHERE id = $1`, [id]);
  expect((row as { rule: { rounding: string } }).rule.rounding).toBe('TRUNCATE');
});
