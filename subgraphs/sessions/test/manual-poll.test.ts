import { eventually } from '@nghitruong/kit/testing';
import { sessions } from '../src/index.js';
import { exportPoll } from '../src/poll/poll-export.service.js';
import { verifyExport } from '../src/poll/verify.rules.js';
import type { FixtureSeat } from './fixtures/directory.fixture.js';
import { openPollHall, RESULT, type PollHall } from './poll.fixture.js';

type Data = Record<string, unknown>;
const COUNT = '__typename ... on Refused { code vi } ... on ManualCount { entered differences { vi } agreed }';

let hall: PollHall;
let clerk2: string;
beforeEach(async () => {
  hall = await openPollHall({ present: 9, seats: 12 });
  clerk2 = await hall.token('SESSION_SECRETARY', { account: 'a second clerk' });
});
afterEach(() => hall.stop());

const enter = (pollId: string, sheet: Data, token: string): Promise<Data> =>
  hall.ok(
    `mutation ($pollId: ID!, $sheet: TallySheetInput!) { enterTallySheet(pollId: $pollId, sheet: $sheet) { ${COUNT} } }`,
    { pollId, sheet: { issued: 0, notReturned: 0, invalid: 0, marks: [], rows: [], ...sheet } },
    token,
  );
const closed = async (input: Data): Promise<string> => {
  const id = await hall.open(input);
  await hall.command('closePoll', id);
  await eventually(async () => (await hall.poll(id, 'state'))['state'] === 'CLOSED');
  return id;
};
const appoint = async (members: readonly FixtureSeat[]): Promise<void> => {
  const [head, ...others] = members.map((m) => m.seatId);
  const input = { sittingId: hall.sittingId, expectedStep: await hall.step(), headSeatId: head, memberSeatIds: others };
  await hall.ok(
    'mutation ($input: AppointTallyCommitteeInput!) { appointTallyCommittee(input: $input) { __typename } }',
    { input },
    hall.clerk,
  );
};
/** What the offline verifier finds wrong. */
const faultsOf = async (id: string): Promise<readonly string[]> => {
  const running = await hall.database.open(sessions.owner);
  return verifyExport(JSON.parse(JSON.stringify(await exportPoll(running.manager, id))) as never)
    .checks.filter((c) => !c.ok)
    .map((c) => c.en);
};

describe('a show of hands', () => {
  it('is counted when two persons have entered the same, and not before [VOT-16]', async () => {
    const id = await closed({ method: 'HANDS' });
    expect(await hall.poll(id, 'provisionalResult { digest }', hall.clerk)).toEqual({ provisionalResult: null });
    expect(await enter(id, { marks: [7, 1, 1] }, hall.clerk)).toMatchObject({
      entered: 1,
      agreed: false,
      differences: [],
    });
    expect(await hall.command('publishPoll', id)).toMatchObject({ code: 'POLL_STATE' });
    expect(await enter(id, { marks: [7, 1, 1] }, clerk2)).toMatchObject({ entered: 2, agreed: true });
    expect(await hall.command('publishPoll', id)).toMatchObject({ state: 'PUBLISHED' });
    const { result } = await hall.poll(id, `result { ${RESULT} }`);
    expect(result).toMatchObject({
      for: { count: 7, base: 12 },
      against: { count: 1 },
      abstain: { count: 1 },
      voted: { count: 9 },
      notRecorded: { count: 0 },
      presentAtClose: { count: 9 },
      outcome: 'ADOPTED',
    });
    expect(await faultsOf(id)).toEqual([]);
  });

  it('takes no ballot of a device, and is not paused for a server that restarts [VOT-16]', async () => {
    const id = await hall.open({ method: 'HANDS' });
    expect(await hall.cast(hall.present[0]!, id)).toMatchObject({ reason: 'POLL_NOT_OPEN' });
    await hall.database.admin(
      `UPDATE sessions.poll_lease SET renewed_at = now() - interval '1 hour' WHERE poll_id = $1`,
      [id],
    );
    await hall.command('closePoll', id);
    await eventually(async () => (await hall.poll(id, 'state'))['state'] === 'CLOSED');
  });
});

