import fc from 'fast-check';
import { countHall, quorumRuleFrom, type HallRules } from './quorum.rules.js';

const rules: HallRules = {
  quorum: { mode: 'WARN', num: 2, den: 3 },
  threshold: { kind: 'GREATER_THAN', num: 1, den: 2, base: 'TOTAL_DELEGATES' },
  excludesSuspended: true,
};
const hall = (present: number, inOffice = 68, suspended = 0, excused = 0) => ({
  present,
  inOffice,
  suspended,
  excused,
});

describe('the hall', () => {
  it.each([
    [
      '64 of 68: both',
      hall(64, 68, 0, 3),
      { present: 64, total: 68, unexcused: 1, quorumNeeded: 46, quorumMet: true, neededToPass: 35, canPass: true },
    ],
    ['46 of 68: just a quorum', hall(46), { quorumMet: true, canPass: true }],
    ['45 of 68: no quorum, yet enough to pass', hall(45), { quorumMet: false, canPass: true }],
    ['35 of 68: just enough to pass', hall(35), { quorumMet: false, canPass: true }],
    ['34 of 68: nothing can pass', hall(34), { quorumMet: false, canPass: false }],
    [
      '67 of 67, one suspended: the suspended one is not in the total',
      hall(67, 67, 1),
      { total: 67, quorumNeeded: 45, neededToPass: 34 },
    ],
    ['nobody in office: nothing passes', hall(0, 0), { total: 0, canPass: false }],
  ])('%s', (_name, given, expected) => {
    expect(countHall(given, rules)).toMatchObject(expected);
  });

  it('counts suspended seats where the rule says so', () => {
    expect(countHall(hall(40, 67, 1), { ...rules, excludesSuspended: false })).toMatchObject({
      total: 68,
      neededToPass: 35,
    });
  });

  it('asks for nothing where no rule does', () => {
    expect(countHall(hall(1), { excludesSuspended: true })).toMatchObject({
      quorumNeeded: null,
      quorumMet: true,
      quorumMode: null,
      neededToPass: null,
      canPass: true,
    });
  });

  it('says that it is enough exactly from the needed number on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 600 }), (total, present) => {
        const counted = countHall(hall(present, total), rules);
        expect(counted.canPass).toBe(2 * present > total);
        expect(counted.quorumMet).toBe(3 * present >= 2 * total);
      }),
    );
  });

  it.each([
    [{ mode: 'MAYBE', num: 2, den: 3 }],
    [{ mode: 'WARN', num: 4, den: 3 }],
    [{ mode: 'WARN', num: 2, den: 0 }],
    [{ mode: 'WARN' }],
  ])('refuses %j as a quorum', (value) => {
    expect(() => quorumRuleFrom(value)).toThrow();
  });
  it.each([[undefined], [null], [{ mode: 'NONE' }]])('takes %j for no quorum', (value) => {
    expect(quorumRuleFrom(value)).toBeUndefined();
  });
});
