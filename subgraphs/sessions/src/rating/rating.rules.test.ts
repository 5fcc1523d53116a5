import type { Rule } from '../sitting/seat.service.js';
import { excludedRow, ratedPersons, type HeldPost } from './rating.rules.js';

const rule = (value: Record<string, unknown>): Rule =>
  ({ key: 'confidenceRating.excludes', value, instrument: '96/2023/QH15', article: '2' }) as unknown as Rule;
const BOTH = rule({ electedInYear: true, retirementNotice: true });
const held = (personId: string, fullName: string, post: string, since: string): HeldPost => ({
  ...{ personId, fullName, post, since },
});
const POSTS = [
  held('a', 'Trần Thị An', 'Chủ tịch HĐND', '2021-06-20'),
  held('b', 'Lê Văn Bình', 'Trưởng Ban Pháp chế', '2021-06-20'),
  held('b', 'Lê Văn Bình', 'Ủy viên UBND', '2023-03-01'),
  held('c', 'Đỗ Thị Cúc', 'Phó Chủ tịch UBND', '2023-01-01'),
  held('d', 'Phạm Văn Dũng', 'Ủy viên UBND', '2022-12-31'),
];
const NOTICES = [
  { personId: 'a', receivedOn: '2023-12-01', document: '45/TB' },
  { personId: 'd', receivedOn: '2023-12-08', document: '46/TB' },
];
const DAY = '2023-12-07';
const why = (excludes: Rule | undefined, day = DAY): Record<string, string[]> =>
  Object.fromEntries(
    ratedPersons(POSTS, NOTICES, day, excludes).map((p) => [p.personId, p.exclusions.map((e) => e.why)]),
  );

it('leaves out who was elected in that year to any listed post, and whose notice has come by the day [R-VOT-09]', () => {
  expect(why(BOTH)).toEqual({ a: ['RETIREMENT_NOTICE'], b: ['ELECTED_IN_YEAR'], c: ['ELECTED_IN_YEAR'], d: [] });
  // The year after, those of 2023 are rated; the second notice has come.
  expect(why(BOTH, '2024-07-01')).toEqual({ a: ['RETIREMENT_NOTICE'], b: [], c: [], d: ['RETIREMENT_NOTICE'] });
});

it('each as far as the rule of the day says so, and nobody without one [R-VOT-09]', () => {
  expect(why(rule({ retirementNotice: true }))).toMatchObject({ a: ['RETIREMENT_NOTICE'], b: [], c: [] });
  expect(why(undefined)).toEqual({ a: [], b: [], c: [], d: [] });
});

it('one row for a person with several posts [R-VOT-09]', () =>
  expect(ratedPersons(POSTS, [], DAY, BOTH)[1]).toMatchObject({
    posts: ['Trưởng Ban Pháp chế', 'Ủy viên UBND'],
    exclusions: [{ on: '2023-03-01', post: 'Ủy viên UBND', rule: { article: '2' } }],
  }));

it.each([
  ['by the person', { personId: 'b', name: 'Người khác' }, 'b'],
  ['by the name alone, however it is written', { personId: null, name: '  lê văn  BÌNH ' }, 'b'],
  ['who may be rated', { personId: 'd', name: 'Phạm Văn Dũng' }, null],
  ['whom the directory does not know', { personId: null, name: 'Ngô Thị Hoa' }, null],
])('a row %s [R-VOT-09]', (_, given, expected) => {
  const persons = ratedPersons(POSTS, NOTICES, DAY, BOTH);
  expect(excludedRow([{ row: 1, ...given }], persons)?.exclusion.on ?? null).toBe(expected && '2023-03-01');
});

it('a name that somebody bears who may be rated is not refused [R-VOT-09]', () => {
  const namesake = ratedPersons([...POSTS, held('e', 'Lê Văn Bình', 'Trưởng Ban Đô thị', '2020-01-01')], [], DAY, BOTH);
  expect(excludedRow([{ row: 1, personId: null, name: 'Lê Văn Bình' }], namesake)).toBeUndefined();
});