describe('two counts that differ', () => {
  it('name their line, without its numbers, and block until a person corrects their own [VOT-16]', async () => {
    const id = await closed({ method: 'HANDS' });
    await enter(id, { marks: [6, 2, 1] }, hall.clerk);
    const second = await enter(id, { marks: [5, 2, 1] }, clerk2);
    expect(second).toMatchObject({
      entered: 2,
      agreed: false,
      differences: expect.arrayContaining([{ vi: 'Tán thành' }]) as unknown,
    });
    expect(JSON.stringify(second)).not.toMatch(/"[56]"|: ?6/);
    expect(await hall.poll(id, 'state provisionalResult { digest }', hall.clerk)).toEqual({
      state: 'CLOSED',
      provisionalResult: null,
    });
    expect(await enter(id, { marks: [6, 2, 1] }, clerk2)).toMatchObject({ agreed: true, differences: [] });
    expect(await hall.poll(id, 'state', hall.clerk)).toEqual({ state: 'CERTIFIED' });
    expect(await enter(id, { marks: [6, 2, 1] }, clerk2)).toMatchObject({ code: 'POLL_STATE' });
  });

  it('are two persons: one person with two accounts counts once [VOT-16]', async () => {
    const same = (sub: string): Promise<string> =>
      hall.subgraph.issuer.token({
        sub,
        personId: hall.present[0]!.personId,
        grants: [{ role: 'SESSION_SECRETARY', councilId: hall.councilId }],
      });
    const id = await closed({ method: 'HANDS' });
    await enter(id, { marks: [6, 2, 1] }, await same('one'));
    expect(await enter(id, { marks: [6, 2, 1] }, await same('other'))).toMatchObject({ entered: 1, agreed: false });
  });

  it('are never shown to the other before both are in, and a delegate who counts nothing enters nothing [VOT-16]', async () => {
    const id = await closed({ method: 'HANDS' });
    await enter(id, { marks: [6, 2, 1] }, hall.clerk);
    const seen = await hall.poll(id, 'manualCount { entered agreed differences { vi } }', clerk2);
    expect(seen).toEqual({ manualCount: { entered: 1, agreed: false, differences: [] } });
    const outsider = await hall.token('DELEGATE', { seat: hall.present[3]! });
    expect(await enter(id, { marks: [6, 2, 1] }, outsider)).toMatchObject({ code: 'SHEET_NOT_YOURS' });
  });

  it('cannot be passed by: the running role neither changes a sheet nor stores a count that no two sheets bear [VOT-16]', async () => {
    const id = await closed({ method: 'HANDS' });
    await enter(id, { marks: [6, 2, 1] }, hall.clerk);
    const running = await hall.database.open(sessions.owner);
    await expect(running.query('UPDATE tally_sheet SET issued = 1')).rejects.toThrow('permission denied');
    await expect(
      running.query(
        `INSERT INTO poll_tally (poll_id, total, present_at_open, present_at_close, late_arrivals, voted, for_count, against_count, abstain_count, not_recorded, needed, outcome, roll_hash, chain_length, chain_head, digest, ballots_issued, ballots_collected, ballots_valid, ballots_invalid)
         SELECT id, 12, 9, 9, 0, 9, 9, 0, 0, 0, 7, 'ADOPTED', roll_hash, 0, chain_head, 'x', 9, 9, 9, 0 FROM poll WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('two persons entered apart');
  });
});

describe('paper', () => {
  const ROWS = [{ name: 'Nguyễn Văn Minh Họa' }, { name: 'Trần Thị Ví Dụ' }];
  it('is what a confidence rating is held on, and opens with a tally committee only [VOT-16 R-VOT-20]', async () => {
    const draft = await hall.create({ kind: 'CONFIDENCE_RATING', title: 'Lấy phiếu', rows: ROWS });
    const id = draft['id'] as string;
    expect(await hall.poll(id, 'form method')).toEqual({ form: 'SECRET', method: 'PAPER' });
    await hall.command('readyPoll', id);
    expect(await hall.command('openPoll', id)).toMatchObject({ code: 'TALLY_COMMITTEE_MISSING' });
    await appoint(hall.present.slice(0, 3));
    expect(await hall.command('openPoll', id)).toMatchObject({ state: 'OPEN' });
  });

  it('is refused where it does not reconcile, with the line; then signed, published and verified [VOT-16 VOT-17]', async () => {
    await appoint(hall.present.slice(0, 3));
    const id = await closed({ kind: 'CONFIDENCE_RATING', title: 'Lấy phiếu', rows: ROWS });
    const sheet = {
      issued: 9,
      notReturned: 1,
      invalid: 1,
      rows: [
        { row: 1, invalid: 1, marks: [4, 2, 1] },
        { row: 2, invalid: 2, marks: [1, 1, 4] },
      ],
    };
    expect(await enter(id, { ...sheet, notReturned: 0 }, hall.clerk)).toMatchObject({
      code: 'SHEET_DOES_NOT_RECONCILE',
      vi: expect.stringContaining('Dòng 1: thu về = các mức + không hợp lệ') as unknown,
    });
    const member = (i: number): Promise<string> => hall.token('DELEGATE', { seat: hall.present[i]! });
    await enter(id, sheet, await member(0));
    expect(await enter(id, sheet, hall.clerk)).toMatchObject({ agreed: true });
    const { provisionalResult, state } = (await hall.poll(id, 'state provisionalResult { digest }', hall.clerk)) as {
      provisionalResult: { digest: string };
      state: string;
    };
    expect(state).toBe('CLOSED');
    expect(await faultsOf(id)).toEqual([]);
    for (const i of [0, 1])
      await hall.ok(
        'mutation ($id: ID!, $digest: String!) { signTally(pollId: $id, digest: $digest) { __typename } }',
        { id, digest: provisionalResult.digest },
        await member(i),
      );
    expect(await hall.command('publishPoll', id)).toMatchObject({ state: 'PUBLISHED' });
    const { result } = await hall.poll(
      id,
      'result { counts { ballotsIssued ballotsCollected ballotsValid ballotsInvalid } rows { row { name } invalid { count } marks { mark share { count } } } }',
    );
    expect(result).toMatchObject({
      counts: { ballotsIssued: 9, ballotsCollected: 8, ballotsValid: 7, ballotsInvalid: 1 },
      rows: [
        {
          row: { name: 'Nguyễn Văn Minh Họa' },
          invalid: { count: 1 },
          marks: [{ mark: 'HIGH', share: { count: 4 } }, {}, {}],
        },
        { row: { name: 'Trần Thị Ví Dụ' }, invalid: { count: 2 } },
      ],
    });
    const { confirmationText } = (await hall.poll(id, 'confirmationText')) as { confirmationText: string };
    expect(confirmationText).toContain('phát ra 9; thu về 8; hợp lệ 7; không hợp lệ 1');
    expect(confirmationText).toContain('tín nhiệm cao 4 phiếu');
    expect(await faultsOf(id)).toEqual([]);
  });
});

describe('a rating whose result calls for a vote of confidence', () => {
  const low = (consequence: string): Promise<unknown> =>
    hall.database.admin(
      `UPDATE directory.rule SET value = jsonb_set(value, '{consequence}', to_jsonb($1::text)) WHERE rule_key = 'poll.confidenceRating.twoThirdsLow'`,
      [consequence],
    );
  const tasks = async (): Promise<Data[]> => {
    const { data } = await hall.ask<{ _entities: [{ standingBodyTasks: Data[] }] }>(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Council { standingBodyTasks { id requestedBy wants subject ratingPollId progress { reason { key } } } } } }`,
      { r: [{ __typename: 'Council', id: hall.councilId }] },
      { token: hall.chair },
    );
    return data!._entities[0].standingBodyTasks;
  };
  /** Nine ballots collected; of the first row that many are low, of the second one. */
  const rated = async (lows: number): Promise<string> => {
    await appoint(hall.present.slice(0, 3));
    const id = await closed({
      kind: 'CONFIDENCE_RATING',
      title: 'Lấy phiếu',
      rows: [{ name: 'Nguyễn Văn Minh Họa', post: 'Trưởng ban' }, { name: 'Trần Thị Ví Dụ' }],
    });
    const row = (n: number, of: number) => ({ row: n, invalid: 0, marks: [9 - of, 0, of] });
    const sheet = { issued: 9, notReturned: 0, invalid: 0, rows: [row(1, lows), row(2, 1)] };
    const member = (i: number): Promise<string> => hall.token('DELEGATE', { seat: hall.present[i]! });
    await enter(id, sheet, await member(0));
    expect(await enter(id, sheet, hall.clerk)).toMatchObject({ agreed: true });
    const { provisionalResult } = (await hall.poll(id, 'provisionalResult { digest }', hall.clerk)) as {
      provisionalResult: { digest: string };
    };
    for (const i of [0, 1])
      await hall.ok(
        'mutation ($id: ID!, $digest: String!) { signTally(pollId: $id, digest: $digest) { __typename } }',
        { id, digest: provisionalResult.digest },
        await member(i),
      );
    expect(await hall.command('publishPoll', id)).toMatchObject({ state: 'PUBLISHED' });
    return id;
  };

  it('raises the request with its result, once for each person from two thirds low on, and an annulled one calls for nothing [R-VOT-15]', async () => {
    await low('CONFIDENCE_VOTE_DUE');
    const id = await rated(6);
    const waiting = await tasks();
    expect(waiting).toMatchObject([
      {
        ...{ requestedBy: 'RATING_RESULT', wants: 'CONFIDENCE_VOTE', ratingPollId: id },
        subject: expect.stringContaining('Nguyễn Văn Minh Họa, Trưởng ban') as unknown,
        progress: { reason: { key: 'poll.confidenceRating.twoThirdsLow' } },
      },
    ]);
    const annulled = await hall.command('annulPoll', id, { kind: 'PROCEDURE', basis: 'Biên bản số 3', wallText: 'x' });
    expect(annulled).toMatchObject({ state: 'ANNULLED' });
    expect(await tasks()).toEqual([]);
    const decided = await hall.ok(
      `mutation ($input: DecideSessionRequestInput!) { decideSessionRequest(input: $input) { __typename ... on Refused { code } } }`,
      { input: { requestId: waiting[0]!['id'], accepted: true, note: 'x' } },
      hall.chair,
    );
    expect(decided).toMatchObject({ code: 'REQUEST_NOT_MET' });
  });

  it.each([
    ['one fewer low', 5, 'CONFIDENCE_VOTE_DUE'],
    ['a rule of the day that leads to dismissal', 6, 'DISMISSAL_DUE'],
  ])('raises none with %s [R-VOT-15]', async (_, lows, consequence) => {
    await low(consequence);
    await rated(lows);
    expect(await tasks()).toEqual([]);
  });
});

describe('from devices to hands', () => {
  const goManual = async (pollId: string, method = 'HANDS', token = hall.chair): Promise<Data> =>
    hall.ok(
      `mutation ($pollId: ID!, $step: Int!, $method: PollMethod!) { goManual(pollId: $pollId, expectedStep: $step, method: $method, reason: "Mạng hỏng") {
         __typename ... on Refused { code } ... on Poll { id state method title sealed { pollId reason recorded chainHead } } } }`,
      { pollId, step: await hall.step(), method },
      token,
    );

  it('seals the electronic record, kept and uncounted, and goes on with the same question [VOT-16]', async () => {
    const id = await hall.open({ title: 'Nghị quyết về phí' });
    await hall.cast(hall.present[0]!, id, 'FOR');
    await hall.cast(hall.present[1]!, id, 'AGAINST');
    const next = await goManual(id);
    expect(next).toMatchObject({
      state: 'READY',
      method: 'HANDS',
      title: 'Nghị quyết về phí',
      sealed: {
        pollId: id,
        reason: 'Mạng hỏng',
        recorded: 2,
        chainHead: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      },
    });
    expect(await hall.poll(id, 'state result { digest } provisionalResult { digest }', hall.clerk)).toEqual({
      state: 'CANCELLED',
      result: null,
      provisionalResult: null,
    });
    expect(await hall.cast(hall.present[2]!, id, 'FOR')).toMatchObject({ reason: 'POLL_NOT_OPEN' });
    const kept = await hall.database.admin('SELECT count(*)::int AS n FROM sessions.ballot WHERE poll_id = $1', [id]);
    expect(kept).toEqual([{ n: 2 }]);
    expect(await faultsOf(id)).toEqual([]);
    const nextId = next['id'] as string;
    expect(await hall.command('openPoll', nextId)).toMatchObject({ state: 'OPEN' });
    await hall.command('closePoll', nextId);
    await eventually(async () => (await hall.poll(nextId, 'state'))['state'] === 'CLOSED');
    await enter(nextId, { marks: [9, 0, 0] }, hall.clerk);
    await enter(nextId, { marks: [9, 0, 0] }, clerk2);
    expect(await hall.command('publishPoll', nextId)).toMatchObject({ state: 'PUBLISHED' });
    expect(await faultsOf(nextId)).toEqual([]);
  });

  it('is one way, once, and by chair or clerk [VOT-16]', async () => {
    const id = await hall.open();
    await expect(goManual(id, 'HANDS', await hall.token('DELEGATE', { seat: hall.present[0]! }))).rejects.toThrow(
      'FORBIDDEN',
    );
    expect(await goManual(id, 'ELECTRONIC')).toMatchObject({ code: 'NOT_FROM_DEVICES' });
    const { id: next } = (await goManual(id)) as { id: string };
    expect(await goManual(id)).toMatchObject({ code: 'POLL_STATE' });
    expect(await goManual(next)).toMatchObject({ code: 'NOT_FROM_DEVICES' });
  });
});
