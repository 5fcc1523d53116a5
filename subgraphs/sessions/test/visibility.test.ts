/** Closing a sitting: by whom, on what basis, and what at once no longer reaches the public. */
import { openPollHall, type PollHall } from './poll.fixture.js';
import type { Watching } from './fixtures/hall.fixture.js';

const SET = `mutation ($id: ID!, $step: Int!, $to: Visibility!, $basis: ID) { setSittingVisibility(sittingId: $id, expectedStep: $step, visibility: $to, basisPollId: $basis) {
  __typename ... on Chamber { step view visibility } ... on Refused { code } } }`;
const WATCH =
  'subscription ($sittingId: ID!) { chamber(sittingId: $sittingId) { step view visibility items { id } item { title } poll { title turnout { recorded } } } }';

describe('a sitting’s visibility', () => {
  let hall: PollHall;
  let watching: Watching[] = [];
  beforeEach(async () => {
    hall = await openPollHall({ seats: 9, present: 9 });
  });
  afterEach(async () => {
    await Promise.all(watching.map((w) => w.stop()));
    watching = [];
    await hall.stop();
  });
  const watch = (...args: Parameters<PollHall['watch']>): Watching => {
    const w = hall.watch(...args);
    watching.push(w);
    return w;
  };
  const set = async (to: 'PUBLIC' | 'CLOSED', basis: string | null = null, token = hall.chair) =>
    hall.ok(SET, { id: hall.sittingId, step: await hall.step(), to, basis }, token);
  const voted = async (
    choice: 'FOR' | 'AGAINST' = 'FOR',
    kind = 'PROCEDURAL',
    publish = true,
    title = 'Họp kín nội dung này',
  ): Promise<string> => {
    const id = await hall.open({ kind, title });
    for (const seat of hall.present) await hall.cast(seat, id, choice);
    await hall.closeAndCount(id);
    if (publish) await hall.command('publishPoll', id);
    return id;
  };

  it('cuts public sockets and displays within the second, keeps delegates, and comes back on another poll [SES-12 R-SES-05]', async () => {
    const [item] = await hall.database.admin(
      `SELECT id FROM sessions.agenda_item WHERE sitting_id = $1 AND position = 5`,
      [hall.sittingId],
    );
    await hall.database.admin(`UPDATE sessions.sitting SET agenda_item_id = $2, view = 'AGENDA_ITEM' WHERE id = $1`, [
      hall.sittingId,
      item!['id'],
    ]);
    const basis = await voted();
    const outside = watch(WATCH);
    const wall = watch(WATCH, [{ role: 'DISPLAY', councilId: hall.councilId }]);
    const inside = watch(WATCH, [{ role: 'DELEGATE', councilId: hall.councilId }]);
    const is = (visibility: string) => (c: Record<string, unknown>) => c['visibility'] === visibility;
    await Promise.all([outside, wall, inside].map((w) => w.until(is('PUBLIC'))));
    expect(outside.seen.at(-1)!.data).toMatchObject({ chamber: { poll: { title: 'Họp kín nội dung này' } } });

    const before = performance.now();
    expect(await set('CLOSED', basis)).toMatchObject({ __typename: 'Chamber', visibility: 'CLOSED' });
    for (const viewer of [outside, wall])
      expect(await viewer.until(is('CLOSED'))).toMatchObject({
        view: 'CLOSED_SITTING',
        items: [],
        item: null,
        poll: null,
      });
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(await inside.until(is('CLOSED'))).toMatchObject({ item: { title: expect.any(String) } });

    // What is decided behind closed doors reaches those inside only, while it is open and afterwards.
    const reopening = await voted('FOR', 'PROCEDURAL', true, 'Họp công khai trở lại');
    await inside.until((c) => (c['poll'] as { title: string } | null)?.title === 'Họp công khai trở lại');
    expect(await set('PUBLIC', reopening)).toMatchObject({ visibility: 'PUBLIC' });
    const again = (viewer: Watching) =>
      viewer.until((c) => c['visibility'] === 'PUBLIC' && (c['items'] as unknown[]).length > 0 && c['poll'] === null);
    expect(await again(outside)).toMatchObject({ poll: null });
    const leaked = [...outside.seen, ...wall.seen].filter((m) => JSON.stringify(m).includes('công khai trở lại'));
    expect(leaked).toEqual([]);
    const ask = 'query ($id: ID!) { poll(id: $id) { title } }';
    expect((await hall.ask(ask, { id: reopening })).data).toEqual({ poll: null });
    expect(await hall.ok(ask, { id: reopening }, hall.chair)).toEqual({ title: 'Họp công khai trở lại' });
  });

  it.each([
    ['none', async () => null],
    ['a rejected one', () => voted('AGAINST')],
    ['one that is not published', () => voted('FOR', 'PROCEDURAL', false)],
    ['one of another kind', () => voted('FOR', 'TEST')],
    ['one that is not there', async () => '00000000-0000-4000-8000-000000000000'],
  ])('is not changed after the opening on %s as its basis [R-SES-05]', async (_name, basis) => {
    const step = await hall.step();
    const id = await basis();
    const after = await hall.step();
    expect(await set('CLOSED', id)).toEqual({ __typename: 'Refused', code: 'VISIBILITY_BASIS_MISSING' });
    expect(await hall.step()).toBe(after);
    expect(after).toBeGreaterThanOrEqual(step);
  });

  it('is changed once on each poll, never twice to the same, and never over an open poll [R-SES-05]', async () => {
    const basis = await voted();
    expect(await set('PUBLIC', basis)).toMatchObject({ code: 'VISIBILITY_SAME' });
    const open = await hall.open({ kind: 'PROCEDURAL' });
    expect(await set('CLOSED', basis)).toMatchObject({ code: 'POLL_UNDER_WAY' });
    await hall.command('cancelPoll', open, { reason: 'thử' });
    expect(await set('CLOSED', basis)).toMatchObject({ visibility: 'CLOSED' });
    expect(await set('PUBLIC', basis)).toMatchObject({ code: 'VISIBILITY_BASIS_USED' });
    const bases = await hall.ok(
      'query ($id: ID!) { sitting(id: $id) { visibilityBases { id } } }',
      { id: hall.sittingId },
      hall.chair,
    );
    expect(bases).toEqual({ visibilityBases: [] });
  });

  it('is planned closed before the opening without a poll, and each change is logged for good [SES-12]', async () => {
    await hall.database.admin(`UPDATE sessions.sitting SET state = 'PLANNED' WHERE id = $1`, [hall.sittingId]);
    expect(await set('CLOSED', null, hall.clerk)).toMatchObject({ visibility: 'CLOSED' });
    const log = await hall.database.admin(
      `SELECT e.command, e.recorded_by, c.visibility, c.basis_poll_id FROM sessions.sitting_event e JOIN sessions.sitting_visibility_change c USING (sitting_id, step) WHERE e.sitting_id = $1`,
      [hall.sittingId],
    );
    expect(log).toEqual([
      {
        command: 'setSittingVisibility',
        recorded_by: 'account SESSION_SECRETARY',
        visibility: 'CLOSED',
        basis_poll_id: null,
      },
    ]);
  });

  it('is the chair’s and the secretary’s to change', async () => {
    const delegate = await hall.token('DELEGATE', { seat: hall.seats[0]! });
    const variables = { id: hall.sittingId, step: await hall.step(), to: 'CLOSED', basis: null };
    for (const token of [delegate, await hall.token('DISPLAY', { displayId: 'w' })])
      expect((await hall.ask(SET, variables, { token })).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});
