/**
 * Breaking changes: what a client that was written against the last accepted
 * API would lose.
 *
 * `accepted/api.graphql` is what clients were last promised. A change that
 * breaks it is refused unless `breaking-changes.json` names it with a reason;
 * accepting (`compose --accept`) makes the new API the promise and empties the list.
 */
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

export interface AnnouncedChange {
  /** The change's path, as the refusal prints it: `Poll.title`. */
  readonly path: string;
  readonly reason: string;
}

export interface BreakingChange {
  readonly path: string;
  readonly message: string;
}

export async function breakingChanges(accepted: string, current: string): Promise<BreakingChange[]> {
  const changes = await diff(buildSchema(accepted), buildSchema(current));
  return changes
    .filter((c) => c.criticality.level === CriticalityLevel.Breaking)
    .map((c) => ({ path: c.path ?? '', message: c.message }));
}

export interface Verdict {
  readonly unannounced: readonly BreakingChange[];
  /** Announced, yet nothing breaks there: the list must not promise what does not happen. */
  readonly stale: readonly AnnouncedChange[];
  readonly withoutReason: readonly AnnouncedChange[];
}

export async function judge(
  accepted: string,
  current: string,
  announced: readonly AnnouncedChange[],
): Promise<Verdict> {
  const breaking = await breakingChanges(accepted, current);
  return {
    unannounced: breaking.filter((b) => !announced.some((a) => a.path === b.path)),
    stale: announced.filter((a) => !breaking.some((b) => b.path === a.path)),
    withoutReason: announced.filter((a) => a.reason.trim() === ''),
  };
}
