import { chamber, items, missing, NOW, poll, screens } from './fixtures.js';
import { freshest, health, itemSign, missingCause, screensReport, secondsUntil } from './watch.js';

describe('agenda', () => {
  it.each([
    ['a past item with its outcome', items[1]!, null, 'item.adopted'],
    ['a past item without a vote', items[0]!, null, 'item.done'],
    ['an item to come', items[6]!, null, 'item.pending'],
    ['the item shown, by its phase', items[4]!, null, 'phase.WHOLE'],
    ['a report that is heard', { ...items[4]!, kind: 'REPORT' }, null, 'item.current'],
    ['the item shown, by its poll', items[4]!, poll('OPEN'), 'w.open'],
    ['another item is not touched by the poll', items[5]!, poll('OPEN'), 'item.pending'],
    ['a published poll says its outcome', items[4]!, poll('PUBLISHED'), 'item.adopted'],
    [
      'a published vote on procedure does not decide the item',
      { ...items[4]!, outcome: 'REJECTED' },
      poll('PUBLISHED', { kind: 'PROCEDURAL' }),
      'item.rejected',
    ],
  ] as const)('%s', (_, item, of, word) => {
    expect(itemSign(item, of).word.key).toBe(word);
  });
});

describe('screens', () => {
  const behind = { ...screens[1]!, revision: 39, upToDate: false, seenAt: new Date(NOW - 14_000).toISOString() };

  it('counts who is up to date and names who lags, since when', () => {
    expect(screensReport([screens[0]!, behind, screens[2]!], NOW)).toEqual({
      total: 3,
      upToDate: 2,
      lagging: [{ name: 'Hội trường 2', revision: 39, seconds: 14 }],
      worstLagMs: 90,
    });
  });

  it('gives a display a moment to catch up', () => {
    const drawing = { ...behind, seenAt: new Date(NOW - 1_000).toISOString() };
    expect(screensReport([drawing], NOW)).toMatchObject({ upToDate: 0, lagging: [] });
    expect(health(chamber({ screens: [drawing] }), 200, NOW).tone).toBe('ok');
  });

  it('says nothing where nothing may be known', () => {
    expect(screensReport(null, NOW)).toEqual({ total: 0, upToDate: 0, lagging: [], worstLagMs: null });
  });

  it('lights the first thing that is not well', () => {
    expect(health(chamber(), 200, NOW).tone).toBe('ok');
    expect(health(chamber({ screens: [behind] }), 200, NOW)).toEqual({
      tone: 'warn',
      word: { key: 'health.screens', params: { n: 1 } },
    });
    expect(health(chamber({ screens: [behind] }), 4200, NOW)).toEqual({
      tone: 'bad',
      word: { key: 'health.lost', params: { n: 4 } },
    });
  });
});

describe('missing ballots', () => {
  it('tells a lost connection from a press that did not come', () => {
    expect(missing.map((seat) => missingCause(seat, NOW).word.key)).toEqual([
      'miss.offline',
      'miss.offline',
      'miss.notPressed',
    ]);
    expect(missingCause(missing[1]!, NOW).seconds).toBe(40);
  });

  it('does not invent a time for a device that was never seen', () => {
    expect(missingCause({ ...missing[0]!, lastSeenAt: null }, NOW)).toMatchObject({
      word: { key: 'miss.neverSeen' },
      seconds: null,
    });
  });
});

it('counts down to nought and stays there', () => {
  const at = new Date(NOW + 4200).toISOString();
  expect([
    secondsUntil(at, NOW),
    secondsUntil(at, NOW + 4200),
    secondsUntil(at, NOW + 9000),
    secondsUntil(null, NOW),
  ]).toEqual([5, 0, 0, null]);
});

describe('beats', () => {
  const drawn = chamber({ connected: 60 });

  it('moves the screens and connections of the picture that is drawn', () => {
    expect(freshest(drawn, chamber({ connected: 62 })).connected).toBe(62);
  });

  it('never draws an older picture, nor one that the stream has not accepted', () => {
    expect(freshest(drawn, chamber({ step: 41, connected: 62 }))).toBe(drawn);
    expect(freshest(drawn, chamber({ revision: 60, connected: 62 }))).toBe(drawn);
    expect(freshest(drawn, null)).toBe(drawn);
  });
});
