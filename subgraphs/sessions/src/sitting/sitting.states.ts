/**
 * States of a sitting, and what may be done in each: one table.
 *
 *   PLANNED → OPEN ⇄ BREAK → ENDED
 *
 * Commands that leave the state as it is (what the wall shows, which phase an
 * item is in) stand in the same table, so that "may I do this now?" has one
 * answer for the service, the console and the tests.
 *
 * Elsewhere  who may: sitting.policy · what an item shown does to the others: agenda.states
 */
export enum SittingState {
  PLANNED = 'PLANNED',
  OPEN = 'OPEN',
  BREAK = 'BREAK',
  ENDED = 'ENDED',
}

export type SittingCommand =
  | 'openSitting'
  | 'breakSitting'
  | 'resumeSitting'
  | 'endSitting'
  | 'showAgendaItem'
  | 'setAgendaPhase'
  | 'showHolding'
  | 'freezeDisplays'
  | 'setSittingVisibility'
  | 'handOverPresiding'
  | 'setBroadcast'
  | 'addSpeaker'
  | 'callSpeaker'
  | 'extendSpeech'
  | 'stopSpeech'
  | 'orderSpeakers'
  | 'declineSpeaker'
  | 'askInterpellation'
  | 'answerInterpellation';

const { PLANNED, OPEN, BREAK, ENDED } = SittingState;

/** From → to. What is not in the table is refused. */
export const SITTING_TRANSITIONS: Readonly<
  Record<SittingCommand, Readonly<Partial<Record<SittingState, SittingState>>>>
> = {
  openSitting: { [PLANNED]: OPEN },
  breakSitting: { [OPEN]: BREAK },
  resumeSitting: { [BREAK]: OPEN },
  endSitting: { [OPEN]: ENDED, [BREAK]: ENDED },
  showAgendaItem: { [OPEN]: OPEN },
  setAgendaPhase: { [PLANNED]: PLANNED, [OPEN]: OPEN, [BREAK]: BREAK },
  showHolding: { [PLANNED]: PLANNED, [OPEN]: OPEN, [BREAK]: BREAK },
  freezeDisplays: { [PLANNED]: PLANNED, [OPEN]: OPEN, [BREAK]: BREAK },
  setSittingVisibility: { [PLANNED]: PLANNED, [OPEN]: OPEN, [BREAK]: BREAK },
  handOverPresiding: { [PLANNED]: PLANNED, [OPEN]: OPEN, [BREAK]: BREAK },
  setBroadcast: { [PLANNED]: PLANNED, [OPEN]: OPEN, [BREAK]: BREAK },
  addSpeaker: { [PLANNED]: PLANNED, [OPEN]: OPEN, [BREAK]: BREAK },
  callSpeaker: { [OPEN]: OPEN },
  extendSpeech: { [OPEN]: OPEN },
  stopSpeech: { [OPEN]: OPEN },
  askInterpellation: { [OPEN]: OPEN },
  answerInterpellation: { [OPEN]: OPEN },
  orderSpeakers: { [PLANNED]: PLANNED, [OPEN]: OPEN, [BREAK]: BREAK },
  declineSpeaker: { [PLANNED]: PLANNED, [OPEN]: OPEN, [BREAK]: BREAK },
};

export const SITTING_COMMANDS = Object.keys(SITTING_TRANSITIONS) as readonly SittingCommand[];

/** The state after the command, or undefined where it is refused. */
export function afterCommand(state: SittingState, command: SittingCommand): SittingState | undefined {
  return SITTING_TRANSITIONS[command][state];
}

/** The sitting is going on, in session or in a break. */
export const isGoingOn = (state: SittingState): boolean => state === OPEN || state === BREAK;

/** Attendance may be recorded: before the opening too, since delegates check in at the door. */
export const takesAttendance = (state: SittingState): boolean => state !== ENDED;
