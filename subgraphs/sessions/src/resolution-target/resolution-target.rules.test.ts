import { reachedOn, standingOf } from './resolution-target.rules.js';

const target = {
  setOn: '2026-01-01',
  dueOn: '2026-12-31',
  doneOn: null,
  reportEveryDays: 90,
  lastReportOn: '2026-06-01',
};

describe('where a target stands', () => {
  test.each([
    ['on its way', target, '2026-07-01', { light: 'GREEN', stale: false, nextReportOn: '2026-08-30' }],
    ['a report is due within a week', target, '2026-08-24', { light: 'AMBER', stale: false }],
    ['on the last day for a report', target, '2026-08-30', { light: 'AMBER', stale: false }],
    ['silent for a day too long', target, '2026-08-31', { light: 'RED', stale: true }],
    ['never reported', { ...target, lastReportOn: null }, '2026-04-02', { light: 'RED', stale: true }],
    ['in its last tenth', { ...target, lastReportOn: '2026-11-30' }, '2026-12-10', { light: 'AMBER', stale: false }],
    [
      'past its day, though reported',
      { ...target, lastReportOn: '2026-12-31' },
      '2027-01-01',
      { light: 'RED', stale: false },
    ],
    [
      'reached in time',
      { ...target, doneOn: '2026-12-31' },
      '2027-06-01',
      { light: 'GREEN', stale: false, nextReportOn: null },
    ],
    ['reached late', { ...target, doneOn: '2027-01-01' }, '2027-06-01', { light: 'AMBER', stale: false }],
  ])('%s [RES-6 R-RES-09]', (_name, given, today, expected) => {
    expect(standingOf(given, today)).toMatchObject(expected);
  });

  test.each([
    ['AT_LEAST', 95, [90, 95, 97], '2026-02-01'],
    ['AT_LEAST', 95, [96, 90, 95], '2026-03-01'],
    ['AT_LEAST', 95, [96, 94], null],
    ['AT_MOST', 1.5, [2, 1.5], '2026-02-01'],
    ['AT_MOST', 1.5, [], null],
  ] as const)(
    '%s %d with %j is reached on %s: falling back opens it again [RES-6]',
    (direction, value, values, expected) => {
      const reports = values.map((v, i) => ({ asOf: `2026-0${i + 1}-01`, value: v }));
      expect(reachedOn(direction, value, [...reports].reverse())).toBe(expected);
    },
  );
});
