/**
 * A council with too few delegates left (R-ORG-08): fewer than two thirds of
 * those elected. With more than so many months of the term to go there is a
 * by-election; with fewer the council decides the plan and the budget only.
 */
export interface Remaining {
  readonly remaining: number;
  readonly elected: number;
}

export interface AtLeast {
  readonly num: number;
  readonly den: number;
}

export const isBelow = ({ remaining, elected }: Remaining, { num, den }: AtLeast): boolean =>
  elected > 0 && den * remaining < num * elected;

/** How many must be left. */
export const leastOf = (elected: number, { num, den }: AtLeast): number => Math.ceil((num * elected) / den);

/** More than so many months lie between the day and the end of the term; a day short of it does not. */
export function hasMonthsLeft(day: string, lastDay: string, months: number): boolean {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const total = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1];
  const lastOfMonth = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  const then = `${toYear}-${String(toMonth).padStart(2, '0')}-${String(Math.min(date, lastOfMonth)).padStart(2, '0')}`;
  return then < lastDay;
}
