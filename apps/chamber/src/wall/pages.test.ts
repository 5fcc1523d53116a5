import { pageAt, pagesOf } from './pages.js';

const rows = (n: number): Parameters<typeof pagesOf>[0] => ({ rows: Array.from({ length: n }) as never });
const published = '2024-12-05T02:42:00.000Z';
const after = (seconds: number): number => Date.parse(published) + seconds * 1_000;

test.each([
  [29, 0, 0],
  [29, 14.9, 0],
  [29, 15, 1],
  [29, 89, 5],
  [29, 90, 0],
  [5, 600, 0],
  [0, 600, 0],
])('%i rows, %f s after the publication: page %i, five rows each, by the server\u2019s time [VOT-15]', (n, s, page) => {
  expect(pageAt(rows(n), published, after(s))).toBe(page);
});

test('29 persons are six pages, and nothing is one', () => {
  expect([
    pagesOf(rows(29)),
    pagesOf(rows(0)),
    pageAt(rows(29), null, after(40)),
    pageAt(rows(29), published, 0),
  ]).toEqual([6, 1, 0, 0]);
});
