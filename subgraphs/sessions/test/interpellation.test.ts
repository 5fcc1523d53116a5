/** Chất vấn: slips, groups, question and answer in the hall, written answers, promises, verdicts. */
import { openPollHall, type PollHall } from './poll.fixture.js';
import type { FixtureSeat } from './fixtures/directory.fixture.js';

const VIEW = `__typename ... on Interpellation { id title state askedName askingName dueOn dueState writtenReason writtenOn owner { id } repeats { id } } ... on Refused { code vi }`;
const SUBMIT = `mutation ($input: SubmitInterpellationInput!) { submitInterpellation(input: $input) { ${VIEW} } }`;
const own = (name: string, args = '', values = ''): string =>
  `mutation ($id: ID!${args}) { ${name}(interpellationId: $id${values}) { ${VIEW} } }`;
const WITHDRAW = own('withdrawInterpellation');
const JUDGE = own('judgeInterpellation', ', $satisfied: Boolean!', ', satisfied: $satisfied');
const AGAIN = own('askInterpellationAgain', ', $sittingId: ID!', ', sittingId: $sittingId');
const DEFER = own('deferInterpellation', ', $reason: WrittenReason!', ', reason: $reason');
const WRITE = own(
  'answerInterpellationInWriting',
  ', $answer: String!, $signedBy: String!',
  ', answer: $answer, signedBy: $signedBy',
);
const GROUP = `mutation ($input: GroupInterpellationsInput!) { groupInterpellations(input: $input) { __typename ... on InterpellationGroup { id title decidedAt } ... on Refused { code } } }`;
const DECIDE = `mutation ($group: ID!, $basis: ID!) { decideInterpellationGroup(groupId: $group, basisPollId: $basis) { __typename ... on InterpellationGroup { id decidedAt } ... on Refused { code } } }`;
const live = (name: string): string =>
  `mutation ($id: ID!, $sittingId: ID!, $step: Int!) { ${name}(sittingId: $sittingId, expectedStep: $step, interpellationId: $id) { __typename ... on Chamber { view speaking { current { fullName groupName kind limitSeconds interpellationId } } } ... on Refused { code } } }`;
const ASK = live('askInterpellation');
const ANSWER = live('answerInterpellation');
const CAPTURE = `mutation ($input: CaptureCommitmentInput!) { captureCommitment(input: $input) { __typename ... on Commitment { id title dueOn dueState madeOn speechId reportDueOn owner { id } interpellation { id } } ... on Refused { code } } }`;
const LIST = `query ($id: ID!) { sitting(id: $id) { interpellations { id state turns { kind fullName } commitments { title } } } }`;

