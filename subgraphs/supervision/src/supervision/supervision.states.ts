/** States of a supervision: one table. A conclusion is final; what it asked for lives on in its recommendations. */
export enum SupervisionState {
  PLANNED = 'PLANNED',
  ESTABLISHED = 'ESTABLISHED',
  UNDER_WAY = 'UNDER_WAY',
  REPORTED = 'REPORTED',
  CONCLUDED = 'CONCLUDED',
  CANCELLED = 'CANCELLED',
}

export enum SupervisionAct {
  /** By resolution or decision, naming subject, scope, content, plan and members (R-SUP-05). */
  ESTABLISH = 'ESTABLISH',
  START = 'START',
  REPORT = 'REPORT',
  CONCLUDE = 'CONCLUDE',
  CANCEL = 'CANCEL',
}

const { ESTABLISHED, UNDER_WAY, REPORTED, CONCLUDED, CANCELLED } = SupervisionState;

export const supervisionTransitions: Readonly<
  Record<SupervisionState, Readonly<Partial<Record<SupervisionAct, SupervisionState>>>>
> = {
  PLANNED: { ESTABLISH: ESTABLISHED, CANCEL: CANCELLED },
  ESTABLISHED: { START: UNDER_WAY, CANCEL: CANCELLED },
  UNDER_WAY: { REPORT: REPORTED, CANCEL: CANCELLED },
  REPORTED: { CONCLUDE: CONCLUDED },
  CONCLUDED: {},
  CANCELLED: {},
};

/** The state after the act; undefined where the act is not possible. */
export function nextSupervisionState(state: SupervisionState, act: SupervisionAct): SupervisionState | undefined {
  return supervisionTransitions[state][act];
}

/** Recommendations come from what was seen: not before the work began. */
export const recommendingStates: ReadonlySet<SupervisionState> = new Set([UNDER_WAY, REPORTED, CONCLUDED]);
