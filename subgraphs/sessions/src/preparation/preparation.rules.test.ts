import { calendarOf } from '@nghitruong/kit/calendar';
import type { Rule } from '../sitting/seat.service.js';
import { lightOf, planSteps, RATING_STEPS, type SessionDays } from './preparation.rules.js';

const rule = (key: string, value: Record<string, unknown>): [string, Rule] => [
  key,
  { key, value, instrument: '77/2015/QH13', article: '80', confidence: 'V1' } as unknown as Rule,
];
const rules = new Map([
  rule('session.convening.minDays', { regular: 20, special: 7 }),
  rule('session.announcement.minDays', { regular: 10, special: 3 }),
  rule('session.documents.minDays', { value: 5 }),
  rule('session.first.maxDays', { value: 45 }),
  rule('resolution.send.daysAfterSigning', { value: 3 }),
  rule('session.documents.sendDays', { value: 10 }),
]);
const calendar = calendarOf({ holidays: ['2024-12-02'] });
const session = (more: Partial<SessionDays> = {}): SessionDays => ({
  kind: 'REGULAR',
  opensOn: '2024-12-04',
  closesOn: '2024-12-06',
  electedOn: null,
  ...more,
});
const dues = (more: Partial<SessionDays> = {}) =>
  Object.fromEntries(planSteps(session(more), rules, calendar).map((s) => [s.step, s.dueOn]));

it('counts back from the opening: 20, 10 and 5 days for a regular session [SES-2 R-SES-06 R-SES-07 R-SES-08]', () =>
  expect(dues()).toMatchObject({ CONVENING: '2024-11-14', ANNOUNCEMENT: '2024-11-24', DOCUMENTS: '2024-11-29' }));

it.each(['THEMATIC', 'EXTRAORDINARY'] as const)(
  '7, 3 and 5 days for a %s one [SES-1 SES-2 R-SES-06 R-SES-07]',
  (kind) =>
    expect(dues({ kind })).toMatchObject({
      CONVENING: '2024-11-27',
      ANNOUNCEMENT: '2024-12-01',
      DOCUMENTS: '2024-11-29',
    }),
);

it('the first session of a term opens within 45 days of the election; others have no such step [R-SES-06]', () => {
  expect(dues({ electedOn: '2024-11-01' })['FIRST_OPENING']).toBe('2024-12-16');
  expect(dues()).not.toHaveProperty('FIRST_OPENING');
});

it('names the last working day where the last legal one is not worked, and moves nothing later [SES-2]', () => {
  const steps = planSteps(session({ kind: 'THEMATIC', opensOn: '2024-12-05' }), rules, calendar);
  // 2/12 is a holiday, before it lies a weekend.
  expect(steps.find((s) => s.step === 'ANNOUNCEMENT')).toMatchObject({
    dueOn: '2024-12-02',
    lastWorkingDay: '2024-11-29',
  });
});

it.each([
  ['not signed', null, '2024-12-16', 1],
  ['signed at once', '2024-12-06', '2024-12-09', 2],
  ['signed late', '2024-12-15', '2024-12-16', 2],
])(
  'sending up, %s: the stricter of 3 days from signing and 10 from closing [SES-15 R-SES-18 R-SES-19]',
  (_, signedOn, due, terms) => {
    const sending = planSteps(session({ signedOn }), rules, calendar).find((s) => s.step === 'SENDING_UPWARD')!;
    expect(sending.dueOn).toBe(due);
    expect(sending.terms).toHaveLength(terms);
  },
);

describe('a session that holds a confidence rating', () => {
  const ofRating = new Map([
    ...rules,
    rule('confidenceRating.report.minDays', { value: 30 }),
    rule('confidenceRating.material.minDays', { value: 20 }),
    rule('confidenceRating.verification.minDays', { value: 15 }),
    rule('confidenceRating.questions.minDays', { value: 10 }),
  ]);

  it('has the person’s report, the material, verification and questions 30, 20, 15 and 10 days before [R-VOT-14]', () => {
    const steps = planSteps(session({ holdsRating: true }), ofRating, calendar);
    const of = Object.fromEntries(steps.map((s) => [s.step, s.dueOn]));
    expect(of).toMatchObject({
      RATING_REPORT: '2024-11-04',
      RATING_MATERIAL: '2024-11-14',
      RATING_VERIFICATION: '2024-11-19',
      RATING_QUESTIONS: '2024-11-24',
      CONVENING: '2024-11-14',
    });
    // 24/11 is a Sunday.
    expect(steps.find((s) => s.step === 'RATING_QUESTIONS')?.lastWorkingDay).toBe('2024-11-22');
  });

  it('has them alone: where none is held there is no such step [R-VOT-14]', () =>
    expect(planSteps(session(), ofRating, calendar).filter((s) => RATING_STEPS.includes(s.step))).toEqual([]));
});

it('without a rule of the day there is no due day, and a rule that is no number is a mistake of the data', () => {
  expect(planSteps(session(), new Map(), calendar).map((s) => s.dueOn)).toEqual(Array(8).fill(null));
  const wrong = new Map([rule('session.documents.minDays', { value: 'five' })]);
  expect(() => planSteps(session(), wrong, calendar)).toThrow('session.documents.minDays');
});

it.each([
  ['2024-11-10', null, 'NOT_YET'],
  ['2024-11-11', null, 'DUE_SOON'],
  ['2024-11-14', null, 'DUE_SOON'],
  ['2024-11-15', null, 'OVERDUE'],
  ['2024-11-20', '2024-11-14', 'ON_TIME'],
  ['2024-11-20', '2024-11-15', 'DONE_LATE'],
])('due 14/11, on %s, done %s: %s [SES-2]', (today, doneOn, light) =>
  expect(lightOf('2024-11-14', doneOn, today, 3)).toBe(light),
);
