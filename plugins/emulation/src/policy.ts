/** Who may: the council's own side (chair, session secretary) leads movements and handles awards; everyone sees movements that were launched and awards that were decided. */
import { hasRole, type Actor } from '@nghitruong/kit/auth';

export const mayLead = (actor: Actor, councilId: string): boolean =>
  hasRole(actor, 'SESSION_SECRETARY', councilId) || hasRole(actor, 'CHAIR', councilId);

/** What an actor may see in a list: the public states, and everything of the councils that the actor leads. */
export function visibleTo(
  actor: Actor,
  alias: string,
  publicStates: Iterable<string>,
): { sql: string; params: Record<string, unknown> } {
  const leading = actor.grants.filter((g) => g.role === 'SESSION_SECRETARY' || g.role === 'CHAIR');
  if (leading.some((g) => g.councilId === undefined)) return { sql: 'TRUE', params: {} };
  return {
    sql: `(${alias}.state IN (:...publicStates) OR ${alias}.council_id = ANY(:ownCouncils))`,
    params: { publicStates: [...publicStates], ownCouncils: leading.map((g) => g.councilId) },
  };
}
