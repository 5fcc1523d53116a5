import { openHall, type Hall } from './fixtures/hall.fixture.js';

type Data = Record<string, unknown>;
const STEP =
  'step dueOn lastWorkingDay light doneOn evidence lateReason terms { days from dueOn reason { key instrument article confidence confirmed } } records { doneOn lateReason } receipts { recipient receivedOn reference }';
const PREPARATION = `preparation { late steps { ${STEP} } afterwards { ${STEP} } }`;
const SAID = `__typename ... on Refused { code vi en } ... on Session { id name ${PREPARATION} }`;
const PLAN = `mutation ($input: PlanSessionInput!) { planSession(input: $input) { ${SAID} } }`;
const DONE = `mutation ($input: CompleteStepInput!) { completePreparationStep(input: $input) { ${SAID} } }`;
const RECEIVED = `mutation ($input: RecordReceiptInput!) { recordStepReceipt(input: $input) { ${SAID} } }`;

describe('the preparation of a session', () => {
  let hall: Hall;
  let clerk: string;
  let ordinal = 100;
  beforeAll(async () => {
    hall = await openHall();
    clerk = await hall.token('SESSION_SECRETARY');
    await hall.database.admin(
      `INSERT INTO directory.calendar VALUES ('2026-12-31', 'OFF', 'Nghỉ', 'Off', 'test', 'K-med')`,
    );
  });
  beforeEach(() => hall.renew());
  afterAll(() => hall.stop());

  const plan = (more: Data = {}, token = clerk) =>
    hall.ok(
      PLAN,
      {
        input: {
          councilId: hall.councilId,
          termOrdinal: 'XVII',
          ordinal: (ordinal += 1),
          kind: 'REGULAR',
          opensOn: '2027-01-11',
          closesOn: '2027-01-13',
          ...more,
        },
      },
      token,
    );
  const complete = (sessionId: unknown, step: string, more: Data = {}, token = clerk) =>
    hall.ok(DONE, { input: { sessionId, step, doneOn: '2026-11-20', evidence: 'QĐ 12/QĐ-HĐND', ...more } }, token);
  const stepOf = (session: Data, name: string): Data => {
    const { steps, afterwards } = session['preparation'] as { steps: Data[]; afterwards: Data[] };
    return [...steps, ...afterwards].find((s) => s['step'] === name)!;
  };

  it('plans back from the opening, each term with its article, and names the last working day [SES-1 SES-2 R-SES-06 R-SES-07 R-SES-08]', async () => {
    const session = await plan();
    expect(stepOf(session, 'CONVENING')).toMatchObject({
      dueOn: '2026-12-22',
      light: 'NOT_YET',
      terms: [
        {
          days: 20,
          from: 'BEFORE_OPENING',
          reason: {
            key: 'session.convening.minDays',
            instrument: '77/2015/QH13',
            article: '80.1; 80.2',
            confidence: 'V1',
            confirmed: true,
          },
        },
      ],
    });
    expect(stepOf(session, 'ANNOUNCEMENT')).toMatchObject({ dueOn: '2027-01-01', lastWorkingDay: '2027-01-01' });
    const thematic = await plan({ kind: 'THEMATIC', opensOn: '2027-01-06' });
    expect(thematic['name']).toContain('(chuyên đề)');
    expect(stepOf(thematic, 'CONVENING')).toMatchObject({ dueOn: '2026-12-30' });
    // 3/1/2027 is a Sunday; of the days before it Friday is worked.
    expect(stepOf(thematic, 'ANNOUNCEMENT')).toMatchObject({ dueOn: '2027-01-03', lastWorkingDay: '2027-01-01' });
  });

  it('a step turns from not yet over due soon to overdue, and on time when it is done [SES-2 R-SES-06]', async () => {
    const { id } = await plan({ opensOn: '2026-12-17', closesOn: '2026-12-18' });
    const light = async () =>
      stepOf(
        (await hall.ok(`query ($id: ID!) { session(id: $id) { ${PREPARATION} } }`, { id }, clerk)) as Data,
        'CONVENING',
      )['light'];
    hall.clock.at = new Date('2026-11-24T03:00:00Z');
    expect(await light()).toBe('DUE_SOON');
    hall.clock.at = new Date('2026-11-28T03:00:00Z');
    expect(await light()).toBe('OVERDUE');
    expect(stepOf(await complete(id, 'CONVENING', { doneOn: '2026-11-27' }), 'CONVENING')).toMatchObject({
      light: 'ON_TIME',
      doneOn: '2026-11-27',
      evidence: 'QĐ 12/QĐ-HĐND',
    });
  });

  it('a late step needs its reason, which stays in the report after a correction [SES-2 R-SES-06]', async () => {
    const { id } = await plan({ opensOn: '2026-11-30', closesOn: '2026-12-01' });
    expect(await complete(id, 'CONVENING')).toMatchObject({ __typename: 'Refused', code: 'LATE_REASON_MISSING' });
    await complete(id, 'CONVENING', { lateReason: 'Chờ thống nhất ngày họp' });
    const after = await complete(id, 'CONVENING', { doneOn: '2026-11-21', lateReason: 'Ghi nhầm ngày' });
    expect(stepOf(after, 'CONVENING')).toMatchObject({
      light: 'DONE_LATE',
      lateReason: 'Ghi nhầm ngày',
      records: [
        { doneOn: '2026-11-21', lateReason: 'Ghi nhầm ngày' },
        { doneOn: '2026-11-20', lateReason: 'Chờ thống nhất ngày họp' },
      ],
    });
    // Announcing and documents of this session are overdue or soon; the late convening is counted.
    expect((after['preparation'] as Data)['late']).toBeGreaterThanOrEqual(1);
  });

  it('what was recorded is not changed, not even by the running role [SES-2]', async () => {
    const { id } = await plan();
    await complete(id, 'CONVENING');
    const runner = await hall.database.open((await import('../src/index.js')).sessions.owner);
    for (const statement of [`UPDATE session_step SET late_reason = 'x'`, 'DELETE FROM session_step'])
      await expect(runner.query(statement)).rejects.toThrow('permission denied');
  });

  it('the first session of a term needs its election day and opens within 45 days of it [R-SES-06]', async () => {
    const first = { termOrdinal: 'XVIII', ordinal: 1 };
    expect(await plan(first)).toMatchObject({ code: 'ELECTION_DAY_MISSING' });
    const session = await plan({ ...first, electedOn: '2026-12-01' });
    expect(session['name']).toBe('Kỳ họp thứ nhất');
    expect(stepOf(session, 'FIRST_OPENING')).toMatchObject({ dueOn: '2027-01-15' });
    expect(await complete(session['id'], 'FIRST_OPENING')).toMatchObject({ code: 'STEP_NOT_ITS_OWN' });
  });

  it('resolutions are signed, sent up by the stricter of two terms, received [SES-15 R-SES-18 R-SES-19]', async () => {
    const { id } = await plan({ opensOn: '2026-11-10', closesOn: '2026-11-12' });
    const received = { sessionId: id, step: 'SENDING_UPWARD', recipient: 'Ủy ban Thường vụ Quốc hội' };
    expect(await hall.ok(RECEIVED, { input: { ...received, receivedOn: '2026-11-20' } }, clerk)).toMatchObject({
      code: 'STEP_NOT_DONE',
    });
    const signed = await complete(id, 'SIGNING', { doneOn: '2026-11-16' });
    expect(stepOf(signed, 'SENDING_UPWARD')).toMatchObject({
      dueOn: '2026-11-19',
      light: 'OVERDUE',
      terms: [
        { days: 3, from: 'AFTER_SIGNING', dueOn: '2026-11-19' },
        { days: 10, from: 'AFTER_CLOSING', dueOn: '2026-11-22' },
      ],
    });
    expect(await complete(id, 'SENDING_UPWARD')).toMatchObject({ code: 'LATE_REASON_MISSING' });
    await complete(id, 'SENDING_UPWARD', { doneOn: '2026-11-18' });
    const done = await hall.ok(
      RECEIVED,
      { input: { ...received, receivedOn: '2026-11-20', reference: 'Số đến 345' } },
      clerk,
    );
    expect(stepOf(done, 'SENDING_UPWARD')).toMatchObject({
      light: 'ON_TIME',
      receipts: [{ recipient: 'Ủy ban Thường vụ Quốc hội', receivedOn: '2026-11-20', reference: 'Số đến 345' }],
    });
  });

  it('a year needs two ordinary sessions; thematic ones do not count [R-SES-01]', async () => {
    const check = async () => {
      const { data } = await hall.ask<{ _entities: [{ regularSessions: Data }] }>(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Council { regularSessions(year: 2031) { count needed met reason { article } } } } }`,
        { r: [{ __typename: 'Council', id: hall.councilId }] },
      );
      return data!._entities[0].regularSessions;
    };
    await plan({ opensOn: '2031-07-01', closesOn: '2031-07-02' });
    await plan({ opensOn: '2031-09-01', closesOn: '2031-09-02', kind: 'THEMATIC' });
    expect(await check()).toEqual({ count: 1, needed: 2, met: false, reason: { article: '78.1' } });
    await plan({ opensOn: '2031-12-01', closesOn: '2031-12-02' });
    expect(await check()).toMatchObject({ count: 2, met: true });
  });

  const HOLD = `mutation ($input: HoldRatingInput!) { holdConfidenceRating(input: $input) { __typename ... on Refused { code vi en } ... on Session { id preparation { holdsRating late steps { ${STEP} } afterwards { step } } } } }`;
  const hold = (sessionId: unknown, holds = true, token = clerk) =>
    hall.ok(HOLD, { input: { sessionId, holds } }, token);
  const ratingSteps = (session: Data): unknown[] =>
    (session['preparation'] as { steps: Data[] }).steps
      .filter((s) => String(s['step']).startsWith('RATING_'))
      .map((s) => [s['step'], s['dueOn'], s['light']]);

  it('one that holds a confidence rating has its four steps, with their source and light; another has none [R-VOT-14 SES-2]', async () => {
    const planned = await plan();
    expect(ratingSteps(planned)).toEqual([]);
    expect(await complete(planned['id'], 'RATING_REPORT')).toMatchObject({ code: 'RATING_NOT_HELD' });
    const held = await hold(planned['id']);
    expect(ratingSteps(held)).toEqual([
      ['RATING_REPORT', '2026-12-12', 'NOT_YET'],
      ['RATING_MATERIAL', '2026-12-22', 'NOT_YET'],
      ['RATING_VERIFICATION', '2026-12-27', 'NOT_YET'],
      ['RATING_QUESTIONS', '2027-01-01', 'NOT_YET'],
    ]);
    expect(stepOf(held, 'RATING_REPORT')).toMatchObject({
      terms: [{ days: 30, reason: { key: 'confidenceRating.report.minDays', article: '9', confirmed: false } }],
    });
    expect(stepOf(await complete(planned['id'], 'RATING_REPORT'), 'RATING_REPORT')).toMatchObject({ light: 'ON_TIME' });
    // What was recorded stays, and its session holds the rating that it was recorded for.
    expect(await hold(planned['id'], false)).toMatchObject({ code: 'RATING_HELD' });
    const { id } = await plan();
    await hold(id);
    expect(ratingSteps(await hold(id, false))).toEqual([]);
  });

  it('a late step of a rating needs its reason and is counted in the report [R-VOT-14]', async () => {
    const { id } = await plan({ opensOn: '2026-12-01', closesOn: '2026-12-02' });
    const before = ((await hold(id))['preparation'] as Data)['late'] as number;
    expect(await complete(id, 'RATING_REPORT')).toMatchObject({ code: 'LATE_REASON_MISSING' });
    const after = await complete(id, 'RATING_REPORT', { lateReason: 'Chờ số liệu năm' });
    expect(stepOf(after, 'RATING_REPORT')).toMatchObject({ light: 'DONE_LATE', lateReason: 'Chờ số liệu năm' });
    expect((after['preparation'] as Data)['late']).toBe(before);
    const plain = await plan({ opensOn: '2026-12-01', closesOn: '2026-12-02' });
    // Report, material and verification are overdue; the questions' day, 21/11, has passed, too.
    expect(before - ((plain['preparation'] as Data)['late'] as number)).toBe(4);
  });

  it('a poll of a rating makes its session one that holds it; only desk and chair say so [R-VOT-14]', async () => {
    const session = (
      await hall.database.admin('SELECT session_id AS id FROM sessions.sitting WHERE id = $1', [hall.sittingId])
    )[0] as { id: string };
    const read = async () =>
      ratingSteps(
        (await hall.ok(`query ($id: ID!) { session(id: $id) { ${PREPARATION} } }`, { id: session.id }, clerk)) as Data,
      );
    expect(await read()).toEqual([]);
    await hall.ok(
      `mutation ($input: CreatePollInput!) { createPoll(input: $input) { __typename } }`,
      {
        input: {
          sittingId: hall.sittingId,
          expectedStep: 0,
          kind: 'CONFIDENCE_RATING',
          title: 'Lấy phiếu tín nhiệm',
          rows: [{ name: 'Trần Thị An', post: 'Trưởng ban' }],
        },
      },
      clerk,
    );
    expect(await read()).toHaveLength(4);
    expect(await hold(session.id, false)).toMatchObject({ code: 'RATING_HELD' });
    const { errors } = await hall.ask(
      HOLD,
      { input: { sessionId: session.id, holds: true } },
      { token: await hall.token('DELEGATE') },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('shows the last legal days of a day that is only thought of, and plans no impossible one [SES-2]', async () => {
    const query = `query ($councilId: ID!, $opensOn: Date!) { sessionPlan(councilId: $councilId, kind: REGULAR, opensOn: $opensOn) { steps { step dueOn } } }`;
    const { steps } = (await hall.ok(query, { councilId: hall.councilId, opensOn: '2027-03-31' }, clerk)) as {
      steps: Data[];
    };
    expect(steps).toContainEqual({ step: 'CONVENING', dueOn: '2027-03-11' });
    expect(await plan({ closesOn: '2027-01-10' })).toMatchObject({ code: 'SESSION_DAYS' });
    expect(await plan({ ordinal: (await plan()) && ordinal })).toMatchObject({ code: 'SESSION_NUMBER_TAKEN' });
    const { id } = await plan();
    expect(await complete(id, 'CONVENING', { doneOn: '2026-11-24' })).toMatchObject({ code: 'STEP_IN_FUTURE' });
    expect(await complete(id, 'CONVENING', { evidence: ' ' })).toMatchObject({ code: 'EVIDENCE_MISSING' });
  });

  it.each([
    ['a delegate', 'DELEGATE', {}],
    ['the secretary of another council', 'SESSION_SECRETARY', { councilId: 'another' }],
    ['an officer', 'OFFICER', {}],
  ] as const)('is nothing that %s may change [SES-2]', async (_, role, more) => {
    const { id } = await plan();
    const token = await hall.token(role, more);
    const { errors } = await hall.ask(
      DONE,
      { input: { sessionId: id, step: 'CONVENING', doneOn: '2026-11-20', evidence: 'x' } },
      { token },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await hall.database.admin('SELECT 1 FROM sessions.session_step WHERE session_id = $1', [id])).toEqual([]);
  });

  it('is recorded by the desk, which signs in with the card of one of its sittings [SES-2]', async () => {
    const { id } = await plan();
    const card = await hall.token('SESSION_SECRETARY', { sittingId: hall.sittingId });
    expect(stepOf(await complete(id, 'CONVENING', {}, card), 'CONVENING')).toMatchObject({ doneOn: '2026-11-20' });
  });
});
