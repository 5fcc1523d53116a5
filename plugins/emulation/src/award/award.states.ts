/** States of an award: proposed, checked, decided; it may be refused, and revoked after the decision (R-EMU-01). One table. */
export enum AwardState {
  PROPOSED = 'PROPOSED',
  CHECKED = 'CHECKED',
  DECIDED = 'DECIDED',
  REFUSED = 'REFUSED',
  REVOKED = 'REVOKED',
}

export enum AwardAct {
  CHECK = 'CHECK',
  DECIDE = 'DECIDE',
  REFUSE = 'REFUSE',
  REVOKE = 'REVOKE',
}

const { CHECKED, DECIDED, REFUSED, REVOKED } = AwardState;

export const awardTransitions: Readonly<Record<AwardState, Readonly<Partial<Record<AwardAct, AwardState>>>>> = {
  PROPOSED: { CHECK: CHECKED, REFUSE: REFUSED },
  CHECKED: { DECIDE: DECIDED, REFUSE: REFUSED },
  DECIDED: { REVOKE: REVOKED },
  REFUSED: {},
  REVOKED: {},
};

/** The state after the act; undefined where the act is not possible. */
export function nextAwardState(state: AwardState, act: AwardAct): AwardState | undefined {
  return awardTransitions[state][act];
}

/** What the public may see: decisions, revoked ones included. */
export const publicAwardStates: ReadonlySet<AwardState> = new Set([DECIDED, REVOKED]);
