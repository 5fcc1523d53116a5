import { openHall, type Hall } from './fixtures/hall.fixture.js';

const CHAMBER = `__typename ... on Refused { code vi en } ... on Chamber { step sittingState view frozen breakUntil councilName sessionName item { id state } nextItem { id } items { id state phase } }`;
const command = (name: string, args = '', values = ''): string =>
  `mutation ($sittingId: ID!, $step: Int!${args}) { ${name}(sittingId: $sittingId, expectedStep: $step${values}) { ${CHAMBER} } }`;
const OPEN = command('openSitting');
const BREAK = command('breakSitting', ', $until: DateTime', ', until: $until');
const RESUME = command('resumeSitting');
const END = command('endSitting');
const SHOW = command('showAgendaItem', ', $item: ID!', ', agendaItemId: $item');
const PHASE = command('setAgendaPhase', ', $item: ID!, $phase: AgendaPhase!', ', agendaItemId: $item, phase: $phase');
const HOLDING = command('showHolding');
const FREEZE = command('freezeDisplays', ', $frozen: Boolean!', ', frozen: $frozen');

describe('a sitting', () => {
  let hall: Hall;
  let chair: string;
  let clerk: string;
  beforeAll(async () => {
    hall = await openHall();
    chair = await hall.token('CHAIR');
    clerk = await hall.token('SESSION_SECRETARY');
  });
  beforeEach(() => hall.renew());
  afterAll(() => hall.stop());

  const give = (query: string, step: number, more: Record<string, unknown> = {}, token = chair) =>
    hall.ok(query, { sittingId: hall.sittingId, step, ...more }, token);
  const items = async (): Promise<{ id: string }[]> =>
    (await hall.ok('query ($id: ID!) { sitting(id: $id) { items { id } } }', { id: hall.sittingId }))['items'] as {
      id: string;
    }[];

  it('goes from planned to open, to a break and back, to its end, one step each', async () => {
    expect(await give(OPEN, 0, {}, clerk)).toMatchObject({
      step: 1,
      sittingState: 'OPEN',
      councilName: 'Hội đồng nhân dân minh họa hdnd-hai-phong',
      sessionName: 'Kỳ họp thứ 2',
    });
    expect(await give(BREAK, 1, { until: '2026-11-23T03:00:00Z' })).toMatchObject({
      step: 2,
      sittingState: 'BREAK',
      view: 'HOLDING',
      breakUntil: '2026-11-23T03:00:00.000Z',
    });
    expect(await give(RESUME, 2)).toMatchObject({ step: 3, sittingState: 'OPEN', breakUntil: null });
    expect(await give(END, 3)).toMatchObject({ step: 4, sittingState: 'ENDED', view: 'HOLDING' });
    const events = await hall.database.admin(
      'SELECT step, command, recorded_by FROM sessions.sitting_event WHERE sitting_id = $1 ORDER BY position',
      [hall.sittingId],
    );
    expect(events.map((e) => [e['step'], e['command'], e['recorded_by']])).toEqual([
      [1, 'openSitting', 'account SESSION_SECRETARY'],
      [2, 'breakSitting', 'account CHAIR'],
      [3, 'resumeSitting', 'account CHAIR'],
      [4, 'endSitting', 'account CHAIR'],
    ]);
  });

  it('does one of two commands that saw the same step and refuses the other', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => give(OPEN, 0)));
    expect(answers.filter((a) => a['__typename'] === 'Chamber')).toHaveLength(1);
    for (const refused of answers.filter((a) => a['__typename'] === 'Refused')) expect(refused['code']).toBe('STALE');
    const [row] = await hall.database.admin(
      'SELECT step, (SELECT count(*)::int FROM sessions.sitting_event WHERE sitting_id = $1) AS events FROM sessions.sitting WHERE id = $1',
      [hall.sittingId],
    );
    expect(row).toEqual({ step: 1, events: 1 });
  });

  it.each([
    ['breakSitting while PLANNED', BREAK, []],
    ['resumeSitting while OPEN', RESUME, [OPEN]],
    ['openSitting while OPEN', OPEN, [OPEN]],
    ['showHolding while ENDED', HOLDING, [OPEN, END]],
  ])('refuses %s in both languages and changes nothing', async (name, query, before) => {
    for (const [step, earlier] of before.entries()) await give(earlier, step);
    const refused = await give(query, before.length);
    expect(refused).toMatchObject({ __typename: 'Refused', code: 'SITTING_STATE' });
    expect(refused['vi']).toContain(name.split(' ')[0]);
    expect(refused['en']).toContain(name.split(' ')[2]);
    expect(await hall.database.admin('SELECT step FROM sessions.sitting WHERE id = $1', [hall.sittingId])).toEqual([
      { step: before.length },
    ]);
  });

  it('refuses a break that ends in the past', async () => {
    await give(OPEN, 0);
    expect(await give(BREAK, 1, { until: '2026-11-23T00:59:00Z' })).toMatchObject({ code: 'BREAK_IN_PAST' });
  });

  it('shows one item at a time; the one before is done', async () => {
    const [first, second, third] = await items();
    await give(OPEN, 0);
    expect(await give(SHOW, 1, { item: first!.id })).toMatchObject({
      view: 'AGENDA_ITEM',
      item: { id: first!.id, state: 'CURRENT' },
      nextItem: { id: second!.id },
    });
    const shown = await give(SHOW, 2, { item: second!.id });
    expect(shown).toMatchObject({ item: { id: second!.id }, nextItem: { id: third!.id } });
    expect((shown['items'] as { state: string }[]).map((i) => i.state).slice(0, 3)).toEqual([
      'DONE',
      'CURRENT',
      'PENDING',
    ]);
    expect(await give(HOLDING, 3)).toMatchObject({ view: 'HOLDING', item: { id: second!.id } });
    expect(await give(END, 4)).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: second!.id, state: 'DONE' })]),
    });
  });

  it('sets the phase of an item, and takes what was published back only to a vote', async () => {
    const [first] = await items();
    const item = first!.id;
    expect(await give(PHASE, 0, { item, phase: 'DISCUSSION' })).toMatchObject({
      step: 1,
      items: expect.arrayContaining([{ id: item, state: 'PENDING', phase: 'DISCUSSION' }]),
    });
    await give(PHASE, 1, { item, phase: 'PUBLISH' });
    expect(await give(PHASE, 2, { item, phase: 'SUBMISSION' })).toMatchObject({ code: 'PHASE_ORDER' });
    expect(await give(PHASE, 2, { item, phase: 'WHOLE' })).toMatchObject({ step: 3 });
  });

  it.each(['not an id', '00000000-0000-4000-8000-000000000000'])(
    'refuses to show an item that is not on its agenda: %s',
    async (item) => {
      await give(OPEN, 0);
      expect(await give(SHOW, 1, { item })).toMatchObject({ code: 'ITEM_UNKNOWN' });
    },
  );

  it('freezes the displays and lets them go', async () => {
    expect(await give(FREEZE, 0, { frozen: true })).toMatchObject({ step: 1, frozen: true });
    expect(await give(FREEZE, 1, { frozen: false })).toMatchObject({ frozen: false });
  });

  it('is commanded by its own council’s chair and secretary only', async () => {
    const variables = { sittingId: hall.sittingId, step: 0 };
    const codeOf = async (token?: string, rights?: { role: 'CHAIR' }[]): Promise<unknown> =>
      (await hall.ask(OPEN, variables, { ...(token && { token }), ...(rights && { rights }) })).errors?.[0]
        ?.extensions?.['code'];
    expect(await codeOf()).toBe('UNAUTHENTICATED');
    expect(await codeOf(await hall.token('DELEGATE', { seat: hall.seats[0]! }))).toBe('FORBIDDEN');
    expect(await codeOf(await hall.token('CHAIR', { councilId: 'hdnd-thuy-nguyen' }))).toBe('FORBIDDEN');
    expect(await codeOf(await hall.token('CHAIR', { sittingId: '00000000-0000-4000-8000-000000000000' }))).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf(undefined, [{ role: 'CHAIR' }])).toBe('FORBIDDEN');
    expect(await hall.database.admin('SELECT step FROM sessions.sitting WHERE id = $1', [hall.sittingId])).toEqual([
      { step: 0 },
    ]);
  });

  it.each(['', 'x', "'; DROP TABLE sitting; --", '00000000-0000-4000-8000-000000000000'])(
    'answers NOT_FOUND for the sitting «%s»',
    async (sittingId) => {
      const { errors } = await hall.ask(OPEN, { sittingId, step: 0 }, { token: chair });
      expect(errors?.[0]?.extensions?.['code']).toBe('NOT_FOUND');
      expect(
        await hall.ask('query ($id: ID!) { sitting(id: $id) { id } chamberNow(sittingId: $id) { step } }', {
          id: sittingId,
        }),
      ).toMatchObject({ data: { sitting: null, chamberNow: null } });
    },
  );

  it('keeps its log: the running role can neither change nor delete an event', async () => {
    await give(OPEN, 0);
    const running = await hall.database.open((await import('../src/index.js')).sessions.owner);
    for (const sql of [
      'UPDATE sitting_event SET step = 9',
      'DELETE FROM sitting_event',
      'TRUNCATE sitting_event',
      'DELETE FROM attendance_event',
      'DELETE FROM attendance_interval',
    ]) {
      await expect(running.query(sql)).rejects.toMatchObject({ driverError: { code: '42501' } });
    }
  });
});

