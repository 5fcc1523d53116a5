import { citationOf, numberText, readNumber } from './resolution-number.rules.js';

describe('the number of a resolution', () => {
  test.each([
    ['NORMATIVE', 3, 2024, '03/2024/NQ-HĐND', '/vn/hai-phong/hdnd/nq/2024/03'],
    ['INDIVIDUAL', 3, 2024, '03/NQ-HĐND', '/vn/hai-phong/hdnd/nq-ca-biet/2024/03'],
    ['NORMATIVE', 112, 2026, '112/2026/NQ-HĐND', '/vn/hai-phong/hdnd/nq/2026/112'],
  ] as const)('%s %i of %i is %s, cited as %s [R-RES-04 RES-8]', (kind, number, year, text, path) => {
    expect(numberText(kind, number, year)).toBe(text);
    expect(citationOf('hdnd-hai-phong', kind, number, year)).toBe(path);
    expect(readNumber(text)).toEqual({ kind, number, year: kind === 'NORMATIVE' ? year : null });
  });

  test.each([
    ['3/2024/NQ-HDND', { kind: 'NORMATIVE', number: 3, year: 2024 }],
    [' 07 / NQ - HĐND ', { kind: 'INDIVIDUAL', number: 7, year: null }],
    ['03/2024/NQ-HĐND'.normalize('NFD'), { kind: 'NORMATIVE', number: 3, year: 2024 }],
    ['00/2024/NQ-HĐND', undefined],
    ['03/2024/QĐ-UBND', undefined],
    ['Nghị quyết 3', undefined],
  ])('as someone writes it: %s', (text, expected) => {
    expect(readNumber(text)).toEqual(expected);
  });
});
