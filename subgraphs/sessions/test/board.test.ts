/** Boards on the engine of the council: their own members, quorum, majority, tie rule and rights; and nothing of the council's. */
import { randomUUID } from 'node:crypto';
import JSZip from 'jszip';
import { seededId } from '@nghitruong/kit/context';
import { eventually } from '@nghitruong/kit/testing';
import { seedBody, type FixtureSeat } from './fixtures/directory.fixture.js';
import { openHall, type Hall } from './fixtures/hall.fixture.js';
import { DEMONSTRATION, exportPoll, sessions, verifyExport, type PollExport } from '../src/index.js';

type Data = Record<string, unknown>;

const STANDING = 'thuong-truc';
const COMMITTEE = 'ban-phap-che';
const PEOPLES = 'ubnd-hai-phong';

const PLAN = `mutation ($input: PlanBoardMeetingInput!) { planBoardMeeting(input: $input) { __typename ... on Refused { code vi }
  ... on Sitting { id name kind visibility councilId councilName sessionName board { bodyId kind } council { id } session { termOrdinal ordinal kind council { id } } } } }`;
const COUNT = `query ($id: ID!) { chamberNow(sittingId: $id) { attendance { boardKind present total quorumNeeded quorumMet quorumMode quorumReason { key article } neededToPass canPass } } }`;
const OPEN = `mutation ($id: ID!, $step: Int!) { openSitting(sittingId: $id, expectedStep: $step) { __typename ... on Refused { code } } }`;
const END = `mutation ($id: ID!, $step: Int!) { endSitting(sittingId: $id, expectedStep: $step) { __typename ... on Refused { code } } }`;
const IN = `mutation ($input: CheckInInput!) { checkIn(input: $input) { __typename ... on Refused { code } } }`;
const CREATE = `mutation ($input: CreatePollInput!) { createPoll(input: $input) { __typename ... on Refused { code vi } ... on Poll { id } } }`;
const RESULT = `query ($id: ID!) { poll(id: $id) { state threshold { needed of baseKind reason { key instrument article } }
  result { outcome for { count base baseKind baseLabelVi } against { count } total { count } tieBreak { name adopted reason { article } } forByBase { baseKind } } } }`;

const textOf = async (docx: string): Promise<string> =>
  (await (await JSZip.loadAsync(Buffer.from(docx, 'base64'))).file('word/document.xml')!.async('string')).replace(
    /<[^>]+>/g,
    ' ',
  );

