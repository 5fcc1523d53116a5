/**
 * States of an interpellation (chất vấn), from the slip to the verdict: one table (R-SUP-09).
 *
 *   SUBMITTED → GROUPED → SCHEDULED → ASKED ⇄ ANSWERED → SATISFIED | NOT_SATISFIED → RE_ASKED
 *   … → AWAITING_WRITING → ANSWERED_IN_WRITING → the same verdicts
 *
 * ANSWERED leads back to ASKED by a supplementary question. A question goes to
 * writing in the law's three cases, never to another person: nobody answers
 * for whoever was asked.
 *
 * Elsewhere  who gives which command: interpellation.policy
 */
export const INTERPELLATION_STATES = [
  'SUBMITTED',
  'GROUPED',
  'SCHEDULED',
  'ASKED',
  'ANSWERED',
  'AWAITING_WRITING',
  'ANSWERED_IN_WRITING',
  'SATISFIED',
  'NOT_SATISFIED',
  'RE_ASKED',
  'WITHDRAWN',
] as const;
export type InterpellationStateName = (typeof INTERPELLATION_STATES)[number];

interface Transition {
  readonly from: readonly InterpellationStateName[];
  readonly to: InterpellationStateName;
}

export const INTERPELLATION_TRANSITIONS = {
  group: { from: ['SUBMITTED', 'GROUPED'], to: 'GROUPED' },
  decide: { from: ['GROUPED'], to: 'SCHEDULED' },
  withdraw: { from: ['SUBMITTED', 'GROUPED', 'SCHEDULED'], to: 'WITHDRAWN' },
  ask: { from: ['SCHEDULED', 'ANSWERED'], to: 'ASKED' },
  answer: { from: ['ASKED'], to: 'ANSWERED' },
  defer: { from: ['SUBMITTED', 'GROUPED', 'SCHEDULED', 'ASKED'], to: 'AWAITING_WRITING' },
  answerInWriting: { from: ['AWAITING_WRITING'], to: 'ANSWERED_IN_WRITING' },
  satisfied: { from: ['ANSWERED', 'ANSWERED_IN_WRITING'], to: 'SATISFIED' },
  notSatisfied: { from: ['ANSWERED', 'ANSWERED_IN_WRITING'], to: 'NOT_SATISFIED' },
  askAgain: { from: ['NOT_SATISFIED'], to: 'RE_ASKED' },
} as const satisfies Record<string, Transition>;
export type InterpellationCommand = keyof typeof INTERPELLATION_TRANSITIONS;
export const INTERPELLATION_COMMANDS = Object.keys(INTERPELLATION_TRANSITIONS) as readonly InterpellationCommand[];

/** The state after the command, or undefined where it may not be given. */
export function afterInterpellation(
  state: InterpellationStateName,
  command: InterpellationCommand,
): InterpellationStateName | undefined {
  const { from, to }: Transition = INTERPELLATION_TRANSITIONS[command];
  return from.includes(state) ? to : undefined;
}

/** Something was answered: a promise can have been made. */
export const WAS_HEARD: ReadonlySet<InterpellationStateName> = new Set([
  'ASKED',
  'ANSWERED',
  'ANSWERED_IN_WRITING',
  'SATISFIED',
  'NOT_SATISFIED',
  'RE_ASKED',
]);
/** Not yet before the council: for those who prepare and for whoever wrote it. */
export const IS_PREPARED: ReadonlySet<InterpellationStateName> = new Set(['SUBMITTED', 'GROUPED', 'WITHDRAWN']);

/** The law's three cases of a written answer. */
export const WRITTEN_REASONS = ['NOT_IN_GROUPS', 'NEEDS_INVESTIGATION', 'NOT_REACHED'] as const;
export type WrittenReasonName = (typeof WRITTEN_REASONS)[number];
