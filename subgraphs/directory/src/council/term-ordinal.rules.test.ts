import { nextOrdinal, type EarlierTerm } from './term-ordinal.rules.js';

const unit = { id: 'hai-phong', name: 'Hải Phòng', kind: 'THANH_PHO' };
const before = (id: string, name: string, kind: string, ordinal: number): EarlierTerm => ({
  ordinal,
  unit: { id, name, kind },
});

it.each<[string, number | null, EarlierTerm[], { ordinal: number; basis: string; fromUnitId: string | null }]>([
  ['the next of its own', 16, [], { ordinal: 17, basis: 'NEXT', fromUnitId: null }],
  ['I of a unit without a past', null, [], { ordinal: 1, basis: 'FIRST', fromUnitId: null }],
  [
    'the continued one where name and kind were kept in a merger',
    null,
    [before('hai-duong', 'Hải Dương', 'TINH', 17), before('hai-phong-cu', 'Hải Phòng', 'THANH_PHO', 16)],
    { ordinal: 17, basis: 'CONTINUED', fromUnitId: 'hai-phong-cu' },
  ],
  [
    'I again under a new name',
    null,
    [before('an-lao', 'An Lão', 'THANH_PHO', 9)],
    { ordinal: 1, basis: 'RESTARTED', fromUnitId: null },
  ],
  [
    'I again under a new kind, though the name was kept',
    null,
    [before('huyen', 'Hải Phòng', 'HUYEN', 20)],
    { ordinal: 1, basis: 'RESTARTED', fromUnitId: null },
  ],
])('the numeral of a term is %s [R-ORG-10]', (_name, own, predecessors, expected) => {
  expect(nextOrdinal(unit, own, predecessors)).toEqual(expected);
});
