/** Days: yyyy-MM-dd, in Vietnam. A period holds its first and its last day; without a last day it goes on. */
import type { Context } from '@nghitruong/kit/context';
import { addDays } from '@nghitruong/kit/calendar';
import { localDay } from '@nghitruong/kit/i18n';

export interface Period {
  readonly validFrom: string;
  readonly validTo?: string | null;
}

export const today = (ctx: Pick<Context, 'clock'>): string => localDay(ctx.clock.now());

export const covers = (period: Period, day: string): boolean =>
  period.validFrom <= day && (period.validTo == null || day <= period.validTo);

export const dayAfter = (day: string): string => addDays(day, 1);
export const dayBefore = (day: string): string => addDays(day, -1);
