/** The floor: asked for from phones, given by the chair, timed on the server's clock, seen by all. */
import { openPollHall, type PollHall } from './poll.fixture.js';
import type { FixtureSeat } from './fixtures/directory.fixture.js';

const REQUEST = `__typename ... on SpeakerRequest { id kind state fullName seatId } ... on Refused { code }`;
const ASK = `mutation ($id: ID!, $kind: SpeechKind!) { requestToSpeak(sittingId: $id, kind: $kind) { ${REQUEST} } }`;
const WITHDRAW = `mutation ($id: ID!, $request: ID!) { withdrawSpeakerRequest(sittingId: $id, requestId: $request) { ${REQUEST} } }`;
const FLOOR = `view revision speaking { current { id fullName kind startedAt endsAt limitSeconds extendedSeconds limitReason { key article confidence confirmed ruleSetHash } } queue { id fullName kind } }`;
const CHAMBER = `__typename ... on Chamber { ${FLOOR} } ... on Refused { code }`;
const command = (name: string, args = '', values = ''): string =>
  `mutation ($id: ID!, $step: Int!${args}) { ${name}(sittingId: $id, expectedStep: $step${values}) { ${CHAMBER} } }`;
const CALL = command('callSpeaker', ', $request: ID!', ', requestId: $request');
const DECLINE = command('declineSpeaker', ', $request: ID!', ', requestId: $request');
const ORDER = command('orderSpeakers', ', $first: [ID!]!', ', first: $first');
const EXTEND = command('extendSpeech');
const STOP = command('stopSpeech');
const BREAK = command('breakSitting');
const ADD = `mutation ($input: AddSpeakerInput!) { addSpeaker(input: $input) { ${CHAMBER} } }`;

type Floor = {
  view: string;
  speaking: {
    current: { fullName: string; endsAt: string; extendedSeconds: number; limitSeconds: number } | null;
    queue: { id: string; fullName: string; kind: string }[];
  } | null;
};

