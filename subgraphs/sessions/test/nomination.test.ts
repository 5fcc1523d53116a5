import { eventually } from '@nghitruong/kit/testing';
import { openPollHall, type PollHall } from './poll.fixture.js';

type Data = Record<string, unknown>;
const LIST =
  '__typename ... on Refused { code vi } ... on CandidateList { id closedAt closedByPollId nominations { id name proposer proposedBy withdrawnAt } }';
const POLL =
  '__typename ... on Refused { code } ... on Poll { id kind title state form method seatsToFill candidateListId ballotForm { rows { name } } runOffOf { id } }';

let hall: PollHall;
let clerk2: string;
beforeEach(async () => {
  hall = await openPollHall({ present: 9, seats: 12 });
  clerk2 = await hall.token('SESSION_SECRETARY', { account: 'a second clerk' });
  const [head, ...others] = hall.present.slice(0, 3).map((s) => s.seatId);
  const input = { sittingId: hall.sittingId, expectedStep: await hall.step(), headSeatId: head, memberSeatIds: others };
  await hall.ok(
    'mutation ($input: AppointTallyCommitteeInput!) { appointTallyCommittee(input: $input) { __typename } }',
    { input },
    hall.clerk,
  );
});
afterEach(() => hall.stop());

const openList = async (seatsToFill = 1): Promise<string> =>
  (
    await hall.ok(
      `mutation ($input: OpenCandidateListInput!) { openCandidateList(input: $input) { ${LIST} } }`,
      { input: { sittingId: hall.sittingId, office: 'Phó Chủ tịch HĐND', seatsToFill } },
      hall.clerk,
    )
  )['id'] as string;
const nominate = (listId: string, name: string, more: Data = {}): Promise<Data> =>
  hall.ok(
    `mutation ($input: NominateInput!) { nominate(input: $input) { ${LIST} } }`,
    { input: { listId, name, proposer: 'PRESIDING_OFFICER', ...more } },
    hall.clerk,
  );
const closeList = (listId: string, pollId: string): Promise<Data> =>
  hall.ok(
    `mutation ($listId: ID!, $pollId: ID!) { closeCandidateList(listId: $listId, pollId: $pollId) { ${LIST} } }`,
    { listId, pollId },
    hall.clerk,
  );
const createElection = async (listId: string, method: string | null = null): Promise<Data> =>
  hall.ok(
    `mutation ($listId: ID!, $step: Int!, $method: PollMethod) { createElection(listId: $listId, expectedStep: $step, method: $method) { ${POLL} } }`,
    { listId, step: await hall.step(), method },
    hall.clerk,
  );
const createRunOff = async (pollId: string): Promise<Data> =>
  hall.ok(
    `mutation ($pollId: ID!, $step: Int!) { createRunOff(pollId: $pollId, expectedStep: $step) { ${POLL} } }`,
    { pollId, step: await hall.step() },
    hall.clerk,
  );
/** A procedural poll by devices, published. */
const procedural = async (choice: string): Promise<string> => {
  const id = await hall.open({ kind: 'PROCEDURAL', title: 'Chốt danh sách bầu cử', agendaItemId: null });
  await Promise.all(hall.present.map((s) => hall.cast(s, id, choice)));
  await hall.closeAndCount(id);
  await hall.command('publishPoll', id);
  return id;
};
/** Held on paper: two clerks enter, two members sign, the chair publishes. */
const held = async (id: string, rows: readonly [number, number][]): Promise<Data> => {
  expect(await hall.command('openPoll', id)).toMatchObject({ state: 'OPEN' });
  await hall.command('closePoll', id);
  await eventually(async () => (await hall.poll(id, 'state'))['state'] === 'CLOSED');
  const sheet = {
    ...{ issued: 9, notReturned: 0, invalid: 0, marks: [] },
    rows: rows.map((marks, i) => ({ row: i + 1, invalid: 0, marks })),
  };
  for (const token of [hall.clerk, clerk2])
    await hall.ok(
      'mutation ($id: ID!, $sheet: TallySheetInput!) { enterTallySheet(pollId: $id, sheet: $sheet) { __typename ... on Refused { vi } } }',
      { id, sheet },
      token,
    );
  const { provisionalResult } = (await hall.poll(id, 'provisionalResult { digest }', hall.clerk)) as {
    provisionalResult: { digest: string };
  };
  for (const seat of hall.present.slice(0, 2))
    await hall.ok(
      'mutation ($id: ID!, $digest: String!) { signTally(pollId: $id, digest: $digest) { __typename } }',
      { id, digest: provisionalResult.digest },
      await hall.token('DELEGATE', { seat }),
    );
  expect(await hall.command('publishPoll', id)).toMatchObject({ state: 'PUBLISHED' });
  return hall.poll(id, 'result { rows { row { name } verdict } } confirmationText');
};

