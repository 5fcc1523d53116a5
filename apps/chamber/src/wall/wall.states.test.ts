import { at, chamber, item, now, poll, result, speaker, titles, waiting } from '../../test/gallery/fixtures.js';
import { held, stepsOf, titleOf, titleSize, wallView, type Chamber, type WallInput } from './wall.states.js';

const view = (shown: Chamber, over: Partial<WallInput> = {}) =>
  wallView({ chamber: shown, connection: 'ONLINE', silentMs: 0, heardAt: shown.serverTime, now, ...over });
const withPoll = (over: Parameters<typeof poll>[0]) => chamber({ poll: poll(over) });

describe('the picture that the wall shows', () => {
  const annulment = { kind: 'WRONG_TEXT', wallText: 'sai văn bản', at: at('09:48:00') } as const;
  it.each([
    ['holding before the sitting', chamber({ view: 'HOLDING', sittingState: 'PLANNED' }), 'HOLDING'],
    ['an item', chamber({ view: 'AGENDA_ITEM' }), 'ITEM'],
    ['an item of which there is none', chamber({ view: 'AGENDA_ITEM', item: null }), 'HOLDING'],
    ['a break, whatever item there is', chamber({ view: 'AGENDA_ITEM', sittingState: 'BREAK' }), 'HOLDING'],
    ['a poll that is prepared but not called', withPoll({ state: 'READY', announcedAt: null, opensAt: null }), 'ITEM'],
    [
      'a poll that is called',
      withPoll({ state: 'READY', announcedAt: at('09:42:00'), opensAt: at('09:43:00') }),
      'ANNOUNCED',
    ],
    ['an open poll', withPoll({ state: 'OPEN' }), 'OPEN'],
    ['a paused poll', withPoll({ state: 'PAUSED' }), 'PAUSED'],
    ['the last seconds', withPoll({ state: 'CLOSING', closingEndsAt: at('09:42:20') }), 'CLOSING'],
    ['a closed poll', withPoll({ state: 'CLOSED' }), 'CLOSED'],
    ['a certified poll', withPoll({ state: 'CERTIFIED' }), 'CLOSED'],
    [
      'a published result',
      withPoll({ state: 'PUBLISHED', result: result({ for: 57, against: 1, abstain: 3 }) }),
      'PUBLISHED',
    ],
    ['a published poll whose figures did not come', withPoll({ state: 'PUBLISHED', result: null }), 'CLOSED'],
    ['an annulled result', withPoll({ state: 'ANNULLED', annulment }), 'ANNULLED'],
    ['a cancelled poll', withPoll({ state: 'CANCELLED' }), 'ITEM'],
    [
      'a closed sitting, although a poll is open',
      { ...withPoll({ state: 'OPEN' }), view: 'CLOSED_SITTING' as const },
      'PRIVATE',
    ],
    [
      'an open poll, although an item is asked for',
      { ...withPoll({ state: 'OPEN' }), view: 'AGENDA_ITEM' as const },
      'OPEN',
    ],
    [
      'an item, although an old result is there',
      {
        ...withPoll({ state: 'PUBLISHED', result: result({ for: 57, against: 1, abstain: 3 }) }),
        view: 'AGENDA_ITEM' as const,
      },
      'ITEM',
    ],
  ])('%s', (_, shown, expected) => expect(view(shown as Chamber).scene.at).toBe(expected));

  it('counts down on the server time, and ends at nought', () => {
    expect(view(withPoll({ closesAt: at('09:42:38') })).scene).toMatchObject({ seconds: 23 });
    expect(view(withPoll({ closesAt: at('09:42:00') })).scene).toMatchObject({ seconds: 0 });
    expect(view(withPoll({ closesAt: null })).scene).toMatchObject({ seconds: null });
  });

  it('tells nothing of the result before it is published [VOT-14]', () => {
    const { scene } = view(withPoll({ state: 'CERTIFIED', result: null }));
    expect(JSON.stringify(scene)).not.toMatch(/"for"|percent/);
  });
});

describe('silence', () => {
  const late = { connection: 'LATE', silentMs: 3_100 } as const;
  it('takes the countdown away and says the age', () => {
    const quiet = view(withPoll({ state: 'OPEN' }), late);
    expect(quiet.scene).toMatchObject({ at: 'OPEN', seconds: null });
    expect(quiet.stale).toMatchObject({ seconds: 3, lost: false });
  });
  it('takes the numbers away after ten seconds', () =>
    expect(view(withPoll({}), { connection: 'LOST', silentMs: 12_300 }).stale).toMatchObject({
      seconds: 12,
      lost: true,
    }));
  it('is not said while the line is good', () => expect(view(withPoll({})).stale).toBeNull());
});

