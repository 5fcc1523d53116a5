import { covers, today } from './calendar.rules.js';

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
it('today is the day in Vietnam', () =>
  expect(today({ clock: { now: () => new Date('2025-06-30T17:30:00Z') } })).toBe('2025-07-01'));
