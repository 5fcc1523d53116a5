/** States of a movement: drafted, launched, reviewed on the way, summed up (R-EMU-02). One table. */
export enum MovementState {
  DRAFT = 'DRAFT',
  LAUNCHED = 'LAUNCHED',
  INTERIM_REVIEW = 'INTERIM_REVIEW',
  SUM_UP = 'SUM_UP',
  CLOSED = 'CLOSED',
}

export enum MovementAct {
  LAUNCH = 'LAUNCH',
  REVIEW = 'REVIEW',
  /** Back to work after an interim review. */
  CONTINUE = 'CONTINUE',
  SUM_UP = 'SUM_UP',
  CLOSE = 'CLOSE',
}

const { LAUNCHED, INTERIM_REVIEW, SUM_UP, CLOSED } = MovementState;

export const movementTransitions: Readonly<
  Record<MovementState, Readonly<Partial<Record<MovementAct, MovementState>>>>
> = {
  DRAFT: { LAUNCH: LAUNCHED },
  LAUNCHED: { REVIEW: INTERIM_REVIEW, SUM_UP },
  INTERIM_REVIEW: { CONTINUE: LAUNCHED, SUM_UP },
  SUM_UP: { CLOSE: CLOSED },
  CLOSED: {},
};

/** The state after the act; undefined where the act is not possible. */
export function nextMovementState(state: MovementState, act: MovementAct): MovementState | undefined {
  return movementTransitions[state][act];
}

/** Awards are proposed at a review or at the sum-up. */
export const awardingStates: ReadonlySet<MovementState> = new Set([INTERIM_REVIEW, SUM_UP]);
