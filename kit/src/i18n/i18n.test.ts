import fc from 'fast-check';
import { dateText, localDay, percentHundredths, percentText, searchKey, timeText, translate } from './index.js';

it.each([
  ['T7 high, half up', 54, 62, 'HALF_UP', '87,10\u00a0%'],
  ['T7 high, truncated', 54, 62, 'TRUNCATE', '87,09\u00a0%'],
  ['T7 low, half up', 3, 62, 'HALF_UP', '4,84\u00a0%'],
  ['T7 low, truncated', 3, 62, 'TRUNCATE', '4,83\u00a0%'],
  ['T5 of members', 486, 498, 'HALF_UP', '97,59\u00a0%'],
  ['all', 68, 68, 'HALF_UP', '100,00\u00a0%'],
  ['none', 0, 68, 'HALF_UP', '0,00\u00a0%'],
  ['no base', 0, 0, 'HALF_UP', '–'],
] as const)('percent: %s', (_name, count, base, rounding, expected) => {
  expect(percentText(count, base, 'vi', rounding)).toBe(expected);
});

it('half up is the nearest hundredth, truncation never above it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (base, n) => {
      const count = Math.min(n, base);
      const [half, cut] = [percentHundredths(count, base), percentHundredths(count, base, 'TRUNCATE')];
      // In integers: |half·base − 10000·count| ≤ base/2, cut ≤ half ≤ cut + 1.
      expect(Math.abs(half * base - 10_000 * count) * 2).toBeLessThanOrEqual(base);
      expect(half - cut).toBeGreaterThanOrEqual(0);
      expect(half - cut).toBeLessThanOrEqual(1);
    }),
  );
});

it.each([
  ['Thuỷ Nguyên', 'Thủy Nguyên'],
  ['Hoà Bình', 'Hòa Bình'],
  ['Uỷ ban', 'Ủy ban'],
  ['ĐẶNG  Thị Ẳ', 'dang thi a'],
  ['Nguyễn Bỉnh Khiêm'.normalize('NFD'), 'nguyen binh khiem'],
])('search finds %s by %s', (a, b) => expect(searchKey(a)).toBe(searchKey(b)));

it('writes dates and times of Vietnam', () => {
  const at = new Date('2026-11-22T18:02:03Z');
  expect([dateText(at), timeText(at), localDay(at)]).toEqual(['23/11/2026', '01:02:03', '2026-11-23']);
});

it('falls back to Vietnamese and keeps unknown parameters visible', () => {
  const locales = { vi: { a: 'Còn {n} phút' }, en: {} };
  expect([
    translate(locales, 'en', 'a', { n: 3 }),
    translate(locales, 'vi', 'a'),
    translate(locales, 'vi', 'zzz'),
  ]).toEqual(['Còn 3 phút', 'Còn {n} phút', 'zzz']);
});
