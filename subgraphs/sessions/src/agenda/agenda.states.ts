/**
 * An item's phases follow the law's order for a draft resolution (R-SES-14):
 * submission, verification, discussion, vote item by item, vote on the whole,
 * publication. Steps may be skipped (not every item has them) and taken back
 * (a text goes back to discussion); what was published goes back only to a new
 * vote.
 */
export enum AgendaPhase {
  SUBMISSION = 'SUBMISSION',
  VERIFICATION = 'VERIFICATION',
  DISCUSSION = 'DISCUSSION',
  ITEMS = 'ITEMS',
  WHOLE = 'WHOLE',
  PUBLISH = 'PUBLISH',
}

export enum AgendaItemState {
  PENDING = 'PENDING',
  CURRENT = 'CURRENT',
  DONE = 'DONE',
}

const { SUBMISSION, VERIFICATION, DISCUSSION, ITEMS, WHOLE, PUBLISH } = AgendaPhase;
export const AGENDA_PHASES: readonly AgendaPhase[] = [SUBMISSION, VERIFICATION, DISCUSSION, ITEMS, WHOLE, PUBLISH];

/** From → to. Setting the phase that already stands changes nothing and is allowed. */
export const PHASE_TRANSITIONS: Readonly<Record<AgendaPhase, readonly AgendaPhase[]>> = {
  [SUBMISSION]: AGENDA_PHASES,
  [VERIFICATION]: AGENDA_PHASES,
  [DISCUSSION]: AGENDA_PHASES,
  [ITEMS]: AGENDA_PHASES,
  [WHOLE]: AGENDA_PHASES,
  [PUBLISH]: [ITEMS, WHOLE, PUBLISH],
};

export const mayChangePhase = (from: AgendaPhase, to: AgendaPhase): boolean => PHASE_TRANSITIONS[from].includes(to);

/**
 * The states of all items when one of them is shown: it is CURRENT; the one
 * that was CURRENT is DONE if the chair moved forward, PENDING if back.
 */
export function afterShowing<
  T extends { readonly id: string; readonly position: number; readonly state: AgendaItemState },
>(items: readonly T[], shownId: string): Map<string, AgendaItemState> {
  const shown = items.find((i) => i.id === shownId);
  const next = new Map<string, AgendaItemState>();
  for (const item of items) {
    if (item.id === shownId) next.set(item.id, AgendaItemState.CURRENT);
    else if (item.state !== AgendaItemState.CURRENT || !shown) next.set(item.id, item.state);
    else next.set(item.id, item.position < shown.position ? AgendaItemState.DONE : AgendaItemState.PENDING);
  }
  return next;
}
