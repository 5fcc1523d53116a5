import { eventually } from '@nghitruong/kit/testing';
import type { FixtureSeat } from './fixtures/directory.fixture.js';
import { openPollHall, type PollHall } from './poll.fixture.js';

type Data = Record<string, unknown>;
const CERTIFICATION =
  'state certification { signed required signatures { fullName head } committee { pollId members { fullName head } } }';

describe('the tally committee', () => {
  let hall: PollHall;
  let members: FixtureSeat[];
  beforeEach(async () => {
    hall = await openPollHall({ present: 6, seats: 10 });
    members = hall.present.slice(0, 3);
  });
  afterEach(() => hall.stop());

  const appoint = async (more: Data = {}, token = hall.clerk): Promise<Data> =>
    hall.ok(
      `mutation ($input: AppointTallyCommitteeInput!) { appointTallyCommittee(input: $input) { __typename ... on Refused { code vi en }
         ... on TallyCommittee { id pollId required members { seatId fullName head } } } }`,
      {
        input: {
          sittingId: hall.sittingId,
          expectedStep: await hall.step(),
          headSeatId: members[1]!.seatId,
          memberSeatIds: [members[0]!.seatId, members[2]!.seatId],
          ...more,
        },
      },
      token,
    );
  const signAs = async (pollId: string, token: string, digest: string): Promise<Data> =>
    hall.ok(
      `mutation ($pollId: ID!, $digest: String!) { signTally(pollId: $pollId, digest: $digest) { __typename ... on Refused { code } ... on Poll { ${CERTIFICATION} } } }`,
      { pollId, digest },
      token,
    );
  const tokenOf = (seat: FixtureSeat): Promise<string> => hall.token('DELEGATE', { seat });
  /** A secret poll, voted and counted, that nobody has certified. */
  const counted = async (opener?: string): Promise<{ id: string; digest: string }> => {
    const { id } = (await hall.create()) as { id: string };
    await hall.database.admin(`UPDATE sessions.poll SET form = 'SECRET', method = 'PAPER' WHERE id = $1`, [id]);
    await hall.command('readyPoll', id);
    const opened = await hall.command('openPoll', id, {}, opener ?? hall.chair);
    expect(opened).toMatchObject({ state: 'OPEN' });
    await hall.command('closePoll', id);
    await eventually(async () => (await hall.poll(id, 'state'))['state'] === 'CLOSED');
    const sheet = { issued: 0, notReturned: 0, invalid: 0, marks: [0, 0, 0], rows: [] };
    for (const token of [hall.clerk, await hall.token('SESSION_SECRETARY', { account: 'a second clerk' })])
      await hall.ok(
        'mutation ($pollId: ID!, $sheet: TallySheetInput!) { enterTallySheet(pollId: $pollId, sheet: $sheet) { __typename } }',
        { pollId: id, sheet },
        token,
      );
    const { provisionalResult } = await hall.poll(id, 'provisionalResult { digest }', hall.clerk);
    return { id, digest: (provisionalResult as { digest: string }).digest };
  };

  it('is appointed with one head and is shown to everyone with its poll [VOT-17]', async () => {
    expect(await appoint()).toMatchObject({
      __typename: 'TallyCommittee',
      pollId: null,
      required: 2,
      members: [
        { fullName: 'Đại biểu 02', head: true },
        { fullName: 'Đại biểu 01', head: false },
        { fullName: 'Đại biểu 03', head: false },
      ],
    });
    const { id } = await counted();
    expect(await hall.poll(id, CERTIFICATION)).toMatchObject({
      state: 'CLOSED',
      certification: {
        signed: 0,
        required: 2,
        committee: { members: [{ fullName: 'Đại biểu 02', head: true }, {}, {}] },
      },
    });
  });

  it('certifies with the signatures that the rule asks for, never with one [VOT-17 R-VOT-08]', async () => {
    await appoint();
    const { id, digest } = await counted();
    const [first, second] = [await tokenOf(members[0]!), await tokenOf(members[1]!)];
    expect(await hall.command('publishPoll', id)).toMatchObject({ code: 'POLL_STATE' });
    expect(await signAs(id, first, digest)).toMatchObject({
      state: 'CLOSED',
      certification: { signed: 1, required: 2 },
    });
    expect(await signAs(id, first, digest)).toMatchObject({ state: 'CLOSED', certification: { signed: 1 } });
    expect(await signAs(id, second, digest)).toMatchObject({ state: 'CERTIFIED', certification: { signed: 2 } });
    expect(await hall.command('publishPoll', id)).toMatchObject({ state: 'PUBLISHED' });
  });

  it('takes signatures from members only, under the numbers they were shown, and not from whoever opened the poll [VOT-17]', async () => {
    await appoint();
    const opener = await hall.subgraph.issuer.token({
      sub: 'the opener',
      personId: members[0]!.personId,
      grants: [
        { role: 'CHAIR', councilId: hall.councilId },
        { role: 'DELEGATE', councilId: hall.councilId },
      ],
    });
    const { id, digest } = await counted(opener);
    expect(await signAs(id, await tokenOf(hall.present[4]!), digest)).toMatchObject({ code: 'TALLY_NOT_MEMBER' });
    expect(await signAs(id, hall.clerk, digest)).toMatchObject({ code: 'TALLY_NOT_MEMBER' });
    expect(await signAs(id, opener, digest)).toMatchObject({ code: 'TALLY_OPENER' });
    // The same person with the card of a delegate is the same person.
    expect(await signAs(id, await tokenOf(members[0]!), digest)).toMatchObject({ code: 'TALLY_OPENER' });
    expect(await signAs(id, await tokenOf(members[1]!), 'f'.repeat(64))).toMatchObject({ code: 'TALLY_OTHER_DIGEST' });
    expect(await hall.poll(id, CERTIFICATION)).toMatchObject({ state: 'CLOSED', certification: { signed: 0 } });
  });

  it('shows the numbers to its members before the publication, and to no other delegate [VOT-17]', async () => {
    await appoint();
    const { id, digest } = await counted();
    const shown = 'resultToSign { digest }';
    expect(await hall.poll(id, shown, await tokenOf(members[2]!))).toEqual({ resultToSign: { digest } });
    expect(await hall.poll(id, shown, await tokenOf(hall.present[4]!))).toEqual({ resultToSign: null });
    expect(await hall.poll(id, shown)).toEqual({ resultToSign: null });
    const waiting = `query ($sittingId: ID!) { talliesToSign(sittingId: $sittingId) { id } }`;
    const { sittingId } = hall;
    expect(await hall.ok(waiting, { sittingId }, await tokenOf(members[2]!))).toEqual([{ id }]);
    expect(await hall.ok(waiting, { sittingId }, await tokenOf(hall.present[4]!))).toEqual([]);
  });

  it('is refused when too small, when someone is on it twice or has no seat, and by whoever may not appoint [VOT-17]', async () => {
    expect(await appoint({ memberSeatIds: [members[0]!.seatId] })).toMatchObject({ code: 'TALLY_TOO_FEW' });
    expect(await appoint({ memberSeatIds: [members[0]!.seatId, members[1]!.seatId] })).toMatchObject({
      code: 'TALLY_MEMBER_TWICE',
    });
    expect(
      await appoint({ memberSeatIds: [members[0]!.seatId, '00000000-0000-4000-8000-000000000000'] }),
    ).toMatchObject({ code: 'SEAT_UNKNOWN' });
    await expect(appoint({}, await tokenOf(members[0]!))).rejects.toThrow('FORBIDDEN');
  });

  it('stays the one a poll was opened with, and what was signed cannot be changed by the running role [VOT-17]', async () => {
    await appoint();
    const { id, digest } = await counted();
    await appoint({ headSeatId: hall.present[3]!.seatId });
    expect(await hall.poll(id, CERTIFICATION)).toMatchObject({
      certification: { committee: { members: [{ fullName: 'Đại biểu 02' }, {}, {}] } },
    });
    await signAs(id, await tokenOf(members[0]!), digest);
    const running = await hall.database.open((await import('../src/index.js')).sessions.owner);
    for (const statement of [
      'DELETE FROM tally_signature',
      `UPDATE tally_committee SET required = 2`,
      'DELETE FROM tally_committee_member',
    ])
      await expect(running.query(statement)).rejects.toThrow('permission denied');
    await expect(
      running.query(`INSERT INTO poll_ruling (poll_id, state) VALUES ($1, 'CERTIFIED')`, [id]),
    ).rejects.toThrow('signatures of its committee');
  });
});
