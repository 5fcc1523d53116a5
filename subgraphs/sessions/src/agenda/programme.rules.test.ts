import fc from 'fast-check';
import { diffProgrammes, isProgramme, REGULAR_TEMPLATE, type ProgrammeItem } from './programme.rules.js';

const item = (id: string, more: Partial<ProgrammeItem> = {}): ProgrammeItem => ({
  id,
  parentId: null,
  title: `Nội dung ${id}`,
  kind: 'REPORT',
  sittingId: null,
  ...more,
});
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => item(id)) as [
  ProgrammeItem,
  ProgrammeItem,
  ProgrammeItem,
  ProgrammeItem,
];
const names = (before: ProgrammeItem[], after: ProgrammeItem[]) =>
  diffProgrammes(before, after).map((x) => `${x.change} ${x.id}`);

it.each([
  ['nothing changed', [a, b, c], [a, b, c], []],
  ['one added in the middle moves nobody', [a, b], [a, c, b], ['ADDED c']],
  ['one removed', [a, b, c], [a, c], ['REMOVED b']],
  ['one moved to the front', [a, b, c, d], [d, a, b, c], ['MOVED d']],
  ['one reworded', [a, b], [a, item('b', { title: 'Khác' })], ['REWORDED b']],
  ['one put below another', [a, b], [a, item('b', { parentId: 'a' })], ['MOVED b']],
  ['one given to a sitting', [a], [item('a', { sittingId: 's' })], ['MOVED a']],
] as const)('%s [SES-3 R-SES-09]', (_, before, after, changes) =>
  expect(names([...before], [...after])).toEqual(changes),
);

it.each([
  ['a tree', [a, item('b', { parentId: 'a' })], true],
  ['a child before its parent', [item('b', { parentId: 'a' }), a], false],
  ['an item twice', [a, a], false],
  ['an unknown parent', [item('a', { parentId: 'x' })], false],
  ['an empty title', [item('a', { title: '' })], false],
  ['nothing', [], false],
])('%s is a programme: %s [SES-3]', (_, items, good) => expect(isProgramme(items)).toBe(good));

it('of a shuffled programme no more is called moved than need be, and nothing added or removed', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), (order) => {
      const items = Array.from({ length: 8 }, (_, i) => item(String(i)));
      const changes = diffProgrammes(
        items,
        order.map((i) => items[i]!),
      );
      expect(changes.every((x) => x.change === 'MOVED')).toBe(true);
      // What did not move stands in its old order.
      const gone = new Set(changes.map((x) => x.id));
      const rest = order.filter((i) => !gone.has(String(i)));
      expect(rest).toEqual([...rest].sort((x, y) => x - y));
    }),
  );
});

it('the template of a regular session has the voters’ opinions on it [R-SES-15]', () =>
  expect(REGULAR_TEMPLATE.map((i) => i.title).join()).toContain('kiến nghị của cử tri'));