describe('boards', () => {
  let hall: Hall;
  /** 27 members of the People's Committee: none of them is a delegate. */
  const cabinet = Array.from({ length: 27 }, (_, i): FixtureSeat => ({
    seatId: seededId(`cabinet seat ${i + 1}`),
    personId: seededId(`cabinet person ${i + 1}`),
    accountId: seededId(`cabinet account ${i + 1}`),
    fullName: `Thành viên ${i + 1}`,
    cardNumber: i + 1,
  }));

  beforeAll(async () => {
    hall = await openHall({ seats: 68 });
    await hall.database.admin(
      `UPDATE directory.rule SET value = '{"value": 0}' WHERE rule_key = 'poll.closing.seconds'`,
    );
    await seedBody(hall.database, { bodyId: STANDING, kind: 'STANDING_BODY', members: hall.seats.slice(0, 7) });
    await seedBody(hall.database, { bodyId: COMMITTEE, kind: 'COMMITTEE', members: hall.seats.slice(7, 14) });
    await seedBody(hall.database, { bodyId: PEOPLES, kind: 'PEOPLES_COMMITTEE', members: cabinet, councilId: null });
    await hall.database.admin(
      `INSERT INTO directory.term VALUES (gen_random_uuid(), 'hdnd-hai-phong', 17, 'XVII', 2026, 2031, '2026-04-01', NULL)`,
    );
  });
  afterAll(() => hall.stop());

  const inBody = (role: string, bodyId: string, seat?: FixtureSeat): Promise<string> =>
    hall.subgraph.issuer.token({
      sub: seat?.accountId ?? `${role} of ${bodyId}`,
      grants: [{ role: role as never, ...(bodyId !== PEOPLES && { councilId: hall.councilId }), bodyId }],
      ...(seat && { personId: seat.personId }),
    });
  const plan = async (bodyId: string, more: Data = {}, token?: string): Promise<Data> =>
    hall.ok(
      PLAN,
      { input: { bodyId, startsAt: '2026-11-23T01:00:00Z', items: ['Cho ý kiến về dự toán', ' '], ...more } },
      token ?? (await inBody('SESSION_SECRETARY', bodyId)),
    );
  const stepOf = async (id: unknown): Promise<number> =>
    (await hall.database.admin('SELECT step FROM sessions.sitting WHERE id = $1', [id]))[0]!['step'] as number;

  /** A meeting in session with these members present, and its commands. */
  async function meeting(bodyId: string, present: readonly FixtureSeat[], more: Data = {}) {
    const [chair, clerk] = [await inBody('CHAIR', bodyId), await inBody('SESSION_SECRETARY', bodyId)];
    const id = (await plan(bodyId, more))['id'] as string;
    expect(await hall.ok(OPEN, { id, step: 0 }, chair)).toEqual({ __typename: 'Chamber' });
    for (const { seatId } of present)
      expect(await hall.ok(IN, { input: { sittingId: id, seatId, source: 'CLERK' } }, clerk)).toEqual({
        __typename: 'AttendanceRow',
      });
    const create = async (input: Data = {}) =>
      hall.ok(
        CREATE,
        { input: { sittingId: id, expectedStep: await stepOf(id), kind: 'RESOLUTION', title: 'Kết luận', ...input } },
        clerk,
      );
    const command = async (name: string, pollId: unknown, token = chair) =>
      hall.ok(
        `mutation ($id: ID!, $step: Int!) { ${name}(pollId: $id, expectedStep: $step${name === 'cancelPoll' ? ', reason: "thử"' : ''}) { __typename ... on Refused { code vi en } ... on Poll { state } } }`,
        { id: pollId, step: await stepOf(id) },
        token,
      );
    const cast = async (seat: FixtureSeat, pollId: unknown, choice: string) =>
      hall.ok(
        `mutation ($pollId: ID!, $choice: BallotOption!, $key: ID!) { castBallot(pollId: $pollId, choice: $choice, ballotKey: $key, press: 1) { __typename ... on BallotRefused { reason } } }`,
        { pollId, choice, key: randomUUID() },
        await inBody('DELEGATE', bodyId, seat),
      );
    /** Votes, closes, counts and publishes; the result as the public of the board reads it. */
    const vote = async (choices: ReadonlyMap<FixtureSeat, string>): Promise<Data> => {
      const { id: pollId } = (await create()) as { id: string };
      await command('readyPoll', pollId);
      expect(await command('openPoll', pollId)).toMatchObject({ state: 'OPEN' });
      for (const [seat, choice] of choices)
        expect(await cast(seat, pollId, choice)).toMatchObject({ __typename: 'BallotReceipt' });
      await command('closePoll', pollId);
      for (;;) {
        const [row] = await hall.database.admin(
          `SELECT 1 FROM sessions.poll_ruling WHERE poll_id = $1 AND state = 'CERTIFIED'`,
          [pollId],
        );
        if (row) break;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(await command('publishPoll', pollId)).toMatchObject({ state: 'PUBLISHED' });
      return { pollId, ...(await hall.ok(RESULT, { id: pollId }, chair)) };
    };
    return { id, chair, clerk, create, command, cast, vote };
  }

  it('plans numbered meetings of a body, closed unless said, with the council behind it [SES-18 R-SES-20]', async () => {
    const first = await plan(COMMITTEE);
    expect(first).toMatchObject({
      __typename: 'Sitting',
      kind: 'BOARD_MEETING',
      visibility: 'CLOSED',
      councilId: COMMITTEE,
      sessionName: 'Phiên họp thứ 1',
      board: { bodyId: COMMITTEE, kind: 'COMMITTEE' },
      council: { id: hall.councilId },
      session: { termOrdinal: 'XVII', ordinal: 1, kind: 'REGULAR', council: { id: hall.councilId } },
    });
    const urgent = await plan(COMMITTEE, { urgent: true, explanation: true, visibility: 'PUBLIC' });
    expect(urgent).toMatchObject({
      kind: 'EXPLANATION',
      visibility: 'PUBLIC',
      sessionName: 'Phiên họp thứ 2 (bất thường)',
      session: { kind: 'EXTRAORDINARY' },
    });
    // The clerk of the council plans for the council's own bodies; nobody of it for the People's Committee.
    const clerk = await hall.token('SESSION_SECRETARY');
    expect(await plan(STANDING, {}, clerk)).toMatchObject({ __typename: 'Sitting' });
    const variables = { input: { bodyId: PEOPLES, startsAt: '2026-11-23T01:00:00Z', items: ['x'] } };
    expect((await hall.ask(PLAN, variables, { token: clerk })).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(
      (await hall.ask(PLAN, variables, { token: await inBody('CHAIR', STANDING) })).errors?.[0]?.extensions?.['code'],
    ).toBe('FORBIDDEN');
    expect(await plan(COMMITTEE, { items: [' '] })).toMatchObject({ code: 'AGENDA_EMPTY' });
    expect(await plan(COMMITTEE, { startsAt: '2015-01-05T01:00:00Z' })).toMatchObject({ code: 'BOARD_UNKNOWN' });
    const apart = await hall.ok(
      'mutation ($input: PlanSittingInput!) { planSitting(input: $input) { ... on Refused { code } } }',
      {
        input: {
          sessionId: DEMONSTRATION.sessionId,
          kind: 'BOARD_MEETING',
          startsAt: '2026-11-23T05:00:00Z',
          place: 'Phòng họp 1',
        },
      },
      clerk,
    );
    expect(apart).toEqual({ code: 'BOARD_MEETS_APART' });
    expect(await plan('khong-co')).toMatchObject({ code: 'BOARD_UNKNOWN' });
  });

  it('counts its own members by its own quorum: two thirds of the standing body, or nothing opens [R-SES-20 R-SES-13]', async () => {
    const { id, create, command, clerk } = await meeting(STANDING, hall.seats.slice(0, 4));
    const count = async () => ((await hall.ok(COUNT, { id }, clerk)) as { attendance: Data }).attendance;
    expect(await count()).toEqual({
      boardKind: 'STANDING_BODY',
      present: 4,
      total: 7,
      quorumNeeded: 5,
      quorumMet: false,
      quorumMode: 'BLOCK',
      quorumReason: { key: 'quorum.standing', article: '106.2' },
      neededToPass: 4,
      canPass: true,
    });
    // A delegate of the council who is no member is on no list of the board.
    expect(
      await hall.ok(IN, { input: { sittingId: id, seatId: hall.seats[30]!.seatId, source: 'CLERK' } }, clerk),
    ).toEqual({ __typename: 'Refused', code: 'SEAT_UNKNOWN' });
    const { id: pollId } = (await create()) as { id: string };
    await command('readyPoll', pollId);
    expect(await command('openPoll', pollId)).toMatchObject({ code: 'QUORUM_NOT_MET' });
    await hall.ok(IN, { input: { sittingId: id, seatId: hall.seats[4]!.seatId, source: 'CLERK' } }, clerk);
    expect(await command('openPoll', pollId)).toMatchObject({ state: 'OPEN' });
  });

  it.each([
    [3, 'REJECTED'],
    [4, 'ADOPTED'],
  ])(
    'conclusions of the standing body need more than half of its members: %i of 7 is %s [R-VOT-17 SES-18]',
    async (inFavour, outcome) => {
      const { vote } = await meeting(STANDING, hall.seats.slice(0, 6), { explanation: true });
      const seats = hall.seats.slice(0, 6);
      // Of six present three are half of those here, and fewer than half of all.
      const result = await vote(new Map(seats.map((s, i) => [s, i < inFavour ? 'FOR' : 'AGAINST'])));
      expect(result).toMatchObject({
        threshold: {
          needed: 4,
          of: 7,
          baseKind: 'TOTAL_MEMBERS',
          reason: { instrument: '77/2015/QH13', article: '72.4' },
        },
        result: {
          outcome,
          for: { count: inFavour, base: 7, baseKind: 'TOTAL_MEMBERS', baseLabelVi: 'so với tổng số thành viên' },
          // Three against three is a tie, and no tie rule is the standing body's.
          tieBreak: null,
        },
      });
      const bases = (result['result'] as { forByBase: { baseKind: string }[] }).forByBase.map((b) => b.baseKind);
      expect(bases).toContain('TOTAL_MEMBERS');
      expect(bases).not.toContain('TOTAL_DELEGATES');
    },
  );

  it.each([
    ['FOR', 'ADOPTED'],
    ['AGAINST', 'REJECTED'],
    [null, 'REJECTED'],
  ] as const)(
    '13 to 13 of 27 in the People’s Committee, the chair %s: %s by the side of the chair’s vote [R-VOT-16 T11 SES-18]',
    async (chairs, outcome) => {
      const { vote } = await meeting(PEOPLES, cabinet);
      const [head, ...others] = cabinet;
      const choices = new Map<FixtureSeat, string>();
      if (chairs) choices.set(head!, chairs);
      for (const side of ['FOR', 'AGAINST'])
        for (const seat of others.filter((s) => !choices.has(s)).slice(0, side === chairs ? 12 : 13))
          choices.set(seat, side);
      const result = await vote(choices);
      expect(result).toMatchObject({
        threshold: { needed: 14, of: 27, reason: { key: 'poll.peoplesCommittee.threshold', article: '117.3' } },
        result: {
          outcome,
          for: { count: 13, base: 27 },
          against: { count: 13 },
          tieBreak: { name: 'Thành viên 1', adopted: outcome === 'ADOPTED', reason: { article: '117.3' } },
        },
      });
      const source = await hall.database.open(sessions.owner);
      const document = JSON.parse(
        JSON.stringify(await exportPoll(source.manager, result['pollId'] as string)),
      ) as PollExport;
      expect(verifyExport(document)).toMatchObject({ ok: true, outcome });
      // Whose vote decides is frozen with the question: another name in the export does not verify.
      const forged = structuredClone(document) as { poll: { rule: { tie: { seatId: string } } } };
      forged.poll.rule.tie.seatId = cabinet[20]!.seatId;
      expect(verifyExport(forged as never).ok).toBe(false);
    },
  );

  describe('a tie by hands in the People’s Committee', () => {
    const ENTER = `mutation ($id: ID!, $sheet: TallySheetInput!) { enterTallySheet(pollId: $id, sheet: $sheet) { __typename ... on Refused { code vi } ... on ManualCount { entered agreed differences { vi } } } }`;
    const sheet = (marks: readonly number[], casting?: string): Data => ({
      ...{ issued: 0, notReturned: 0, invalid: 0, marks, rows: [] },
      ...(casting && { casting }),
    });
    /** Closed and waiting for two counts; `enter` gives one by the desk or by a second clerk. */
    async function counting() {
      const { create, command, chair } = await meeting(PEOPLES, cabinet);
      const { id } = (await create({ method: 'HANDS' })) as { id: string };
      await command('readyPoll', id);
      await command('openPoll', id);
      await command('closePoll', id);
      const clerks = ['first', 'second'].map((sub) =>
        hall.subgraph.issuer.token({ sub, grants: [{ role: 'SESSION_SECRETARY', bodyId: PEOPLES }] }),
      );
      await eventually(
        async () =>
          ((await hall.ok('query ($id: ID!) { poll(id: $id) { state } }', { id }, chair)) as Data)['state'] ===
          'CLOSED',
      );
      const enter = async (n: 0 | 1, given: Data): Promise<Data> =>
        hall.ok(ENTER, { id, sheet: given }, await clerks[n]!);
      return { id, chair, enter, publish: () => command('publishPoll', id) };
    }

    it.each([
      ['FOR', 'ADOPTED'],
      ['AGAINST', 'REJECTED'],
      ['NONE', 'REJECTED'],
    ] as const)(
      'is decided by the side the chair was seen on: %s is %s, and the export verifies [R-VOT-16]',
      async (side, outcome) => {
        const { id, chair, enter, publish } = await counting();
        expect(await hall.ok('query ($id: ID!) { poll(id: $id) { castingVoter } }', { id }, chair)).toEqual({
          castingVoter: 'Thành viên 1',
        });
        // Without the side nothing is taken; a side that nobody was on is none.
        expect(await enter(0, sheet([13, 13, 0]))).toMatchObject({
          code: 'CASTING_SIDE_MISSING',
          vi: expect.stringContaining('Thành viên 1'),
        });
        expect(await enter(0, sheet([13, 13, 0], 'ABSTAIN'))).toMatchObject({ code: 'CASTING_SIDE_MISSING' });
        await enter(0, sheet([13, 13, 0], side));
        // Two who saw different sides count again.
        expect(await enter(1, sheet([13, 13, 0], side === 'FOR' ? 'AGAINST' : 'FOR'))).toMatchObject({
          agreed: false,
          differences: [{ vi: 'Bên của người có quyền quyết định khi ngang phiếu' }],
        });
        expect(await enter(1, sheet([13, 13, 0], side))).toMatchObject({ agreed: true });
        await publish();
        expect(await hall.ok(RESULT, { id }, chair)).toMatchObject({
          result: { outcome, tieBreak: { name: 'Thành viên 1', adopted: outcome === 'ADOPTED' } },
        });
        const source = await hall.database.open(sessions.owner);
        const document = JSON.parse(JSON.stringify(await exportPoll(source.manager, id))) as PollExport;
        expect(verifyExport(document)).toMatchObject({ ok: true, outcome });
        const forged = structuredClone(document) as unknown as { sheets: { casting: string }[] };
        for (const each of forged.sheets) each.casting = side === 'FOR' ? 'AGAINST' : 'FOR';
        expect(verifyExport(forged as never).ok).toBe(false);
      },
    );

    it('where there is no tie the side is not asked for, and not kept [R-VOT-16]', async () => {
      const { id, enter } = await counting();
      await enter(0, sheet([14, 13, 0], 'AGAINST'));
      expect(await enter(1, sheet([14, 13, 0]))).toMatchObject({ agreed: true });
      expect(await hall.database.admin('SELECT casting FROM sessions.tally_sheet WHERE poll_id = $1', [id])).toEqual([
        { casting: null },
        { casting: null },
      ]);
    });
  });

  it('the tie rule is for ties: 14 to 13 passes and 12 to 13 does not, whatever the chair chose [R-VOT-16]', async () => {
    for (const [inFavour, outcome] of [
      [14, 'ADOPTED'],
      [12, 'REJECTED'],
    ] as const) {
      const { vote } = await meeting(PEOPLES, cabinet);
      const chairAgainst = outcome === 'ADOPTED';
      const order = chairAgainst ? [...cabinet].reverse() : cabinet;
      const result = await vote(
        new Map(order.slice(0, inFavour + 13).map((s, i) => [s, i < inFavour ? 'FOR' : 'AGAINST'])),
      );
      expect(result['result']).toMatchObject({ outcome, tieBreak: null });
    }
  });

  it('holds no election, rating or removal: those are the council’s [SES-18]', async () => {
    const { id, create } = await meeting(COMMITTEE, hall.seats.slice(7, 14));
    for (const kind of ['ELECTION', 'CONFIDENCE_RATING', 'CONFIDENCE_VOTE', 'REMOVAL'])
      expect(await create({ kind, ...(kind !== 'REMOVAL' && { rows: [{ name: 'Một người' }] }) })).toMatchObject({
        code: 'POLL_NOT_OF_A_BOARD',
      });
    // Nor a list of candidates, which could lead to nothing.
    const input = { sittingId: id, office: 'Phó Trưởng ban', seatsToFill: 1 };
    expect(
      await hall.ok(
        'mutation ($input: OpenCandidateListInput!) { openCandidateList(input: $input) { __typename ... on Refused { code } } }',
        { input },
        await inBody('SESSION_SECRETARY', COMMITTEE),
      ),
    ).toMatchObject({ code: 'POLL_NOT_OF_A_BOARD' });
  });

  it.each([
    [STANDING, 'thành viên Thường trực HĐND', 'members of the standing body'],
    [COMMITTEE, 'thành viên Ban', 'committee members'],
    [PEOPLES, 'thành viên UBND', 'members of the People’s Committee'],
  ])(
    'has members, no delegates: %s says so before a vote, on its sheets and in its minutes [SES-18]',
    async (body, vi, en) => {
      const all = body === PEOPLES ? cabinet : body === STANDING ? hall.seats.slice(0, 7) : hall.seats.slice(7, 14);
      const heard: string[] = [];
      const conditions = async (of: {
        create: () => Promise<Data>;
        command: (n: string, id: unknown) => Promise<Data>;
      }) => {
        const { id } = await of.create();
        await of.command('readyPoll', id);
        const query = 'query ($id: ID!) { poll(id: $id) { conditions { vi en } } }';
        const said = (await hall.ok(query, { id }, await inBody('CHAIR', body))) as { conditions: Data[] };
        heard.push(...said.conditions.flatMap((c) => [c['vi'], c['en']] as string[]));
        return of.command('openPoll', id);
      };
      // Too few: each condition in the words of what is missing, and the refusal with them.
      const few = await meeting(body, all.slice(0, 1));
      heard.push(JSON.stringify(await conditions(few)));
      expect(heard.join('\n')).toContain(`/${all.length} ${vi}`);
      expect(heard.join('\n')).toContain(`of ${all.length} ${en}`);
      // All but one: in the words of what holds; then on paper.
      const held = await meeting(body, all.slice(1));
      heard.push(JSON.stringify(await conditions(held)));
      const { pollId: first } = (
        await hall.database.admin(`SELECT id AS "pollId" FROM sessions.poll WHERE sitting_id = $1 AND state = 'OPEN'`, [
          held.id,
        ])
      )[0] as { pollId: string };
      await held.command('cancelPoll', first);
      const { pollId } = await held.vote(new Map(all.slice(1).map((seat) => [seat, 'FOR'])));
      await hall.ok(END, { id: held.id, step: await stepOf(held.id) }, held.chair);
      await hall.ok('mutation ($id: ID!) { draftMinutes(sittingId: $id) { __typename } }', { id: held.id }, held.clerk);
      const papers = (await hall.ok(
        'query ($id: ID!) { sitting(id: $id) { attendanceSheet(format: DOCX) { base64 } minutes { sentences { text } } } }',
        { id: held.id },
        held.clerk,
      )) as { attendanceSheet: { base64: string }; minutes: { sentences: { text: string }[] } };
      const sheet = (await hall.ok(
        'query ($id: ID!) { poll(id: $id) { sheet(format: DOCX) { base64 } } }',
        { id: pollId },
        held.clerk,
      )) as { sheet: { base64: string } };
      for (const { base64 } of [papers.attendanceSheet, sheet.sheet]) {
        const text = await textOf(base64);
        expect(text).toContain('Tổng số thành viên');
        heard.push(text);
      }
      expect(papers.minutes.sentences.length).toBeGreaterThan(2);
      heard.push(...papers.minutes.sentences.map(({ text }) => text));
      // The illustrative persons of a council are named by what they are there.
      const unnamed = heard.map((text) => text.normalize('NFC').replaceAll(/Đại biểu \d+/g, ''));
      expect(unnamed.filter((text) => /đại biểu|delegate/i.test(text))).toEqual([]);
    },
  );

  it('is led and voted in by rights in the body: a role of the council, or of another body, counts for nothing [SES-18]', async () => {
    const { id, create, command, cast } = await meeting(STANDING, hall.seats.slice(0, 7));
    const { id: pollId } = (await create()) as { id: string };
    await command('readyPoll', pollId);
    for (const token of [
      await hall.token('CHAIR'),
      await inBody('CHAIR', COMMITTEE),
      await hall.token('DELEGATE', { seat: hall.seats[0]! }),
    ]) {
      const query = `mutation ($id: ID!, $step: Int!) { openPoll(pollId: $id, expectedStep: $step) { __typename } }`;
      const { errors } = await hall.ask(query, { id: pollId, step: await stepOf(id) }, { token });
      expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    }
    expect(await command('openPoll', pollId)).toMatchObject({ state: 'OPEN' });
    expect(await cast(hall.seats[40]!, pollId, 'FOR')).toMatchObject({ reason: 'NOT_ON_ROLL' });
    // Nor does a chair of a body command the council.
    const plenary = await hall.ask(OPEN, { id: hall.sittingId, step: 0 }, { token: await inBody('CHAIR', STANDING) });
    expect(plenary.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    // A delegate who does not sit in it sees a lock; a member sees what is under way.
    const VIEW = 'query ($id: ID!) { chamberNow(sittingId: $id) { view items { title } } }';
    expect(await hall.ok(VIEW, { id }, await hall.token('DELEGATE', { seat: hall.seats[40]! }))).toEqual({
      view: 'CLOSED_SITTING',
      items: [],
    });
    expect(await hall.ok(VIEW, { id }, await inBody('DELEGATE', STANDING, hall.seats[1]))).toMatchObject({
      items: [{ title: 'Cho ý kiến về dự toán' }],
    });
  });

  it('papers of a People’s Committee are due in working days, three or, urgently, one [R-SES-20]', async () => {
    const clerk = await inBody('SESSION_SECRETARY', PEOPLES);
    const dueOf = async (urgent: boolean): Promise<unknown> => {
      // Monday 30 November 2026: three working days before it is Wednesday the 25th.
      const { id } = await plan(PEOPLES, { startsAt: '2026-11-30T01:00:00Z', urgent });
      const sitting = (await hall.ok(
        'query ($id: ID!) { sitting(id: $id) { session { preparation { steps { step dueOn terms { days reason { article } } } } } } }',
        { id },
        clerk,
      )) as { session: { preparation: { steps: unknown } } };
      return sitting.session.preparation.steps;
    };
    expect(await dueOf(false)).toEqual([
      { step: 'DOCUMENTS', dueOn: '2026-11-25', terms: [{ days: 3, reason: { article: '113; 114' } }] },
    ]);
    expect(await dueOf(true)).toMatchObject([{ dueOn: '2026-11-27', terms: [{ days: 1 }] }]);
  });

  it('names the months without a meeting of a body that meets monthly [R-SES-20]', async () => {
    hall.clock.at = new Date('2027-03-10T01:00:00Z');
    await hall.database.admin(
      `UPDATE sessions.sitting SET starts_at = '2027-01-20T01:00:00Z' WHERE id = (SELECT id FROM sessions.sitting WHERE council_id = $1 AND opened_at IS NOT NULL LIMIT 1)`,
      [STANDING],
    );
    const months = async (bodyId: string) =>
      (
        (await hall.subgraph.ask(
          'query ($r: [_Any!]!, $year: Int!) { _entities(representations: $r) { ... on PublicBody { meetingMonths(year: $year) { month missed meetings { id } } } } }',
          { r: [{ __typename: 'PublicBody', id: bodyId }], year: 2027 },
          { token: await inBody('SESSION_SECRETARY', bodyId) },
        )) as { data: { _entities: { meetingMonths: { month: number; missed: boolean; meetings: unknown[] }[] }[] } }
      ).data._entities[0]!.meetingMonths;
    const standing = await months(STANDING);
    expect(standing.filter((m) => m.missed).map((m) => m.month)).toEqual([2]);
    expect(standing[0]!.meetings).toHaveLength(1);
    expect((await months(COMMITTEE)).some((m) => m.missed)).toBe(false);
  });
});
