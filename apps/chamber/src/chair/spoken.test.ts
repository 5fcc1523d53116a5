import { chamber, items, poll } from './fixtures.js';
import type { ConsoleChamber } from './model.js';
import { spoken } from './spoken.js';

const heard = (before: ConsoleChamber | null, now: ConsoleChamber): string => {
  const { polite, assertive } = spoken(before, now);
  return [...polite.map(({ key }) => key), ...assertive.map(({ key }) => `!${key}`)].join(' ');
};
const of = (...given: Parameters<typeof poll>): ConsoleChamber => chamber({ poll: poll(...given) });

describe('what a screen reader hears', () => {
  it.each([
    ['nothing of the first picture', null, of('OPEN'), ''],
    ['nothing of a beat', of('OPEN'), of('OPEN'), ''],
    ['nothing of a ballot', of('OPEN'), of('OPEN', { turnout: { recorded: 62, present: 64, lateArrivals: 0 } }), ''],
    [
      'the last missing ballot',
      of('OPEN'),
      of('OPEN', { turnout: { recorded: 64, present: 64, lateArrivals: 0 } }),
      'miss.none',
    ],
    [
      'nothing of completeness when the vote is not open',
      of('PAUSED'),
      of('PAUSED', { turnout: { recorded: 64, present: 64, lateArrivals: 0 } }),
      '',
    ],
    ['an opening', of('READY'), of('OPEN'), 'w.open'],
    ['a pause with its reason, at once', of('OPEN'), of('PAUSED'), '!w.paused !c.reason'],
    ['a closing, at once', of('OPEN'), of('CLOSING'), '!w.closing'],
    ['the outcome when it is counted', of('CLOSING'), of('CERTIFIED'), 'w.closed r.yes r.sum'],
    ['the outcome when it is published', of('CERTIFIED'), of('PUBLISHED'), 'r.published r.yes r.sum'],
    ['an annulment', of('PUBLISHED'), of('ANNULLED'), 'w.annulled'],
    ['another item', chamber(), chamber({ item: items[5] }), 'w.item c.is'],
    ['the sitting opened', chamber({ sittingState: 'PLANNED' }), chamber(), 'w.running'],
  ] as const)('%s', (_, before, now, expected) => {
    expect(heard(before, now)).toBe(expected);
  });
});
