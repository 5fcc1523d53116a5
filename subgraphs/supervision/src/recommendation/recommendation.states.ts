/**
 * States of a recommendation, and the ladder it climbs when nothing is done.
 *
 * A draft may lack its owner or its deadline; publishing demands both
 * (R-SUP-10). The ladder of R-SUP-14 is climbed one step at a time.
 */
import { EscalationStep } from '@nghitruong/kit/obligation';

export enum RecommendationState {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  REPORTED = 'REPORTED',
  DONE = 'DONE',
  WITHDRAWN = 'WITHDRAWN',
}

export enum RecommendationAct {
  AMEND = 'AMEND',
  PUBLISH = 'PUBLISH',
  /** The body says that it has done it. */
  REPORT = 'REPORT',
  ACCEPT_REPORT = 'ACCEPT_REPORT',
  REJECT_REPORT = 'REJECT_REPORT',
  ESCALATE = 'ESCALATE',
  WITHDRAW = 'WITHDRAW',
}

const { DRAFT, PUBLISHED, REPORTED, DONE, WITHDRAWN } = RecommendationState;

export const recommendationTransitions: Readonly<
  Record<RecommendationState, Readonly<Partial<Record<RecommendationAct, RecommendationState>>>>
> = {
  DRAFT: { AMEND: DRAFT, PUBLISH: PUBLISHED, WITHDRAW: WITHDRAWN },
  PUBLISHED: { REPORT: REPORTED, ESCALATE: PUBLISHED, WITHDRAW: WITHDRAWN },
  REPORTED: { ACCEPT_REPORT: DONE, REJECT_REPORT: PUBLISHED },
  DONE: {},
  WITHDRAWN: {},
};

/** The state after the act; undefined where the act is not possible. */
export function nextRecommendationState(
  state: RecommendationState,
  act: RecommendationAct,
): RecommendationState | undefined {
  return recommendationTransitions[state][act];
}

/** What the public may see: everything that was published (R-SUP-13). */
export const publishedStates: ReadonlySet<RecommendationState> = new Set([PUBLISHED, REPORTED, DONE]);

const ladder = Object.values(EscalationStep);

/** The next rung; undefined at the top. */
export function nextEscalation(step: EscalationStep): EscalationStep | undefined {
  return ladder[ladder.indexOf(step) + 1];
}
