import { unexcusedRun, wholeMonths, type SessionOfSeat } from './absence.rules.js';

const session = (opensOn: string, away = true): SessionOfSeat => ({ opensOn, away });

it.each<[string, SessionOfSeat[], string, { sessions: number; since: string | null; months: number }]>([
  ['nobody is away from nothing', [], '2026-12-01', { sessions: 0, since: null, months: 0 }],
  [
    'two missed in a row are counted from the first',
    [session('2025-12-03'), session('2026-07-10')],
    '2026-12-02',
    { sessions: 2, since: '2025-12-03', months: 11 },
  ],
  [
    'a year to the day is a year',
    [session('2026-07-10'), session('2025-12-03')],
    '2026-12-03',
    { sessions: 2, since: '2025-12-03', months: 12 },
  ],
  [
    'one attended or excused in between begins anew',
    [session('2025-01-10'), session('2025-07-10', false), session('2026-07-10')],
    '2026-12-03',
    { sessions: 1, since: '2026-07-10', months: 4 },
  ],
  [
    'whoever came to the latest has no run',
    [session('2025-07-10'), session('2026-07-10', false)],
    '2027-01-01',
    { sessions: 0, since: null, months: 0 },
  ],
])('%s [R-SES-12 SES-6]', (_name, sessions, day, expected) => {
  expect(unexcusedRun(sessions, day)).toEqual(expected);
});

it.each([
  ['2025-12-31', '2026-12-30', 11],
  ['2025-12-31', '2026-12-31', 12],
  ['2024-02-29', '2025-02-28', 11],
  ['2026-05-01', '2026-04-30', 0],
])('from %s to %s there are %i whole months', (from, to, months) => {
  expect(wholeMonths(from, to)).toBe(months);
});
