import fc from 'fast-check';
import { THREE_CHOICE_FORM, type BallotForm } from '../ballot/ballot-form.rules.js';
import { differences, isProblem, sheetFrom, type EnteredSheet, type Sheet } from './tally-sheet.rules.js';

const ELECTION: BallotForm = { layout: 'ROWS', marks: ['AGREE', 'DISAGREE'], rows: 2, max: null };
const choice = (more: Partial<EnteredSheet> = {}): EnteredSheet => ({
  issued: 40,
  notReturned: 2,
  invalid: 3,
  marks: [30, 4, 1],
  rows: [],
  ...more,
});

describe('a tally sheet', () => {
  it('reconciles issued, collected, valid and invalid [VOT-16 VOT-17]', () => {
    expect(sheetFrom(THREE_CHOICE_FORM, 'PAPER', 45, choice())).toEqual({
      issued: 40,
      notReturned: 2,
      collected: 38,
      valid: 35,
      invalid: 3,
      marks: { FOR: 30, AGAINST: 4, ABSTAIN: 1 },
      rows: [],
    });
  });

  it.each<[string, Partial<EnteredSheet>]>([
    ['Phát ra = thu về + không trả lại', { notReturned: 41 }],
    ['Thu về = hợp lệ + không hợp lệ', { invalid: 39 }],
    ['Phát ra không quá số có mặt', { issued: 46 }],
    ['Hợp lệ = tổng các lựa chọn', { marks: [31, 4, 1] }],
    ['Mọi ô phải là số nguyên không âm', { invalid: -1 }],
    ['Số dòng lựa chọn', { marks: [35] }],
  ])('is not taken where this line is broken: %s [VOT-17]', (line, more) => {
    const sheet = sheetFrom(THREE_CHOICE_FORM, 'PAPER', 45, choice(more));
    expect(sheet).toMatchObject({ vi: line });
  });

  it('counts an invalid row for that person alone [R-VOT-12]', () => {
    const rows = [
      { row: 1, invalid: 1, marks: [20, 9] },
      { row: 2, invalid: 4, marks: [16, 10] },
    ];
    const sheet = sheetFrom(ELECTION, 'PAPER', 30, { issued: 30, notReturned: 0, invalid: 1, marks: [], rows });
    expect(sheet).toMatchObject({
      valid: 29,
      rows: [
        { valid: 29, invalid: 1 },
        { valid: 26, invalid: 4 },
      ],
    });
    const spoilt = [{ ...rows[0]!, invalid: 0, marks: [21, 9] }, rows[1]!];
    expect(
      sheetFrom(ELECTION, 'PAPER', 30, { issued: 30, notReturned: 0, invalid: 1, marks: [], rows: spoilt }),
    ).toMatchObject({
      vi: 'Dòng 1: không hợp lệ ít nhất bằng phiếu không hợp lệ',
    });
  });

  it('of hands has what was raised, and nothing issued [VOT-16]', () => {
    const hands = choice({ issued: 0, notReturned: 0, invalid: 0 });
    expect(sheetFrom(THREE_CHOICE_FORM, 'HANDS', 45, hands)).toMatchObject({
      issued: 35,
      collected: 35,
      valid: 35,
      invalid: 0,
    });
    expect(sheetFrom(THREE_CHOICE_FORM, 'HANDS', 34, hands)).toMatchObject({ vi: 'Số giơ tay không quá số có mặt' });
  });
});

describe('two sheets', () => {
  it('name each line on which they differ, and never its numbers [VOT-16]', () => {
    const a = sheetFrom(THREE_CHOICE_FORM, 'PAPER', 45, choice()) as Sheet;
    const b = sheetFrom(THREE_CHOICE_FORM, 'PAPER', 45, choice({ marks: [29, 5, 1] })) as Sheet;
    expect(differences(a, b)).toEqual([
      { vi: 'Tán thành', en: 'For' },
      { vi: 'Không tán thành', en: 'Against' },
    ]);
  });

  it('agree exactly when every number is the same', () => {
    const entered = fc
      .tuple(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(5), fc.nat(5))
      .map(([f, a, n, invalid, notReturned]) =>
        choice({ marks: [f, a, n], invalid, notReturned, issued: f + a + n + invalid + notReturned }),
      );
    fc.assert(
      fc.property(entered, entered, (x, y) => {
        const [a, b] = [x, y].map((s) => sheetFrom(THREE_CHOICE_FORM, 'PAPER', 1000, s)) as [Sheet, Sheet];
        expect([isProblem(a), isProblem(b)]).toEqual([false, false]);
        expect(differences(a, a)).toEqual([]);
        expect(differences(a, b).length === 0).toBe(
          JSON.stringify(a) === JSON.stringify(b) || differences(b, a).length === 0,
        );
        const same =
          (['issued', 'collected', 'valid', 'invalid'] as const).every((k) => a[k] === b[k]) &&
          JSON.stringify(a.marks) === JSON.stringify(b.marks);
        expect(differences(a, b).length === 0).toBe(same);
      }),
    );
  });
});
