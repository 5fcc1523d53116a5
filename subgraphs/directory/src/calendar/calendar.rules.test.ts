import { addDays, covers, today, workingDayAfter } from './calendar.rules.js';

it.each([
  ['2024-12-31', false],
  ['2025-01-01', true],
  ['2025-06-30', true],
  ['2025-07-01', false],
])('a period holds its first and last day: %s %s', (day, inside) =>
  expect(covers({ validFrom: '2025-01-01', validTo: '2025-06-30' }, day)).toBe(inside),
);

it('without a last day it goes on', () =>
  expect(covers({ validFrom: '2025-01-01', validTo: null }, '2099-01-01')).toBe(true));
it('crosses months and leap days', () =>
  expect([addDays('2024-02-28', 1), addDays('2025-01-01', -1)]).toEqual(['2024-02-29', '2024-12-31']));
it('today is the day in Vietnam', () =>
  expect(today({ clock: { now: () => new Date('2025-06-30T17:30:00Z') } })).toBe('2025-07-01'));

const holidays = new Set(['2025-04-30', '2025-05-01']);
it.each([
  ['a Friday to Monday', '2025-03-07', 1, '2025-03-10'],
  ['over a holiday and a weekend', '2025-04-29', 2, '2025-05-05'],
  ['ten days', '2025-03-03', 10, '2025-03-17'],
])('working days: %s', (_, day, count, expected) => expect(workingDayAfter(day, count, holidays)).toBe(expected));
