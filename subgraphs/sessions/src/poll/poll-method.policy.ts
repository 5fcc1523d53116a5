/**
 * How a poll is held: on devices, on paper, by a show of hands.
 *
 * A secret poll is on paper unless the council's recorded decision makes it
 * electronic (R-VOT-20): nothing in the texts that were read regulates
 * electronic secret ballots. A show of hands is in the open.
 */
import type { FormName } from './poll-form.policy.js';

export const POLL_METHODS = ['ELECTRONIC', 'PAPER', 'HANDS'] as const;
export type PollMethodName = (typeof POLL_METHODS)[number];

/** The method a poll gets, or why not. */
export function methodFor(form: FormName, asked: PollMethodName | null): PollMethodName | 'HANDS_NOT_SECRET' {
  if (asked === null) return form === 'SECRET' ? 'PAPER' : 'ELECTRONIC';
  return asked === 'HANDS' && form === 'SECRET' ? 'HANDS_NOT_SECRET' : asked;
}
