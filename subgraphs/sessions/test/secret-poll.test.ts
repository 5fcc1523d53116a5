/** A secret poll on devices, from the council's decision to the result on the wall. */
import { randomUUID } from 'node:crypto';
import { eventually } from '@nghitruong/kit/testing';
import type { FixtureSeat } from './fixtures/directory.fixture.js';
import { openPollHall, type PollHall } from './poll.fixture.js';
import { decryptWith, encryptFor, keyPair, sealFor } from './secret-box.fixture.js';
import { boxHashOf } from '../src/secret-box/opened-box.rules.js';
import { trackerOf } from '../src/secret-box/tracker.rules.js';

type Data = Record<string, unknown>;
const COMMITTEE = `__typename ... on Refused { code } ... on SecretCommittee { seatId head needed agreed box devices { seatId deviceKey head } myShare { sealed deviceKey }
  combiners { id seatId oneTimeKey sharesOf shares { seatId sealed } resultHash } }`;

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
  const draft = async (): Promise<string> => {
    const made = await hall.create({ kind: 'REMOVAL', form: 'SECRET', method: 'ELECTRONIC' });
    return made['id'] as string;
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
  const opened = async (): Promise<string> => {
    await decide();
    await appoint();
    const id = await draft();
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

  it('is not ready before the council has decided so, and is recorded with its basis [R-VOT-20]', async () => {
    const id = await draft();
    expect(await hall.command('readyPoll', id)).toMatchObject({ code: 'SECRET_NOT_ENABLED' });
    await expect(decide(true, await tokenOf(members[0]!))).rejects.toThrow();
    expect(await decide()).toMatchObject({ enabled: true, basis: 'Biên bản số 07/BB-HĐND', decidedOn: '2026-11-20' });
    await decide(false);
    expect(await hall.command('readyPoll', id)).toMatchObject({ code: 'SECRET_NOT_ENABLED' });
    await decide();
    expect(await hall.command('readyPoll', id)).toMatchObject({ state: 'READY' });
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
      'provisionalResult { digest outcome for { count } against { count } voted { count } }',
      hall.clerk,
    );
    expect(provisionalResult).toMatchObject({ for: { count: 6 }, against: { count: 1 }, voted: { count: 7 } });
    const { digest } = provisionalResult as { digest: string };
    for (const m of members.slice(0, 2))
      await hall.ok(
        `mutation ($pollId: ID!, $digest: String!) { signTally(pollId: $pollId, digest: $digest) { __typename } }`,
        { pollId: id, digest },
        await tokenOf(m),
      );
    expect(await hall.command('publishPoll', id)).toMatchObject({ state: 'PUBLISHED' });
    expect(await hall.poll(id, 'result { for { count } } votes(first: 5) { totalCount }')).toMatchObject({
      result: { for: { count: 6 } },
      votes: null,
    });
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