describe('a closed sitting', () => {
  const LOOK = '{ view item { title } nextItem { title } items { title } poll { title } attendance { present } }';
  it('shows a lock to the public and to walls, and what is under way to those who sit in it', async () => {
    const hall = await openHall();
    try {
      await hall.database.admin(
        `UPDATE sessions.sitting SET visibility = 'CLOSED', state = 'OPEN', view = 'AGENDA_ITEM', agenda_item_id = (SELECT id FROM sessions.agenda_item WHERE sitting_id = $1 AND position = 5) WHERE id = $1`,
        [hall.sittingId],
      );
      const query = `query ($id: ID!) { chamberNow(sittingId: $id) ${LOOK} }`;
      const hidden = { view: 'CLOSED_SITTING', item: null, nextItem: null, items: [], poll: null };
      expect(await hall.ok(query, { id: hall.sittingId })).toMatchObject(hidden);
      expect(
        await hall.ok(query, { id: hall.sittingId }, await hall.token('DISPLAY', { displayId: 'wall' })),
      ).toMatchObject(hidden);
      expect(
        await hall.ok(
          query,
          { id: hall.sittingId },
          await hall.token('DELEGATE', { councilId: 'hdnd-thuy-nguyen', seat: hall.seats[0]! }),
        ),
      ).toMatchObject(hidden);
      expect(
        await hall.ok(query, { id: hall.sittingId }, await hall.token('DELEGATE', { seat: hall.seats[0]! })),
      ).toMatchObject({ view: 'AGENDA_ITEM', item: { title: expect.stringContaining('ngân sách') } });
      expect(await hall.ok('query ($id: ID!) { sitting(id: $id) { items { id } } }', { id: hall.sittingId })).toEqual({
        items: [],
      });
      const [item] = await hall.database.admin('SELECT id FROM sessions.agenda_item LIMIT 1');
      const entity = await hall.ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on AgendaItem { title } } }',
        { r: [{ __typename: 'AgendaItem', id: item!['id'] }] },
      );
      expect(entity.data).toEqual({ _entities: [null] });
    } finally {
      await hall.stop();
    }
  });
});
