/**
 * States of a digital-transformation task: one table.
 *
 * A task is done when the evidence was verified, never by its own word.
 */
export enum DxTaskState {
  PLANNED = 'PLANNED',
  IN_PROGRESS = 'IN_PROGRESS',
  SUBMITTED = 'SUBMITTED',
  VERIFIED = 'VERIFIED',
  CANCELLED = 'CANCELLED',
}

export enum DxTaskAct {
  START = 'START',
  /** The owner hands in the evidence. */
  SUBMIT = 'SUBMIT',
  VERIFY = 'VERIFY',
  SEND_BACK = 'SEND_BACK',
  CANCEL = 'CANCEL',
}

const { IN_PROGRESS, SUBMITTED, VERIFIED, CANCELLED } = DxTaskState;

export const dxTaskTransitions: Readonly<Record<DxTaskState, Readonly<Partial<Record<DxTaskAct, DxTaskState>>>>> = {
  PLANNED: { START: IN_PROGRESS, CANCEL: CANCELLED },
  IN_PROGRESS: { SUBMIT: SUBMITTED, CANCEL: CANCELLED },
  SUBMITTED: { VERIFY: VERIFIED, SEND_BACK: IN_PROGRESS },
  VERIFIED: {},
  CANCELLED: {},
};

/** The state after the act; undefined where the act is not possible. */
export function nextDxTaskState(state: DxTaskState, act: DxTaskAct): DxTaskState | undefined {
  return dxTaskTransitions[state][act];
}

/** What the owner of the task does itself; everything else is the council's side. */
export const ownersActs: ReadonlySet<DxTaskAct> = new Set([DxTaskAct.START, DxTaskAct.SUBMIT]);