describe('nominations', () => {
  it('name their proposer; a person stands once, by others or by themselves, and may withdraw [R-VOT-07]', async () => {
    const list = await openList();
    await nominate(list, 'Nguyễn Văn A', { proposedBy: 'Chủ tọa kỳ họp' });
    expect(await nominate(list, 'nguyễn văn a')).toMatchObject({ code: 'NOMINATION_TWICE' });
    const seen = await nominate(list, 'Trần Thị B', { proposer: 'SELF' });
    expect(seen).toMatchObject({
      nominations: [
        { name: 'Nguyễn Văn A', proposer: 'PRESIDING_OFFICER', proposedBy: 'Chủ tọa kỳ họp' },
        { name: 'Trần Thị B', proposer: 'SELF', proposedBy: 'Trần Thị B', withdrawnAt: null },
      ],
    });
    const withdrawn = await hall.ok(
      `mutation ($listId: ID!, $id: ID!) { withdrawNomination(listId: $listId, nominationId: $id, reason: "Xin rút") { ${LIST} } }`,
      { listId: list, id: (seen['nominations'] as { id: string }[])[1]!.id },
      hall.clerk,
    );
    expect(withdrawn).toMatchObject({
      nominations: [{ withdrawnAt: null }, { withdrawnAt: expect.any(String) as unknown }],
    });
  });

  it('end with the council’s vote: only an adopted, published procedural poll closes the list [R-VOT-07]', async () => {
    const list = await openList(2);
    await nominate(list, 'Nguyễn Văn A');
    const rejected = await procedural('AGAINST');
    expect(await closeList(list, rejected)).toMatchObject({ code: 'LIST_TOO_SHORT' });
    await nominate(list, 'Trần Thị B');
    expect(await closeList(list, rejected)).toMatchObject({ code: 'LIST_POLL_UNFIT' });
    expect(await createElection(list)).toMatchObject({ code: 'LIST_NOT_CLOSED' });
    const adopted = await procedural('FOR');
    expect(await closeList(list, adopted)).toMatchObject({ closedByPollId: adopted });
    expect(await nominate(list, 'Lê Văn C')).toMatchObject({ code: 'LIST_CLOSED' });
  });

  it('are what is on the ballot: an election without a closed list is not even prepared, whoever asks [R-VOT-07]', async () => {
    const before = await hall.database.admin('SELECT count(*)::int AS n FROM sessions.poll');
    const refused = await hall.create({ kind: 'ELECTION', title: 'Bầu', rows: [{ name: 'A' }, { name: 'B' }] });
    expect(refused).toMatchObject({ code: 'LIST_NOT_CLOSED' });
    expect(refused['vi']).toContain('hãy lập và chốt danh sách ở mục Bầu cử');
    expect(refused['en']).toContain('open and close the list under Elections');
    expect(await hall.database.admin('SELECT count(*)::int AS n FROM sessions.poll')).toEqual(before);
    const list = await openList();
    await nominate(list, 'Nguyễn Văn A');
    await nominate(list, 'Trần Thị B');
    await closeList(list, await procedural('FOR'));
    expect(await createElection(list)).toMatchObject({
      kind: 'ELECTION',
      title: 'Bầu Phó Chủ tịch HĐND',
      form: 'SECRET',
      method: 'PAPER',
      seatsToFill: 1,
      candidateListId: list,
      ballotForm: { rows: [{ name: 'Nguyễn Văn A' }, { name: 'Trần Thị B' }] },
    });
    // On devices only where somebody says so, and then ready only where the council decided so.
    const onDevices = await createElection(list, 'ELECTRONIC');
    expect(onDevices).toMatchObject({ form: 'SECRET', method: 'ELECTRONIC', candidateListId: list });
    expect(await hall.command('readyPoll', onDevices['id'] as string)).toMatchObject({ code: 'SECRET_NOT_ENABLED' });
  });
});

it('a draft of an election that has no list is not frozen: it could never open [R-VOT-07]', async () => {
  const { id } = (await hall.elect({ rows: [{ name: 'A' }, { name: 'B' }], seatsToFill: 1 })) as { id: string };
  // As an earlier release left it.
  await hall.database.admin('UPDATE sessions.poll SET candidate_list_id = NULL WHERE id = $1', [id]);
  expect(await hall.command('readyPoll', id)).toMatchObject({ code: 'LIST_NOT_CLOSED' });
  expect(await hall.poll(id, 'state', hall.clerk)).toEqual({ state: 'DRAFT' });
});

