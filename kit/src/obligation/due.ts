/** The state of a due date: derived from three days, never stored. */
import { registerEnumType } from 'type-graphql';

export enum DueState {
  ON_TIME = 'ON_TIME',
  DONE_LATE = 'DONE_LATE',
  DUE_SOON = 'DUE_SOON',
  OVERDUE = 'OVERDUE',
  NOT_YET = 'NOT_YET',
}
registerEnumType(DueState, {
  name: 'DueState',
  description: 'Done on time · done late · due within seven days · overdue · not due yet.',
});

/** How near a due date is called soon. */
export const DUE_SOON_DAYS = 7;

/**
 * The state of a due date on a day. Days are yyyy-MM-dd.
 * @param doneOn the day it was done; absent while it is open
 */
export function dueStateOf(dueOn: string | null | undefined, today: string, doneOn?: string | null): DueState {
  if (!dueOn) return doneOn ? DueState.ON_TIME : DueState.NOT_YET;
  if (doneOn) return doneOn <= dueOn ? DueState.ON_TIME : DueState.DONE_LATE;
  if (today > dueOn) return DueState.OVERDUE;
  const days = (Date.parse(dueOn) - Date.parse(today)) / 86_400_000;
  return days <= DUE_SOON_DAYS ? DueState.DUE_SOON : DueState.NOT_YET;
}
