import { randomUUID } from 'node:crypto';
import { eventually, startTestSubgraph } from '@nghitruong/kit/testing';
import { sessions } from '../src/index.js';
import { conditionsOf } from '../src/poll/conditions.service.js';
import { Poll } from '../src/poll/poll.entity.js';
import { Sitting } from '../src/sitting/sitting.entity.js';
import { openPollHall, RESULT, type PollHall } from './poll.fixture.js';

const stateOf = async (hall: PollHall, id: string): Promise<string> =>
  (await hall.poll(id, 'state'))['state'] as string;
const eventsOf = async (hall: PollHall, id: string): Promise<string[]> =>
  (await hall.database.admin('SELECT name FROM sessions.poll_event WHERE poll_id = $1 ORDER BY event_index', [id])).map(
    (e) => e['name'] as string,
  );

describe('a poll, from the draft to the wall', () => {
  let hall: PollHall;
  beforeEach(async () => {
    hall = await openPollHall({ present: 40 });
  });
  afterEach(() => hall.stop());

  it('is prepared by the clerk, opened by the chair, voted, closed, counted and published [VOT-8 VOT-14 R-VOT-04]', async () => {
    const draft = await hall.create();
    expect(draft).toMatchObject({
      state: 'DRAFT',
      frozenHash: null,
      threshold: {
        needed: 35,
        of: 68,
        comparison: 'GREATER_THAN',
        baseKind: 'TOTAL_DELEGATES',
        reason: { instrument: '77/2015/QH13', article: '91.3', confirmed: true },
      },
    });
    const id = draft['id'] as string;
    const ready = await hall.command('readyPoll', id, {}, hall.clerk);
    expect(ready).toMatchObject({ state: 'READY', frozenHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await hall.poll(id, 'conditions { key met blocking vi en }', hall.clerk)).toMatchObject({
      conditions: [
        { key: 'SITTING_OPEN', met: true },
        { key: 'NO_OTHER_POLL', met: true },
        { key: 'STORAGE_DURABLE', met: true },
        { key: 'QUORUM', met: false, blocking: false },
        { key: 'ENOUGH_TO_PASS', met: true },
      ],
    });
    expect(await hall.command('announcePoll', id, { seconds: 45 })).toMatchObject({
      state: 'READY',
      opensAt: expect.any(String),
    });
    expect(await hall.command('openPoll', id)).toMatchObject({
      state: 'OPEN',
      turnout: { recorded: 0, presentAtOpen: 40, lateArrivals: 0 },
    });
    const [first, ...others] = hall.present;
    expect(await hall.cast(first!, id, 'AGAINST')).toMatchObject({
      __typename: 'BallotReceipt',
      choice: 'AGAINST',
      press: 1,
      chainIndex: 1,
    });
    await Promise.all(others.slice(0, 36).map((s, i) => hall.cast(s, id, i < 35 ? 'FOR' : 'ABSTAIN')));
    expect(await hall.poll(id, 'state turnout { recorded } result { outcome } votes { totalCount } ')).toEqual({
      state: 'OPEN',
      turnout: { recorded: 37 },
      result: null,
      votes: null,
    });
    expect(((await hall.poll(id, 'missing { fullName connected }', hall.chair))['missing'] as unknown[]).length).toBe(
      3,
    );
    await hall.closeAndCount(id);
    expect(await hall.poll(id, `result { outcome }`)).toEqual({ result: null });
    expect(await hall.poll(id, `provisionalResult { ${RESULT} }`, hall.clerk)).toMatchObject({
      provisionalResult: { for: { count: 35, base: 68 }, outcome: 'ADOPTED' },
    });
    expect(await hall.command('publishPoll', id)).toMatchObject({ state: 'PUBLISHED' });
    const { result } = await hall.poll(id, `result { ${RESULT} }`);
    expect(result).toEqual({
      total: { count: 68, base: 68 },
      present: { count: 40 },
      presentAtClose: { count: 40 },
      voted: { count: 37 },
      for: {
        count: 35,
        base: 68,
        percentText: '51,47\u00a0%',
        percentTextEn: '51.47%',
        baseLabelVi: 'so với tổng số đại biểu',
        baseKind: 'TOTAL_DELEGATES',
      },
      against: { count: 1, percentText: '1,47\u00a0%' },
      abstain: { count: 1, percentText: '1,47\u00a0%' },
      notRecorded: { count: 3 },
      lateArrivals: 0,
      lateAttempts: 0,
      outcome: 'ADOPTED',
      seal: expect.stringMatching(/^[0-9A-F]{4} [0-9A-F]{4}$/),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      chainHead: expect.stringMatching(/^[0-9a-f]{64}$/),
      threshold: { needed: 35, of: 68 },
    });
    const page = (
      await hall.poll(
        id,
        'votes(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { node { fullName choice late delegate { id } } } }',
      )
    )['votes'];
    expect(page).toMatchObject({
      totalCount: 68,
      pageInfo: { hasNextPage: true },
      edges: [
        { node: { fullName: 'Đại biểu 01', choice: 'AGAINST' } },
        { node: { fullName: 'Đại biểu 02', choice: 'FOR' } },
      ],
    });
  });

  it('shows on the wall what the hall is at, and moves the item with it', async () => {
    const wall = () =>
      hall.ok(
        'query ($id: ID!) { chamberNow(sittingId: $id) { view step revision poll { id state turnout { recorded } } item { id phase outcome } } }',
        { id: hall.sittingId },
      );
    expect(await wall()).toMatchObject({ view: 'HOLDING', poll: null });
    const id = await hall.open();
    const open = await wall();
    expect(open).toMatchObject({
      view: 'POLL',
      poll: { id, state: 'OPEN', turnout: { recorded: 0 } },
      item: { phase: 'WHOLE', outcome: null },
    });
    await hall.cast(hall.present[0]!, id);
    const voted = await wall();
    expect(voted).toMatchObject({ step: open['step'], poll: { turnout: { recorded: 1 } } });
    expect(voted['revision'] as number).toBeGreaterThan(open['revision'] as number);
    await hall.closeAndCount(id);
    await hall.command('publishPoll', id);
    expect(await wall()).toMatchObject({
      view: 'POLL',
      poll: { state: 'PUBLISHED' },
      item: { phase: 'PUBLISH', outcome: 'REJECTED' },
    });
  });

  it('is the council’s open poll while it is under way, and nobody’s afterwards', async () => {
    const open = async () => {
      const { data, errors } = await hall.ask<{ _entities: unknown[] }>(
        '{ _entities(representations: [{ __typename: "Council", id: "hdnd-hai-phong" }]) { ... on Council { openPoll { id state } } } }',
      );
      if (errors) throw new Error(JSON.stringify(errors));
      return data!._entities[0];
    };
    const id = await hall.open();
    expect(await open()).toEqual({ openPoll: { id, state: 'OPEN' } });
    await hall.closeAndCount(id);
    expect(await open()).toEqual({ openPoll: null });
  });

  it('pauses and resumes: ballots are kept, refused meanwhile, and the time that was left goes on [VOT-6]', async () => {
    const id = await hall.open({ durationSeconds: 120 });
    await hall.cast(hall.present[0]!, id);
    const paused = await hall.command('pausePoll', id, { reason: 'Sự cố kỹ thuật' });
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'Sự cố kỹ thuật', closesAt: null });
    expect(paused['remainingMs'] as number).toBeGreaterThan(90_000);
    expect(paused['remainingMs'] as number).toBeLessThanOrEqual(120_000);
    expect(await hall.cast(hall.present[1]!, id)).toMatchObject({
      reason: 'POLL_PAUSED',
      vi: expect.stringMatching(/tạm dừng/),
      en: expect.stringMatching(/paused/),
    });
    const resumed = await hall.command('resumePoll', id);
    expect(resumed).toMatchObject({ state: 'OPEN', pauseReason: null, remainingMs: null, turnout: { recorded: 1 } });
    expect(await hall.cast(hall.present[1]!, id)).toMatchObject({ __typename: 'BallotReceipt', chainIndex: 2 });
    const extended = await hall.command('extendPoll', id, { seconds: 30 });
    expect(Date.parse(extended['closesAt'] as string) - Date.parse(resumed['closesAt'] as string)).toBe(30_000);
  });

  it('a timed poll whose time is up closes by itself, and is counted once', async () => {
    const id = await hall.open({ durationSeconds: 60 });
    await hall.cast(hall.present[0]!, id);
    await hall.database.admin('UPDATE sessions.poll SET closes_at = clock_timestamp() WHERE id = $1', [id]);
    await eventually(async () => (await stateOf(hall, id)) === 'CERTIFIED');
    expect(await eventsOf(hall, id)).toEqual([
      'pollCreated',
      'pollReady',
      'pollOpened',
      'pollLapsed',
      'pollClosed',
      'pollCertified',
    ]);
  });

  it('counts down before it closes, and takes ballots until the end', async () => {
    await hall.database.admin(
      `UPDATE directory.rule SET value = '{"value": 30}' WHERE rule_key = 'poll.closing.seconds'`,
    );
    const id = await hall.open();
    const closing = await hall.command('closePoll', id);
    expect(closing).toMatchObject({ state: 'CLOSING', closingEndsAt: expect.any(String) });
    expect(await hall.cast(hall.present[0]!, id)).toMatchObject({ __typename: 'BallotReceipt' });
    for (const command of ['closePoll', 'resumePoll', 'openPoll'] as const)
      expect(await hall.command(command, id)).toMatchObject({ code: 'POLL_STATE' });
    expect(await hall.command('cancelPoll', id, { reason: 'x' })).toMatchObject({ code: 'POLL_STATE' });
    await hall.database.admin('UPDATE sessions.poll SET closing_ends_at = clock_timestamp() WHERE id = $1', [id]);
    await eventually(async () => (await stateOf(hall, id)) === 'CERTIFIED');
  });

  it('that nobody held is paused, not closed: its ballots are kept and it goes on when the chair says so', async () => {
    const id = await hall.open();
    await hall.cast(hall.present[0]!, id);
    await hall.database.admin(
      `UPDATE sessions.poll_lease SET renewed_at = clock_timestamp() - interval '11 s' WHERE poll_id = $1`,
      [id],
    );
    // The ballot itself may be the first to see it: it is refused as paused, never lost.
    expect(await hall.cast(hall.present[1]!, id)).toMatchObject({ reason: 'POLL_PAUSED' });
    expect(await hall.poll(id, 'state pauseReason turnout { recorded }')).toEqual({
      state: 'PAUSED',
      pauseReason: 'SERVER_RESTART',
      turnout: { recorded: 1 },
    });
    expect(await hall.command('resumePoll', id)).toMatchObject({ state: 'OPEN' });
    expect(await hall.cast(hall.present[1]!, id)).toMatchObject({ __typename: 'BallotReceipt' });
  });

  it('in its countdown, too, is paused when nobody held it', async () => {
    await hall.database.admin(
      `UPDATE directory.rule SET value = '{"value": 30}' WHERE rule_key = 'poll.closing.seconds'`,
    );
    const id = await hall.open();
    await hall.command('closePoll', id);
    await hall.database.admin(
      `UPDATE sessions.poll_lease SET renewed_at = clock_timestamp() - interval '11 s' WHERE poll_id = $1`,
      [id],
    );
    await eventually(async () => (await stateOf(hall, id)) === 'PAUSED');
    expect((await eventsOf(hall, id)).at(-1)).toBe('pollAbandoned');
  });

  it('keeps its lease while a process lives', async () => {
    const id = await hall.open();
    const lease = async () =>
      (await hall.database.admin('SELECT renewed_at FROM sessions.poll_lease WHERE poll_id = $1', [id]))[0]![
        'renewed_at'
      ] as Date;
    const first = await lease();
    await eventually(async () => (await lease()) > first);
  });

  it('who leaves keeps the ballot; present at close is one lower, the total unchanged [T13]', async () => {
    const id = await hall.open();
    const [gone, idle] = hall.present;
    await hall.cast(gone!, id);
    for (const seat of [gone!, idle!]) {
      await hall.ok(
        'mutation ($input: CheckOutInput!) { checkOut(input: $input) { __typename } }',
        { input: { sittingId: hall.sittingId, seatId: seat.seatId, source: 'CLERK' } },
        hall.clerk,
      );
    }
    expect(await hall.cast(idle!, id)).toMatchObject({ reason: 'NOT_PRESENT' });
    expect(((await hall.poll(id, 'missing { seatId }', hall.chair))['missing'] as unknown[]).length).toBe(38);
    await hall.closeAndCount(id);
    expect(await hall.poll(id, `provisionalResult { ${RESULT} }`, hall.chair)).toMatchObject({
      provisionalResult: {
        total: { count: 68 },
        present: { count: 40 },
        presentAtClose: { count: 38 },
        for: { count: 1 },
      },
    });
  });

  it('late arrivals join the roll, marked, and vote; under FROZEN_AT_OPEN they do not [VOT-11]', async () => {
    const late = hall.absent[0]!;
    const arrive = (seat: { seatId: string }) =>
      hall.ok(
        'mutation ($input: CheckInInput!) { checkIn(input: $input) { __typename } }',
        { input: { sittingId: hall.sittingId, seatId: seat.seatId, source: 'CLERK' } },
        hall.clerk,
      );
    const status = (seat: typeof late, id: string) =>
      hall
        .token('DELEGATE', { seat })
        .then((t) =>
          hall.ok(
            'query ($id: ID!) { myBallotStatus(pollId: $id) { recorded choice press onRoll late reason seal } }',
            { id },
            t,
          ),
        );
    const id = await hall.open();
    expect(await hall.cast(late, id)).toMatchObject({ reason: 'NOT_PRESENT' });
    expect(await status(late, id)).toEqual({
      recorded: false,
      choice: null,
      press: 0,
      onRoll: true,
      late: false,
      reason: 'NOT_PRESENT',
      seal: null,
    });
    await arrive(late);
    expect(await hall.poll(id, 'turnout { recorded presentAtOpen lateArrivals }')).toEqual({
      turnout: { recorded: 0, presentAtOpen: 40, lateArrivals: 1 },
    });
    const receipt = await hall.cast(late, id, 'AGAINST', { press: 4 });
    expect(await status(late, id)).toEqual({
      recorded: true,
      choice: 'AGAINST',
      press: 4,
      onRoll: true,
      late: true,
      reason: null,
      seal: receipt['seal'],
    });
    await hall.closeAndCount(id);
    expect(await hall.poll(id, `provisionalResult { ${RESULT} }`, hall.chair)).toMatchObject({
      provisionalResult: {
        present: { count: 40 },
        lateArrivals: 1,
        voted: { count: 1 },
        notRecorded: { count: 40 },
        threshold: { needed: 35, of: 68 },
      },
    });
    await hall.database.admin(
      `UPDATE directory.rule SET value = '{"value": "FROZEN_AT_OPEN"}' WHERE rule_key = 'poll.lateArrivals'`,
    );
    const frozen = await hall.open();
    await arrive(hall.absent[1]!);
    expect(await hall.cast(hall.absent[1]!, frozen)).toMatchObject({ reason: 'NOT_PRESENT' });
  });

  it('a leave and a return while it is open bring the right to press back', async () => {
    const id = await hall.open();
    const seat = hall.present[0]!;
    const move = (name: string, input: string) =>
      hall.ok(
        `mutation ($input: ${input}!) { ${name}(input: $input) { __typename } }`,
        { input: { sittingId: hall.sittingId, seatId: seat.seatId, source: 'CLERK' } },
        hall.clerk,
      );
    await move('checkOut', 'CheckOutInput');
    expect(await hall.cast(seat, id)).toMatchObject({ reason: 'NOT_PRESENT' });
    await move('checkIn', 'CheckInInput');
    expect(await hall.cast(seat, id)).toMatchObject({ __typename: 'BallotReceipt' });
    expect(await hall.poll(id, 'turnout { lateArrivals }')).toEqual({ turnout: { lateArrivals: 0 } });
  });

  it('is annulled in the open and voted again, linked; the numbers leave the wall and stay in the record [VOT-7]', async () => {
    const id = await hall.open();
    await hall.cast(hall.present[0]!, id);
    await hall.closeAndCount(id);
    await hall.command('publishPoll', id);
    expect(await hall.command('revotePoll', id)).toMatchObject({ code: 'POLL_STATE' });
    expect(
      await hall.command('annulPoll', id, {
        kind: 'WRONG_TEXT',
        basis: 'Chủ tọa kết luận tại phiên họp',
        wallText: 'Sai bản dự thảo',
      }),
    ).toMatchObject({ state: 'ANNULLED' });
    expect(
      await hall.poll(id, 'result { outcome } votes { totalCount } annulment { kind wallText basis } revote { id }'),
    ).toEqual({
      result: null,
      votes: null,
      annulment: { kind: 'WRONG_TEXT', wallText: 'Sai bản dự thảo', basis: 'Chủ tọa kết luận tại phiên họp' },
      revote: null,
    });
    expect(await hall.poll(id, 'provisionalResult { voted { count } }', hall.clerk)).toEqual({
      provisionalResult: { voted: { count: 1 } },
    });
    const again = await hall.command('revotePoll', id);
    expect(again).toMatchObject({ state: 'READY', title: 'Nghị quyết minh họa', revoteOf: { id } });
    expect(again['id']).not.toBe(id);
    expect(await hall.poll(id, 'revote { id }')).toEqual({ revote: { id: again['id'] } });
    expect(await hall.command('revotePoll', id)).toMatchObject({ code: 'ALREADY_REVOTED' });
    expect(await hall.command('openPoll', again['id'] as string)).toMatchObject({
      state: 'OPEN',
      turnout: { recorded: 0 },
    });
  });

  it('refuses to open beside another poll, out of session, or below a quorum that blocks', async () => {
    const first = await hall.open();
    const other = (await hall.create({ title: 'Câu hỏi khác' }))['id'] as string;
    await hall.command('readyPoll', other);
    expect(await hall.command('openPoll', other)).toMatchObject({
      code: 'ANOTHER_POLL_OPEN',
      vi: expect.stringMatching(/\S/),
      en: expect.stringMatching(/\S/),
    });
    await hall.command('cancelPoll', first, { reason: 'Nhầm' });
    await hall.database.admin(
      `UPDATE directory.rule SET value = '{"mode": "BLOCK", "num": 2, "den": 3, "base": "TOTAL_DELEGATES"}' WHERE rule_key = 'quorum.plenary'`,
    );
    expect(await hall.command('openPoll', other)).toMatchObject({
      code: 'QUORUM_NOT_MET',
      vi: expect.stringContaining('46'),
    });
    await hall.database.admin(`UPDATE sessions.sitting SET state = 'BREAK'`);
    expect(await hall.command('openPoll', other)).toMatchObject({ code: 'SITTING_NOT_OPEN' });
    expect(await hall.command('announcePoll', other, { seconds: 45 })).toMatchObject({ code: 'SITTING_NOT_OPEN' });
    expect(await hall.poll(other, 'state announcedAt')).toEqual({ state: 'READY', announcedAt: null });
    await hall.database.admin(`UPDATE sessions.sitting SET state = 'ENDED'`);
    expect(await hall.create()).toMatchObject({ code: 'SITTING_STATE' });
  });

  it('of two commands that saw the same step one is refused as stale, and nothing of it is kept [VOT-22]', async () => {
    const draft = (await hall.create())['id'] as string;
    const expectedStep = await hall.step();
    const answers = await Promise.all([
      hall.command('readyPoll', draft, { expectedStep }),
      hall.command('cancelPoll', draft, { expectedStep, reason: 'x' }),
    ]);
    expect(answers.map((a) => a['code']).filter(Boolean)).toEqual(['STALE']);
    expect((await eventsOf(hall, draft)).length).toBe(2);
  });

  it('holds the sitting: no break, no end, no other item over an open poll', async () => {
    await hall.open();
    const sitting = (name: string) =>
      hall
        .step()
        .then((step) =>
          hall.ok(
            `mutation ($id: ID!, $step: Int!) { ${name}(sittingId: $id, expectedStep: $step) { __typename ... on Refused { code } } }`,
            { id: hall.sittingId, step },
            hall.chair,
          ),
        );
    for (const command of ['breakSitting', 'endSitting'])
      expect(await sitting(command)).toEqual({ __typename: 'Refused', code: 'POLL_UNDER_WAY' });
  });

  it('shows each delegate the own votes, and nobody else’s', async () => {
    const id = await hall.open();
    await hall.cast(hall.present[0]!, id, 'ABSTAIN');
    const mine = (seat: (typeof hall.present)[number]) =>
      hall
        .token('DELEGATE', { seat })
        .then((t) =>
          hall.ask(
            'query ($id: ID!) { myVotes(sittingId: $id) { pollId title choice outcome state } }',
            { id: hall.sittingId },
            { token: t },
          ),
        );
    expect((await mine(hall.present[0]!)).data).toEqual({
      myVotes: [{ pollId: id, title: 'Nghị quyết minh họa', choice: 'ABSTAIN', outcome: null, state: 'OPEN' }],
    });
    expect((await mine(hall.present[1]!)).data).toMatchObject({ myVotes: [{ choice: null }] });
  });

  it('measures how long a press takes to the wall, by what the display says, and of no one in particular [ADM-8]', async () => {
    const id = await hall.open();
    const display = await hall.token('DISPLAY', { displayId: 'wall' });
    const wall = hall.watch(
      'subscription ($sittingId: ID!) { chamber(sittingId: $sittingId) { step revision poll { turnout { recorded } } } }',
      [{ role: 'DISPLAY', councilId: hall.councilId }],
    );
    try {
      await wall.until((c) => c['poll'] !== null);
      await hall.cast(hall.present[0]!, id);
      type Shown = { step: number; revision: number; poll: { turnout: { recorded: number } } };
      const { step, revision } = (await wall.until(
        (c) => (c as unknown as Shown).poll.turnout.recorded === 1,
      )) as unknown as Shown;
      await hall.ok(
        'mutation ($id: ID!, $step: Int!, $revision: Int!) { reportDevice(sittingId: $id, step: $step, revision: $revision, lagMs: 40) { ok } }',
        { id: hall.sittingId, step, revision },
        display,
      );
    } finally {
      await wall.stop();
    }
    const told = await (await fetch(`${new URL(hall.subgraph.running.url).origin}/metrics`)).text();
    expect(told).toMatch(/press_to_wall_seconds_count\{service="sessions"\} 1\n/);
    const seconds = Number(/press_to_wall_seconds_sum\{service="sessions"\} ([\d.]+)/.exec(told)![1]);
    expect(seconds).toBeGreaterThanOrEqual(0.04);
    expect(seconds).toBeLessThan(30);
    expect(told).not.toContain(id);
  });

  it('tells neither missing names nor counts to the public, a delegate or a display [VOT-14]', async () => {
    const id = await hall.open();
    await hall.closeAndCount(id);
    const tokens = [
      undefined,
      await hall.token('DELEGATE', { seat: hall.present[0]! }),
      await hall.token('DISPLAY', { displayId: 'wall' }),
      await hall.token('CHAIR', { councilId: 'hdnd-thuy-nguyen' }),
    ];
    for (const token of tokens) {
      for (const field of ['missing { fullName }', 'provisionalResult { outcome }', 'conditions { key }']) {
        const { data, errors } = await hall.ask<{ poll: object }>(
          `query ($id: ID!) { poll(id: $id) { ${field} } }`,
          { id },
          token === undefined ? {} : { token },
        );
        expect(Object.values(data!.poll)).toEqual([null]);
        expect(errors![0]!.extensions!['code']).toMatch(/^(FORBIDDEN|UNAUTHENTICATED)$/);
      }
    }
  });

  it('names who is missing, and whether the device is heard of', async () => {
    const id = await hall.open();
    for (const seat of hall.present.slice(0, 38)) await hall.cast(seat, id);
    const [connected, silent] = hall.present.slice(38);
    await hall.ok(
      'mutation ($id: ID!) { reportDevice(sittingId: $id, step: 1, revision: 1) { ok } }',
      { id: hall.sittingId },
      await hall.token('DELEGATE', { seat: connected! }),
    );
    const missing = async () =>
      (await hall.poll(id, 'missing { seatId fullName connected lastSeenAt }', hall.chair))['missing'];
    expect(await missing()).toEqual([
      {
        seatId: connected!.seatId,
        fullName: connected!.fullName,
        connected: true,
        lastSeenAt: '2026-11-23T01:00:00.000Z',
      },
      { seatId: silent!.seatId, fullName: silent!.fullName, connected: false, lastSeenAt: null },
    ]);
    hall.clock.pass(16_000);
    expect(await missing()).toMatchObject([{ connected: false }, { connected: false }]);
  });

  it('does not open on storage that could lose a receipt', async () => {
    const id = (await hall.create())['id'] as string;
    await hall.command('readyPoll', id);
    const { manager } = await hall.database.open(sessions.owner);
    const poll = await manager.findOneOrFail(Poll, { where: { id }, relations: { rulings: true } });
    const sitting = await manager.findOneByOrFail(Sitting, { id: hall.sittingId });
    const storage = async (allowUnsafeStorage: boolean) =>
      (await conditionsOf(manager, poll, sitting, { allowUnsafeStorage })).find(
        (c) => c.code === 'STORAGE_NOT_DURABLE',
      );
    // The tests' own server runs without fsync.
    expect(await storage(false)).toMatchObject({ met: false, blocking: true, vi: expect.stringContaining('fsync') });
    expect(await storage(true)).toMatchObject({ met: true });
  });

  it('two processes on one database: either may end it, it ends once, and a ballot through either counts', async () => {
    const other = await startTestSubgraph(sessions, hall.database, {
      clock: hall.clock,
      issuer: hall.subgraph.issuer,
      env: { ALLOW_UNSAFE_STORAGE: 'true' },
    });
    try {
      const id = await hall.open();
      const CAST =
        'mutation ($pollId: ID!, $ballotKey: ID!) { castBallot(pollId: $pollId, choice: FOR, ballotKey: $ballotKey, press: 1) { __typename } }';
      await Promise.all(
        hall.present.map(async (seat, i) => {
          if (i % 2 === 0) return hall.cast(seat, id);
          const { data } = await other.ask(
            CAST,
            { pollId: id, ballotKey: randomUUID() },
            { token: await hall.token('DELEGATE', { seat }) },
          );
          expect(data).toEqual({ castBallot: { __typename: 'BallotReceipt' } });
          return undefined;
        }),
      );
      await hall.closeAndCount(id);
      expect(await hall.poll(id, 'provisionalResult { for { count } notRecorded { count } }', hall.chair)).toEqual({
        provisionalResult: { for: { count: 40 }, notRecorded: { count: 0 } },
      });
      expect((await eventsOf(hall, id)).filter((e) => e === 'pollClosed')).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });

  it.each([
    [true, 34, 67],
    [false, 35, 68],
  ])('one of 68 suspended, excluded from the total %s: %i of %i needed [T12]', async (excluded, needed, of) => {
    await hall.database.admin(`UPDATE directory.seat SET status = 'SUSPENDED' WHERE seat_id = $1`, [
      hall.present[0]!.seatId,
    ]);
    await hall.database.admin(
      `UPDATE directory.rule SET value = jsonb_build_object('value', $1::boolean) WHERE rule_key = 'total.excludesSuspended'`,
      [excluded],
    );
    const draft = await hall.create();
    expect(draft['threshold']).toMatchObject({ needed, of });
    const id = draft['id'] as string;
    await hall.command('readyPoll', id);
    expect(await hall.command('openPoll', id)).toMatchObject({
      threshold: { needed, of },
      turnout: { presentAtOpen: 39 },
    });
    expect(await hall.cast(hall.present[0]!, id)).toMatchObject({ reason: 'SUSPENDED' });
    // What changes in the directory now changes nothing here.
    await hall.database.admin(`UPDATE directory.seat SET status = 'IN_OFFICE'`);
    expect(await hall.poll(id, 'threshold { needed of }')).toEqual({ threshold: { needed, of } });
    expect(await hall.cast(hall.present[0]!, id)).toMatchObject({ reason: 'SUSPENDED' });
  });
});

