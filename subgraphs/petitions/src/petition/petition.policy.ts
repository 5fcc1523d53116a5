/**
 * Who may see a petition, and who may act on it.
 *
 *   - The council's own side (chair, session secretary) sees and handles every
 *     petition of that council.
 *   - An officer sees and answers what is assigned to the officer's own body.
 *   - Everyone else sees what was examined and taken on, unless it is a
 *     complaint or a denunciation.
 *   - The author is another matter: see author/.
 */
import { hasRole, type Actor } from '@nghitruong/kit/auth';
import { publicNatures, type PetitionNature } from './petition.rules.js';
import { examinedStates, type PetitionState } from './petition.states.js';

export interface PetitionFacts {
  readonly councilId: string;
  readonly nature: PetitionNature;
  readonly state: PetitionState;
  readonly assigneeId: string | null;
  readonly jointBodyIds: readonly string[];
}

export const mayHandle = (actor: Actor, councilId: string): boolean =>
  hasRole(actor, 'SESSION_SECRETARY', councilId) || hasRole(actor, 'CHAIR', councilId);

/** The public bodies for which the actor answers. */
export const bodiesOf = (actor: Actor): string[] =>
  actor.grants.flatMap((g) => (g.role === 'OFFICER' && g.bodyId ? [g.bodyId] : []));

const mayAnswerFor = (actor: Actor, petition: PetitionFacts): boolean =>
  bodiesOf(actor).some((id) => id === petition.assigneeId || petition.jointBodyIds.includes(id));

/** The lead body answers; the council's side may record an answer that came on paper. */
export const mayAnswer = (actor: Actor, petition: PetitionFacts): boolean =>
  mayHandle(actor, petition.councilId) || bodiesOf(actor).some((id) => id === petition.assigneeId);

export function maySee(actor: Actor, petition: PetitionFacts): boolean {
  if (publicNatures.has(petition.nature) && examinedStates.has(petition.state)) return true;
  return mayHandle(actor, petition.councilId) || mayAnswerFor(actor, petition);
}

/** The same as `maySee`, for a list: a condition over the alias with its parameters. */
export function visibleTo(actor: Actor, alias: string): { sql: string; params: Record<string, unknown> } {
  const handling = actor.grants.filter((g) => g.role === 'SESSION_SECRETARY' || g.role === 'CHAIR');
  if (handling.some((g) => g.councilId === undefined)) return { sql: 'TRUE', params: {} };
  return {
    sql: `((${alias}.nature IN (:...publicNatures) AND ${alias}.state IN (:...examinedStates))
      OR ${alias}.council_id = ANY(:handledCouncils) OR ${alias}.assignee_id = ANY(:ownBodies) OR ${alias}.joint_body_ids && :ownBodies)`,
    params: {
      publicNatures: [...publicNatures],
      examinedStates: [...examinedStates],
      handledCouncils: handling.map((g) => g.councilId),
      ownBodies: bodiesOf(actor),
    },
  };
}
