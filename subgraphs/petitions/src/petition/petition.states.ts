/**
 * States of a petition: one table, from which every named set is derived.
 *
 * An answer that promises a roadmap leaves the petition IN_PROGRESS with the
 * roadmap's day as its new due date; every other answer is ANSWERED until the
 * council's side closes it or sends it back (R-PET-07, R-PET-09).
 */
export enum PetitionState {
  RECEIVED = 'RECEIVED',
  RETURNED = 'RETURNED',
  WITHDRAWN = 'WITHDRAWN',
  ACCEPTED = 'ACCEPTED',
  ASSIGNED = 'ASSIGNED',
  IN_PROGRESS = 'IN_PROGRESS',
  ANSWERED = 'ANSWERED',
  CLOSED = 'CLOSED',
}

export enum PetitionAct {
  /** The beginning: in the history only. */
  RECEIVE = 'RECEIVE',
  CLASSIFY = 'CLASSIFY',
  RETURN = 'RETURN',
  WITHDRAW = 'WITHDRAW',
  ACCEPT = 'ACCEPT',
  ASSIGN = 'ASSIGN',
  PLAN = 'PLAN',
  ANSWER = 'ANSWER',
  CLOSE = 'CLOSE',
  REOPEN = 'REOPEN',
}

const { RECEIVED, RETURNED, WITHDRAWN, ACCEPTED, ASSIGNED, IN_PROGRESS, ANSWERED, CLOSED } = PetitionState;

export const petitionTransitions: Readonly<
  Record<PetitionState, Readonly<Partial<Record<PetitionAct, PetitionState>>>>
> = {
  RECEIVED: { CLASSIFY: RECEIVED, RETURN: RETURNED, WITHDRAW: WITHDRAWN, ACCEPT: ACCEPTED },
  ACCEPTED: { CLASSIFY: ACCEPTED, RETURN: RETURNED, WITHDRAW: WITHDRAWN, ASSIGN: ASSIGNED },
  ASSIGNED: { CLASSIFY: ASSIGNED, WITHDRAW: WITHDRAWN, ASSIGN: ASSIGNED, PLAN: IN_PROGRESS, ANSWER: ANSWERED },
  IN_PROGRESS: { CLASSIFY: IN_PROGRESS, WITHDRAW: WITHDRAWN, ASSIGN: ASSIGNED, PLAN: IN_PROGRESS, ANSWER: ANSWERED },
  ANSWERED: { CLOSE: CLOSED, REOPEN: ASSIGNED },
  CLOSED: { REOPEN: ASSIGNED },
  RETURNED: {},
  WITHDRAWN: {},
};

/** The state after the act; undefined where the act is not possible. */
export function nextPetitionState(state: PetitionState, act: PetitionAct): PetitionState | undefined {
  return petitionTransitions[state][act];
}

/** Not yet examined, or not taken on: never shown to the public. */
const unexaminedStates: ReadonlySet<PetitionState> = new Set([RECEIVED, RETURNED, WITHDRAWN]);

/** What the public may see of a petition whose nature is public. */
export const examinedStates: ReadonlySet<PetitionState> = new Set(
  Object.values(PetitionState).filter((s) => !unexaminedStates.has(s)),
);

/** No act leads out of these. */
export const finalStates: ReadonlySet<PetitionState> = new Set(
  Object.values(PetitionState).filter((s) => Object.keys(petitionTransitions[s]).length === 0),
);
