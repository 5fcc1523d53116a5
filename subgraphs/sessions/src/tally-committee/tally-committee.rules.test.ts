import { committeeRuleOf, signaturesNeeded } from './tally-committee.rules.js';

describe('a tally committee', () => {
  const rule = committeeRuleOf({ num: 2, den: 3, minMembers: 3 });
  it.each([
    [3, 2],
    [4, 3],
    [5, 4],
    [7, 5],
    [9, 6],
  ])('of %i certifies with %i signatures [VOT-17]', (members, needed) => {
    expect(signaturesNeeded(rule, members)).toBe(needed);
  });

  it('is never certified by one person, whatever the rule says [VOT-17]', () => {
    expect(signaturesNeeded(committeeRuleOf({ num: 1, den: 9, minMembers: 2 }), 3)).toBe(2);
  });

  it('falls back to two thirds of at least three where the set is silent', () => {
    expect(committeeRuleOf(undefined)).toEqual({ num: 2, den: 3, minMembers: 3 });
  });

  it.each([
    [{ num: 3, den: 2, minMembers: 3 }],
    [{ num: 2, den: 0, minMembers: 3 }],
    [{ num: 2, den: 3, minMembers: 1 }],
    [{}],
  ])('refuses a rule that is none: %j', (value) => {
    expect(() => committeeRuleOf(value)).toThrow('not a rule');
  });
});
