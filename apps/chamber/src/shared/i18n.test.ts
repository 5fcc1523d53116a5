import { fill } from './i18n.js';

test('a word goes with its number, and what is not given stays visible', () => {
  const text = '{n} present {n|delegate is|delegates are} not recorded';
  expect(fill(text, { n: 1 })).toBe('1 present delegate is not recorded');
  expect(fill(text, { n: 0 })).toBe('0 present delegates are not recorded');
  expect(fill(text, { n: 2 })).toBe('2 present delegates are not recorded');
  expect(fill('{a}/{b} {b|screen|screens}', { a: 0, b: 1 })).toBe('0/1 screen');
  expect(fill('{n} {n|one|many}')).toBe('{n} {n|one|many}');
});
