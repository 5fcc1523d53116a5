import { daysAfter, dueRuleOf, mayEndAs, PetitionNature, PetitionOutcome } from './petition.rules.js';

describe('deadlines of petitions (R-PET-02)', () => {
  it.each([
    [PetitionNature.PETITION, false, 40],
    [PetitionNature.PETITION, true, 50],
    [PetitionNature.QUESTION, false, 40],
    [PetitionNature.QUESTION, true, 50],
    [PetitionNature.OPINION, false, undefined],
    [PetitionNature.COMPLAINT, true, undefined],
    [PetitionNature.DENUNCIATION, false, undefined],
  ])('%s, jointly %s: %s days', (nature, jointly, days) => {
    expect(dueRuleOf(nature, jointly)?.days).toBe(days);
  });

  it('says where it comes from and that nobody has confirmed it', () => {
    expect(dueRuleOf(PetitionNature.PETITION, false)).toMatchObject({
      instrument: '33/2017/QĐ-TTg',
      article: '12',
      confidence: 'V2',
      confirmed: false,
    });
  });

  it.each([
    ['2026-01-01', 40, '2026-02-10'],
    ['2024-02-20', 10, '2024-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s and %i calendar days is %s', (day, days, expected) => {
    expect(daysAfter(day, days)).toBe(expected);
  });
});

describe('how a petition may end', () => {
  const passedOn = [PetitionOutcome.FORWARDED_UPPER, PetitionOutcome.EXPLAINED];
  it.each(Object.values(PetitionNature).flatMap((n) => Object.values(PetitionOutcome).map((o) => [n, o] as const)))(
    '%s as %s',
    (nature, outcome) => {
      const decidedElsewhere = nature === PetitionNature.COMPLAINT || nature === PetitionNature.DENUNCIATION;
      expect(mayEndAs(nature, outcome)).toBe(!decidedElsewhere || passedOn.includes(outcome));
    },
  );
});
