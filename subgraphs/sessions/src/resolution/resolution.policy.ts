/**
 * Who may do what to a resolution.
 *
 * The body that submits a draft writes it, the committee that verifies it
 * reports on it, the secretary does either by their order and does everything
 * else; only the chair signs. The desk signs in with a card of one sitting; a
 * resolution is of no sitting, so there the role alone counts. Before it is
 * admitted a draft is for those who work on it and for the delegates; admitted
 * and on the agenda of a public sitting, opened for comments, or decided, it is
 * everyone's.
 */
import { hasRole, type Actor } from '@nghitruong/kit/auth';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { ENACTED, type ResolutionCommand } from './resolution.states.js';
import type { Resolution } from './resolution.entity.js';

type Own = Pick<Resolution, 'councilId' | 'submittedById' | 'verifyingBodyId'>;

const desk = (actor: Actor, councilId: string): boolean =>
  actor.kind === 'PERSON' && (hasRole(actor, 'SESSION_SECRETARY', councilId) || hasRole(actor, 'CHAIR', councilId));

/** An officer of that very body; an officer of nobody in particular is of none. */
const officerOf = (actor: Actor, bodyId: string | null): boolean =>
  actor.kind === 'PERSON' && bodyId !== null && actor.grants.some((g) => g.role === 'OFFICER' && g.bodyId === bodyId);

export function mayCommandResolution(actor: Actor, of: Own, command: ResolutionCommand | 'draft'): boolean {
  if (command === 'sign') return actor.kind === 'PERSON' && hasRole(actor, 'CHAIR', of.councilId);
  if (desk(actor, of.councilId)) return true;
  if (command === 'draft' || command === 'revise' || command === 'submit') return officerOf(actor, of.submittedById);
  return command === 'verify' && officerOf(actor, of.verifyingBodyId);
}

export function assertMayResolution(actor: Actor, of: Own, command: ResolutionCommand | 'draft'): void {
  if (mayCommandResolution(actor, of, command)) return;
  throw actor.kind === 'ANONYMOUS'
    ? fault(kitErrors, 'UNAUTHENTICATED')
    : fault(kitErrors, 'FORBIDDEN', { what: `resolution.${command}` });
}

/** Sees what is not everyone's yet. */
export const mayReadDrafts = (actor: Actor, of: Own): boolean =>
  (['DELEGATE', 'CHAIR', 'SESSION_SECRETARY'] as const).some((role) => hasRole(actor, role, of.councilId)) ||
  officerOf(actor, of.submittedById) ||
  officerOf(actor, of.verifyingBodyId);

/** @param onPublicAgenda it lies on the agenda of a public sitting @param opened it was opened for comments */
export const mayReadResolution = (
  actor: Actor,
  of: Own & Pick<Resolution, 'state'>,
  onPublicAgenda: boolean,
  opened: boolean,
): boolean =>
  ENACTED.has(of.state) ||
  (opened && of.state !== 'WITHDRAWN') ||
  ((of.state === 'ADMITTED' || of.state === 'REJECTED') && onPublicAgenda) ||
  mayReadDrafts(actor, of);