describe('a candidate', () => {
  it('does not count the own election: it does not open until the committee is another [R-VOT-08]', async () => {
    const list = await openList();
    const [head] = hall.present;
    const [{ name }] = (await hall.database.admin('SELECT full_name AS name FROM directory.seat WHERE seat_id = $1', [
      head!.seatId,
    ])) as [{ name: string }];
    await nominate(list, name);
    await nominate(list, 'Người Khác');
    await closeList(list, await procedural('FOR'));
    const { id } = (await createElection(list)) as { id: string };
    await hall.command('readyPoll', id);
    expect(await hall.command('openPoll', id)).toMatchObject({ code: 'TALLY_CANDIDATE' });
    const [h, ...others] = hall.present.slice(3, 6).map((s) => s.seatId);
    const input = { sittingId: hall.sittingId, expectedStep: await hall.step(), headSeatId: h, memberSeatIds: others };
    await hall.ok(
      'mutation ($input: AppointTallyCommitteeInput!) { appointTallyCommittee(input: $input) { __typename } }',
      { input },
      hall.clerk,
    );
    expect(await hall.command('openPoll', id)).toMatchObject({ state: 'OPEN' });
  });
});

describe('an election on paper', () => {
  it('that ties goes to a linked run-off among the tied, and its result is confirmed in a draft resolution [R-VOT-08 R-VOT-13 VOT-16]', async () => {
    const list = await openList();
    for (const name of ['Nguyễn Văn A', 'Trần Thị B', 'Lê Văn C']) await nominate(list, name);
    await closeList(list, await procedural('FOR'));
    const { id } = (await createElection(list)) as { id: string };
    await hall.command('readyPoll', id);
    const first = await held(id, [
      [7, 2],
      [7, 2],
      [3, 6],
    ]);
    expect(first).toMatchObject({
      result: { rows: [{ verdict: 'RUN_OFF' }, { verdict: 'RUN_OFF' }, { verdict: 'NOT_ELECTED' }] },
    });
    const again = await createRunOff(id);
    expect(again).toMatchObject({
      title: 'Bầu lại: Bầu Phó Chủ tịch HĐND',
      method: 'PAPER',
      seatsToFill: 1,
      runOffOf: { id },
      ballotForm: { rows: [{ name: 'Nguyễn Văn A' }, { name: 'Trần Thị B' }] },
    });
    expect(await createRunOff(id)).toMatchObject({ code: 'NO_RUN_OFF' });
    const runOff = again['id'] as string;
    await hall.command('readyPoll', runOff);
    const second = await held(runOff, [
      [2, 7],
      [8, 1],
    ]);
    expect(second).toMatchObject({ result: { rows: [{ verdict: 'NOT_ELECTED' }, { verdict: 'ELECTED' }] } });
    expect(second['confirmationText']).toContain('Trần Thị B: đồng ý 8 phiếu');
    expect(second['confirmationText']).toContain('trúng cử.');
    // Its confirming draft: once, for the desk to see; and again once that one is withdrawn.
    const input = {
      ...{ councilId: hall.councilId, kind: 'INDIVIDUAL', title: 'Xác nhận', text: second['confirmationText'] },
      confirmsPollId: runOff,
    };
    const DRAFT = `mutation ($input: DraftResolutionInput!) { draftResolution(input: $input) { __typename ... on Refused { code } ... on Resolution { id revision } } }`;
    const confirm = (pollId: string) => hall.ok(DRAFT, { input: { ...input, confirmsPollId: pollId } }, hall.clerk);
    expect(await confirm(await procedural('FOR'))).toMatchObject({ code: 'RESOLUTION_CONFIRMS_NOTHING' });
    const [made, twice] = await Promise.all([confirm(runOff), confirm(runOff)]);
    const [drafted, refused] = 'code' in made ? [twice, made] : [made, twice];
    expect(refused).toMatchObject({ code: 'RESOLUTION_CONFIRMS_TWICE' });
    const confirmedBy = async (token?: string) => (await hall.poll(runOff, 'confirmedBy { id }', token))['confirmedBy'];
    expect(await confirmedBy(hall.clerk)).toEqual({ id: drafted['id'] });
    expect(await confirmedBy()).toBeNull();
    await hall.ok(
      `mutation ($input: ReasonedResolutionInput!) { withdrawResolution(input: $input) { __typename } }`,
      { input: { resolutionId: drafted['id'], expectedRevision: drafted['revision'], reason: 'Lập lại' } },
      hall.clerk,
    );
    expect(await confirm(runOff)).toMatchObject({ __typename: 'Resolution' });
    expect(await createRunOff(runOff)).toMatchObject({ code: 'NO_RUN_OFF' });
  });
});