describe('bad input to a poll gets a refusal or a fault with a code, and changes nothing', () => {
  let hall: PollHall;
  let id: string;
  beforeAll(async () => {
    hall = await openPollHall({ present: 5, suspended: [68] });
    id = await hall.open();
  });
  afterAll(() => hall.stop());

  const books = () =>
    hall.database.admin(
      `SELECT (SELECT json_agg(p ORDER BY id) FROM sessions.poll p) AS polls, (SELECT count(*)::int FROM sessions.ballot) AS ballots, (SELECT count(*)::int FROM sessions.poll_event) AS events, (SELECT step FROM sessions.sitting WHERE id = $1) AS step`,
      [hall.sittingId],
    );
  const long = 'x'.repeat(100_000);
  const CAST =
    'mutation ($pollId: ID!, $choice: BallotOption!, $ballotKey: ID!, $press: Int!) { castBallot(pollId: $pollId, choice: $choice, ballotKey: $ballotKey, press: $press) { __typename ... on BallotRefused { reason vi en } } }';
  const CREATE =
    'mutation ($input: CreatePollInput!) { createPoll(input: $input) { __typename ... on Refused { code vi en } } }';
  const PAUSE =
    'mutation ($id: ID!, $step: Int!, $reason: String!) { pausePoll(pollId: $id, expectedStep: $step, reason: $reason) { __typename ... on Refused { code vi en } } }';
  const ballot = (more = {}) => ({ pollId: id, choice: 'FOR', ballotKey: randomUUID(), press: 1, ...more });
  const input = async (more = {}) => ({
    input: { sittingId: hall.sittingId, expectedStep: await hall.step(), kind: 'RESOLUTION', title: 'x', ...more },
  });
  const delegate = () => hall.token('DELEGATE', { seat: hall.present[0]! });
  const elsewhere = (role: 'DELEGATE' | 'CHAIR') =>
    hall.token(role, { councilId: 'hdnd-thuy-nguyen', seat: hall.present[0]! });

  it.each<[string, string, () => Promise<Record<string, unknown>>, () => Promise<string | undefined>, string]>([
    ['an unknown choice', CAST, async () => ballot({ choice: 'MAYBE' }), delegate, 'BAD_REQUEST'],
    [
      'an absent delegate',
      CAST,
      async () => ballot(),
      () => hall.token('DELEGATE', { seat: hall.absent[0]! }),
      'NOT_PRESENT',
    ],
    [
      'a suspended delegate',
      CAST,
      async () => ballot(),
      () => hall.token('DELEGATE', { seat: hall.seats[67]! }),
      'SUSPENDED',
    ],
    ['a delegate of another council', CAST, async () => ballot(), () => elsewhere('DELEGATE'), 'NOT_ON_ROLL'],
    [
      'a card of another sitting',
      CAST,
      async () => ballot(),
      () => hall.token('DELEGATE', { seat: hall.present[0]!, sittingId: randomUUID() }),
      'NOT_ON_ROLL',
    ],
    ['a chair who is no delegate', CAST, async () => ballot(), () => hall.token('CHAIR'), 'FORBIDDEN'],
    ['nobody', CAST, async () => ballot(), async () => undefined, 'UNAUTHENTICATED'],
    ['100 kB of ballot key', CAST, async () => ballot({ ballotKey: long }), delegate, 'INVALID_INPUT'],
    ['an unknown poll', CAST, async () => ballot({ pollId: randomUUID() }), delegate, 'NOT_FOUND'],
    ['100 kB of poll id', CAST, async () => ballot({ pollId: long }), delegate, 'NOT_FOUND'],
    ['an endless press', CAST, async () => ballot({ press: 2 ** 31 }), delegate, 'BAD_REQUEST'],
    ['100 kB of title', CREATE, () => input({ title: long }), () => hall.token('CHAIR'), 'INVALID_INPUT'],
    ['an empty title', CREATE, () => input({ title: ' \n ' }), () => hall.token('CHAIR'), 'INVALID_INPUT'],
    [
      'an item that is not on the agenda',
      CREATE,
      () => input({ agendaItemId: randomUUID() }),
      () => hall.token('CHAIR'),
      'ITEM_UNKNOWN',
    ],
    [
      'a sitting that does not exist',
      CREATE,
      () => input({ sittingId: randomUUID() }),
      () => hall.token('CHAIR'),
      'NOT_FOUND',
    ],
    ['a step of yesterday', CREATE, () => input({ expectedStep: 0 }), () => hall.token('CHAIR'), 'STALE'],
    ['a chair of another council', CREATE, () => input(), () => elsewhere('CHAIR'), 'FORBIDDEN'],
    ['a duration of no time', CREATE, () => input({ durationSeconds: 0 }), () => hall.token('CHAIR'), 'INVALID_INPUT'],
    [
      '100 kB of reason',
      PAUSE,
      async () => ({ id, step: await hall.step(), reason: long }),
      () => hall.token('CHAIR'),
      'INVALID_INPUT',
    ],
    [
      'a poll of a chair elsewhere',
      PAUSE,
      async () => ({ id, step: await hall.step(), reason: 'x' }),
      () => elsewhere('CHAIR'),
      'FORBIDDEN',
    ],
    [
      'a delegate who commands',
      PAUSE,
      async () => ({ id, step: await hall.step(), reason: 'x' }),
      delegate,
      'FORBIDDEN',
    ],
  ])('%s', async (_what, query, variables, token, code) => {
    const before = await books();
    const as = await token();
    const { data, errors } = await hall.ask(query, await variables(), as === undefined ? {} : { token: as });
    const said = (errors?.[0]?.extensions ?? Object.values(data ?? {})[0]) as {
      code?: string;
      reason?: string;
      vi?: string;
      en?: string;
    };
    expect(said.reason ?? said.code).toBe(code);
    if (code !== 'BAD_REQUEST')
      expect([said.vi, said.en]).toEqual([expect.stringMatching(/\S+ \S+/), expect.stringMatching(/\S+ \S+/)]);
    expect(await books()).toEqual(before);
  });

  it.each(['announcePoll', 'openPoll', 'resumePoll', 'publishPoll', 'annulPoll', 'revotePoll', 'readyPoll'])(
    '%s of an open poll is refused by its state',
    async (name) => {
      const before = await books();
      expect(
        await hall.command(name, id, { seconds: 1, reason: 'x', kind: 'PROCEDURE', basis: 'x', wallText: 'x' }),
      ).toMatchObject({ code: 'POLL_STATE' });
      expect(await books()).toEqual(before);
    },
  );

  it.each(['publishPoll', 'annulPoll', 'revotePoll'])('%s is the chair’s alone', async (name) => {
    await expect(hall.command(name, id, { kind: 'PROCEDURE', basis: 'x', wallText: 'x' }, hall.clerk)).rejects.toThrow(
      'FORBIDDEN',
    );
  });
});
