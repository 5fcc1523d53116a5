/**
 * In the open or secret (R-VOT-03): the kind's rule says which, and whether the
 * council may decide otherwise. A form that is not the rule's names the
 * decision it rests on; once a poll is ready its form is frozen with it.
 *
 * The seam: whoever makes secret polls possible gives the poll service an
 * `acceptForm` of its own; without one a secret poll is refused, and no ballot
 * that should be secret is ever taken in the open.
 */
import type { Rule } from '../sitting/seat.service.js';
import type { PollMethodName } from './poll-method.policy.js';
import type { PollKindName } from './poll-kind.rules.js';

export type FormName = 'PUBLIC' | 'SECRET';

const RULE_KEY: Partial<Record<PollKindName, string>> = {
  ELECTION: 'poll.form.election',
  CONFIDENCE_RATING: 'poll.form.confidence',
  CONFIDENCE_VOTE: 'poll.form.confidence',
  REMOVAL: 'poll.form.removal',
};
export const FORM_RULE_KEYS: readonly string[] = [...new Set(Object.values(RULE_KEY))];

export type FormRefusal = 'FORM_NEEDS_DECISION' | 'FORM_IS_FIXED' | 'RULE_MISSING' | 'SECRET_UNAVAILABLE';

/** The form a poll gets, or why not. */
export function formFor(
  kind: PollKindName,
  asked: FormName | null,
  basis: string | null,
  rules: ReadonlyMap<string, Rule>,
): FormName | FormRefusal {
  const key = RULE_KEY[kind];
  const rule = key === undefined ? { form: 'PUBLIC', changeable: true } : rules.get(key)?.value;
  if (!rule) return 'RULE_MISSING';
  const byRule = rule['form'] === 'SECRET' ? 'SECRET' : 'PUBLIC';
  if (asked === null || asked === byRule) return byRule;
  if (rule['changeable'] !== true) return 'FORM_IS_FIXED';
  return basis === null ? 'FORM_NEEDS_DECISION' : asked;
}

export interface FormAsked {
  readonly kind: PollKindName;
  readonly form: FormName;
  readonly councilId: string;
  readonly method: PollMethodName;
}
export type AcceptForm = (asked: FormAsked) => FormRefusal | undefined;

export const publicOnly: AcceptForm = ({ form, method }) =>
  form === 'SECRET' && method === 'ELECTRONIC' ? 'SECRET_UNAVAILABLE' : undefined;
