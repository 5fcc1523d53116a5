/**
 * Where a target stands: reached, on its way, late, or silent.
 *
 * Silence is as red as lateness (R-RES-09): a target whose last report is older
 * than its rhythm is STALE, whatever the last figure was.
 */
export const TARGET_DIRECTIONS = ['AT_LEAST', 'AT_MOST'] as const;
export type TargetDirectionName = (typeof TARGET_DIRECTIONS)[number];

export const TARGET_LIGHTS = ['GREEN', 'AMBER', 'RED'] as const;
export type TargetLightName = (typeof TARGET_LIGHTS)[number];

export interface TargetReportDays {
  readonly asOf: string;
  readonly value: number;
}

export interface TargetStanding {
  readonly light: TargetLightName;
  /** No report for longer than the rhythm allows. */
  readonly stale: boolean;
  /** The last day for the next report; null once it is reached. */
  readonly nextReportOn: string | null;
}

export const reaches = (direction: TargetDirectionName, target: number, value: number): boolean =>
  direction === 'AT_LEAST' ? value >= target : value <= target;

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The day of the first report that reached it and was not followed by one that fell back; null while it is open. */
export function reachedOn(
  direction: TargetDirectionName,
  target: number,
  reports: readonly TargetReportDays[],
): string | null {
  let since: string | null = null;
  for (const report of [...reports].sort((a, b) => (a.asOf < b.asOf ? -1 : 1)))
    since = reaches(direction, target, report.value) ? (since ?? report.asOf) : null;
  return since;
}

export function standingOf(
  given: {
    readonly setOn: string;
    readonly dueOn: string;
    readonly doneOn: string | null;
    readonly reportEveryDays: number;
    readonly lastReportOn: string | null;
  },
  today: string,
): TargetStanding {
  if (given.doneOn !== null)
    return { light: given.doneOn <= given.dueOn ? 'GREEN' : 'AMBER', stale: false, nextReportOn: null };
  const nextReportOn = addDays(given.lastReportOn ?? given.setOn, given.reportEveryDays);
  const stale = today > nextReportOn;
  const late = today > given.dueOn;
  // The last tenth of the time, or a report that is due within a week.
  const span = Date.parse(given.dueOn) - Date.parse(given.setOn);
  const near = Date.parse(given.dueOn) - Date.parse(today) <= span / 10 || addDays(today, 7) >= nextReportOn;
  return { light: stale || late ? 'RED' : near ? 'AMBER' : 'GREEN', stale, nextReportOn };
}
