import { isBelowTwoThirds, roman } from './council.rules.js';

it.each([
  [1, 'I'],
  [4, 'IV'],
  [9, 'IX'],
  [14, 'XIV'],
  [16, 'XVI'],
  [17, 'XVII'],
  [20, 'XX'],
])('khóa %d is %s', (ordinal, numeral) => expect(roman(ordinal)).toBe(numeral));
it.each([
  [46, 68, false],
  [45, 68, true],
  [2, 3, false],
  [0, 0, false],
])('%d left of %d elected: below two thirds %s', (left, elected, below) =>
  expect(isBelowTwoThirds(left, elected)).toBe(below),
);
