import { openPollHall, type PollHall } from './poll.fixture.js';

type Data = Record<string, unknown>;
const SESSION = `id programmes { number adoptedByPollId items { id parentId title } } programmeAmendments { change title before }`;
const SAID = `__typename ... on Refused { code } ... on Session { ${SESSION} }`;
const DRAFT = `mutation ($input: DraftProgrammeInput!) { draftProgramme(input: $input) { ${SAID} } }`;
const ADOPT = `mutation ($sessionId: ID!, $number: Int!, $pollId: ID!) { adoptProgramme(sessionId: $sessionId, number: $number, pollId: $pollId) { ${SAID} } }`;

describe('the programme of a session', () => {
  let hall: PollHall;
  let sessionId: string;
  beforeAll(async () => {
    hall = await openPollHall({ seats: 5, present: 5 });
    const [row] = await hall.database.admin('SELECT session_id FROM sessions.sitting WHERE id = $1', [hall.sittingId]);
    sessionId = row!['session_id'] as string;
  });
  afterAll(() => hall.stop());

  const draft = (seen: number, items: Data[]) => hall.ok(DRAFT, { input: { sessionId, seen, items } }, hall.clerk);
  const adopt = (number: number, pollId: string) => hall.ok(ADOPT, { sessionId, number, pollId }, hall.clerk);
  const poll = async (kind: string): Promise<string> => {
    const id = await hall.open({ kind, title: 'Thông qua chương trình' });
    for (const seat of hall.present) await hall.cast(seat, id);
    await hall.closeAndCount(id);
    await hall.command('publishPoll', id);
    return id;
  };
  const onAgenda = async (): Promise<string[]> =>
    (
      await hall.database.admin('SELECT title FROM sessions.agenda_item WHERE sitting_id = $1 ORDER BY position', [
        hall.sittingId,
      ])
    ).map((r) => r['title'] as string);

  it('goes from a draft over its adoption by a poll to an amendment with its difference [SES-3 R-SES-09 R-SES-14]', async () => {
    const place = { sittingId: hall.sittingId };
    const first = await draft(0, [
      { title: 'Phần thứ nhất', kind: 'PROCEDURE', ...place },
      { title: 'Báo cáo tổng hợp kiến nghị của cử tri', kind: 'REPORT', parent: 0, ...place },
      { title: 'Bế mạc', kind: 'PROCEDURE', ...place },
    ]);
    const items = (first['programmes'] as { items: Data[] }[])[0]!.items;
    expect(items.map((i) => i['parentId'])).toEqual([null, items[0]!['id'], null]);
    expect((await onAgenda()).slice(-3)).toEqual(items.map((i) => i['title']));
    // Somebody who saw an older version changes nothing.
    expect(await draft(0, [{ title: 'Khác', kind: 'REPORT' }])).toMatchObject({ code: 'STALE' });

    const before = await poll('PROCEDURAL');
    expect(await adopt(1, await poll('RESOLUTION'))).toMatchObject({ code: 'PROGRAMME_POLL' });
    expect(await adopt(1, before)).toMatchObject({ programmes: [{ number: 1, adoptedByPollId: before }] });

    const [one, two, three] = items.map(({ id, title }) => ({ id, title, kind: 'PROCEDURE', ...place }));
    const amended = await draft(1, [
      one!,
      { ...two!, kind: 'REPORT', parent: 0 },
      { title: 'Chất vấn bổ sung', kind: 'QUESTIONING', ...place },
      { ...three!, title: 'Bế mạc kỳ họp' },
    ]);
    expect(amended['programmeAmendments']).toEqual([
      { change: 'ADDED', title: 'Chất vấn bổ sung', before: null },
      { change: 'REWORDED', title: 'Bế mạc kỳ họp', before: 'Bế mạc' },
    ]);
    // Only what the council adopts reaches the sitting, and one poll adopts one version.
    expect(await onAgenda()).not.toContain('Chất vấn bổ sung');
    expect(await adopt(2, before)).toMatchObject({ code: 'PROGRAMME_POLL' });
    const again = await poll('PROCEDURAL');
    expect(await adopt(2, again)).toMatchObject({ programmeAmendments: [] });
    expect((await onAgenda()).slice(-4)).toEqual([
      'Phần thứ nhất',
      'Báo cáo tổng hợp kiến nghị của cử tri',
      'Chất vấn bổ sung',
      'Bế mạc kỳ họp',
    ]);
  });

  it('is no list with a child before its parent, with items of another programme or for a sitting elsewhere [SES-3]', async () => {
    const { programmes } = (await hall.ok(`query ($id: ID!) { session(id: $id) { ${SESSION} } }`, {
      id: sessionId,
    })) as {
      programmes: { number: number }[];
    };
    const seen = programmes[0]?.number ?? 0;
    for (const item of [
      { parent: 1 },
      { id: '00000000-0000-7000-8000-000000000001' },
      { sittingId: '00000000-0000-7000-8000-000000000001' },
      { title: '' },
    ])
      expect(await draft(seen, [{ title: 'A', kind: 'REPORT', ...item }])).toMatchObject({ code: 'PROGRAMME_UNSOUND' });
    const { errors } = await hall.ask(
      DRAFT,
      { input: { sessionId, seen, items: [{ title: 'A', kind: 'REPORT' }] } },
      { token: await hall.token('DELEGATE', { seat: hall.seats[0]! }) },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('of a council with limited powers warns of what is neither plan nor budget, and so does the question; nothing is barred [R-ORG-08]', async () => {
    const LIMITED = `query ($id: ID!) { session(id: $id) { limitedPowers { remaining elected vi reason { article } beyond } programmes { number items { id title } } } }`;
    const read = async (): Promise<{ limitedPowers: Data | null; programmes: { number: number; items: Data[] }[] }> =>
      (await hall.ok(LIMITED, { id: sessionId }, hall.clerk)) as never;
    expect((await read()).limitedPowers).toBeNull();
    const [{ term_id }] = (await hall.database.admin('SELECT DISTINCT term_id FROM directory.seat')) as [
      { term_id: string },
    ];
    await hall.database.admin(
      `INSERT INTO directory.term VALUES ($1, $2, 17, 'XVII', 2021, 2026, '2021-04-01', '2027-06-30')`,
      [term_id, hall.councilId],
    );
    // Of eight elected three have left: five are fewer than two thirds, and no by-election comes any more.
    await hall.database.admin(
      `INSERT INTO directory.seat (seat_id, council_id, term_id, person_id, full_name, sort_name, status, valid_from)
       SELECT gen_random_uuid(), $1, $2, gen_random_uuid(), 'Đã thôi', 'Đã thôi', 'RESIGNED', '2021-04-01' FROM generate_series(1, 3)`,
      [hall.councilId, term_id],
    );
    const seen = (await read()).programmes[0]?.number ?? 0;
    await draft(seen, [
      { title: 'Dự thảo Nghị quyết phân bổ ngân sách', kind: 'RESOLUTION' },
      { title: 'Dự thảo Nghị quyết đặt tên đường', kind: 'RESOLUTION' },
      { title: 'Báo cáo của Thường trực', kind: 'REPORT' },
    ]);
    const { limitedPowers, programmes } = await read();
    expect(limitedPowers).toMatchObject({
      remaining: 5,
      elected: 8,
      reason: { article: '138' },
      vi: expect.stringContaining('còn 5/8 đại biểu, nhiệm kỳ còn không quá 18 tháng'),
      beyond: [programmes[0]!.items[1]!['id']],
    });
    const condition = async (title: string, kind = 'RESOLUTION'): Promise<Data | undefined> => {
      const { id } = (await hall.create({ title, kind, agendaItemId: null })) as { id: string };
      await hall.command('readyPoll', id);
      const { conditions } = (await hall.poll(id, 'conditions { key met blocking vi }', hall.chair)) as {
        conditions: Data[];
      };
      await hall.command('cancelPoll', id, { reason: 'x' });
      return conditions.find(({ key }) => key === 'WITHIN_LIMITED_POWERS');
    };
    expect(await condition('Nghị quyết đặt tên đường')).toMatchObject({
      met: false,
      blocking: false,
      vi: expect.stringContaining('77/2015/QH13, 138'),
    });
    expect(await condition('Nghị quyết về dự toán ngân sách')).toMatchObject({ met: true });
    expect(await condition('Thông qua chương trình', 'PROCEDURAL')).toBeUndefined();
  });
});
