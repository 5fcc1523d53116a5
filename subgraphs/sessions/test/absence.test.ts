/** Absence: asked for before the sitting, decided, and counted over a year. */
import { randomUUID } from 'node:crypto';
import { openHall, type Hall } from './fixtures/hall.fixture.js';
import type { FixtureSeat } from './fixtures/directory.fixture.js';

type Data = Record<string, unknown>;
const ASKED =
  '__typename ... on Refused { code vi } ... on AbsenceRequest { id fullName reason state decidedAt decisionNote }';
const ASK = `mutation ($id: ID!, $reason: String!) { requestAbsence(sittingId: $id, reason: $reason) { ${ASKED} } }`;
const WITHDRAW = `mutation ($id: ID!) { withdrawAbsenceRequest(requestId: $id) { ${ASKED} } }`;
const DECIDE = `mutation ($id: ID!, $approve: Boolean!, $note: String) { decideAbsence(requestId: $id, approve: $approve, note: $note) { ${ASKED} } }`;
const LIST =
  'query ($id: ID!) { sitting(id: $id) { absenceRequests { fullName state } attendance { fullName status reason } attendanceCount { excused unexcused } } }';

describe('an absence', () => {
  let hall: Hall;
  let clerk: string;
  let [first, second] = [] as unknown as [FixtureSeat, FixtureSeat];
  beforeAll(async () => {
    hall = await openHall({ seats: 4 });
    clerk = await hall.token('SESSION_SECRETARY');
    [first, second] = hall.seats as [FixtureSeat, FixtureSeat];
  });
  beforeEach(() => hall.renew());
  afterAll(() => hall.stop());

  const ask = async (reason: string, seat = first): Promise<Data> =>
    hall.ok(ASK, { id: hall.sittingId, reason }, await hall.token('DELEGATE', { seat }));
  const list = (): Promise<Data> => hall.ok(LIST, { id: hall.sittingId }, clerk);

  it('is asked for with a reason before the sitting is opened, once, and withdrawn while nobody has decided [SES-6 R-SES-12]', async () => {
    expect(await ask('   ')).toMatchObject({ code: 'REASON_MISSING' });
    const request = await ask('Đi công tác nước ngoài');
    expect(request).toMatchObject({ state: 'PENDING', reason: 'Đi công tác nước ngoài', fullName: first.fullName });
    expect(await ask('Lý do khác')).toMatchObject({ code: 'ABSENCE_ASKED' });
    const other = await hall.token('DELEGATE', { seat: second });
    const foreign = await hall.ask(WITHDRAW, { id: request['id'] }, { token: other });
    expect(foreign.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    const mine = await hall.token('DELEGATE', { seat: first });
    expect(await hall.ok(WITHDRAW, { id: request['id'] }, mine)).toMatchObject({ state: 'WITHDRAWN' });
    expect(await hall.ok(WITHDRAW, { id: request['id'] }, mine)).toMatchObject({ code: 'ABSENCE_DECIDED' });
    expect(await ask('Ốm, có giấy của bệnh viện')).toMatchObject({ state: 'PENDING' });
    // Asking excuses nobody.
    expect(await list()).toMatchObject({ attendanceCount: { excused: 0, unexcused: 4 } });
    await hall.database.admin(`UPDATE sessions.sitting SET state = 'OPEN' WHERE id = $1`, [hall.sittingId]);
    expect(await ask('Muộn', second)).toMatchObject({ code: 'ABSENCE_TOO_LATE' });
    // Who has no seat asks for nothing, and nobody decides about themselves.
    const stranger = { ...first, personId: randomUUID(), accountId: 'x' };
    expect(await ask('Không có ghế', stranger)).toMatchObject({ code: 'SEAT_UNKNOWN' });
    const self = await hall.ask(DECIDE, { id: request['id'], approve: true }, { token: mine });
    expect(self.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('is decided by chair or secretary: approved it excuses at once with its reason, declined it says why [SES-6 R-SES-12]', async () => {
    hall.clock.pass(-1_000);
    const one = await ask('Đi công tác');
    hall.clock.pass(1_000);
    const two = await ask('Việc riêng', second);
    const chair = await hall.token('CHAIR');
    expect(await hall.ok(DECIDE, { id: one['id'], approve: true }, chair)).toMatchObject({
      state: 'APPROVED',
      decidedAt: '2026-11-23T01:00:00.000Z',
    });
    expect(await hall.ok(DECIDE, { id: two['id'], approve: false }, clerk)).toMatchObject({
      code: 'ABSENCE_NOTE_MISSING',
    });
    expect(await hall.ok(DECIDE, { id: two['id'], approve: false, note: 'Kỳ họp có bầu cử' }, clerk)).toMatchObject({
      state: 'DECLINED',
      decisionNote: 'Kỳ họp có bầu cử',
    });
    expect(await hall.ok(DECIDE, { id: two['id'], approve: true }, chair)).toMatchObject({ code: 'ABSENCE_DECIDED' });
    expect(await list()).toMatchObject({
      absenceRequests: [
        { fullName: first.fullName, state: 'APPROVED' },
        { fullName: second.fullName, state: 'DECLINED' },
      ],
      attendance: [
        { fullName: first.fullName, status: 'EXCUSED', reason: 'Đi công tác' },
        { fullName: second.fullName, status: 'UNEXCUSED' },
        {},
        {},
      ],
      attendanceCount: { excused: 1, unexcused: 3 },
    });
    const mine = `query ($id: ID!) { sitting(id: $id) { myAbsenceRequest { state decisionNote } absenceRequests { id } } }`;
    const seen = await hall.ask(
      mine,
      { id: hall.sittingId },
      { token: await hall.token('DELEGATE', { seat: second }) },
    );
    // A delegate sees the own request, and nobody else's.
    expect(seen.data).toEqual({
      sitting: { myAbsenceRequest: { state: 'DECLINED', decisionNote: 'Kỳ họp có bầu cử' }, absenceRequests: null },
    });
    // Coming all the same needs nobody's leave.
    await hall.ok(
      'mutation ($input: CheckInInput!) { checkIn(input: $input) { __typename } }',
      { input: { sittingId: hall.sittingId, seatId: first.seatId, source: 'CLERK' } },
      clerk,
    );
    expect(await list()).toMatchObject({ attendanceCount: { excused: 0 } });
    // What was decided is not decided again, not even by the running role.
    await expect(
      hall.database.admin(`UPDATE sessions.absence_request SET state = 'APPROVED' WHERE id = $1`, [two['id']]),
    ).rejects.toThrow('a request is decided once');
  });

  it('without a reason is counted in sessions and months, and a year of it is to be reported [SES-6 R-SES-12]', async () => {
    const [, , third, fourth] = hall.seats as [FixtureSeat, FixtureSeat, FixtureSeat, FixtureSeat];
    const held = async (
      day: string,
      ordinal: number,
      there: readonly FixtureSeat[],
      excused: readonly FixtureSeat[],
    ) => {
      const [session, sitting] = [randomUUID(), randomUUID()];
      await hall.database.admin(
        `INSERT INTO sessions.session (id, council_id, term_ordinal, ordinal, kind, name, opens_on, closes_on, illustrative) VALUES ($1, $2, 'thử', $3, 'REGULAR', 'Kỳ họp', $4, $4, true)`,
        [session, hall.councilId, ordinal, day],
      );
      await hall.database.admin(
        `INSERT INTO sessions.sitting (id, session_id, council_id, council_name, session_name, kind, name, starts_at, state, illustrative) VALUES ($1, $2, $3, 'x', 'x', 'PLENARY', 'x', $4, 'ENDED', true)`,
        [sitting, session, hall.councilId, `${day}T01:00:00Z`],
      );
      for (const { seatId } of there)
        await hall.database.admin(
          `INSERT INTO sessions.attendance_interval (id, sitting_id, seat_id, arrived_at, left_at, source, recorded_by) VALUES (gen_random_uuid(), $1, $2, $3, $3, 'CLERK', 'x')`,
          [sitting, seatId, `${day}T01:00:00Z`],
        );
      for (const { seatId } of excused)
        await hall.database.admin(
          `INSERT INTO sessions.absence (sitting_id, seat_id, kind, reason, recorded_by, recorded_at) VALUES ($1, $2, 'EXCUSED', 'ốm', 'x', now())`,
          [sitting, seatId],
        );
    };
    // Every seat is away from the sessions that the demonstration knows: these begin after them.
    await held('2027-01-10', 901, hall.seats, []);
    await held('2027-07-10', 902, [first, second], []);
    await held('2027-12-05', 903, [first], [second]);
    // A rehearsal is no session of the council.
    await held('2027-12-20', 9_001, [third], []);
    const RUNS = `query ($r: [_Any!]!, $asOf: Date) { _entities(representations: $r) { ... on Council { unexcusedAbsences(asOf: $asOf) { fullName sessions since months due reason { key article } } } } }`;
    const runs = async (asOf: string, token = clerk) =>
      (
        (await hall.ask(RUNS, { r: [{ __typename: 'Council', id: hall.councilId }], asOf }, { token })) as {
          data: { _entities: { unexcusedAbsences: Data[] | null }[] };
        }
      ).data._entities[0]!.unexcusedAbsences;
    const away = (seat: FixtureSeat, sessions: number, since: string, months: number, due: boolean) => ({
      fullName: seat.fullName,
      ...{ sessions, since, months, due },
      reason: { key: 'absence.unexcused.maxMonths', article: '93' },
    });
    expect(await runs('2028-07-09')).toEqual([
      away(third, 2, '2027-07-10', 11, false),
      away(fourth, 2, '2027-07-10', 11, false),
    ]);
    expect(await runs('2028-07-10')).toEqual([
      away(third, 2, '2027-07-10', 12, true),
      away(fourth, 2, '2027-07-10', 12, true),
    ]);
    expect(await runs('2027-08-01')).toEqual([
      away(third, 1, '2027-07-10', 0, false),
      away(fourth, 1, '2027-07-10', 0, false),
    ]);
    expect(await runs('2028-07-10', await hall.token('CHAIR', { councilId: 'hdnd-khac' }))).toBeNull();
  });
});
