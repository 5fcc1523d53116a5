/**
 * Who may command a sitting: the chair and the session secretary of its own
 * council, each as a person. A class of rights that shares a stream commands
 * nothing, and a card that signs its holder into one sitting serves that one.
 */
import { hasRole, type Actor, type Role } from '@nghitruong/kit/auth';
import type { SittingCommand } from './sitting.states.js';

export const COMMAND_ROLES: Readonly<Record<SittingCommand, readonly Role[]>> = {
  openSitting: ['CHAIR', 'SESSION_SECRETARY'],
  breakSitting: ['CHAIR', 'SESSION_SECRETARY'],
  resumeSitting: ['CHAIR', 'SESSION_SECRETARY'],
  endSitting: ['CHAIR', 'SESSION_SECRETARY'],
  showAgendaItem: ['CHAIR', 'SESSION_SECRETARY'],
  setAgendaPhase: ['CHAIR', 'SESSION_SECRETARY'],
  showHolding: ['CHAIR', 'SESSION_SECRETARY'],
  freezeDisplays: ['CHAIR', 'SESSION_SECRETARY'],
  setSittingVisibility: ['CHAIR', 'SESSION_SECRETARY'],
  handOverPresiding: ['CHAIR', 'SESSION_SECRETARY'],
  setBroadcast: ['CHAIR', 'SESSION_SECRETARY'],
  addSpeaker: ['CHAIR', 'SESSION_SECRETARY'],
  callSpeaker: ['CHAIR', 'SESSION_SECRETARY'],
  extendSpeech: ['CHAIR', 'SESSION_SECRETARY'],
  stopSpeech: ['CHAIR', 'SESSION_SECRETARY'],
  askInterpellation: ['CHAIR', 'SESSION_SECRETARY'],
  answerInterpellation: ['CHAIR', 'SESSION_SECRETARY'],
  orderSpeakers: ['CHAIR', 'SESSION_SECRETARY'],
  declineSpeaker: ['CHAIR', 'SESSION_SECRETARY'],
};

interface Place {
  readonly id: string;
  readonly councilId: string;
}

/** A card signs its holder into one sitting only; other tokens into all. */
export const isAdmitted = (actor: Actor, sitting: Place): boolean =>
  actor.sittingId === undefined || actor.sittingId === sitting.id;

/** One of these roles, as a person, in that sitting's council. */
export function actsAs(actor: Actor, sitting: Place, roles: readonly Role[]): boolean {
  return (
    actor.kind === 'PERSON' &&
    isAdmitted(actor, sitting) &&
    roles.some((role) => hasRole(actor, role, sitting.councilId))
  );
}

export const mayCommand = (actor: Actor, sitting: Place, command: SittingCommand): boolean =>
  actsAs(actor, sitting, COMMAND_ROLES[command]);

/** What is said in a closed sitting is for those who sit in it (R-SES-05); its wall shows a lock. */
export const maySeeClosed = (actor: Actor, councilId: string): boolean =>
  (['DELEGATE', 'CHAIR', 'SESSION_SECRETARY', 'TALLY_COMMITTEE'] as const).some((role) =>
    hasRole(actor, role, councilId),
  );
