import { openHall, type Hall, type Watching } from './fixtures/hall.fixture.js';

const WATCH =
  'subscription ($sittingId: ID!) { chamber(sittingId: $sittingId) { step revision serverTime sittingState attendance { present } screens { name upToDate } connected } }';
const NOW =
  'query ($id: ID!) { chamberNow(sittingId: $id) { step revision attendance { present } screens { name step revision lagMs upToDate } connected } }';
const REPORT =
  'mutation ($id: ID!, $step: Int!, $revision: Int!, $lag: Int, $name: String) { reportDevice(sittingId: $id, step: $step, revision: $revision, lagMs: $lag, name: $name) { ok } }';
const IN =
  'mutation ($input: CheckInInput!) { checkIn(input: $input) { ... on AttendanceRow { present } ... on Refused { code } } }';
const OPEN =
  'mutation ($id: ID!) { openSitting(sittingId: $id, expectedStep: 0) { ... on Chamber { step } ... on Refused { code } } }';

describe('the chamber', () => {
  let hall: Hall;
  let clerk: string;
  let watching: Watching[] = [];
  beforeAll(async () => {
    hall = await openHall();
    clerk = await hall.token('SESSION_SECRETARY');
  });
  beforeEach(() => hall.renew());
  afterEach(async () => {
    await Promise.all(watching.map((w) => w.stop()));
    watching = [];
  });
  afterAll(() => hall.stop());

  const watch = (...args: Parameters<Hall['watch']>): Watching => {
    const w = hall.watch(...args);
    watching.push(w);
    return w;
  };
  const checkIn = (n: number) =>
    hall.ok(IN, { input: { sittingId: hall.sittingId, seatId: hall.seats[n]!.seatId, source: 'CLERK' } }, clerk);
  const report = (token: string, step: number, revision: number, more: Record<string, unknown> = {}) =>
    hall.ok(REPORT, { id: hall.sittingId, step, revision, ...more }, token);
  const console_ = () => hall.ok(NOW, { id: hall.sittingId }, clerk);

  it('is watched over a socket: the present state first, then every command and check-in, then beats', async () => {
    const wall = watch(WATCH, [{ role: 'DISPLAY', councilId: hall.councilId }]);
    expect(await wall.until((c) => c['step'] === 0)).toMatchObject({
      revision: 0,
      sittingState: 'PLANNED',
      attendance: { present: 0 },
    });
    await hall.ok(OPEN, { id: hall.sittingId }, clerk);
    expect(await wall.until((c) => c['step'] === 1)).toMatchObject({ sittingState: 'OPEN' });
    await checkIn(0);
    expect(await wall.until((c) => c['revision'] === 1)).toMatchObject({ step: 1, attendance: { present: 1 } });
    const before = wall.seen.length;
    await wall.until(() => wall.seen.length >= before + 2);
    expect(wall.seen.at(-1)!.data).toMatchObject({ chamber: { step: 1, revision: 1 } });
  });

  it('tells chair and secretary of screens and connections, and nobody else [SES-11]', async () => {
    const wall = await hall.token('DISPLAY', { displayId: 'wall 1', account: 'wall 1' });
    const late = await hall.token('DISPLAY', { displayId: 'wall 2', account: 'wall 2' });
    await checkIn(0);
    await report(wall, 0, 1, { lag: 90, name: 'Hội trường 1' });
    await report(late, 0, 0);
    await Promise.all([0, 1, 2].map(async (n) => report(await hall.token('DELEGATE', { seat: hall.seats[n]! }), 0, 1)));
    expect(await console_()).toMatchObject({
      screens: [
        { name: 'Hội trường 1', step: 0, revision: 1, lagMs: 90, upToDate: true },
        { name: 'wall 2', revision: 0, upToDate: false },
      ],
      connected: 3,
    });
    const { data, errors } = await hall.ask(NOW, { id: hall.sittingId });
    expect(data).toMatchObject({ chamberNow: { screens: null, connected: null } });
    expect(errors?.map((e) => e.extensions?.['code'])).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  });

  it('takes a device that is silent for 15 s for unconnected, and its screen for stale', async () => {
    await report(await hall.token('DISPLAY', { displayId: 'w', account: 'w' }), 0, 0);
    await report(await hall.token('DELEGATE', { seat: hall.seats[0]! }), 0, 0);
    hall.clock.pass(15_000);
    expect(await console_()).toMatchObject({ screens: [{ upToDate: true }], connected: 1 });
    hall.clock.pass(1);
    expect(await console_()).toMatchObject({ screens: [{ upToDate: false }], connected: 0 });
    hall.clock.pass(10 * 60_000);
    expect(await console_()).toMatchObject({ screens: [], connected: 0 });
  });

  it('shows a screen’s report to a console that watches, within a beat and without a change of state [SES-11]', async () => {
    const desk = watch(WATCH, [{ role: 'CHAIR', councilId: hall.councilId }]);
    expect(await desk.until(() => true)).toMatchObject({ screens: [], connected: 0 });
    await report(await hall.token('DISPLAY', { displayId: 'w', account: 'w' }), 0, 0);
    expect(await desk.until((c) => (c['screens'] as unknown[]).length === 1)).toMatchObject({
      step: 0,
      revision: 0,
      screens: [{ name: 'w', upToDate: true }],
    });
  });

  it('keeps one report of each device, however many come at once', async () => {
    const token = await hall.token('DELEGATE', { seat: hall.seats[0]! });
    await Promise.all(Array.from({ length: 50 }, (_, i) => report(token, 0, i)));
    expect(
      await hall.database.admin('SELECT kind FROM sessions.device_report WHERE sitting_id = $1', [hall.sittingId]),
    ).toEqual([{ kind: 'SEAT' }]);
    await report(token, 0, 99);
    expect(
      await hall.database.admin('SELECT revision FROM sessions.device_report WHERE sitting_id = $1', [hall.sittingId]),
    ).toEqual([{ revision: 99 }]);
  });

  it('takes reports from the devices of this council only', async () => {
    const variables = { id: hall.sittingId, step: 0, revision: 0 };
    const codeOf = async (token?: string): Promise<unknown> =>
      (await hall.ask(REPORT, variables, token === undefined ? {} : { token })).errors?.[0]?.extensions?.['code'];
    expect(await codeOf()).toBe('UNAUTHENTICATED');
    expect(await codeOf(clerk)).toBe('FORBIDDEN');
    expect(await codeOf(await hall.token('DISPLAY', { councilId: 'hdnd-thuy-nguyen', displayId: 'x' }))).toBe(
      'FORBIDDEN',
    );
    expect(
      await codeOf(
        await hall.token('DELEGATE', { seat: hall.seats[0]!, sittingId: '00000000-0000-4000-8000-000000000000' }),
      ),
    ).toBe('FORBIDDEN');
    expect(
      await hall.database.admin('SELECT 1 FROM sessions.device_report WHERE sitting_id = $1', [hall.sittingId]),
    ).toEqual([]);
  });

  it('refuses to be watched where there is no such sitting', async () => {
    const real = hall.sittingId;
    hall.sittingId = '00000000-0000-4000-8000-000000000000';
    const nowhere = watch(WATCH);
    hall.sittingId = real;
    await nowhere.ended;
    expect(nowhere.seen).toMatchObject([{ errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
  });
});

describe('the demonstration', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall();
  });
  afterAll(() => hall.stop());

  it('is found by its ids, with the agenda of today', async () => {
    expect(await hall.ok('{ demonstration { councilId sittingId } }', {})).toEqual({
      councilId: hall.councilId,
      sittingId: hall.sittingId,
    });
    const sitting = await hall.ok(
      'query ($id: ID!) { sitting(id: $id) { name illustrative state session { name termOrdinal } council { id } items { position title phase documentVersion } attendanceCount { total } } }',
      { id: hall.sittingId },
    );
    expect(sitting).toMatchObject({
      name: 'Phiên sáng 23/11/2026',
      illustrative: true,
      state: 'PLANNED',
      session: { termOrdinal: 'XVII' },
      council: { id: 'hdnd-hai-phong' },
      attendanceCount: { total: 68 },
    });
    expect(sitting['items']).toHaveLength(8);
    expect(sitting['items']).toContainEqual({
      position: 5,
      title: 'Dự thảo Nghị quyết về phân bổ dự toán ngân sách thành phố năm 2027',
      phase: 'WHOLE',
      documentVersion: 3,
    });
  });

  it('lists the council’s real sessions by day, the latest first, in pages', async () => {
    const query =
      'query ($r: [_Any!]!, $after: String) { _entities(representations: $r) { ... on Council { currentSitting { id } sessions(first: 4, after: $after) { edges { cursor node { ordinal opensOn illustrative } } pageInfo { hasNextPage endCursor } } } } }';
    const ordinals: number[] = [];
    let after: string | undefined;
    do {
      const { data } = await hall.ask<{
        _entities: {
          currentSitting: { id: string };
          sessions: { edges: { node: { ordinal: number } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        }[];
      }>(query, {
        r: [{ __typename: 'Council', id: 'hdnd-hai-phong' }],
        after,
      });
      const { currentSitting, sessions } = data!._entities[0]!;
      expect(currentSitting.id).toBe(hall.sittingId);
      ordinals.push(...sessions.edges.map((e) => e.node.ordinal));
      after = sessions.pageInfo.hasNextPage ? sessions.pageInfo.endCursor : undefined;
    } while (after);
    expect(ordinals).toEqual([2, 30, 29, 22, 21, 18, 16, 13, 6]);
  });

  it('gives a public body’s commitments as obligations with their due state', async () => {
    const { data } = await hall.ask<{ _entities: { commitments: unknown[] }[] }>(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on PublicBody { commitments { ... on Obligation { title owner { id } dueOn dueState escalation unit { id } } } } } }',
      { r: ['so-tai-chinh', 'so-giao-duc-va-dao-tao', 'nobody'].map((id) => ({ __typename: 'PublicBody', id })) },
    );
    expect(data!._entities).toMatchObject([
      {
        commitments: [
          { owner: { id: 'so-tai-chinh' }, dueOn: '2026-11-11', dueState: 'OVERDUE', escalation: 'NONE', unit: null },
          { dueOn: '2026-11-28', dueState: 'DUE_SOON' },
        ],
      },
      { commitments: [{ dueOn: '2026-11-20', dueState: 'ON_TIME' }] },
      { commitments: [] },
    ]);
  });

  it('may be seeded again: a sitting that was never opened moves to the new day, one that was opened stays', async () => {
    const { seedDemonstration, sessions } = await import('../src/index.js');
    const { testContext } = await import('@nghitruong/kit/testing');
    const source = await hall.database.open(sessions.owner);
    const everything = async () => [
      await hall.database.admin('SELECT id, name, starts_at, state, step FROM sessions.sitting ORDER BY id'),
      await hall.database.admin('SELECT id, opens_on FROM sessions.session ORDER BY id'),
      await hall.database.admin('SELECT id, title FROM sessions.agenda_item ORDER BY id'),
      await hall.database.admin('SELECT id, due_on FROM sessions.commitment ORDER BY id'),
    ];
    const first = await everything();
    await seedDemonstration(source, testContext({}, hall.clock));
    expect(await everything()).toEqual(first);

    hall.clock.pass(30 * 3_600_000);
    await seedDemonstration(source, testContext({}, hall.clock));
    expect(await hall.ok('query ($id: ID!) { sitting(id: $id) { name } }', { id: hall.sittingId })).toEqual({
      name: 'Phiên chiều 24/11/2026',
    });

    await hall.ok(OPEN, { id: hall.sittingId }, await hall.token('CHAIR'));
    const opened = await everything();
    hall.clock.pass(86_400_000);
    await seedDemonstration(source, testContext({}, hall.clock));
    expect(await everything()).toEqual(opened);
  });
});
