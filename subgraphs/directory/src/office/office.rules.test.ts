import { termsInARow } from './office.rules.js';

it.each<[number[], number, number]>([
  [[], 3, 0],
  [[2], 3, 1],
  [[1, 2], 3, 2],
  [[0, 1], 3, 0],
  [[0, 2], 3, 1],
])('held in terms %j: before term %i there are %i in a row [R-ORG-13]', (places, place, row) => {
  expect(
    termsInARow(
      places.map((p) => ({ place: p })),
      place,
    ),
  ).toBe(row);
});
