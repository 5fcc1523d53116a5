import fc from 'fast-check';
import { assertMajorityRule, needed, passes, shareOf, totalDelegates, type MajorityRule } from './majority.rules.js';
import { baseOf, outcomeOf, tallyOf, type CountedSeat } from '../ballot/tally.js';

const HALF: MajorityRule = { kind: 'GREATER_THAN', num: 1, den: 2, base: 'TOTAL_DELEGATES' };
const TWO_THIRDS: MajorityRule = { kind: 'AT_LEAST', num: 2, den: 3, base: 'TOTAL_DELEGATES' };
const THIRD: MajorityRule = { kind: 'AT_LEAST', num: 1, den: 3, base: 'TOTAL_DELEGATES' };

/** Seats with these choices; the rest of those present recorded nothing, the rest of the total was absent. */
function seats(
  total: number,
  votes: { for?: number; against?: number; abstain?: number; present?: number },
): CountedSeat[] {
  const choices = [
    ...Array<string>(votes.for ?? 0).fill('FOR'),
    ...Array<string>(votes.against ?? 0).fill('AGAINST'),
    ...Array<string>(votes.abstain ?? 0).fill('ABSTAIN'),
  ];
  const present = votes.present ?? choices.length;
  return Array.from({ length: total }, (_, i) => ({
    presentAtOpen: i < present,
    late: false,
    choice: choices[i] ?? null,
  }));
}
const count = (total: number, votes: Parameters<typeof seats>[1], presentAtClose?: number) =>
  tallyOf(seats(total, votes), {
    total,
    presentAtClose: presentAtClose ?? votes.present ?? (votes.for ?? 0) + (votes.against ?? 0) + (votes.abstain ?? 0),
  });

describe('golden vectors of the law', () => {
  it('total 68, 34 for and 34 abstaining: not passed, 35 needed [T1 R-VOT-04]', () => {
    expect(outcomeOf(count(68, { for: 34, abstain: 34 }), HALF)).toBe('REJECTED');
    expect(needed(HALF, 68)).toBe(35);
  });

  it('total 68, 35 present and for: passed, 51,47 % of the total, 100 % of those present [T2]', () => {
    const tally = count(68, { for: 35 });
    expect(outcomeOf(tally, HALF)).toBe('ADOPTED');
    expect(shareOf(tally.for, baseOf(tally, HALF), 'TOTAL_DELEGATES')).toMatchObject({
      percentText: '51,47\u00a0%',
      percentTextEn: '51.47%',
      baseLabelVi: 'so với tổng số đại biểu',
    });
    expect(shareOf(tally.for, tally.presentAtOpen, 'PRESENT_AT_OPEN').percentText).toBe('100,00\u00a0%');
  });

  it('total 69, 46 for a dismissal: passed, exactly two thirds [T3 R-VOT-05]', () => {
    expect(outcomeOf(count(69, { for: 46 }), TWO_THIRDS)).toBe('ADOPTED');
  });

  it('total 68, 45 for a dismissal: not passed [T4 R-VOT-05]', () => {
    expect(outcomeOf(count(68, { for: 45 }), TWO_THIRDS)).toBe('REJECTED');
  });

  it('486 for and 2 abstaining of 498: 97,59 % of the total and 99,59 % of those voting, each with its label [T5 VOT-9 R-VOT-19]', () => {
    const tally = count(498, { for: 486, abstain: 2 });
    const [ofTotal, ofVoting] = [
      shareOf(tally.for, tally.total, 'TOTAL_DELEGATES'),
      shareOf(tally.for, tally.voted, 'BALLOTS_COLLECTED'),
    ];
    expect([ofTotal.percentText, ofVoting.percentText]).toEqual(['97,59\u00a0%', '99,59\u00a0%']);
    expect(ofTotal.baseLabelVi).not.toBe(ofVoting.baseLabelVi);
  });

  it('487 members, 466 present, 423/15/28: 86,86 / 3,08 / 5,75 % half up, 95,69 % in all [T6 R-VOT-18 R-VOT-19]', () => {
    const tally = count(487, { for: 423, against: 15, abstain: 28, present: 466 });
    const text = (n: number): string => shareOf(n, tally.total, 'TOTAL_DELEGATES').percentText;
    expect([tally.for, tally.against, tally.abstain, tally.voted].map(text)).toEqual([
      '86,86\u00a0%',
      '3,08\u00a0%',
      '5,75\u00a0%',
      '95,69\u00a0%',
    ]);
    expect(tally.notRecorded).toBe(0);
  });

  it('one of 68 suspended at the opening: 34 needed; 35 where suspended delegates count [T12 R-VOT-06]', () => {
    const all = { inOffice: 67, suspended: 1 };
    expect(needed(HALF, totalDelegates(all, true))).toBe(34);
    expect(needed(HALF, totalDelegates(all, false))).toBe(35);
  });

  it('a delegate leaves after voting: the ballot stays, present at close is one lower, the total unchanged [T13 VOT-10]', () => {
    const [before, after] = [count(68, { for: 40, present: 60 }, 60), count(68, { for: 40, present: 60 }, 59)];
    expect(after).toEqual({ ...before, presentAtClose: 59 });
  });
  // T14 (a ballot 1 ms after the close) is a promise of the ballot box: test/ballot-box.suite.ts.
});

