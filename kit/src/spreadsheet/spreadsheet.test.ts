import { readDay } from './index.js';

describe('a day in a cell', () => {
  test.each([
    ['31/12/2024', '2024-12-31'],
    ['1.2.2024', '2024-02-01'],
    ['2024-12-31T00:00:00.000Z', '2024-12-31'],
    ['12/31/2024', undefined],
    ['2024', undefined],
  ])('%s is the day %s', (text, day) => expect(readDay(text)).toBe(day));
});
