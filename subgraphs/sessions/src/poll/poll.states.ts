/**
 * States of a poll: one table says which command leads from where to where.
 *
 * Everything else (which states take ballots, which are over, which the chair
 * may annul) is derived from it. There is no way back to OPEN once CLOSED.
 *
 * Odd parts  CANCELLED is reached from every state before CLOSED but CLOSING:
 *            a closing that has been announced to the hall cannot be stopped;
 *            five seconds later the result may be annulled, in the open.
 *            `lapse`, `finish`, `abandon` and `certify` are the system's own:
 *            time ran out, the countdown ended, nobody held the lease, and a
 *            public poll is certified by its closing.
 * Elsewhere  who may give which command: poll.policy
 */
export const POLL_STATES = [
  'DRAFT',
  'READY',
  'OPEN',
  'PAUSED',
  'CLOSING',
  'CLOSED',
  'CERTIFIED',
  'PUBLISHED',
  'CANCELLED',
  'ANNULLED',
] as const;
export type PollStateName = (typeof POLL_STATES)[number];

interface Transition {
  readonly from: readonly PollStateName[];
  readonly to: PollStateName | 'SAME';
}

export const TRANSITIONS = {
  ready: { from: ['DRAFT'], to: 'READY' },
  announce: { from: ['READY'], to: 'SAME' },
  open: { from: ['READY'], to: 'OPEN' },
  pause: { from: ['OPEN'], to: 'PAUSED' },
  resume: { from: ['PAUSED'], to: 'OPEN' },
  extend: { from: ['OPEN'], to: 'SAME' },
  close: { from: ['OPEN', 'PAUSED'], to: 'CLOSING' },
  cancel: { from: ['DRAFT', 'READY', 'OPEN', 'PAUSED'], to: 'CANCELLED' },
  /** Given up for paper or hands: kept, and not counted. */
  seal: { from: ['READY', 'OPEN', 'PAUSED'], to: 'CANCELLED' },
  publish: { from: ['CERTIFIED'], to: 'PUBLISHED' },
  annul: { from: ['CLOSED', 'CERTIFIED', 'PUBLISHED'], to: 'ANNULLED' },
  /** Makes another poll; this one stays as it is. */
  revote: { from: ['ANNULLED'], to: 'SAME' },
  // The system's own.
  lapse: { from: ['OPEN'], to: 'CLOSING' },
  finish: { from: ['CLOSING'], to: 'CLOSED' },
  abandon: { from: ['OPEN', 'CLOSING'], to: 'PAUSED' },
  certify: { from: ['CLOSED'], to: 'CERTIFIED' },
} as const satisfies Record<string, Transition>;

export type PollCommand = keyof typeof TRANSITIONS;
export const POLL_COMMANDS = Object.keys(TRANSITIONS) as readonly PollCommand[];

/** The state that a command leads to, or undefined where it may not be given. */
export function next(state: PollStateName, command: PollCommand): PollStateName | undefined {
  const { from, to }: Transition = TRANSITIONS[command];
  if (!from.includes(state)) return undefined;
  return to === 'SAME' ? state : to;
}

/** The states from which another state can be reached by any of these commands. */
const before = (...commands: PollCommand[]): ReadonlySet<PollStateName> =>
  new Set(commands.flatMap((c) => TRANSITIONS[c].from as readonly PollStateName[]));

/** Held by a lease: ballots are taken. */
export const ACCEPTING: ReadonlySet<PollStateName> = before('abandon');
/** Opened and not yet closed: no other poll of the sitting may open. */
export const LIVE: ReadonlySet<PollStateName> = new Set([...before('abandon'), ...before('resume')]);
/** The roll is not frozen yet. */
export const UNOPENED: ReadonlySet<PollStateName> = before('ready', 'open');
/** A tally is stored. */
export const COUNTED: ReadonlySet<PollStateName> = new Set([...before('annul'), ...before('revote')]);

/** Why a ballot is refused by the state alone; undefined where ballots are taken. */
export function refusalOf(state: PollStateName): 'POLL_NOT_OPEN' | 'POLL_PAUSED' | 'POLL_CLOSED' | undefined {
  if (ACCEPTING.has(state)) return undefined;
  if (state === 'PAUSED') return 'POLL_PAUSED';
  return COUNTED.has(state) ? 'POLL_CLOSED' : 'POLL_NOT_OPEN';
}
