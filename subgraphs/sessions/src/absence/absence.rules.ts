/**
 * How long somebody has been away from sessions without a reason (R-SES-12).
 *
 * Counted in sessions, from the latest that is over backwards, until one that
 * was attended or excused. To come to one sitting of a session, or to be
 * excused from one, is enough: the law speaks of sessions.
 */
export interface SessionOfSeat {
  /** yyyy-MM-dd */
  readonly opensOn: string;
  /** Neither there nor excused at any of its sittings. */
  readonly away: boolean;
}

export interface Run {
  readonly sessions: number;
  /** The opening of the first session missed; null where none is. */
  readonly since: string | null;
  /** Whole months from then to the day that is asked. */
  readonly months: number;
}

/** @param sessions over on that day, in any order */
export function unexcusedRun(sessions: readonly SessionOfSeat[], day: string): Run {
  const latestFirst = [...sessions].sort((a, b) => (a.opensOn < b.opensOn ? 1 : -1));
  const there = latestFirst.findIndex((s) => !s.away);
  const missed = there === -1 ? latestFirst : latestFirst.slice(0, there);
  const since = missed.at(-1)?.opensOn ?? null;
  return { sessions: missed.length, since, months: since === null ? 0 : wholeMonths(since, day) };
}

export function wholeMonths(from: string, to: string): number {
  const [fromYear, fromMonth, fromDay] = from.split('-').map(Number) as [number, number, number];
  const [year, month, day] = to.split('-').map(Number) as [number, number, number];
  return Math.max(0, (year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0));
}
