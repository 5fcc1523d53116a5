/**
 * Who may: the council's own side (chair, session secretary) conducts and
 * handles; an officer reports for the officer's own body. What was published
 * everyone may see; drafts only the council's own side.
 */
import { hasRole, type Actor } from '@nghitruong/kit/auth';
import { publishedStates, type RecommendationState } from '../recommendation/recommendation.states.js';

export const mayConduct = (actor: Actor, councilId: string): boolean =>
  hasRole(actor, 'SESSION_SECRETARY', councilId) || hasRole(actor, 'CHAIR', councilId);

export const answersFor = (actor: Actor, bodyId: string | null): boolean =>
  bodyId !== null && actor.grants.some((g) => g.role === 'OFFICER' && g.bodyId === bodyId);

export const maySeeRecommendation = (
  actor: Actor,
  recommendation: { councilId: string; state: RecommendationState },
): boolean => publishedStates.has(recommendation.state) || mayConduct(actor, recommendation.councilId);

/** The same for a list: a condition over the alias with its parameters. */
export function visibleTo(actor: Actor, alias: string): { sql: string; params: Record<string, unknown> } {
  const conducting = actor.grants.filter((g) => g.role === 'SESSION_SECRETARY' || g.role === 'CHAIR');
  if (conducting.some((g) => g.councilId === undefined)) return { sql: 'TRUE', params: {} };
  return {
    sql: `(${alias}.state IN (:...publishedStates) OR ${alias}.council_id = ANY(:ownCouncils))`,
    params: { publishedStates: [...publishedStates], ownCouncils: conducting.map((g) => g.councilId) },
  };
}
