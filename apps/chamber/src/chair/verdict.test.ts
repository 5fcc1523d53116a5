import { result, threshold } from './fixtures.js';
import { effectOfMissing } from './verdict.js';

describe('could the missing have changed it?', () => {
  it.each([
    ['nobody is missing', result(60, 1, 3), 'NONE_MISSING'],
    ['adopted far above the threshold', result(57, 1, 3), 'SAME'],
    ['rejected, and all the missing together would not reach it', result(20, 30, 3), 'SAME'],
    ['rejected by two, three missing', result(33, 25, 3), 'COULD_CHANGE'],
    ['rejected by exactly the missing', result(32, 26, 3), 'COULD_CHANGE'],
    ['rejected by one more than the missing', result(31, 27, 3), 'SAME'],
    ['just adopted: of all delegates nothing can take it away', result(35, 23, 3), 'SAME'],
  ] as const)('%s', (_, given, expected) => {
    expect(effectOfMissing(given)).toBe(expected);
  });

  it('moves the base where voters themselves are the base', () => {
    const of = { ...threshold, baseKind: 'FOR_PLUS_AGAINST', of: 61 };
    expect(effectOfMissing({ ...result(32, 29, 0), threshold: of })).toBe('COULD_CHANGE');
    expect(effectOfMissing({ ...result(50, 11, 0), threshold: of })).toBe('SAME');
  });

  it('takes "at least" as it is written', () => {
    const two = { ...threshold, comparison: 'AT_LEAST', num: 2, den: 3, needed: 46 };
    expect(effectOfMissing({ ...result(43, 15, 3), threshold: two })).toBe('COULD_CHANGE');
    expect(effectOfMissing({ ...result(42, 16, 3), threshold: two })).toBe('SAME');
  });

  it('does not guess about a base that it does not know', () => {
    expect(effectOfMissing({ ...result(33, 25, 3), threshold: { ...threshold, baseKind: 'PAPERS' } })).toBe('UNKNOWN');
  });
});
