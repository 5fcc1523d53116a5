import { rows } from './fixtures.js';
import { countRows, fold, matches, recent, scanOf, select, standing, withRow } from './roster.js';

const found = (query: string, filter: Parameters<typeof select>[2] = 'ALL'): number[] =>
  select(rows, query, filter).map((row) => row.cardNumber!);

describe('search', () => {
  it.each([
    ['tone marks do not matter', 'thuy', [7, 23, 41, 56]],
    ['nor where the tone stands', 'Thuỷ', [7, 23, 41, 56]],
    ['nor the old place of the tone, and a word may go on', 'hoà', [23, 29]],
    ['đ is d', 'do hoa', [29]],
    ['words in any order', 'thuy le', [41]],
    ['a number is a card', '41', [41]],
    ['a number is not a part of a card', '4', []],
    ['a word in the middle of a name is not its beginning', 'uy', []],
    ['the group is found too', 'to so 9', [56]],
    ['nothing asked, all shown', '  ', [2, 7, 12, 23, 29, 41, 56]],
  ] as const)('%s', (_, query, expected) => {
    expect(found(query)).toEqual(expected);
  });

  it('folds composed and decomposed letters alike', () => {
    expect(fold('Nguyễn Đức Thuận'.normalize('NFD'))).toBe(fold('NGUYỄN ĐỨC THUẬN'));
  });

  it('finds by the group by its words', () => {
    expect(matches(rows[6]!, 'thuy dai bieu')).toBe(true);
  });
});

describe('standing', () => {
  it('tells five states apart', () => {
    expect(rows.map(standing)).toEqual(['PRESENT', 'PRESENT', 'PRESENT', 'EXCUSED', 'SUSPENDED', 'LEFT', 'NOT_YET']);
  });

  it('filters by them; who left counts among those not here', () => {
    expect([found('', 'PRESENT'), found('', 'EXCUSED'), found('', 'NOT_YET')]).toEqual([[2, 7, 12], [23], [41, 56]]);
  });

  it('counts without the suspended', () => {
    expect(countRows(rows)).toEqual({ total: 6, present: 3, excused: 1, notYet: 2 });
  });
});

describe('records', () => {
  it('lists the newest first, arrivals and leavings alike', () => {
    expect(recent(rows, 3).map(({ row, what }) => `${row.cardNumber} ${what}`)).toEqual(['41 OUT', '7 IN', '2 IN']);
  });

  it('puts the row that the server has just said in the place of the old one', () => {
    const arrived = { ...rows[6]!, present: true, status: 'PRESENT' as const };
    expect(countRows(withRow(rows, arrived)).present).toBe(4);
    expect(withRow(rows, arrived)).toHaveLength(rows.length);
  });

  it.each([
    ['56', { is: 'CARD', code: '56' }],
    [' v1.c2l0dGluZw.c2VhdA ', { is: 'CODE', code: 'v1.c2l0dGluZw.c2VhdA' }],
    ['123456', { is: 'CODE', code: '123456' }],
    ['', { is: 'EMPTY' }],
  ])('takes %j for what it is', (text, expected) => {
    expect(scanOf(text)).toEqual(expected);
  });
});
