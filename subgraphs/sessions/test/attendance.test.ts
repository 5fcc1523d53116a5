import type { FixtureSeat } from './fixtures/directory.fixture.js';
import { openHall, type Hall } from './fixtures/hall.fixture.js';

const ROW =
  '__typename ... on Refused { code vi en } ... on AttendanceRow { seatId fullName status present excused arrivedAt leftAt source reason cardNumber }';
const IN = `mutation ($input: CheckInInput!) { checkIn(input: $input) { ${ROW} } }`;
const OUT = `mutation ($input: CheckOutInput!) { checkOut(input: $input) { ${ROW} } }`;
const EXCUSE = `mutation ($input: ExcuseAbsenceInput!) { excuseAbsence(input: $input) { ${ROW} } }`;
const UNDO = `mutation ($sittingId: ID!) { undoAttendance(sittingId: $sittingId) { ${ROW} } }`;
const COUNT =
  'query ($id: ID!) { chamberNow(sittingId: $id) { step revision attendance { present total excused unexcused revision quorumNeeded quorumMet quorumMode quorumReason { key instrument confidence confirmed } neededToPass canPass } } }';
const AT = 'query ($id: ID!, $at: DateTime!) { sitting(id: $id) { presentAt(at: $at) { fullName source } } }';
const MY = 'query ($id: ID!) { mySeat(sittingId: $id) { seatId fullName present since entitled reason checkInCode } }';

