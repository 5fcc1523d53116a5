import type { Rule } from '../sitting/seat.service.js';
import { dossierDue, effectiveFrom, isDay, reportDue, RESOLUTION_RULE, stepDue } from './resolution-deadlines.rules.js';

const rule = (key: string, value: number): Rule => ({
  key,
  value: { value },
  ruleSetId: 'vn-city-2016',
  ruleSetHash: 'f'.repeat(64),
  instrument: '80/2015/QH13',
  article: '124',
  confidence: 'V1',
  confirmed: true,
  noteVi: null,
  noteEn: null,
});
const rules = new Map(
  (
    [
      [RESOLUTION_RULE.dossier, 15],
      [RESOLUTION_RULE.report, 10],
      [RESOLUTION_RULE.effective, 10],
      [RESOLUTION_RULE.sendAfterClosing, 10],
      [RESOLUTION_RULE.sendAfterSigning, 3],
    ] as const
  ).map(([key, days]) => [key, rule(key, days)]),
);

describe('the days of a resolution', () => {
  test('the dossier is due 15 days and the report 10 days before the session opens [R-RES-01 RES-2]', () => {
    expect(dossierDue(rules, '2024-12-04')?.dueOn).toBe('2024-11-19');
    expect(reportDue(rules, '2024-12-04')?.dueOn).toBe('2024-11-24');
    expect(reportDue(rules, null)).toBeNull();
  });

  test('it takes effect ten days after its adoption at the earliest, over the end of a month [R-RES-03]', () => {
    expect(effectiveFrom(rules, '2024-02-25')?.dueOn).toBe('2024-03-06');
  });

  test.each([
    ['SIGN', '2024-12-06', null, '2024-12-16'],
    ['SEND_UPPER', '2024-12-06', null, '2024-12-16'],
    ['SEND_UPPER', '2024-12-06', '2024-12-10', '2024-12-13'],
    ['SEND_UPPER', '2024-12-06', '2024-12-15', '2024-12-16'],
    ['SEND_UPPER', null, '2024-12-15', '2024-12-18'],
    ['GAZETTE', '2024-12-06', '2024-12-10', undefined],
  ] as const)(
    '%s, the session closed on %s and signed on %s: due on %s [R-SES-18 R-SES-19 SES-15]',
    (step, closesOn, signedOn, dueOn) => {
      expect(stepDue(step, rules, { closesOn, signedOn })?.dueOn).toBe(dueOn);
    },
  );

  test('where the rule set has no rule there is no due day, never a guess [R-RES-01]', () => {
    expect(dossierDue(new Map(), '2024-12-04')).toBeNull();
    expect(effectiveFrom(new Map(), '2024-12-04')).toBeNull();
    expect(stepDue('SEND_UPPER', new Map(), { closesOn: '2024-12-06', signedOn: '2024-12-10' })).toBeNull();
  });

  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-13-01', false],
    ['29/02/2024', false],
  ])('%s is a day: %s', (day, expected) => expect(isDay(day)).toBe(expected));
});