describe('freezing', () => {
  const before = withPoll({ turnout: { recorded: 10, present: 64, lateArrivals: 0 } });
  const after = { ...withPoll({ turnout: { recorded: 60, present: 64, lateArrivals: 0 } }), frozen: true };
  it('keeps the picture that was drawn', () => expect(held(before, after)).toBe(before));
  it('lets go when the chair says so', () =>
    expect(held(before, { ...after, frozen: false }).poll?.turnout.recorded).toBe(60));
  it('shows the holding picture on a screen that had nothing', () =>
    expect(view(held(null, after)).scene.at).toBe('HOLDING'));
  it('never holds back a closed sitting', () =>
    expect(view(held(before, { ...after, view: 'CLOSED_SITTING' })).scene.at).toBe('PRIVATE'));
  it('never keeps what a closed sitting hid', () =>
    expect(view(held({ ...before, view: 'CLOSED_SITTING' }, after)).scene.at).toBe('HOLDING'));
  it('stops the countdown', () => expect(view(before, { frozen: true }).scene).toMatchObject({ seconds: null }));
});

describe('titles and steps', () => {
  it.each([
    [titles.short, 'l'],
    [titles.budget, 'm'],
    ['x'.repeat(170), 's'],
    [titles.long, 'xs'],
  ])('sizes by length', (title, size) => expect(titleSize(title)).toBe(size));
  it('gives a title above 260 letters its short name', () => {
    expect(titleOf('x'.repeat(261), 'Ngân sách 2025')).toBe('Ngân sách 2025');
    expect(titleOf('x'.repeat(260), 'Ngân sách 2025')).toHaveLength(260);
    expect(titleOf('x'.repeat(261), null)).toHaveLength(261);
  });
  it('ticks what is done', () => {
    expect(stepsOf('DISCUSSION').map((s) => s.state)).toEqual(['DONE', 'DONE', 'NOW', 'AHEAD']);
    expect(stepsOf('ITEMS').map((s) => s.state)).toEqual(['DONE', 'DONE', 'DONE', 'NOW']);
    expect(stepsOf('PUBLISH').map((s) => s.state)).toEqual(['DONE', 'DONE', 'DONE', 'DONE']);
  });
  it('uses the item’s short name for the poll on it', () => {
    const shown = { ...withPoll({ title: 'x'.repeat(300) }), item: item({ shortTitle: 'Ngân sách' }) };
    expect(view(shown).scene).toMatchObject({ poll: { title: 'Ngân sách' } });
  });
});

describe('the floor on the wall', () => {
  const shown = (endsAt: string, over: Partial<Chamber> = {}) =>
    chamber({ view: 'SPEAKER', poll: null, speaking: { current: speaker({ endsAt }), queue: [waiting] }, ...over });
  it('shows who speaks, how long is left, and who is next [SES-8 SES-9]', () =>
    expect(view(shown(at('09:43:15'))).scene).toMatchObject({
      at: 'SPEAKER',
      speaker: { fullName: 'Trần Đức Thuận' },
      minutes: 10,
      left: 60,
      over: null,
      next: 'Lê Thị Hồng Phượng',
    }));
  it('counts up once the time is over [SES-9]', () => {
    expect(view(shown(at('09:42:15'))).scene).toMatchObject({ left: null, over: 0 });
    expect(view(shown(at('09:41:50'))).scene).toMatchObject({ left: null, over: 25 });
  });
  it('has no timer without a connection', () =>
    expect(view(shown(at('09:41:50')), { connection: 'LATE', silentMs: 4_000 }).scene).toMatchObject({
      left: null,
      over: null,
    }));
  it('gives way to a poll that takes ballots, and to the holding picture', () => {
    expect(view(shown(at('09:43:15'), { poll: poll() })).scene.at).toBe('OPEN');
    expect(view(shown(at('09:43:15'), { view: 'HOLDING' })).scene.at).toBe('HOLDING');
    expect(view(shown(at('09:43:15'), { sittingState: 'BREAK' })).scene.at).toBe('HOLDING');
  });
});