describe('an interpellation', () => {
  let hall: PollHall;
  let seat: FixtureSeat;
  let delegate: string;
  beforeEach(async () => {
    hall = await openPollHall({ seats: 6, present: 6 });
    seat = hall.present[0]!;
    delegate = await hall.token('DELEGATE', { seat });
  });
  afterEach(() => hall.stop());

  const submit = (issue = 'Chậm giải ngân vốn đầu tư công', more: Record<string, unknown> = {}, token = delegate) =>
    hall.ok(
      SUBMIT,
      {
        input: {
          sittingId: hall.sittingId,
          issue,
          askedName: 'Phạm Văn Hoà',
          askedOffice: 'Giám đốc Sở Tài chính',
          askedBodyId: 'so-tai-chinh',
          ...more,
        },
      },
      token,
    );
  const run = (query: string, id: unknown, more: Record<string, unknown> = {}, token = hall.clerk) =>
    hall.ok(query, { id, ...more }, token);
  const floor = async (query: string, id: unknown) => {
    hall.clock.pass(1_000);
    return run(query, id, { sittingId: hall.sittingId, step: await hall.step() }, hall.chair);
  };
  const adopted = async (): Promise<string> => {
    const id = await hall.open({ kind: 'PROCEDURAL', title: 'Các nhóm vấn đề chất vấn' });
    for (const each of hall.present) await hall.cast(each, id);
    await hall.closeAndCount(id);
    await hall.command('publishPoll', id);
    return id;
  };
  const scheduled = async (): Promise<string> => {
    const { id } = (await submit()) as { id: string };
    const group = await run(GROUP, null, {
      input: { sittingId: hall.sittingId, title: 'Đầu tư công', interpellationIds: [id] },
    });
    const decided = await hall.ok(DECIDE, { group: group['id'], basis: await adopted() }, hall.chair);
    expect(decided['__typename']).toBe('InterpellationGroup');
    return id;
  };
  const listed = async (token?: string) =>
    (await hall.ok(LIST, { id: hall.sittingId }, token))['interpellations'] as Record<string, unknown>[];
  const day = (from: number): string =>
    new Date(hall.clock.now().getTime() + 7 * 3_600_000 + from * 86_400_000).toISOString().slice(0, 10);

  it('begins with a slip that only the desk and its author see until the council has decided the group [SES-13]', async () => {
    const slip = await submit();
    expect(slip).toMatchObject({ state: 'SUBMITTED', askingName: seat.fullName, owner: { id: 'so-tai-chinh' } });
    expect([await listed(), await listed(delegate)]).toEqual([[], []]);
    expect(await listed(hall.clerk)).toHaveLength(1);
    const mine = `query ($id: ID!) { sitting(id: $id) { myInterpellations { id state } } }`;
    expect(await hall.ok(mine, { id: hall.sittingId }, delegate)).toEqual({
      myInterpellations: [{ id: slip['id'], state: 'SUBMITTED' }],
    });
    const group = await run(GROUP, null, {
      input: { sittingId: hall.sittingId, title: 'Đầu tư công', interpellationIds: [slip['id']] },
    });
    const decide = (basis: string) => hall.ok(DECIDE, { group: group['id'], basis }, hall.chair);
    expect(await decide('00000000-0000-4000-8000-000000000000')).toMatchObject({ code: 'GROUP_BASIS_MISSING' });
    const basis = await adopted();
    expect(await decide(basis)).toMatchObject({ decidedAt: expect.any(String) });
    expect(await decide(basis)).toMatchObject({ code: 'INTERPELLATION_STATE' });
    expect(await listed()).toMatchObject([{ id: slip['id'], state: 'SCHEDULED' }]);
  });

  it('is asked and answered live by the person who was asked, with a supplementary question, each on its timer [SES-13 SES-9]', async () => {
    const id = await scheduled();
    expect(await floor(ANSWER, id)).toMatchObject({ code: 'INTERPELLATION_STATE' });
    expect(await floor(ASK, id)).toMatchObject({
      view: 'SPEAKER',
      speaking: { current: { fullName: seat.fullName, kind: 'QUESTION', limitSeconds: 180, interpellationId: id } },
    });
    expect(await floor(ANSWER, id)).toMatchObject({
      speaking: {
        current: { fullName: 'Phạm Văn Hoà', groupName: 'Giám đốc Sở Tài chính', kind: 'ANSWER', limitSeconds: 420 },
      },
    });
    expect(await floor(ASK, id)).toMatchObject({ speaking: { current: { kind: 'QUESTION' } } });
    await floor(ANSWER, id);
    expect(await listed()).toMatchObject([
      { state: 'ANSWERED', turns: ['QUESTION', 'ANSWER', 'QUESTION', 'ANSWER'].map((kind) => ({ kind })) },
    ]);
  });

  it('keeps a promise with the answer it was made in, due by its day, to be reported before the next session [SES-13]', async () => {
    const id = await scheduled();
    const capture = (dueOn: string, title = 'Giải ngân hết vốn trước 31/12') =>
      hall.ok(CAPTURE, { input: { interpellationId: id, title, dueOn } }, hall.clerk);
    expect(await capture(day(30))).toMatchObject({ code: 'INTERPELLATION_STATE' });
    await floor(ASK, id);
    await floor(ANSWER, id);
    expect(await capture(day(-1))).toMatchObject({ code: 'COMMITMENT_DUE_PAST' });
    await hall.database.admin(
      `INSERT INTO sessions.session SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'ordinal', 3, 'opens_on', $2::text, 'closes_on', $2::text))).* FROM sessions.session s JOIN sessions.sitting t ON t.session_id = s.id WHERE t.id = $1`,
      [hall.sittingId, day(60)],
    );
    expect(await capture(day(30))).toMatchObject({
      madeOn: day(0),
      dueOn: day(30),
      dueState: 'NOT_YET',
      reportDueOn: day(50),
      speechId: expect.any(String),
      owner: { id: 'so-tai-chinh' },
      interpellation: { id },
    });
    expect(await listed()).toMatchObject([{ commitments: [{ title: 'Giải ngân hết vốn trước 31/12' }] }]);
  });

  it('goes to writing in the law’s cases, due in twenty days, and is signed by nobody else [SES-13]', async () => {
    const { id } = await submit();
    expect(await run(DEFER, id, { reason: 'NOT_IN_GROUPS' })).toMatchObject({
      state: 'AWAITING_WRITING',
      dueOn: day(20),
      dueState: 'NOT_YET',
    });
    hall.clock.pass(21 * 86_400_000);
    const owed = await hall.ok(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on PublicBody { writtenAnswers { id dueState } } } }',
      { r: [{ __typename: 'PublicBody', id: 'so-tai-chinh' }] },
    );
    expect(owed).toEqual([{ writtenAnswers: [{ id, dueState: 'OVERDUE' }] }]);
    const answer = { answer: 'Sở đã rà soát 12 dự án.', signedBy: 'Trần Thị B' };
    expect(await run(WRITE, id, answer)).toMatchObject({
      code: 'ANSWER_DELEGATED',
      vi: expect.stringContaining('Phạm Văn Hoà'),
    });
    // Tone marks may stand elsewhere: it is the same name.
    expect(await run(WRITE, id, { ...answer, signedBy: 'phạm văn hòa' })).toMatchObject({
      state: 'ANSWERED_IN_WRITING',
      dueState: 'DONE_LATE',
    });
    expect(await run(WRITE, id, { ...answer, signedBy: 'Phạm Văn Hoà' })).toMatchObject({
      code: 'INTERPELLATION_STATE',
    });
  });

  it('is judged by who asked and nobody else, and asked again once where it did not satisfy [SES-13]', async () => {
    const id = await scheduled();
    await floor(ASK, id);
    expect(await run(JUDGE, id, { satisfied: true }, delegate)).toMatchObject({ code: 'INTERPELLATION_STATE' });
    await floor(ANSWER, id);
    const stranger = await hall.token('DELEGATE', { seat: hall.present[1]! });
    const tried = await hall.ask(JUDGE, { id, satisfied: true }, { token: stranger });
    expect(tried.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await run(JUDGE, id, { satisfied: false }, delegate)).toMatchObject({ state: 'NOT_SATISFIED' });
    const again = await run(AGAIN, id, { sittingId: hall.sittingId }, delegate);
    expect(again).toMatchObject({ state: 'SUBMITTED', title: 'Chậm giải ngân vốn đầu tư công', repeats: { id } });
    expect(await run(AGAIN, id, { sittingId: hall.sittingId }, delegate)).toMatchObject({
      code: 'INTERPELLATION_STATE',
    });
  });

  it('is withdrawn by its author before it is asked; a slip needs its words', async () => {
    const { id } = await submit();
    expect(await run(WITHDRAW, id, {}, delegate)).toMatchObject({ state: 'WITHDRAWN' });
    expect(await submit('   ')).toMatchObject({ code: 'INTERPELLATION_TEXT' });
    expect(await submit('x'.repeat(1_001))).toMatchObject({ code: 'INTERPELLATION_TEXT' });
  });

  it('stays as it was handed in, with a log that nobody rewrites', async () => {
    const { id } = await submit();
    await run(DEFER, id, { reason: 'NEEDS_INVESTIGATION' });
    const log = await hall.database.admin(
      'SELECT command FROM sessions.interpellation_event WHERE interpellation_id = $1 ORDER BY position',
      [id],
    );
    expect(log.map((each) => each['command'])).toEqual(['submit', 'defer']);
    const running = await hall.database.open((await import('../src/index.js')).sessions.owner);
    await expect(running.query(`UPDATE interpellation SET title = 'khác' WHERE id = $1`, [id])).rejects.toMatchObject({
      driverError: { constraint: 'a_slip_stays_as_written' },
    });
    for (const sql of [
      'DELETE FROM interpellation',
      'DELETE FROM interpellation_event',
      `UPDATE interpellation_event SET command = 'x'`,
    ])
      await expect(running.query(sql)).rejects.toMatchObject({ driverError: { code: '42501' } });
  });

  it('of a closed sitting is for those who sit in it', async () => {
    await scheduled();
    await hall.database.admin(`UPDATE sessions.sitting SET visibility = 'CLOSED' WHERE id = $1`, [hall.sittingId]);
    expect(await listed()).toEqual([]);
    expect(await listed(delegate)).toHaveLength(1);
  });
});
