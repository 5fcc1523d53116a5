import fc from 'fast-check';
import { addDays, addWorkingDays, calendarOf, daysBetween, firstWorkingDayFrom, lastWorkingDayUpTo } from './index.js';

// 30/4 and 1/5 of 2025 with the Friday after them off, worked on Saturday 26/4 instead.
const calendar = calendarOf({
  holidays: ['2025-04-30', '2025-05-01', '2025-05-02'],
  makeUpDays: ['2025-04-26'],
});

it.each([
  ['a Monday', '2025-04-28', true],
  ['a Sunday', '2025-04-27', false],
  ['a Saturday', '2025-04-19', false],
  ['a Saturday that is worked instead', '2025-04-26', true],
  ['a holiday', '2025-04-30', false],
  ['a day off in lieu', '2025-05-02', false],
])('%s: working %s → %s', (_, day, works) => expect(calendar.isWorkingDay(day)).toBe(works));

it.each([
  ['2025-05-04', '2025-04-29', '2025-05-05'],
  ['2025-04-27', '2025-04-26', '2025-04-28'],
  ['2025-04-29', '2025-04-29', '2025-04-29'],
])('around %s the working days are %s and %s', (day, before, after) =>
  expect([lastWorkingDayUpTo(calendar, day), firstWorkingDayFrom(calendar, day)]).toEqual([before, after]),
);

it.each([
  ['a Friday to Monday', '2025-03-07', 1, '2025-03-10'],
  ['over a holiday and a weekend', '2025-04-29', 2, '2025-05-06'],
  ['a Saturday that is worked counts', '2025-04-25', 2, '2025-04-28'],
  ['ten days', '2025-03-03', 10, '2025-03-17'],
  ['three before a Monday', '2025-05-05', -3, '2025-04-26'],
  ['none', '2025-05-05', 0, '2025-05-05'],
])('working days: %s', (_, day, count, expected) => expect(addWorkingDays(calendar, day, count)).toBe(expected));

it('crosses months and leap days', () =>
  expect([addDays('2024-02-28', 1), addDays('2025-01-01', -1), daysBetween('2024-02-28', '2024-03-01')]).toEqual([
    '2024-02-29',
    '2024-12-31',
    2,
  ]));

it('going forth and back over working days returns', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
      const day = firstWorkingDayFrom(calendar, addDays('2024-06-01', offset));
      expect(addWorkingDays(calendar, addWorkingDays(calendar, day, count), -count)).toBe(day);
    }),
  );
});

it('a calendar without a single working day is a mistake of the data, said so', () => {
  const never = { isWorkingDay: () => false };
  expect(() => firstWorkingDayFrom(never, '2025-01-01')).toThrow('no working day');
});
