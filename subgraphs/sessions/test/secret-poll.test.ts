/** A secret poll on devices, from the council's decision to the result on the wall. */
import { randomUUID } from 'node:crypto';
import { eventually } from '@nghitruong/kit/testing';
import type { FixtureSeat } from './fixtures/directory.fixture.js';
import { sessions, exportPoll, verifyExport, type PollExport } from '../src/index.js';
import { openPollHall, type PollHall } from './poll.fixture.js';
import { decryptWith, encryptFor, keyPair, sealFor } from './secret-box.fixture.js';
import { boxHashOf } from '../src/secret-box/opened-box.rules.js';
import { trackerOf } from '../src/secret-box/tracker.rules.js';

type Data = Record<string, unknown>;
const COMMITTEE = `__typename ... on Refused { code } ... on SecretCommittee { seatId head needed agreed box devices { seatId deviceKey head } myShare { sealed deviceKey }
  combiners { id seatId oneTimeKey sharesOf shares { seatId sealed } resultHash } invalid { row reason ballots } }`;

const PERSONS = [{ name: 'Nguyễn Văn Minh Họa' }, { name: 'Trần Thị Ví Dụ' }, { name: 'Lê Văn Thử' }];

describe('a secret poll on devices', () => {
  let hall: PollHall;
  let members: FixtureSeat[];
  const key = keyPair();
  beforeEach(async () => {
    hall = await openPollHall({ present: 8, seats: 10 });
    members = hall.present.slice(0, 3);
  });
  afterEach(() => hall.stop());

  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (seat: FixtureSeat): Promise<string> => {
    const name = `${hall.sittingId} ${hall.database.name} ${seat.seatId}`;
    if (!tokens.has(name)) tokens.set(name, hall.token('DELEGATE', { seat }));
    return tokens.get(name)!;
  };
  /** The token of somebody whose PIN was asked again so many seconds ago. */
  const proof = (seat: FixtureSeat, ago = 0): Promise<string> =>
    hall.token('DELEGATE', { seat, authenticatedAt: Math.floor(hall.clock.now().getTime() / 1000) - ago });
  const decide = (enabled = true, token = hall.clerk): Promise<Data> =>
    hall.ok(
      `mutation ($input: RecordSecretBallotDecisionInput!) { recordSecretBallotDecision(input: $input) { __typename ... on Refused { code } ... on SecretBallotDecision { enabled basis decidedOn } } }`,
      { input: { councilId: hall.councilId, enabled, basis: 'Biên bản số 07/BB-HĐND', decidedOn: '2026-11-20' } },
      token,
    );
  const appoint = async (): Promise<Data> =>
    hall.ok(
      `mutation ($input: AppointTallyCommitteeInput!) { appointTallyCommittee(input: $input) { __typename ... on Refused { code } } }`,
      {
        input: {
          sittingId: hall.sittingId,
          expectedStep: await hall.step(),
          headSeatId: members[0]!.seatId,
          memberSeatIds: [members[1]!.seatId, members[2]!.seatId],
        },
      },
      hall.clerk,
    );
  const draft = async (input: Data = { kind: 'REMOVAL' }): Promise<string> => {
    const given = { form: 'SECRET', method: 'ELECTRONIC', ...input };
    return (await (input['kind'] === 'ELECTION' ? hall.elect(given) : hall.create(given)))['id'] as string;
  };
  const makeKey = async (pollId: string, by = members[0]!): Promise<Data> =>
    hall.ok(
      `mutation ($pollId: ID!, $publicKey: String!, $shares: [SecretShareInput!]!) { makeSecretPollKey(pollId: $pollId, publicKey: $publicKey, shares: $shares) {
         __typename ... on Refused { code } ... on Poll { secrecy { publicKey ballotSize needed members basis } } } }`,
      {
        pollId,
        publicKey: key.publicKeyText,
        shares: members.map((m) => ({
          seatId: m.seatId,
          deviceKey: keyPair().publicKeyText,
          sealed: sealFor(key.publicKey, new Uint8Array(33), 'a share'),
        })),
      },
      await tokenOf(by),
    );
  const opened = async (input?: Data): Promise<string> => {
    await decide();
    await appoint();
    return openedNow(await draft(input));
  };
  const openedNow = async (id: string): Promise<string> => {
    expect(await hall.command('readyPoll', id)).toMatchObject({ state: 'READY' });
    expect(await makeKey(id)).toMatchObject({ __typename: 'Poll' });
    expect(await hall.command('openPoll', id)).toMatchObject({ state: 'OPEN' });
    return id;
  };
  const ciphertextOf = async (pollId: string, content: string): Promise<string> => {
    const { frozenHash, secrecy } = (await hall.poll(pollId, 'frozenHash secrecy { ballotSize }')) as {
      frozenHash: string;
      secrecy: { ballotSize: number };
    };
    return encryptFor({ pollId, frozenHash, publicKey: key.publicKey, size: secrecy.ballotSize }, content);
  };
  const cast = async (
    pollId: string,
    seat: FixtureSeat,
    ciphertext: string,
    ballotKey: string = randomUUID(),
    token?: string,
  ): Promise<Data> =>
    hall.ok(
      `mutation ($pollId: ID!, $ciphertext: String!, $ballotKey: ID!) { castSecretBallot(pollId: $pollId, ciphertext: $ciphertext, ballotKey: $ballotKey) {
         __typename ... on SecretBallotReceipt { pollId } ... on SecretBallotRefused { reason vi } } }`,
      { pollId, ciphertext, ballotKey },
      token ?? (await proof(seat)),
    );
  const close = async (pollId: string): Promise<void> => {
    await hall.command('closePoll', pollId);
    await eventually(async () => (await hall.poll(pollId, 'state'))['state'] === 'CLOSED');
  };
  const committee = async (pollId: string, seat: FixtureSeat): Promise<Data> =>
    hall.ok(
      `query ($pollId: ID!) { secretCommittee(pollId: $pollId) { ${COMMITTEE.replace('... on Refused { code } ', '')} } }`,
      { pollId },
      await tokenOf(seat),
    );
  const act = async (
    name: string,
    more: Record<string, [string, unknown]>,
    pollId: string,
    seat: FixtureSeat,
  ): Promise<Data> =>
    hall.ok(
      `mutation ($pollId: ID!${Object.entries(more)
        .map(([n, [t]]) => `, $${n}: ${t}`)
        .join('')}) { ${name}(pollId: $pollId${Object.keys(more)
        .map((n) => `, ${n}: $${n}`)
        .join('')}) { ${COMMITTEE} } }`,
      { pollId, ...Object.fromEntries(Object.entries(more).map(([n, [, v]]) => [n, v])) },
      await tokenOf(seat),
    );
  /** As a member's browser does it: offers, gets two shares, opens the box, posts. */
  const openBox = async (
    pollId: string,
    seat: FixtureSeat,
    forge: (contents: string[]) => string[] = (c) => c,
  ): Promise<Data> => {
    const offered = await act(
      'offerSecretCombiner',
      { oneTimeKey: ['String!', keyPair().publicKeyText] },
      pollId,
      seat,
    );
    const combiner = (offered['combiners'] as { id: string; seatId: string }[]).find((c) => c.seatId === seat.seatId)!;
    for (const m of members.slice(0, 2))
      await act(
        'resealSecretShare',
        { combinerId: ['ID!', combiner.id], sealed: ['String!', sealFor(key.publicKey, new Uint8Array(33), 'x')] },
        pollId,
        m,
      );
    const box = (await committee(pollId, seat))['box'] as string[];
    const { frozenHash } = (await hall.poll(pollId, 'frozenHash')) as { frozenHash: string };
    const contents = forge(box.map((c) => decryptWith(key, pollId, frozenHash, c)).sort());
    const boxHash = boxHashOf(
      pollId,
      box.map((c) => Buffer.from(c, 'base64url')),
    );
    return act(
      'postSecretResult',
      {
        combinerId: ['ID!', combiner.id],
        contents: ['[String!]!', contents],
        unreadable: ['Int!', 0],
        boxHash: ['String!', boxHash],
      },
      pollId,
      seat,
    );
  };

  const signedAndPublished = async (id: string): Promise<void> => {
    const { provisionalResult } = (await hall.poll(id, 'provisionalResult { digest }', hall.clerk)) as {
      provisionalResult: { digest: string };
    };
    for (const m of members.slice(0, 2))
      await hall.ok(
        `mutation ($pollId: ID!, $digest: String!) { signTally(pollId: $pollId, digest: $digest) { __typename } }`,
        { pollId: id, digest: provisionalResult.digest },
        await tokenOf(m),
      );
    expect(await hall.command('publishPoll', id)).toMatchObject({ state: 'PUBLISHED' });
  };

  it('is not ready before the council has decided so, and is recorded with its basis [R-VOT-20]', async () => {
    const id = await draft();
    const ofRows: string[] = [];
    for (const kind of ['ELECTION', 'CONFIDENCE_RATING', 'CONFIDENCE_VOTE']) {
      const usual = await (kind === 'ELECTION' ? hall.elect({ rows: PERSONS }) : hall.create({ kind, rows: PERSONS }));
      expect(await hall.poll(usual['id'] as string, 'form method')).toEqual({ form: 'SECRET', method: 'PAPER' });
      ofRows.push(await draft({ kind, rows: PERSONS }));
    }
    for (const each of [id, ...ofRows])
      expect(await hall.command('readyPoll', each)).toMatchObject({ code: 'SECRET_NOT_ENABLED' });
    await expect(decide(true, await tokenOf(members[0]!))).rejects.toThrow();
    expect(await decide()).toMatchObject({ enabled: true, basis: 'Biên bản số 07/BB-HĐND', decidedOn: '2026-11-20' });
    await decide(false);
    expect(await hall.command('readyPoll', id)).toMatchObject({ code: 'SECRET_NOT_ENABLED' });
    await decide();
    for (const each of [id, ...ofRows]) expect(await hall.command('readyPoll', each)).toMatchObject({ state: 'READY' });
    await expect(
      hall.database.admin(`SET ROLE sessions; UPDATE sessions.secret_ballot_decision SET enabled = true`),
    ).rejects.toThrow('permission denied');
  });

  it('opens only with a key that the head made and the committee holds [VOT-3 VOT-17]', async () => {
    await decide();
    const id = await draft();
    await hall.command('readyPoll', id);
    expect(await hall.command('openPoll', id)).toMatchObject({ code: 'SECRET_KEY_MISSING' });
    await appoint();
    expect(await makeKey(id, hall.present[5]!)).toMatchObject({ code: 'TALLY_NOT_MEMBER' });
    expect(await makeKey(id, members[1]!)).toMatchObject({ code: 'SECRET_NOT_HEAD' });
    expect(await makeKey(id)).toMatchObject({
      secrecy: { publicKey: key.publicKeyText, ballotSize: 64, needed: 2, members: 3, basis: 'Biên bản số 07/BB-HĐND' },
    });
    expect(await hall.command('openPoll', id)).toMatchObject({ state: 'OPEN' });
    expect(await makeKey(id)).toMatchObject({ code: 'POLL_STATE' });
    await expect(
      hall.database.admin(`SET ROLE sessions; SELECT * FROM sessions.secret_box_${id.replaceAll('-', '')}`),
    ).rejects.toThrow('permission denied');
  });

  it('is taken only from whoever proved the PIN just now; a receipt needs no PIN [VOT-18]', async () => {
    const id = await opened();
    const seat = hall.present[4]!;
    const [ciphertext, ballotKey] = [await ciphertextOf(id, 'FOR'), randomUUID()];
    for (const token of [await tokenOf(seat), await proof(seat, 130)])
      expect(await cast(id, seat, ciphertext, ballotKey, token)).toMatchObject({
        reason: 'PIN_NEEDED',
        vi: expect.stringContaining('mã PIN'),
      });
    expect(await hall.poll(id, 'turnout { recorded }')).toMatchObject({ turnout: { recorded: 0 } });
    expect(await cast(id, seat, ciphertext, ballotKey, await proof(seat, 100))).toMatchObject({ pollId: id });
    expect(await cast(id, seat, ciphertext, ballotKey, await tokenOf(seat))).toMatchObject({ pollId: id });
    expect(await cast(id, seat, ciphertext, randomUUID(), await tokenOf(seat))).toMatchObject({
      reason: 'ALREADY_VOTED',
    });
  });

  it('that goes over to paper seals its box: shuffled, kept, uncounted, never opened; the record says how many [VOT-16]', async () => {
    const id = await opened();
    for (const seat of hall.present.slice(3, 6)) await cast(id, seat, await ciphertextOf(id, 'FOR'));
    const next = await hall.ok(
      `mutation ($pollId: ID!, $step: Int!) { goManual(pollId: $pollId, expectedStep: $step, method: PAPER, reason: "Mạng hỏng") {
         __typename ... on Refused { code } ... on Poll { form method state sealed { pollId reason recorded } } } }`,
      { pollId: id, step: await hall.step() },
      hall.chair,
    );
    expect(next).toMatchObject({
      ...{ form: 'SECRET', method: 'PAPER', state: 'READY' },
      sealed: { pollId: id, reason: 'Mạng hỏng', recorded: 3 },
    });
    const counts = await hall.database.admin(
      `SELECT (SELECT count(*)::int FROM sessions.secret_box WHERE poll_id = $1) AS box, (SELECT count(*)::int FROM sessions.secret_roll WHERE poll_id = $1) AS roll,
         (SELECT count(*)::int FROM pg_class WHERE relname ~ '^secret_box_[0-9a-f]{32}$' AND relkind = 'r') AS open,
         (SELECT detail->>'kept' FROM sessions.poll_event WHERE poll_id = $1 AND name = 'pollSealed') AS kept`,
      [id],
    );
    expect(counts).toEqual([{ box: 3, roll: 3, open: 0, kept: '3' }]);
    // Not even its committee opens it.
    expect(
      await act('offerSecretCombiner', { oneTimeKey: ['String!', keyPair().publicKeyText] }, id, members[0]!),
    ).toMatchObject({ __typename: 'Refused' });
    expect(await hall.poll(id, 'state result { digest }')).toMatchObject({ state: 'CANCELLED', result: null });
  });

  it('takes one ballot a seat, for good, and the same key gets the same receipt [VOT-3 VOT-4 VOT-5]', async () => {
    const id = await opened();
    const [seat, other] = [hall.present[4]!, hall.present[5]!];
    const [ciphertext, ballotKey] = [await ciphertextOf(id, 'FOR'), randomUUID()];
    expect(await cast(id, seat, ciphertext, ballotKey)).toEqual({ __typename: 'SecretBallotReceipt', pollId: id });
    expect(await cast(id, seat, ciphertext, ballotKey)).toEqual({ __typename: 'SecretBallotReceipt', pollId: id });
    expect(await cast(id, seat, await ciphertextOf(id, 'AGAINST'))).toMatchObject({ reason: 'ALREADY_VOTED' });
    expect(await cast(id, hall.absent[0]!, ciphertext)).toMatchObject({ reason: 'NOT_PRESENT' });
    await expect(cast(id, other, ciphertext.slice(0, 40))).rejects.toThrow();
    await expect(hall.cast(other, id)).rejects.toThrow();
    const status = async (s: FixtureSeat) =>
      hall.ok(
        `query ($id: ID!) { myBallotStatus(pollId: $id) { recorded choice recordedAt } }`,
        { id },
        await tokenOf(s),
      );
    expect(await status(seat)).toEqual({ recorded: true, choice: null, recordedAt: null });
    expect(await status(other)).toEqual({ recorded: false, choice: null, recordedAt: null });
    await close(id);
    expect(await cast(id, seat, ciphertext, ballotKey)).toMatchObject({ __typename: 'SecretBallotReceipt' });
    expect(await cast(id, other, ciphertext)).toMatchObject({ reason: 'POLL_CLOSED' });
    const [{ n }] = (await hall.database.admin('SELECT count(*)::int AS n FROM sessions.secret_box')) as [
      { n: number },
    ];
    expect(n).toBe(1);
  });

  it('is counted when two members found the same, signed m of n, and published without names [VOT-3 VOT-17 VOT-13]', async () => {
    const id = await opened();
    const choices = ['FOR', 'FOR', 'FOR', 'FOR', 'FOR', 'FOR', 'AGAINST'];
    const sent: string[] = [];
    for (const [i, choice] of choices.entries()) {
      sent.push(await ciphertextOf(id, choice));
      await cast(id, hall.present[i]!, sent[i]!);
    }
    expect(await hall.poll(id, 'missing { fullName }', hall.chair)).toEqual({ missing: [] });
    await close(id);
    expect(await hall.poll(id, 'turnout { recorded } trackers')).toEqual({
      turnout: { recorded: 7 },
      trackers: sent.map((c) => trackerOf(Buffer.from(c, 'base64url'))).sort((a, b) => a.localeCompare(b, 'vi')),
    });
    expect(await hall.poll(id, 'provisionalResult { digest }', hall.clerk)).toEqual({ provisionalResult: null });
    expect(await committee(id, hall.present[5]!)).toBeNull();
    // The first member lies; nothing is counted on the word of one.
    expect(await openBox(id, members[0]!, (c) => c.map(() => 'AGAINST'))).toMatchObject({ agreed: false });
    expect(await openBox(id, members[1]!)).toMatchObject({ agreed: false });
    expect(await openBox(id, members[1]!)).toMatchObject({ agreed: false });
    expect(await openBox(id, members[2]!)).toMatchObject({ agreed: true });
    const { provisionalResult } = await hall.poll(
      id,
      'provisionalResult { outcome for { count } against { count } voted { count } }',
      hall.clerk,
    );
    expect(provisionalResult).toMatchObject({ for: { count: 6 }, against: { count: 1 }, voted: { count: 7 } });
    await signedAndPublished(id);
    expect(await hall.poll(id, 'result { for { count } } votes(first: 5) { totalCount }')).toMatchObject({
      result: { for: { count: 6 } },
      votes: null,
    });
  });

  /** All present vote; whoever comes last writes what is on no ballot. */
  const heldWith = async (id: string, contents: readonly string[]): Promise<void> => {
    const sent = await Promise.all([...contents, 'Lê Văn Thêm=AGREE'].map((content) => ciphertextOf(id, content)));
    for (const said of await Promise.all(sent.map((ciphertext, i) => cast(id, hall.present[i]!, ciphertext))))
      expect(said).toMatchObject({ pollId: id });
    // The same length whatever was marked.
    expect(new Set(sent.map((c) => c.length)).size).toBe(1);
    await close(id);
    expect(await openBox(id, members[0]!)).toMatchObject({ agreed: false, invalid: [] });
  };
  const six = (content: string): string[] => Array.from({ length: 6 }, () => content);
  const mark = (name: string, n: number): Data => ({ mark: name, share: { count: n } });

  it('of rows is counted by the rules of paper: per row, per ballot, with the reason, to the run-off [R-VOT-12 R-VOT-08 R-VOT-13 R-VOT-20 R-VOT-21 VOT-3]', async () => {
    const LINES = `counts { ballotsIssued ballotsCollected ballotsValid ballotsInvalid } outcome
      rows { row { name } marks { mark share { count } } valid { count } invalid { count } verdict }`;
    await decide();
    await appoint();
    const rows = (result: Data): Data[] => result['rows'] as Data[];
    const resultOf = async (id: string, invalid: Data[]): Promise<Data> => {
      expect(await openBox(id, members[1]!)).toMatchObject({ agreed: true, invalid });
      await signedAndPublished(id);
      const { result } = (await hall.poll(id, `result { ${LINES} }`)) as { result: Data };
      expect(result).toMatchObject({ counts: { ballotsIssued: 8, ballotsCollected: 8 }, outcome: null });
      // What leaves the house is counted again without this server.
      const source = await hall.database.open(sessions.owner);
      const record = JSON.parse(JSON.stringify(await exportPoll(source.manager, id))) as PollExport;
      expect(verifyExport(record).checks.filter((c) => !c.ok)).toEqual([]);
      expect(record.ballots).toEqual([]);
      return result;
    };
    const unread = { row: null, reason: 'UNREADABLE', ballots: 1 };

    // Two with as many votes for one place stand again, on devices as before; on paper where the desk says so.
    const election = await openedNow(await draft({ kind: 'ELECTION', rows: PERSONS, seatsToFill: 1 }));
    await heldWith(election, [...six('1=AGREE,2=AGREE,3=DISAGREE'), '1=,2=AGREE+DISAGREE,3=AGREE']);
    const elected = await resultOf(election, [
      unread,
      { row: 1, reason: 'BLANK', ballots: 1 },
      { row: 2, reason: 'SEVERAL', ballots: 1 },
    ]);
    expect(elected).toMatchObject({ counts: { ballotsValid: 7, ballotsInvalid: 1 } });
    const tied = { valid: { count: 6 }, invalid: { count: 2 }, verdict: 'RUN_OFF' };
    expect(rows(elected)).toMatchObject([
      { ...tied, marks: [mark('AGREE', 6), mark('DISAGREE', 0)] },
      { ...tied, marks: [mark('AGREE', 6), mark('DISAGREE', 0)] },
      {
        ...{ valid: { count: 7 }, invalid: { count: 1 }, verdict: 'NOT_ELECTED' },
        marks: [mark('AGREE', 1), mark('DISAGREE', 6)],
      },
    ]);
    // The one ballot that stood out is in no row of the database: its marks lie with others'.
    const kept = await hall.database.admin('SELECT contents FROM sessions.secret_result WHERE poll_id = $1', [
      election,
    ]);
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain('1=,2=AGREE+DISAGREE,3=AGREE');
    const runOff = async (method: string | null): Promise<Data> =>
      hall.ok(
        `mutation ($pollId: ID!, $step: Int!, $method: PollMethod) { createRunOff(pollId: $pollId, expectedStep: $step, method: $method) { __typename ... on Poll { id form method ballotForm { rows { name } } } } }`,
        { pollId: election, step: await hall.step(), method },
        hall.clerk,
      );
    const again = await runOff(null);
    expect(again).toMatchObject({ form: 'SECRET', method: 'ELECTRONIC', ballotForm: { rows: PERSONS.slice(0, 2) } });
    await hall.command('cancelPoll', again['id'] as string, { reason: 'Mạng yếu' });
    expect(await runOff('PAPER')).toMatchObject({ form: 'SECRET', method: 'PAPER' });

    // At most two of three: three marks are no ballot, none is one.
    const pick = await openedNow(await draft({ kind: 'ELECTION', rows: PERSONS, seatsToFill: 2, pickOnly: true }));
    await heldWith(pick, [...six('1=CHOSEN,2=CHOSEN,3='), '1=CHOSEN,2=CHOSEN,3=CHOSEN']);
    const picked = await resultOf(pick, [unread, { row: null, reason: 'TOO_MANY', ballots: 1 }]);
    expect(picked).toMatchObject({ counts: { ballotsValid: 6, ballotsInvalid: 2 } });
    expect(rows(picked)).toMatchObject([
      { marks: [mark('CHOSEN', 6)], verdict: 'ELECTED' },
      { marks: [mark('CHOSEN', 6)], verdict: 'ELECTED' },
      { marks: [mark('CHOSEN', 0)], verdict: 'NOT_ELECTED' },
    ]);

    // Of eight ballots six say low of the second.
    const rating = await openedNow(await draft({ kind: 'CONFIDENCE_RATING', rows: PERSONS }));
    await heldWith(rating, [...six('1=HIGH,2=LOW,3=MEDIUM'), '1=MEDIUM,2=,3=LOW']);
    const rated = await resultOf(rating, [unread, { row: 2, reason: 'BLANK', ballots: 1 }]);
    expect(rows(rated)).toMatchObject([
      { marks: [mark('HIGH', 6), mark('MEDIUM', 1), mark('LOW', 0)], verdict: 'NO_CONSEQUENCE' },
      { marks: [mark('HIGH', 0), mark('MEDIUM', 0), mark('LOW', 6)], invalid: { count: 2 }, verdict: 'DISMISSAL_DUE' },
      { marks: [mark('HIGH', 0), mark('MEDIUM', 6), mark('LOW', 1)], verdict: 'NO_CONSEQUENCE' },
    ]);

    const confidence = await openedNow(await draft({ kind: 'CONFIDENCE_VOTE', rows: PERSONS.slice(0, 2) }));
    await heldWith(confidence, [...six('1=NO_CONFIDENCE,2=CONFIDENCE'), '1=CONFIDENCE,2=CONFIDENCE']);
    expect(rows(await resultOf(confidence, [unread]))).toMatchObject([
      { marks: [mark('CONFIDENCE', 1), mark('NO_CONFIDENCE', 6)], verdict: 'RESIGN_OR_DISMISSAL' },
      { marks: [mark('CONFIDENCE', 7), mark('NO_CONFIDENCE', 0)], verdict: 'NO_CONSEQUENCE' },
    ]);

    const options = [{ name: 'Phương án Một' }, { name: 'Phương án Hai' }];
    const choice = await openedNow(
      await draft({ kind: 'OPTION_CHOICE', rows: options, formBasis: 'Biên bản số 08/BB-HĐND' }),
    );
    await heldWith(choice, [...six('OPTION_2'), 'ABSTAIN']);
    expect(rows(await resultOf(choice, [unread]))).toMatchObject([
      { marks: [mark('CHOSEN', 0)], verdict: null },
      { marks: [mark('CHOSEN', 6)], valid: { count: 7 }, invalid: { count: 1 }, verdict: null },
    ]);

    // The draft that confirms it, and the minutes, say what was counted of each.
    const { confirmationText } = await hall.poll(election, 'confirmationText', hall.clerk);
    expect(confirmationText).toMatch(/Nguyễn Văn Minh Họa: đồng ý 6 phiếu .*: bằng phiếu, phải bầu lại\./);
    const { sentences } = (await hall.ok(
      'mutation ($id: ID!) { draftMinutes(sittingId: $id) { ... on Minutes { sentences { text } } } }',
      { id: hall.sittingId },
      hall.clerk,
    )) as { sentences: { text: string }[] };
    const said = sentences.map((s) => s.text).join('\n');
    for (const words of [
      'phiếu phát ra 8, thu về 8, hợp lệ 7, không hợp lệ 1. 1. Nguyễn Văn Minh Họa: đồng ý 6, không đồng ý 0, không hợp lệ 2 (bằng phiếu, phải bầu lại); 2. ',
      '2. Trần Thị Ví Dụ: tín nhiệm cao 0, tín nhiệm 0, tín nhiệm thấp 6, không hợp lệ 2 (tiến hành miễn nhiệm); 3. ',
      '2. Phương án Hai: được chọn 6; không biểu quyết 1.',
    ])
      expect(said).toContain(words);
  });

  it('that is cancelled leaves no ballot behind [VOT-3]', async () => {
    const id = await opened();
    await cast(id, hall.present[4]!, await ciphertextOf(id, 'FOR'));
    expect(await hall.command('cancelPoll', id, { reason: 'Sai văn bản' })).toMatchObject({ state: 'CANCELLED' });
    const tables = await hall.database.admin(`SELECT relname FROM pg_class WHERE relname LIKE '%' || $1`, [
      id.replaceAll('-', ''),
    ]);
    expect(tables).toEqual([]);
    expect(await hall.database.admin('SELECT * FROM sessions.secret_box')).toEqual([]);
  });
});