describe('the floor', () => {
  let hall: PollHall;
  beforeEach(async () => {
    hall = await openPollHall({ seats: 8, present: 6, suspended: [8] });
  });
  afterEach(() => hall.stop());

  const ask = async (seat: FixtureSeat, kind = 'CONTRIBUTION') =>
    hall.ok(ASK, { id: hall.sittingId, kind }, await hall.token('DELEGATE', { seat }));
  const give = async (query: string, more: Record<string, unknown> = {}, token = hall.chair) =>
    hall.ok(query, { id: hall.sittingId, step: await hall.step(), ...more }, token);
  const floor = async (token?: string): Promise<Floor> =>
    (await hall.ok(
      `query ($id: ID!) { chamberNow(sittingId: $id) { ${FLOOR} } }`,
      { id: hall.sittingId },
      token,
    )) as Floor;
  const who = (f: Floor): string[] => f.speaking!.queue.map((each) => each.fullName);

  it('is asked for by delegates who are checked in, each once for each kind, without a step of the chair [SES-8]', async () => {
    const [one, two] = hall.present as [FixtureSeat, FixtureSeat];
    const step = await hall.step();
    expect(await ask(one)).toMatchObject({ state: 'WAITING', fullName: one.fullName, seatId: one.seatId });
    expect(await ask(two, 'CONTRA')).toMatchObject({ kind: 'CONTRA' });
    expect(await ask(one)).toEqual({ __typename: 'Refused', code: 'SPEAK_ALREADY' });
    expect(await ask(one, 'POINT_OF_ORDER')).toMatchObject({ kind: 'POINT_OF_ORDER' });
    expect(await ask(one, 'ANSWER')).toMatchObject({ code: 'SPEAK_KIND' });
    expect(await ask(hall.seats[6]!)).toMatchObject({ code: 'SPEAK_NOT_PRESENT' });
    expect(await ask(hall.seats[7]!)).toMatchObject({ code: 'SEAT_SUSPENDED' });
    expect(await hall.step()).toBe(step);
    expect(who(await floor())).toEqual([one.fullName, two.fullName, one.fullName]);
  });

  it('is given in one tap: the call ends who spoke before, the limit is the rule set’s for the kind [SES-8 SES-9 R-SES-16]', async () => {
    const [one, two] = hall.present as [FixtureSeat, FixtureSeat];
    const first = await ask(one);
    const second = await ask(two, 'QUESTION');
    expect(await give(CALL, { request: first['id'] })).toMatchObject({
      view: 'SPEAKER',
      speaking: {
        current: {
          fullName: one.fullName,
          startedAt: hall.clock.now().toISOString(),
          limitSeconds: 600,
          endsAt: new Date(hall.clock.now().getTime() + 600_000).toISOString(),
          limitReason: { key: 'timer.defaults', article: '60.3', confidence: 'V2', confirmed: false },
        },
        queue: [{ fullName: two.fullName }],
      },
    });
    hall.clock.pass(625_000);
    expect(await give(CALL, { request: second['id'] })).toMatchObject({
      speaking: { current: { fullName: two.fullName, limitSeconds: 180 }, queue: [] },
    });
    expect(await give(CALL, { request: first['id'] })).toMatchObject({ code: 'SPEAKER_STATE' });
    const log = await hall.ok(
      'query ($id: ID!) { sitting(id: $id) { speeches { fullName overSeconds extendedSeconds endedAt } } }',
      { id: hall.sittingId },
      hall.clerk,
    );
    expect(log).toEqual({
      speeches: [
        { fullName: one.fullName, overSeconds: 25, extendedSeconds: 0, endedAt: hall.clock.now().toISOString() },
      ],
    });
  });

  it('grows by one minute a tap, and stops; then the item is shown again [SES-9]', async () => {
    const request = await ask(hall.present[0]!);
    expect(await give(EXTEND)).toMatchObject({ code: 'NOBODY_SPEAKS' });
    await give(CALL, { request: request['id'] });
    const endsAt = (s: number) => new Date(hall.clock.now().getTime() + s * 1_000).toISOString();
    expect(await give(EXTEND)).toMatchObject({ speaking: { current: { extendedSeconds: 60, endsAt: endsAt(660) } } });
    expect(await give(EXTEND)).toMatchObject({ speaking: { current: { extendedSeconds: 120, endsAt: endsAt(720) } } });
    expect(await give(STOP)).toMatchObject({ view: 'HOLDING', speaking: { current: null } });
    expect(await give(STOP)).toMatchObject({ code: 'NOBODY_SPEAKS' });
  });

  it('is ordered and declined by the chair, and withdrawn by who asked and nobody else [SES-8]', async () => {
    const [one, two, three] = hall.present as [FixtureSeat, FixtureSeat, FixtureSeat];
    const ids = [];
    for (const seat of [one, two, three]) ids.push((await ask(seat))['id']);
    expect(who((await give(ORDER, { first: [ids[2], ids[0]] })) as unknown as Floor)).toEqual(
      [three, one, two].map((s) => s.fullName),
    );
    expect(await give(DECLINE, { request: ids[0] })).toMatchObject({ __typename: 'Chamber' });
    const stranger = await hall.token('DELEGATE', { seat: two });
    const taken = await hall.ask(WITHDRAW, { id: hall.sittingId, request: ids[2] }, { token: stranger });
    expect(taken.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    const mine = await hall.token('DELEGATE', { seat: three });
    expect(await hall.ok(WITHDRAW, { id: hall.sittingId, request: ids[2] }, mine)).toMatchObject({
      state: 'WITHDRAWN',
    });
    expect(who(await floor())).toEqual([two.fullName]);
    expect(await give(ORDER, { first: [ids[0]] })).toMatchObject({ code: 'SPEAKER_STATE' });
  });

  it('is given to guests by name and office too [SES-8]', async () => {
    const input = async (more: Record<string, unknown>) => ({
      input: { sittingId: hall.sittingId, expectedStep: await hall.step(), kind: 'ANSWER', ...more },
    });
    expect(await hall.ok(ADD, await input({ fullName: '  ' }), hall.clerk)).toMatchObject({
      code: 'SPEAK_NAME_MISSING',
    });
    expect(
      await hall.ok(ADD, await input({ fullName: 'Phạm Văn Hoà', office: 'Giám đốc Sở Tài chính' }), hall.clerk),
    ).toMatchObject({ speaking: { queue: [{ fullName: 'Phạm Văn Hoà', kind: 'ANSWER' }] } });
  });

  it('is on every screen at once, and hidden outside a closed sitting [SES-8 SES-12]', async () => {
    const wall = hall.watch(`subscription ($sittingId: ID!) { chamber(sittingId: $sittingId) { step ${FLOOR} } }`, [
      { role: 'DISPLAY', councilId: hall.councilId },
    ]);
    try {
      const request = await ask(hall.present[0]!);
      await wall.until((c) => (c as unknown as Floor).speaking?.queue.length === 1);
      await give(CALL, { request: request['id'] });
      expect(await wall.until((c) => c['view'] === 'SPEAKER')).toMatchObject({
        speaking: { current: { fullName: hall.present[0]!.fullName } },
      });
    } finally {
      await wall.stop();
    }
    await hall.database.admin(`UPDATE sessions.sitting SET visibility = 'CLOSED' WHERE id = $1`, [hall.sittingId]);
    expect(await floor()).toMatchObject({ speaking: null });
    expect(await floor(hall.chair)).toMatchObject({ speaking: { current: {} } });
  });

  it('is left by a break, and is not given over an open poll [SES-9]', async () => {
    const [one, two] = hall.present as [FixtureSeat, FixtureSeat];
    const [first, second] = [await ask(one), await ask(two)];
    await give(CALL, { request: first['id'] });
    expect(await give(BREAK)).toMatchObject({ speaking: { current: null } });
    await give(command('resumeSitting'));
    await hall.open();
    expect(await give(CALL, { request: second['id'] })).toMatchObject({ code: 'POLL_UNDER_WAY' });
  });

  it('needs a rule: without one nobody is called', async () => {
    await hall.database.admin(`DELETE FROM directory.rule WHERE rule_key = 'timer.defaults'`);
    const request = await ask(hall.present[0]!);
    expect(await give(CALL, { request: request['id'] })).toMatchObject({ code: 'TIMER_RULE_MISSING' });
    expect(await floor()).toMatchObject({ speaking: { current: null, queue: [{}] } });
  });

  it('keeps its log as it was, whatever the running role tries', async () => {
    const request = await ask(hall.present[0]!);
    await give(CALL, { request: request['id'] });
    await give(STOP);
    const running = await hall.database.open({ ...(await import('../src/index.js')).sessions.owner });
    await expect(
      running.query(`UPDATE speaker_request SET extended_seconds = 600 WHERE id = $1`, [request['id']]),
    ).rejects.toMatchObject({ driverError: { constraint: 'a_speech_that_is_over_stays' } });
    await expect(running.query('DELETE FROM speaker_request')).rejects.toMatchObject({
      driverError: { code: '42501' },
    });
  });

  it('is the chair’s and the secretary’s to give', async () => {
    const delegate = await hall.token('DELEGATE', { seat: hall.present[0]! });
    const request = await ask(hall.present[0]!);
    const answer = await hall.ask(
      CALL,
      { id: hall.sittingId, step: await hall.step(), request: request['id'] },
      { token: delegate },
    );
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});
