/**
 * Calendar: days as the law counts them.
 *
 * A day is yyyy-MM-dd, in Vietnam. Which days nobody works is data (holidays,
 * and Saturdays that are worked instead of a holiday), so a calendar is made
 * from it and everything else is arithmetic.
 *
 * Odd part   a term that is counted backwards ("at least 20 days before") ends
 *            on a day that may be a Sunday; nothing is moved to the Monday
 *            after it, since that would shorten the term. Who wants to act on a
 *            working day must act on the last one before.
 */
export interface Calendar {
  isWorkingDay(day: string): boolean;
}

export interface DaysOffAndOn {
  /** Holidays, days off in lieu among them. */
  readonly holidays: Iterable<string>;
  /** Saturdays and Sundays that are worked to make up for a day off. */
  readonly makeUpDays?: Iterable<string>;
}

/** Further than any run of days off: a longer search means that the data is wrong. */
const LONGEST_HOLIDAY = 60;

export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** How many days `to` lies after `from`; negative before it. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

export function calendarOf({ holidays, makeUpDays = [] }: DaysOffAndOn): Calendar {
  const [off, on] = [new Set(holidays), new Set(makeUpDays)];
  return { isWorkingDay: (day) => on.has(day) || (!isWeekend(day) && !off.has(day)) };
}

function walk(calendar: Calendar, from: string, step: 1 | -1): string {
  for (let at = from, left = LONGEST_HOLIDAY; left > 0; at = addDays(at, step), left--)
    if (calendar.isWorkingDay(at)) return at;
  throw new Error(`no working day within ${LONGEST_HOLIDAY} days of ${from}`);
}

/** The day itself where it is worked, or else the last working day before it. */
export const lastWorkingDayUpTo = (calendar: Calendar, day: string): string => walk(calendar, day, -1);

/** The day itself where it is worked, or else the first working day after it. */
export const firstWorkingDayFrom = (calendar: Calendar, day: string): string => walk(calendar, day, 1);

/** The n-th working day after a day (before it where n is negative); the day itself is not counted. */
export function addWorkingDays(calendar: Calendar, day: string, count: number): string {
  const step = count < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.abs(count); left > 0; left--) at = walk(calendar, addDays(at, step), step);
  return at;
}
