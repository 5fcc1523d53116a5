import { hasMonthsLeft, isBelow, leastOf } from './council-alarm.rules.js';

const TWO_THIRDS = { num: 2, den: 3 };

it.each([
  [68, 46, false],
  [68, 45, true],
  [69, 46, false],
  [30, 20, false],
  [30, 19, true],
  [0, 0, false],
])('of %i elected %i are left: alarm %s [R-ORG-08]', (elected, remaining, below) => {
  expect(isBelow({ remaining, elected }, TWO_THIRDS)).toBe(below);
  if (elected > 0) expect(remaining < leastOf(elected, TWO_THIRDS)).toBe(below);
});

it.each([
  ['2024-11-29', '2026-05-31', true],
  ['2024-11-30', '2026-05-31', true],
  ['2024-12-01', '2026-06-01', false],
  ['2024-08-31', '2026-02-28', false],
  ['2024-08-31', '2026-03-01', true],
])('on %s, with the term ending on %s, more than 18 months are left: %s [R-ORG-08]', (day, last, left) => {
  expect(hasMonthsLeft(day, last, 18)).toBe(left);
});
