/** Who presides, live; guests; and the broadcast of question sittings. */
import { randomUUID } from 'node:crypto';
import { seededId } from '@nghitruong/kit/context';
import { openHall, type Hall } from './fixtures/hall.fixture.js';
import type { FixtureSeat } from './fixtures/directory.fixture.js';

type Data = Record<string, unknown>;
const SAID = '__typename ... on Refused { code vi }';
const HAND = `mutation ($id: ID!, $step: Int!, $to: ID!) { handOverPresiding(sittingId: $id, expectedStep: $step, personId: $to) { ${SAID} ... on Chamber { step presiding { name as } } } }`;
const OPEN = `mutation ($id: ID!, $step: Int!) { openSitting(sittingId: $id, expectedStep: $step) { ${SAID} ... on Chamber { presiding { name as since } } } }`;
const HOLDING = `mutation ($id: ID!, $step: Int!) { showHolding(sittingId: $id, expectedStep: $step) { ${SAID} } }`;
const CREATE = `mutation ($input: CreatePollInput!) { createPoll(input: $input) { ${SAID} ... on Poll { id } } }`;

describe('a sitting', () => {
  let hall: Hall;
  let clerk: string;
  let chair: string;
  let vice: string;
  let other: string;
  const [first, second, third] = [1, 2, 3].map((card) => seededId(`person:hdnd-hai-phong:${card}`));
  beforeAll(async () => {
    hall = await openHall({ seats: 12 });
    clerk = await hall.token('SESSION_SECRETARY');
    [chair, vice, other] = (await Promise.all(hall.seats.slice(0, 3).map((seat) => hall.token('CHAIR', { seat })))) as [
      string,
      string,
      string,
    ];
    const office = (kind: string, person: string) =>
      hall.database.admin(
        `INSERT INTO directory.office (kind, council_id, person_id, full_name, valid_from) VALUES ($1, $2, $3, 'x', '2016-01-01')`,
        [kind, hall.councilId, person],
      );
    await office('COUNCIL_CHAIR', first!);
    await office('COUNCIL_VICE_CHAIR', second!);
    for (const [i, person] of [first, second, third].entries())
      await hall.database.admin(`INSERT INTO directory.account VALUES ($1, $2, $3, $4, $5)`, [
        randomUUID(),
        `login-${i}`,
        `Đại biểu 0${i + 1}`,
        person,
        JSON.stringify([{ role: 'CHAIR', councilId: hall.councilId }]),
      ]);
  });
  beforeEach(() => hall.renew());
  afterAll(() => hall.stop());

  const step = async (): Promise<number> =>
    (await hall.database.admin('SELECT step FROM sessions.sitting WHERE id = $1', [hall.sittingId]))[0]![
      'step'
    ] as number;
  const order = async (query: string, token: string, more: Data = {}): Promise<Data> =>
    hall.ok(query, { id: hall.sittingId, step: await step(), ...more }, token);

  it('is presided by the chair who opened it, and handed over live: then the orders are the other’s, polls included [R-SES-10]', async () => {
    expect(await order(OPEN, chair)).toMatchObject({ presiding: { name: 'Đại biểu 01', as: 'CHAIR' } });
    expect(await order(HOLDING, vice)).toMatchObject({
      code: 'NOT_PRESIDING',
      vi: expect.stringContaining('Đại biểu 01'),
    });
    expect(await order(HOLDING, chair)).toEqual({ __typename: 'Chamber' });
    expect(await order(HAND, chair, { to: second })).toMatchObject({
      presiding: { name: 'Đại biểu 02', as: 'VICE_CHAIR' },
    });

    const create = async (token: string) =>
      hall.ok(
        CREATE,
        { input: { sittingId: hall.sittingId, expectedStep: await step(), kind: 'PROCEDURAL', title: 'Chương trình' } },
        token,
      );
    const ready =
      `mutation ($id: ID!, $step: Int!, $poll: ID!) { readyPoll(pollId: $poll, expectedStep: $step) { ${SAID} } }`.replace(
        '$id: ID!, ',
        '',
      );
    expect(await order(HOLDING, chair)).toMatchObject({ code: 'NOT_PRESIDING' });
    expect(await create(chair)).toMatchObject({ code: 'NOT_PRESIDING' });
    const { id: poll } = (await create(vice)) as { id: string };
    expect(await hall.ok(ready, { step: await step(), poll }, chair)).toMatchObject({ code: 'NOT_PRESIDING' });
    expect(await hall.ok(ready, { step: await step(), poll }, vice)).toEqual({ __typename: 'Poll' });
    // The secretary goes on by the chair's order, whoever presides; and hands over where the chair cannot.
    expect(await order(HOLDING, clerk)).toEqual({ __typename: 'Chamber' });
    expect(await order(HAND, chair, { to: first })).toMatchObject({ code: 'NOT_PRESIDING' });
    expect(await order(HAND, clerk, { to: first })).toMatchObject({ presiding: { as: 'CHAIR' } });
    expect(await order(HAND, clerk, { to: first })).toMatchObject({ code: 'PRESIDES_ALREADY' });

    const log = await hall.database.admin(
      `SELECT detail FROM sessions.sitting_event WHERE sitting_id = $1 AND command = 'handOverPresiding' ORDER BY position`,
      [hall.sittingId],
    );
    expect(log.map((row) => row['detail'])).toMatchObject([
      { from: 'Đại biểu 01', to: 'Đại biểu 02', as: 'VICE_CHAIR' },
      { from: 'Đại biểu 02', to: 'Đại biểu 01', as: 'CHAIR' },
    ]);
    await hall.ok(`mutation ($id: ID!) { draftMinutes(sittingId: $id) { __typename } }`, { id: hall.sittingId }, clerk);
    const { minutes } = (await hall.ok(
      'query ($id: ID!) { sitting(id: $id) { minutes { sentences { text } } } }',
      { id: hall.sittingId },
      clerk,
    )) as { minutes: { sentences: { text: string }[] } };
    expect(minutes.sentences.map((s) => s.text).join('\n')).toContain(
      'Đại biểu 01 chuyển quyền điều hành phiên họp cho Đại biểu 02.',
    );
  });

  it('is handed to chair and vice chairs only; in the first session of a term to the convenor, until there is a chair [R-SES-10]', async () => {
    await order(OPEN, chair);
    expect(await order(HAND, chair, { to: third })).toMatchObject({ code: 'MAY_NOT_PRESIDE' });
    expect(await order(HAND, chair, { to: 'niemand' })).toMatchObject({ code: 'MAY_NOT_PRESIDE' });
    const candidates = async () =>
      (
        (await hall.ok(
          'query ($id: ID!) { sitting(id: $id) { mayPreside { name as } } }',
          { id: hall.sittingId },
          clerk,
        )) as {
          mayPreside: unknown;
        }
      ).mayPreside;
    expect(await candidates()).toEqual([
      { name: 'Đại biểu 01', as: 'CHAIR' },
      { name: 'Đại biểu 02', as: 'VICE_CHAIR' },
    ]);
    await hall.renew();
    await hall.database.admin('DELETE FROM directory.office');
    const [{ session_id: session }] = (await hall.database.admin(
      'SELECT session_id FROM sessions.sitting WHERE id = $1',
      [hall.sittingId],
    )) as [{ session_id: string }];
    await hall.database.admin(`UPDATE sessions.session SET elected_on = opens_on - 30 WHERE id = $1`, [session]);
    expect(await order(OPEN, other)).toMatchObject({ presiding: { name: 'Đại biểu 03', as: 'CONVENOR' } });
    await hall.database.admin(
      `INSERT INTO directory.office (kind, council_id, person_id, full_name, valid_from) VALUES ('COUNCIL_CHAIR', $1, $2, 'x', '2016-01-01')`,
      [hall.councilId, first],
    );
    // The chair is elected: the convenor hands over and is nobody to hand over to.
    expect(await order(HAND, other, { to: first })).toMatchObject({ presiding: { as: 'CHAIR' } });
    expect(await order(HAND, chair, { to: third })).toMatchObject({ code: 'MAY_NOT_PRESIDE' });
    await hall.database.admin(`UPDATE sessions.session SET elected_on = NULL WHERE id = $1`, [session]);
  });

  const INVITE = `mutation ($input: InviteGuestInput!) { inviteGuest(input: $input) { ${SAID} ... on Guest { id kind fullName office arrivedAt leftAt } } }`;
  const CAME = `mutation ($id: ID!, $present: Boolean!) { recordGuestPresence(guestId: $id, present: $present) { ${SAID} ... on Guest { arrivedAt leftAt } } }`;
  const invite = (more: Data = {}, token = clerk): Promise<Data> =>
    hall.ok(
      INVITE,
      {
        input: {
          sittingId: hall.sittingId,
          kind: 'GUEST_DUTY',
          fullName: 'Phạm Văn A',
          office: 'Viện kiểm sát',
          ...more,
        },
      },
      token,
    );
  const COUNT =
    'query ($id: ID!) { chamberNow(sittingId: $id) { attendance { present total unexcused neededToPass } } }';

  it('has guests, who come and go without a seat: no count of the hall moves, and they have no vote [R-SES-11]', async () => {
    const before = await hall.ok(COUNT, { id: hall.sittingId });
    const guest = await invite();
    expect(guest).toMatchObject({
      kind: 'GUEST_DUTY',
      fullName: 'Phạm Văn A',
      office: 'Viện kiểm sát',
      arrivedAt: null,
    });
    expect(await invite()).toMatchObject({ code: 'GUEST_KNOWN' });
    expect(await invite({ fullName: '  ' })).toMatchObject({ code: 'GUEST_NAME_MISSING' });
    expect(await hall.ok(CAME, { id: guest['id'], present: false }, clerk)).toMatchObject({ code: 'NOT_PRESENT' });
    expect(await hall.ok(CAME, { id: guest['id'], present: true }, clerk)).toMatchObject({
      arrivedAt: '2026-11-23T01:00:00.000Z',
      leftAt: null,
    });
    expect(await hall.ok(COUNT, { id: hall.sittingId })).toEqual(before);
    expect(await hall.ok(CAME, { id: guest['id'], present: false }, clerk)).toMatchObject({
      leftAt: '2026-11-23T01:00:00.000Z',
    });
    const gone = 'mutation ($id: ID!) { withdrawGuest(guestId: $id) { __typename ... on Refused { code } } }';
    expect(await hall.ok(gone, { id: guest['id'] }, clerk)).toMatchObject({ code: 'GUEST_WAS_HERE' });
    const press = await invite({ kind: 'PRESS', fullName: 'Báo Hải Phòng', office: null });
    expect(await hall.ok(gone, { id: press['id'] }, clerk)).toEqual({ __typename: 'Guest' });

    // A member of the People's Committee who signs in, in person, with every role but a delegate's.
    await order(OPEN, clerk);
    await hall.ok(
      `mutation ($input: CheckInInput!) { checkIn(input: $input) { __typename } }`,
      { input: { sittingId: hall.sittingId, seatId: hall.seats[0]!.seatId, source: 'CLERK' } },
      clerk,
    );
    const { id: poll } = (await hall.ok(
      CREATE,
      { input: { sittingId: hall.sittingId, expectedStep: await step(), kind: 'PROCEDURAL', title: 'Chương trình' } },
      clerk,
    )) as { id: string };
    for (const command of ['readyPoll', 'openPoll'])
      await hall.ok(
        `mutation ($poll: ID!, $step: Int!) { ${command}(pollId: $poll, expectedStep: $step) { __typename ... on Refused { code } } }`,
        { poll, step: await step() },
        clerk,
      );
    const guestSeat = { accountId: 'guest', personId: randomUUID() } as FixtureSeat;
    for (const role of ['OFFICER', 'DELEGATE'] as const) {
      const cast = await hall.ask(
        `mutation ($poll: ID!, $key: ID!) { castBallot(pollId: $poll, choice: FOR, ballotKey: $key, press: 1) { __typename ... on BallotRefused { reason } } }`,
        { poll, key: randomUUID() },
        { token: await hall.token(role, { seat: guestSeat }) },
      );
      if (role === 'DELEGATE')
        expect(cast.data).toEqual({ castBallot: { __typename: 'BallotRefused', reason: 'NOT_ON_ROLL' } });
      else expect(JSON.stringify(cast)).toMatch(/FORBIDDEN|NOT_ON_ROLL/);
    }
    expect(
      (await hall.database.admin('SELECT count(*)::int AS n FROM sessions.ballot WHERE poll_id = $1', [poll]))[0],
    ).toEqual({
      n: 0,
    });
  });

  it('gives guests the floor with the chair’s consent, press and citizens never; a closed sitting keeps those on duty [R-SES-11]', async () => {
    await order(OPEN, clerk);
    const add = async (guestId: unknown) =>
      hall.ok(
        `mutation ($input: AddSpeakerInput!) { addSpeaker(input: $input) { ${SAID} ... on Chamber { speaking { queue { fullName groupName seatId } } } } }`,
        { input: { sittingId: hall.sittingId, expectedStep: await step(), kind: 'CONTRIBUTION', guestId } },
        clerk,
      );
    const duty = await invite();
    expect(await add(duty['id'])).toMatchObject({
      speaking: { queue: [{ fullName: 'Phạm Văn A', groupName: 'Viện kiểm sát', seatId: null }] },
    });
    for (const kind of ['PRESS', 'CITIZEN'])
      expect(await add((await invite({ kind, fullName: `Người ${kind}` }))['id'])).toMatchObject({
        code: 'GUEST_MAY_NOT_SPEAK',
      });
    await hall.database.admin(`UPDATE sessions.sitting SET visibility = 'CLOSED' WHERE id = $1`, [hall.sittingId]);
    expect(await invite({ kind: 'CITIZEN', fullName: 'Một công dân' })).toMatchObject({ code: 'GUEST_NOT_IN_CLOSED' });
    expect(await invite({ fullName: 'Chánh án' })).toMatchObject({ __typename: 'Guest' });
    // Who is invited is for those who sit in it, not for the public.
    const LIST = 'query ($id: ID!) { sitting(id: $id) { guests { fullName } } }';
    expect((await hall.ask(LIST, { id: hall.sittingId })).data).toEqual({ sitting: { guests: null } });
    expect(
      (
        (await hall.ok(LIST, { id: hall.sittingId }, await hall.token('DELEGATE', { seat: hall.seats[0]! }))) as {
          guests: unknown[];
        }
      ).guests,
    ).toHaveLength(4);
  });

  const BROADCAST = `mutation ($id: ID!, $step: Int!, $url: String, $basis: ID) { setBroadcast(sittingId: $id, expectedStep: $step, url: $url, basisPollId: $basis) { ${SAID} ... on Chamber { broadcastUrl } } }`;
  const broadcast = async (): Promise<Data> =>
    (
      (await hall.ok(
        'query ($id: ID!) { sitting(id: $id) { broadcast { required url missing reason { key instrument article } stoppedByPollId } } }',
        {
          id: hall.sittingId,
        },
      )) as { broadcast: Data }
    ).broadcast;

  it('for questions is to be broadcast, with the rule beside it, unless the council decides otherwise [R-SES-17]', async () => {
    expect(await broadcast()).toMatchObject({ required: false, missing: false, reason: null });
    await hall.database.admin(`UPDATE sessions.sitting SET kind = 'QUESTIONING' WHERE id = $1`, [hall.sittingId]);
    expect(await broadcast()).toEqual({
      required: true,
      url: null,
      missing: true,
      reason: { key: 'session.questioning.broadcast', instrument: '77/2015/QH13', article: '60.6' },
      stoppedByPollId: null,
    });
    expect(await order(BROADCAST, clerk, { url: 'http://thp.vn/live' })).toMatchObject({ code: 'BROADCAST_ADDRESS' });
    expect(await order(BROADCAST, clerk, { url: ' https://thp.vn/live ' })).toEqual({
      __typename: 'Chamber',
      broadcastUrl: 'https://thp.vn/live',
    });
    expect(await broadcast()).toMatchObject({ required: true, missing: false, url: 'https://thp.vn/live' });
    // Without the council's decision it does not end; with one it does.
    expect(await order(BROADCAST, clerk)).toMatchObject({ code: 'BROADCAST_BASIS_MISSING' });
    await order(OPEN, clerk);
    const poll = randomUUID();
    await hall.database.admin(`DO $$ BEGIN
      SET LOCAL session_replication_role = replica;
      INSERT INTO sessions.poll (id, sitting_id, council_id, kind, form, title, options, state, rule, frozen_hash, roll_hash, total, chain_head) VALUES ('${poll}', '${hall.sittingId}', '${hall.councilId}', 'PROCEDURAL', 'PUBLIC', 'Không phát trực tiếp', '{FOR,AGAINST,ABSTAIN}', 'CLOSED', '{}', repeat('a', 64), repeat('a', 64), 12, '\\x00');
      INSERT INTO sessions.poll_tally (poll_id, total, present_at_open, present_at_close, late_arrivals, voted, for_count, against_count, abstain_count, not_recorded, needed, outcome, roll_hash, chain_length, chain_head, digest)
        VALUES ('${poll}', 12, 12, 12, 0, 12, 12, 0, 0, 0, 7, 'ADOPTED', repeat('a', 64), 12, '\\x00', repeat('a', 64));
    END $$`);
    expect(await order(BROADCAST, clerk, { basis: poll })).toMatchObject({ code: 'BROADCAST_BASIS_MISSING' });
    for (const state of ['CERTIFIED', 'PUBLISHED'])
      await hall.database.admin(`INSERT INTO sessions.poll_ruling (poll_id, state) VALUES ($1, $2)`, [poll, state]);
    expect(await order(BROADCAST, clerk, { basis: poll })).toMatchObject({ broadcastUrl: null });
    expect(await broadcast()).toMatchObject({ required: false, missing: false, stoppedByPollId: poll });
    await hall.database.admin(`UPDATE sessions.sitting SET visibility = 'CLOSED' WHERE id = $1`, [hall.sittingId]);
    expect(await order(BROADCAST, clerk, { url: 'https://thp.vn/live' })).toMatchObject({ code: 'BROADCAST_CLOSED' });
  });
});
