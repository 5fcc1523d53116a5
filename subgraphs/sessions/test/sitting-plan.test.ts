/** Planning the sittings of a session, and what is refused. */
import { openHall, type Hall } from './fixtures/hall.fixture.js';

type Data = Record<string, unknown>;
const SITTINGS = 'id sittings { id name kind state visibility startsAt place step illustrative }';
const SAID = `__typename ... on Refused { code vi en } ... on Session { ${SITTINGS} }`;
const PLAN_SESSION = `mutation ($input: PlanSessionInput!) { planSession(input: $input) { ${SAID} } }`;
const PLAN = `mutation ($input: PlanSittingInput!) { planSitting(input: $input) { ${SAID} } }`;
const MOVE = `mutation ($input: ChangeSittingPlanInput!) { changeSittingPlan(input: $input) { ${SAID} } }`;

describe('the sittings of a session', () => {
  let hall: Hall;
  let clerk: string;
  let sessionId: string;
  beforeAll(async () => {
    hall = await openHall();
    // As the desk signs in: with a card of another sitting.
    clerk = await hall.token('SESSION_SECRETARY', { sittingId: hall.sittingId });
    hall.clock.at = new Date('2026-11-24T01:00:00Z');
  });
  beforeEach(async () => {
    const session = await hall.ok(
      PLAN_SESSION,
      {
        input: {
          councilId: hall.councilId,
          termOrdinal: 'XVII',
          ordinal: (ordinal += 1),
          kind: 'REGULAR',
          opensOn: '2026-12-22',
          closesOn: '2026-12-24',
        },
      },
      clerk,
    );
    sessionId = session['id'] as string;
  });
  afterAll(() => hall.stop());
  let ordinal = 200;

  const plan = (more: Data = {}, token = clerk): Promise<Data> =>
    hall.ok(
      PLAN,
      {
        input: {
          sessionId,
          kind: 'PLENARY',
          startsAt: '2026-12-22T01:00:00Z',
          place: 'Trung tâm Chính trị – Hành chính, hội trường 1',
          ...more,
        },
      },
      token,
    );
  const move = (sitting: Data, more: Data = {}, token = clerk): Promise<Data> =>
    hall.ok(
      MOVE,
      {
        input: {
          sittingId: sitting['id'],
          expectedStep: sitting['step'],
          startsAt: '2026-12-23T06:30:00Z',
          place: 'Hội trường 2',
          ...more,
        },
      },
      token,
    );
  const sittings = (said: Data): Data[] => said['sittings'] as Data[];

  it('are planned by the desk, open to the public, named by kind, time and day, and marked as invented [SES-5 R-SES-05]', async () => {
    const [first] = sittings(await plan());
    expect(first).toMatchObject({
      name: 'Phiên toàn thể sáng 22/12/2026',
      kind: 'PLENARY',
      state: 'PLANNED',
      visibility: 'PUBLIC',
      place: 'Trung tâm Chính trị – Hành chính, hội trường 1',
      startsAt: '2026-12-22T01:00:00.000Z',
      illustrative: true,
    });
    const both = sittings(
      await plan({ kind: 'QUESTIONING', startsAt: '2026-12-22T06:30:00Z', name: 'Chất vấn nhóm một' }),
    );
    expect(both.map((s) => s['name'])).toEqual(['Phiên toàn thể sáng 22/12/2026', 'Chất vấn nhóm một']);
    const log = await hall.database.admin('SELECT command FROM sessions.sitting_event WHERE sitting_id = $1', [
      first!['id'],
    ]);
    expect(log).toEqual([{ command: 'planSitting' }]);
  });

  it('lie within the session, not in the past, at a place, one at a time [SES-5]', async () => {
    await plan();
    expect(await plan({ startsAt: '2026-12-25T01:00:00Z' })).toMatchObject({
      code: 'SITTING_OUTSIDE_SESSION',
      vi: expect.stringContaining('24/12/2026'),
    });
    expect(await plan({ startsAt: '2026-12-20T01:00:00Z' })).toMatchObject({ code: 'SITTING_OUTSIDE_SESSION' });
    expect(await plan({ startsAt: '2026-11-23T01:00:00Z', kind: 'PREPARATORY' })).toMatchObject({
      code: 'SITTING_IN_PAST',
    });
    expect(await plan({ startsAt: '2026-12-22T06:00:00Z', place: '  ' })).toMatchObject({ code: 'SITTING_PLACE' });
    expect(await plan()).toMatchObject({ code: 'SITTING_SAME_TIME' });
    // Groups meet beside each other, and the preparatory sitting comes before the opening.
    const groups = { kind: 'GROUP_DISCUSSION', startsAt: '2026-12-23T01:00:00Z' };
    await plan(groups);
    await plan({ ...groups, place: 'Phòng họp tầng 3' });
    expect(sittings(await plan({ kind: 'PREPARATORY', startsAt: '2026-12-21T07:00:00Z' }))).toHaveLength(4);
  });

  it('of two clerks who plan the same hour one is refused [SES-5]', async () => {
    const said = await Promise.all([plan(), plan()]);
    expect(said.map((s) => s['code'] ?? 'done').sort()).toEqual(['SITTING_SAME_TIME', 'done']);
  });

  it('are moved until they are opened, by whoever saw the present step [SES-5]', async () => {
    const [first] = sittings(await plan());
    const [moved] = sittings(await move(first!));
    expect(moved).toMatchObject({
      name: 'Phiên toàn thể chiều 23/12/2026',
      place: 'Hội trường 2',
      step: (first!['step'] as number) + 1,
    });
    expect(await move(first!)).toMatchObject({ code: 'STALE' });
    await hall.database.admin(`UPDATE sessions.sitting SET state = 'OPEN' WHERE id = $1`, [first!['id']]);
    expect(await move(moved!)).toMatchObject({ code: 'SITTING_STATE' });
  });

  it('are planned by nobody else: no delegate, no desk of another council, no class of rights [SES-5]', async () => {
    const variables = {
      input: { sessionId, kind: 'PLENARY', startsAt: '2026-12-22T01:00:00Z', place: 'Hội trường 1' },
    };
    const code = async (as: Parameters<Hall['ask']>[2]): Promise<unknown> =>
      (await hall.ask(PLAN, variables, as)).errors?.[0]?.extensions?.['code'];
    expect(await code({ token: await hall.token('DELEGATE', { seat: hall.seats[0]! }) })).toBe('FORBIDDEN');
    expect(await code({ token: await hall.token('SESSION_SECRETARY', { councilId: 'hdnd-khac' }) })).toBe('FORBIDDEN');
    expect(await code({ rights: [{ role: 'CHAIR', councilId: hall.councilId }] })).toBe('FORBIDDEN');
    expect(await code({})).toBe('UNAUTHENTICATED');
  });
});
