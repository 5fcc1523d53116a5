import { inventedNames } from '../demonstration/names.rules.js';
import { sortNameOf } from './person.rules.js';

it.each([
  ['Nguyễn Văn An', 'An Nguyễn Văn'],
  ['  Lê  Thị Thuỷ ', 'Thuỷ Lê Thị'],
  ['Ân', 'Ân'],
])('“%s” is ordered as “%s”', (name, sort) => expect(sortNameOf(name)).toBe(sort));
it('five hundred invented names are five hundred names, the same each time', () => {
  expect(new Set(inventedNames(500)).size).toBe(500);
  expect(inventedNames(500).slice(0, 68)).toEqual(inventedNames(68));
});
