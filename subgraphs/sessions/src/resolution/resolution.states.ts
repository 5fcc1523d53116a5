/**
 * States of a resolution (nghị quyết): one table says which command leads from
 * where to where.
 *
 * ADMITTED is the gate before agenda and vote: a committee's verification
 * report is recorded, or the reason why there is none (RES-2). ADOPTED is
 * reached by nobody's command but by a published poll of one version.
 *
 * Odd part   `lapse`: when the poll that adopted it is annulled before the
 *            signing, the resolution goes back to the gate. Its number stays
 *            reserved for it, so that the series has no gap.
 */
export const RESOLUTION_STATES = [
  'DRAFT',
  'SUBMITTED',
  'ADMITTED',
  'REJECTED',
  'WITHDRAWN',
  'ADOPTED',
  'SIGNED',
  'PUBLISHED',
] as const;
export type ResolutionStateName = (typeof RESOLUTION_STATES)[number];

interface Transition {
  readonly from: readonly ResolutionStateName[];
  readonly to: ResolutionStateName | 'SAME';
}

export const RESOLUTION_TRANSITIONS = {
  revise: { from: ['DRAFT', 'SUBMITTED', 'ADMITTED'], to: 'SAME' },
  submit: { from: ['DRAFT'], to: 'SUBMITTED' },
  verify: { from: ['SUBMITTED', 'ADMITTED'], to: 'ADMITTED' },
  waive: { from: ['DRAFT', 'SUBMITTED'], to: 'ADMITTED' },
  openForComment: { from: ['DRAFT', 'SUBMITTED', 'ADMITTED'], to: 'SAME' },
  place: { from: ['ADMITTED'], to: 'SAME' },
  giveBack: { from: ['SUBMITTED', 'ADMITTED', 'REJECTED'], to: 'DRAFT' },
  withdraw: { from: ['DRAFT', 'SUBMITTED', 'ADMITTED', 'REJECTED'], to: 'WITHDRAWN' },
  sign: { from: ['ADOPTED'], to: 'SIGNED' },
  send: { from: ['SIGNED', 'PUBLISHED'], to: 'SAME' },
  publish: { from: ['SIGNED'], to: 'PUBLISHED' },
  relate: { from: ['DRAFT', 'SUBMITTED', 'ADMITTED', 'ADOPTED', 'SIGNED', 'PUBLISHED'], to: 'SAME' },
  // By the ruling on a poll, never by a command.
  vote: { from: ['ADMITTED'], to: 'SAME' },
  adopt: { from: ['ADMITTED', 'REJECTED'], to: 'ADOPTED' },
  reject: { from: ['ADMITTED', 'REJECTED'], to: 'REJECTED' },
  lapse: { from: ['ADOPTED', 'REJECTED'], to: 'ADMITTED' },
} as const satisfies Record<string, Transition>;

export type ResolutionCommand = keyof typeof RESOLUTION_TRANSITIONS;
export const RESOLUTION_COMMANDS = Object.keys(RESOLUTION_TRANSITIONS) as readonly ResolutionCommand[];

/** The state that a command leads to, or undefined where it may not be given. */
export function nextResolutionState(
  state: ResolutionStateName,
  command: ResolutionCommand,
): ResolutionStateName | undefined {
  const { from, to }: Transition = RESOLUTION_TRANSITIONS[command];
  if (!from.includes(state)) return undefined;
  return to === 'SAME' ? state : to;
}

/** The council has decided it: it has a number and stays. */
export const ENACTED: ReadonlySet<ResolutionStateName> = new Set(['ADOPTED', 'SIGNED', 'PUBLISHED']);

/** The council has voted on it: it goes to no other vote as it is. */
export const DECIDED: ReadonlySet<ResolutionStateName> = new Set([...ENACTED, 'REJECTED'] as const);