describe('attendance', () => {
  let hall: Hall;
  let clerk: string;
  let seat: FixtureSeat;
  beforeAll(async () => {
    hall = await openHall({ suspended: [68] });
    clerk = await hall.token('SESSION_SECRETARY');
    seat = hall.seats[6]!;
  });
  beforeEach(() => hall.renew());
  afterAll(() => hall.stop());

  const record = (query: string, given: Record<string, unknown> = {}, token = clerk) =>
    hall.ok(
      query,
      {
        input: {
          sittingId: hall.sittingId,
          seatId: seat.seatId,
          ...(query === EXCUSE ? {} : { source: 'CLERK' }),
          ...given,
        },
      },
      token,
    );
  const undo = (token = clerk) => hall.ok(UNDO, { sittingId: hall.sittingId }, token);
  const count = async () => (await hall.ok(COUNT, { id: hall.sittingId }))['attendance'] as Record<string, unknown>;
  const presentAt = async (at: string): Promise<string[]> =>
    ((await hall.ok(AT, { id: hall.sittingId, at }, clerk))['presentAt'] as { fullName: string }[]).map(
      (s) => s.fullName,
    );

  it('counts who came, who is excused and who is not, with the rule of the quorum and its source [SES-7 R-SES-13 R-ORG-05]', async () => {
    for (const { seatId } of hall.seats.slice(0, 3)) await record(IN, { seatId });
    await record(EXCUSE, { seatId: hall.seats[3]!.seatId, reason: 'Đi công tác nước ngoài' });
    expect(await count()).toEqual({
      present: 3,
      total: 67,
      excused: 1,
      unexcused: 63,
      revision: 4,
      quorumNeeded: 45,
      quorumMet: false,
      quorumMode: 'WARN',
      quorumReason: { key: 'quorum.plenary', instrument: '77/2015/QH13', confidence: 'K-med', confirmed: false },
      neededToPass: 34,
      canPass: false,
    });
  });

  it('knows who was present at any instant [SES-5 R-ORG-05]', async () => {
    await record(IN);
    hall.clock.pass(60_000);
    await record(IN, { seatId: hall.seats[0]!.seatId });
    hall.clock.pass(60_000);
    await record(OUT);
    hall.clock.pass(60_000);
    await record(IN);
    expect(await presentAt('2026-11-23T00:59:59.999Z')).toEqual([]);
    expect(await presentAt('2026-11-23T01:00:00Z')).toEqual(['Đại biểu 07']);
    expect(await presentAt('2026-11-23T01:01:00Z')).toEqual(['Đại biểu 01', 'Đại biểu 07']);
    expect(await presentAt('2026-11-23T01:02:00Z')).toEqual(['Đại biểu 01']);
    expect(await presentAt('2026-11-23T01:03:00Z')).toEqual(['Đại biểu 01', 'Đại biểu 07']);
  });

  it('records an arrival once, however often and from however many desks it is sent', async () => {
    const rows = await Promise.all(Array.from({ length: 10 }, () => record(IN)));
    for (const row of rows)
      expect(row).toMatchObject({ __typename: 'AttendanceRow', status: 'PRESENT', source: 'CLERK' });
    expect(await count()).toMatchObject({ present: 1, revision: 1 });
  });

  it('takes the code of the delegate’s own page', async () => {
    const mine = await hall.ok(MY, { id: hall.sittingId }, await hall.token('DELEGATE', { seat }));
    expect(mine).toMatchObject({
      seatId: seat.seatId,
      fullName: 'Đại biểu 07',
      present: false,
      entitled: false,
      reason: 'NOT_PRESENT',
    });
    const code = mine['checkInCode'] as string;
    expect(await record(IN, { seatId: null, code, source: 'QR' })).toMatchObject({
      seatId: seat.seatId,
      source: 'QR',
      present: true,
    });
    expect(await hall.ok(MY, { id: hall.sittingId }, await hall.token('DELEGATE', { seat }))).toMatchObject({
      present: true,
      since: '2026-11-23T01:00:00.000Z',
      entitled: true,
      reason: null,
    });
  });

  it('refuses a code that is old, forged, or of another seat', async () => {
    const mine = await hall.ok(MY, { id: hall.sittingId }, await hall.token('DELEGATE', { seat }));
    const code = mine['checkInCode'] as string;
    expect(await record(IN, { seatId: hall.seats[0]!.seatId, code, source: 'QR' })).toMatchObject({
      code: 'CODE_INVALID',
    });
    expect(await record(IN, { seatId: null, code: `${code}x`, source: 'QR' })).toMatchObject({ code: 'CODE_INVALID' });
    expect(await record(IN, { source: 'QR' })).toMatchObject({ code: 'CODE_INVALID' });
    hall.clock.pass(31 * 60_000);
    expect(await record(IN, { seatId: null, code, source: 'QR' })).toMatchObject({ code: 'CODE_EXPIRED' });
    expect(await count()).toMatchObject({ present: 0, revision: 0 });
  });

  it('takes a card by its number', async () => {
    expect(await record(IN, { seatId: null, code: '7', source: 'CARD' })).toMatchObject({
      seatId: seat.seatId,
      source: 'CARD',
      cardNumber: 7,
    });
    expect(await record(IN, { seatId: null, code: '9999', source: 'CARD' })).toMatchObject({ code: 'SEAT_UNKNOWN' });
  });

  it('refuses who is not on the list, and who is suspended', async () => {
    expect(await record(IN, { seatId: '00000000-0000-4000-8000-000000000000' })).toMatchObject({
      code: 'SEAT_UNKNOWN',
    });
    expect(await record(IN, { seatId: 'x'.repeat(100_000) })).toMatchObject({ code: 'SEAT_UNKNOWN' });
    expect(await record(IN, { seatId: hall.seats[67]!.seatId })).toMatchObject({ code: 'SEAT_SUSPENDED' });
    expect(await record(OUT)).toMatchObject({ code: 'NOT_PRESENT' });
    expect(await record(EXCUSE, { reason: '   ' })).toMatchObject({ code: 'REASON_MISSING' });
    expect(await record(EXCUSE, { reason: 'x'.repeat(501) })).toMatchObject({ code: 'REASON_MISSING' });
    await record(IN);
    expect(await record(EXCUSE, { reason: 'ốm' })).toMatchObject({ code: 'ALREADY_PRESENT' });
    expect(
      await hall.ok(MY, { id: hall.sittingId }, await hall.token('DELEGATE', { seat: hall.seats[67]! })),
    ).toMatchObject({ entitled: false, reason: 'SUSPENDED' });
  });

  it('takes back the caller’s own last record, then the one before', async () => {
    await record(IN);
    hall.clock.pass(1_000);
    await record(OUT);
    await record(EXCUSE, { seatId: hall.seats[1]!.seatId, reason: 'ốm' });
    expect(await undo()).toMatchObject({ fullName: 'Đại biểu 02', status: 'UNEXCUSED', reason: null });
    expect(await undo()).toMatchObject({ fullName: 'Đại biểu 07', status: 'PRESENT', leftAt: null });
    expect(await undo()).toMatchObject({ fullName: 'Đại biểu 07', status: 'UNEXCUSED', arrivedAt: null });
    expect(await undo()).toMatchObject({ code: 'NOTHING_TO_UNDO' });
    expect(await count()).toMatchObject({ present: 0, excused: 0, revision: 6 });
    expect(
      await hall.database.admin('SELECT kind FROM sessions.attendance_event WHERE sitting_id = $1', [hall.sittingId]),
    ).toHaveLength(6);
  });

  it('does not take back what another desk has recorded over', async () => {
    const other = await hall.token('SESSION_SECRETARY', { account: 'second desk' });
    await record(IN);
    await record(OUT, {}, other);
    expect(await undo()).toMatchObject({ code: 'UNDO_OVERTAKEN' });
    expect(await undo(other)).toMatchObject({ status: 'PRESENT' });
    expect(await undo()).toMatchObject({ status: 'UNEXCUSED' });
  });

  it('ends with the sitting: who is present leaves with it, and the list stays', async () => {
    await record(IN);
    await hall.ok(
      'mutation ($id: ID!) { openSitting(sittingId: $id, expectedStep: 0) { __typename } }',
      { id: hall.sittingId },
      clerk,
    );
    hall.clock.pass(3_600_000);
    await hall.ok(
      'mutation ($id: ID!) { endSitting(sittingId: $id, expectedStep: 1) { __typename } }',
      { id: hall.sittingId },
      clerk,
    );
    expect(await presentAt('2026-11-23T01:59:59Z')).toEqual(['Đại biểu 07']);
    expect(await presentAt('2026-11-23T02:00:00Z')).toEqual([]);
    expect(await record(IN, { seatId: hall.seats[0]!.seatId })).toMatchObject({ code: 'SITTING_ENDED' });
    expect(await undo()).toMatchObject({ code: 'SITTING_ENDED' });
  });

  it('is recorded and read by the desk only', async () => {
    const input = { sittingId: hall.sittingId, seatId: seat.seatId, source: 'CLERK' };
    const delegate = await hall.token('DELEGATE', { seat });
    const elsewhere = await hall.token('SESSION_SECRETARY', { councilId: 'hdnd-thuy-nguyen' });
    for (const token of [delegate, elsewhere]) {
      expect((await hall.ask(IN, { input }, { token })).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
      const list = await hall.ask<{ sitting: { attendance: unknown } }>(
        'query ($id: ID!) { sitting(id: $id) { attendance { fullName } } }',
        { id: hall.sittingId },
        { token },
      );
      expect(list.data?.sitting.attendance).toBeNull();
      expect(list.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    }
    expect((await hall.ask(IN, { input })).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
    const list = await hall.ok(
      'query ($id: ID!) { sitting(id: $id) { attendance { fullName status suspended } } }',
      { id: hall.sittingId },
      clerk,
    );
    expect(list['attendance']).toHaveLength(68);
  });

  it('gives nobody another’s seat: a card of another sitting and a stranger have none', async () => {
    expect(
      await hall.ask(
        MY,
        { id: hall.sittingId },
        { token: await hall.token('DELEGATE', { seat, sittingId: '00000000-0000-4000-8000-000000000000' }) },
      ),
    ).toEqual({ data: { mySeat: null } });
    expect(await hall.ask(MY, { id: hall.sittingId }, { token: clerk })).toEqual({ data: { mySeat: null } });
    expect((await hall.ask(MY, { id: hall.sittingId })).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });

  it('refuses in the table what the service would never write: a seat in two places at once', async () => {
    await record(IN);
    await expect(
      hall.database.admin(
        `INSERT INTO sessions.attendance_interval (id, sitting_id, seat_id, arrived_at, left_at, source, recorded_by) VALUES (gen_random_uuid(), $1, $2, '2026-11-23T01:30:00Z', '2026-11-23T01:31:00Z', 'CLERK', 'x')`,
        [hall.sittingId, seat.seatId],
      ),
    ).rejects.toMatchObject({ constraint: 'a_seat_is_present_once' });
  });
});
