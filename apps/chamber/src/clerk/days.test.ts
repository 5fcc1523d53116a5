import { dayText, dayTyped } from './days.js';

it.each([
  ['05/12/2026', '2026-12-05'],
  [' 5.1.2027 ', '2027-01-05'],
  ['29/02/2028', '2028-02-29'],
  ['29/02/2027', null],
  ['31/04/2026', null],
  ['12/2026', null],
  ['2026-12-05', null],
])('%s is %s', (typed, day) => expect(dayTyped(typed)).toBe(day));

it('is written day first', () => expect(dayText('2026-12-05')).toBe('05/12/2026'));
