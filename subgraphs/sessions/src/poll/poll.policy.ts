/**
 * Who may do what to a poll.
 *
 * The clerk prepares. The chair, or the clerk by the chair's order, calls,
 * opens, pauses, resumes, extends, closes and cancels. Only the chair publishes
 * and annuls, and so decides that the council votes again. What time and the
 * lease do, nobody may give as a command. A role counts in its own council only.
 */
import { hasRole, type Actor, type Role } from '@nghitruong/kit/auth';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { PollCommand } from './poll.states.js';

export type PollActor = Extract<Role, 'CHAIR' | 'SESSION_SECRETARY'>;

const BOTH: readonly PollActor[] = ['CHAIR', 'SESSION_SECRETARY'];
const CHAIR: readonly PollActor[] = ['CHAIR'];
const SYSTEM: readonly PollActor[] = [];

export const MAY: Readonly<Record<PollCommand | 'create', readonly PollActor[]>> = {
  create: BOTH,
  ready: BOTH,
  announce: BOTH,
  open: BOTH,
  pause: BOTH,
  resume: BOTH,
  extend: BOTH,
  close: BOTH,
  cancel: BOTH,
  seal: BOTH,
  publish: CHAIR,
  annul: CHAIR,
  revote: CHAIR,
  lapse: SYSTEM,
  finish: SYSTEM,
  abandon: SYSTEM,
  certify: SYSTEM,
};

export function mayCommand(
  actor: Actor,
  command: PollCommand | 'create',
  councilId: string,
  sittingId?: string,
): boolean {
  // A card signs its holder into one sitting: it commands no other.
  if (actor.sittingId !== undefined && sittingId !== undefined && actor.sittingId !== sittingId) return false;
  return actor.kind === 'PERSON' && MAY[command].some((role) => hasRole(actor, role, councilId));
}

/** Throws unless the actor may; the first thing every command does. */
export function assertMay(actor: Actor, command: PollCommand | 'create', councilId: string, sittingId?: string): void {
  if (mayCommand(actor, command, councilId, sittingId)) return;
  throw actor.kind === 'ANONYMOUS'
    ? fault(kitErrors, 'UNAUTHENTICATED')
    : fault(kitErrors, 'FORBIDDEN', { what: `poll.${command}` });
}

/** A ballot is a delegate's own: in person, with the role in that council, and from a card of that sitting. */
export function mayCast(actor: Actor, councilId: string, sittingId: string): boolean {
  if (actor.kind !== 'PERSON' || actor.personId === undefined) return false;
  if (actor.sittingId !== undefined && actor.sittingId !== sittingId) return false;
  return hasRole(actor, 'DELEGATE', councilId);
}