describe('thresholds of common sizes: more than half, two thirds, one third', () => {
  it.each([
    [30, 16, 20, 10],
    [50, 26, 34, 17],
    [65, 33, 44, 22],
    [67, 34, 45, 23],
    [68, 35, 46, 23],
    [69, 35, 46, 23],
    [82, 42, 55, 28],
    [85, 43, 57, 29],
  ])('%i → %i / %i / %i', (size, half, twoThirds, third) => {
    expect([needed(HALF, size), needed(TWO_THIRDS, size), needed(THIRD, size)]).toEqual([half, twoThirds, third]);
  });
});

describe('majorities, whatever the numbers', () => {
  const rule = fc
    .record({
      kind: fc.constantFrom('GREATER_THAN' as const, 'AT_LEAST' as const),
      den: fc.integer({ min: 1, max: 100 }),
      share: fc.nat(100),
    })
    .map(({ kind, den, share }): MajorityRule => ({
      kind,
      den,
      num: Math.min(share % (den + 1), kind === 'GREATER_THAN' ? den - 1 : den),
      base: 'TOTAL_DELEGATES',
    }));
  const base = fc.integer({ min: 1, max: 100_000 });

  it('needed is the smallest count that passes', () => {
    fc.assert(
      fc.property(rule, base, (r, n) => {
        const k = needed(r, n);
        expect(passes(r, k, n)).toBe(true);
        if (k > 1) expect(passes(r, k - 1, n)).toBe(false);
      }),
    );
  });

  it('one more in favour never turns a yes into a no', () => {
    fc.assert(fc.property(rule, base, fc.nat(100_000), (r, n, k) => !passes(r, k, n) || passes(r, k + 1, n)));
  });

  it('everybody always suffices, and nobody never does for a real majority', () => {
    fc.assert(fc.property(rule, base, (r, n) => passes(r, n, n) && (r.num === 0 || !passes(r, 0, n))));
    expect(passes(HALF, 0, 0)).toBe(false);
  });

  it('a tally is the same in any order and its lines add up [R-VOT-01]', () => {
    const seat = fc.oneof(
      fc.record({
        presentAtOpen: fc.constant(true),
        late: fc.constant(false),
        choice: fc.constantFrom('FOR', 'AGAINST', 'ABSTAIN', null),
      }),
      fc.record({
        presentAtOpen: fc.constant(false),
        late: fc.constant(true),
        choice: fc.constantFrom('FOR', 'AGAINST', 'ABSTAIN', null),
      }),
      fc.record({ presentAtOpen: fc.constant(false), late: fc.constant(false), choice: fc.constant(null) }),
    );
    fc.assert(
      fc.property(
        fc
          .array(seat)
          .chain((all) =>
            fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
          ),
        ([all, shuffled]) => {
          const frozen = { total: all.length, presentAtClose: 0 };
          const tally = tallyOf(all, frozen);
          expect(tallyOf(shuffled, frozen)).toEqual(tally);
          expect(tally.for + tally.against + tally.abstain + tally.notRecorded).toBe(
            tally.presentAtOpen + tally.lateArrivals,
          );
        },
      ),
    );
  });
});

describe('what is not a rule or not a tally stops the count', () => {
  it.each([
    [null],
    [{}],
    [{ ...HALF, num: 1.5 }],
    [{ ...HALF, den: 0 }],
    [{ ...HALF, num: 3 }],
    [{ kind: 'GREATER_THAN', num: 1, den: 1, base: 'TOTAL_DELEGATES' }],
    [{ ...HALF, base: 'EVERYBODY' }],
    [{ ...HALF, kind: 'MORE' }],
  ])('%j', (rule) => expect(() => assertMajorityRule(rule)).toThrow('not a majority rule'));

  it('a ballot of an absent seat, or of a choice that is not on the paper', () => {
    const frozen = { total: 1, presentAtClose: 1 };
    expect(() => tallyOf([{ presentAtOpen: false, late: false, choice: 'FOR' }], frozen)).toThrow();
    expect(() => tallyOf([{ presentAtOpen: true, late: false, choice: 'MAYBE' }], frozen)).toThrow();
  });
});
