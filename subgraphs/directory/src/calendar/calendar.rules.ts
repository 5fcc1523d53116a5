/** Days: yyyy-MM-dd, in Vietnam. A period holds its first and its last day; without a last day it goes on. */
import type { Context } from '@nghitruong/kit/context';
import { localDay } from '@nghitruong/kit/i18n';

export interface Period {
  readonly validFrom: string;
  readonly validTo?: string | null;
}

export const today = (ctx: Pick<Context, 'clock'>): string => localDay(ctx.clock.now());

export const covers = (period: Period, day: string): boolean =>
  period.validFrom <= day && (period.validTo == null || day <= period.validTo);

export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
export const dayAfter = (day: string): string => addDays(day, 1);
export const dayBefore = (day: string): string => addDays(day, -1);

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** The n-th working day after a day: weekends and holidays are not counted, the day itself neither. */
export function workingDayAfter(day: string, count: number, holidays: ReadonlySet<string>): string {
  let at = day;
  for (let left = count; left > 0;) {
    at = dayAfter(at);
    if (!isWeekend(at) && !holidays.has(at)) left--;
  }
  return at;
}
