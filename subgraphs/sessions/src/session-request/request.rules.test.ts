import fc from 'fast-check';
import { needed } from '../poll/majority.rules.js';
import { countsAt, REQUESTERS, thresholdKeyOf, WANTS, windowStart } from './request.rules.js';

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));
const openings = [day(10), day(20)];

it.each([
  ['before the first opening everything counts', 5, 8, true],
  ['signed before an opening, asked after it', 9, 11, false],
  ['signed at the opening itself', 10, 11, true],
  ['asked just before the next opening', 11, 19, true],
  ['asked at the next opening', 11, 20, false],
  ['signed after the instant asked about', 12, 11, false],
])('%s [R-SES-03 T10]', (_, signed, at, counts) => expect(countsAt(day(signed), openings, day(at))).toBe(counts));

it('a third of 68 is 23 signatures [R-SES-02 R-SES-03 T10]', () =>
  expect(needed({ kind: 'AT_LEAST', num: 1, den: 3, base: 'TOTAL_DELEGATES' }, 68)).toBe(23));

it.each([
  [10_000, 1_001],
  [10_009, 1_001],
  [9, 1],
])('more than a tenth of %i voters are %i [R-SES-04]', (voters, expected) =>
  expect(needed({ kind: 'GREATER_THAN', num: 1, den: 10, base: 'ELIGIBLE' }, voters)).toBe(expected),
);

it('for a confidence vote ask delegates and the Front’s committee, or a rating calls for it; voters ask only for a session [R-SES-02 R-SES-03 R-SES-04 R-VOT-15]', () => {
  const may = WANTS.map((w) => [w, REQUESTERS.filter((by) => thresholdKeyOf(w, by) !== undefined)]);
  expect(may).toEqual([
    ['SPECIAL_SESSION', ['STANDING_BODY', 'PEOPLES_COMMITTEE_CHAIR', 'DELEGATES', 'VOTERS']],
    ['CLOSED_SITTING', ['STANDING_BODY', 'PEOPLES_COMMITTEE_CHAIR', 'DELEGATES']],
    ['CONFIDENCE_VOTE', ['DELEGATES', 'FRONT_COMMITTEE', 'RATING_RESULT']],
  ]);
});

it('the window never begins after the instant asked about, whatever the order of the openings', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 })), fc.integer({ min: 1, max: 300 }), (days, at) => {
      const start = windowStart(days.map(day), day(at));
      expect(start === null ? days.every((d) => d > at) : start <= day(at)).toBe(true);
    }),
  );
});
