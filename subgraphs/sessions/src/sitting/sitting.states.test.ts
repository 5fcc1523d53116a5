import { ROLES, type Actor, type Role } from '@nghitruong/kit/auth';
import { mayCommand, maySeeClosed } from './sitting.policy.js';
import {
  afterCommand,
  isGoingOn,
  SITTING_COMMANDS,
  SittingState,
  takesAttendance,
  type SittingCommand,
} from './sitting.states.js';

const STATES = Object.values(SittingState);

/** Written out again by hand: the promise, against which the table is held. */
const EXPECTED: Record<SittingCommand, Partial<Record<SittingState, SittingState>>> = {
  openSitting: { PLANNED: SittingState.OPEN },
  breakSitting: { OPEN: SittingState.BREAK },
  resumeSitting: { BREAK: SittingState.OPEN },
  endSitting: { OPEN: SittingState.ENDED, BREAK: SittingState.ENDED },
  showAgendaItem: { OPEN: SittingState.OPEN },
  setAgendaPhase: { PLANNED: SittingState.PLANNED, OPEN: SittingState.OPEN, BREAK: SittingState.BREAK },
  showHolding: { PLANNED: SittingState.PLANNED, OPEN: SittingState.OPEN, BREAK: SittingState.BREAK },
  freezeDisplays: { PLANNED: SittingState.PLANNED, OPEN: SittingState.OPEN, BREAK: SittingState.BREAK },
  setSittingVisibility: { PLANNED: SittingState.PLANNED, OPEN: SittingState.OPEN, BREAK: SittingState.BREAK },
  handOverPresiding: { PLANNED: SittingState.PLANNED, OPEN: SittingState.OPEN, BREAK: SittingState.BREAK },
  setBroadcast: { PLANNED: SittingState.PLANNED, OPEN: SittingState.OPEN, BREAK: SittingState.BREAK },
  addSpeaker: { PLANNED: SittingState.PLANNED, OPEN: SittingState.OPEN, BREAK: SittingState.BREAK },
  callSpeaker: { OPEN: SittingState.OPEN },
  extendSpeech: { OPEN: SittingState.OPEN },
  stopSpeech: { OPEN: SittingState.OPEN },
  askInterpellation: { OPEN: SittingState.OPEN },
  answerInterpellation: { OPEN: SittingState.OPEN },
  orderSpeakers: { PLANNED: SittingState.PLANNED, OPEN: SittingState.OPEN, BREAK: SittingState.BREAK },
  declineSpeaker: { PLANNED: SittingState.PLANNED, OPEN: SittingState.OPEN, BREAK: SittingState.BREAK },
};
const MAY: readonly Role[] = ['CHAIR', 'SESSION_SECRETARY'];

const sitting = { id: 'a', councilId: 'one' };
const person = (role: Role, more: Partial<Actor> = {}): Actor => ({
  kind: 'PERSON',
  accountId: 'x',
  grants: [{ role, councilId: 'one' }],
  ...more,
});

describe('a sitting', () => {
  it.each(SITTING_COMMANDS.flatMap((command) => STATES.map((state) => [command, state] as const)))(
    '%s while %s leads where the table says, or nowhere',
    (command, state) => {
      expect(afterCommand(state, command)).toBe(EXPECTED[command][state]);
    },
  );

  it.each(SITTING_COMMANDS.flatMap((command) => ROLES.map((role) => [command, role] as const)))(
    '%s by %s: chair and secretary of this council only',
    (command, role) => {
      expect(mayCommand(person(role), sitting, command)).toBe(MAY.includes(role));
      expect(mayCommand(person(role), { ...sitting, councilId: 'other' }, command)).toBe(false);
    },
  );

  it('is commanded by persons: not by a class of rights, nobody, or a card of another sitting', () => {
    const chair = person('CHAIR');
    expect(mayCommand({ ...chair, kind: 'RIGHTS' }, sitting, 'openSitting')).toBe(false);
    expect(mayCommand({ ...chair, kind: 'DISPLAY' }, sitting, 'openSitting')).toBe(false);
    expect(mayCommand({ kind: 'ANONYMOUS', grants: [] }, sitting, 'openSitting')).toBe(false);
    expect(mayCommand({ ...chair, sittingId: 'b' }, sitting, 'openSitting')).toBe(false);
    expect(mayCommand({ ...chair, sittingId: 'a' }, sitting, 'openSitting')).toBe(true);
  });

  it('shows what is said in a closed sitting to those who sit in it, not to walls or the public [SES-12 R-SES-05]', () => {
    const sees = ROLES.filter((role) => maySeeClosed(person(role), 'one'));
    expect(sees.sort()).toEqual(['CHAIR', 'DELEGATE', 'SESSION_SECRETARY', 'TALLY_COMMITTEE']);
    expect(ROLES.filter((role) => maySeeClosed(person(role), 'other'))).toEqual([]);
  });

  it('takes attendance until it has ended', () => {
    expect(STATES.filter(takesAttendance)).toEqual([SittingState.PLANNED, SittingState.OPEN, SittingState.BREAK]);
    expect(STATES.filter(isGoingOn)).toEqual([SittingState.OPEN, SittingState.BREAK]);
  });
});
