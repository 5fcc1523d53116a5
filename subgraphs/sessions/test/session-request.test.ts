import { openHall, type Hall } from './fixtures/hall.fixture.js';
import type { FixtureSeat } from './fixtures/directory.fixture.js';

type Data = Record<string, unknown>;
const SAID = `__typename ... on Refused { code vi en } ... on SessionRequest { id metAt progress { count needed of since reason { key article } } decision { accepted note } }`;
const RAISE = `mutation ($input: RaiseSessionRequestInput!) { raiseSessionRequest(input: $input) { ${SAID} } }`;
const SIGN = `mutation ($input: SignSessionRequestInput!) { signSessionRequest(input: $input) { ${SAID} } }`;
const VOTER = `mutation ($input: VerifyVoterInput!) { verifyRequestingVoter(input: $input) { ${SAID} } }`;
const DECIDE = `mutation ($input: DecideSessionRequestInput!) { decideSessionRequest(input: $input) { ${SAID} } }`;
const TASKS = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Council { standingBodyTasks { id wants } sessionRequests(first: 50) { edges { node { id } } } } } }`;

describe('requests', () => {
  let hall: Hall;
  let clerk: string;
  let chair: string;
  beforeAll(async () => {
    hall = await openHall({ suspended: [68] });
    [clerk, chair] = [await hall.token('SESSION_SECRETARY'), await hall.token('CHAIR')];
    await hall.database.admin(
      `UPDATE directory.rule SET value = '{"value": false}' WHERE rule_key = 'total.excludesSuspended'`,
    );
  });
  beforeEach(() => hall.renew());
  afterAll(() => hall.stop());

  const raise = (more: Data = {}, token = clerk) =>
    hall.ok(
      RAISE,
      {
        input: {
          councilId: hall.councilId,
          requestedBy: 'DELEGATES',
          wants: 'SPECIAL_SESSION',
          subject: 'Xem xét giá đất',
          ...more,
        },
      },
      token,
    );
  const sign = async (requestId: unknown, seat: FixtureSeat) =>
    hall.ok(SIGN, { input: { requestId } }, await hall.token('DELEGATE', { seat }));
  const record = (requestId: unknown, seats: readonly FixtureSeat[]) =>
    seats.reduce<Promise<Data>>(
      async (before, seat) => (
        await before,
        hall.ok(SIGN, { input: { requestId, seatId: seat.seatId, document: 'Đơn' } }, clerk)
      ),
      Promise.resolve({}),
    );
  const tasks = async (): Promise<string[]> => {
    const { data } = await hall.ask<{ _entities: [{ standingBodyTasks: { id: string }[] }] }>(
      TASKS,
      { r: [{ __typename: 'Council', id: hall.councilId }] },
      { token: chair },
    );
    return data!._entities[0].standingBodyTasks.map((t) => t.id);
  };

  it('23 of 68 delegates make a task for Thường trực HĐND; one fewer do not [SES-1 R-SES-02 R-SES-03 T10]', async () => {
    const { id } = await raise();
    const before = await record(id, hall.seats.slice(0, 22));
    expect(before).toMatchObject({
      metAt: null,
      progress: { count: 22, needed: 23, of: 68, reason: { article: '78.2' } },
    });
    expect(await tasks()).not.toContain(id);
    const after = await sign(id, hall.seats[22]!);
    expect(after).toMatchObject({ progress: { count: 23 } });
    expect(after['metAt']).not.toBeNull();
    expect(await tasks()).toContain(id);
  });

  it.each(['CLOSED_SITTING', 'CONFIDENCE_VOTE'])('proposals for %s are counted alike [R-SES-03]', async (wants) => {
    const { id } = await raise({ wants }, await hall.token('DELEGATE', { seat: hall.seats[0]! }));
    expect(await sign(id, hall.seats[0]!)).toMatchObject({ progress: { count: 1, needed: 23, of: 68 } });
  });

  it('the Front’s committee asks for a vote of confidence by itself, recorded at the desk, as far as the rule of the day lets it [R-VOT-15]', async () => {
    const ofFront = { requestedBy: 'FRONT_COMMITTEE', wants: 'CONFIDENCE_VOTE', document: '12/KN-MTTQ' };
    const asked = await raise(ofFront);
    expect(asked).toMatchObject({
      progress: { needed: null, reason: { key: 'confidenceVote.frontCommittee', article: '64' } },
    });
    expect(asked['metAt']).not.toBeNull();
    expect(await tasks()).toContain(asked['id']);
    for (const wants of ['SPECIAL_SESSION', 'CLOSED_SITTING'])
      expect(await raise({ ...ofFront, wants })).toMatchObject({ code: 'REQUEST_NOT_ALLOWED' });
    // Nobody writes a rating's result by hand, and a delegate does not speak for the Front.
    expect(await raise({ ...ofFront, requestedBy: 'RATING_RESULT' })).toMatchObject({ code: 'REQUEST_NOT_ALLOWED' });
    const { errors } = await hall.ask(
      RAISE,
      { input: { councilId: hall.councilId, subject: 'x', ...ofFront } },
      { token: await hall.token('DELEGATE', { seat: hall.seats[0]! }) },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    await hall.database.admin(
      `UPDATE directory.rule SET value = '{"value": false}' WHERE rule_key = 'confidenceVote.frontCommittee'`,
    );
    expect(await raise(ofFront)).toMatchObject({ code: 'REQUEST_NOT_ALLOWED' });
    await hall.database.admin(
      `UPDATE directory.rule SET value = '{"value": true}' WHERE rule_key = 'confidenceVote.frontCommittee'`,
    );
  });

  it('the window begins again at the next opening, a delegate signs once in each, and what was met stays met [R-SES-03 T10]', async () => {
    const [open, met] = [(await raise())['id'], (await raise())['id']];
    await record(open, hall.seats.slice(0, 5));
    await record(met, hall.seats.slice(0, 23));
    expect(await sign(open, hall.seats[0]!)).toMatchObject({ code: 'ALREADY_SIGNED' });
    hall.clock.pass(60_000);
    await hall.database.admin(`UPDATE sessions.sitting SET state = 'OPEN', opened_at = $2 WHERE id = $1`, [
      hall.sittingId,
      hall.clock.at,
    ]);
    await hall.database.admin(
      `UPDATE sessions.sitting SET opened_at = $2 WHERE id <> $1 AND session_id = (SELECT session_id FROM sessions.sitting WHERE id = $1)`,
      [hall.sittingId, hall.clock.at],
    );
    hall.clock.pass(60_000);
    expect(await sign(open, hall.seats[0]!)).toMatchObject({ metAt: null, progress: { count: 1 } });
    expect(await tasks()).toContain(met);
    await hall.database.admin(`UPDATE sessions.sitting SET state = 'PLANNED', opened_at = NULL`);
  });

  it('of signatures that arrive at once none is lost or counted twice [R-SES-03]', async () => {
    const { id } = await raise();
    await Promise.all([...hall.seats.slice(0, 23), ...hall.seats.slice(0, 23)].map((seat) => sign(id, seat)));
    const last = await sign(id, hall.seats[0]!);
    expect(last).toMatchObject({ code: 'ALREADY_SIGNED' });
    expect(
      await hall.database.admin('SELECT count(*)::int AS n FROM sessions.request_signature WHERE request_id = $1', [
        id,
      ]),
    ).toEqual([{ n: 23 }]);
    expect(await tasks()).toContain(id);
  });

  it.each(['STANDING_BODY', 'PEOPLES_COMMITTEE_CHAIR'])(
    'the request of %s suffices by itself [SES-1 R-SES-02]',
    async (requestedBy) => {
      const { id } = await raise({ requestedBy });
      expect(await tasks()).toContain(id);
      const decided = await hall.ok(
        DECIDE,
        { input: { requestId: id, accepted: true, note: 'Triệu tập ngày 05/12' } },
        chair,
      );
      expect(decided).toMatchObject({ decision: { accepted: true, note: 'Triệu tập ngày 05/12' } });
      expect(await tasks()).not.toContain(id);
      expect(await hall.ok(DECIDE, { input: { requestId: id, accepted: false, note: 'Lại' } }, chair)).toMatchObject({
        code: 'REQUEST_CLOSED',
      });
    },
  );

  it('a suspended delegate and a stranger do not sign, and nothing unmet is decided [R-SES-03]', async () => {
    const { id } = await raise();
    expect(await sign(id, hall.seats[67]!)).toMatchObject({ code: 'SEAT_SUSPENDED' });
    expect(await sign(id, { ...hall.seats[0]!, personId: '00000000-0000-7000-8000-000000000009' })).toMatchObject({
      code: 'SEAT_UNKNOWN',
    });
    expect(await hall.ok(DECIDE, { input: { requestId: id, accepted: true, note: 'x' } }, chair)).toMatchObject({
      code: 'REQUEST_NOT_MET',
    });
    const { errors } = await hall.ask(
      RAISE,
      { input: { councilId: hall.councilId, requestedBy: 'STANDING_BODY', wants: 'SPECIAL_SESSION', subject: 'x' } },
      { token: await hall.token('DELEGATE', { seat: hall.seats[0]! }) },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('voters ask in communes only: more than a tenth, each verified and once, and who they are lies sealed [SES-1 R-SES-04]', async () => {
    const ofVoters = { requestedBy: 'VOTERS', votersTotal: 20, representative: 'Ông Nguyễn Văn Đại Diện' };
    expect(await raise(ofVoters)).toMatchObject({ code: 'REQUEST_NOT_ALLOWED' });
    await hall.database.admin(
      `INSERT INTO directory.rule SELECT 'vn-test', rule_set_hash, 'CITY', 'session.voters.threshold', '{"kind":"GREATER_THAN","num":1,"den":10,"base":"VOTERS_OF_LAST_ELECTION"}', instrument, '78.3', 'V1', 'NEVER', valid_from, NULL, NULL, NULL, NULL FROM directory.rule LIMIT 1`,
    );
    const { id } = await raise(ofVoters);
    const verify = (fullName: string, more: Data = {}) =>
      hall.ok(
        VOTER,
        { input: { requestId: id, fullName, bornOn: '1970-01-02', address: 'Thôn Đoài', signed: true, ...more } },
        clerk,
      );
    expect(await verify('Trần Thị Hòa')).toMatchObject({ progress: { count: 1, needed: 3, of: 20 }, metAt: null });
    expect(await verify('TRẦN THỊ HOÀ')).toMatchObject({ code: 'ALREADY_SIGNED' });
    expect(await verify('Lê Văn Tám', { signed: false })).toMatchObject({ code: 'VOTER_INCOMPLETE' });
    await verify('Lê Văn Tám');
    expect((await verify('Đỗ Văn Chín'))['metAt']).not.toBeNull();
    const stored = JSON.stringify(await hall.database.admin('SELECT * FROM sessions.voter_signature'));
    for (const secret of ['Trần', 'Lê Văn', '1970', 'Đoài']) expect(stored).not.toContain(secret);
  });
});
