/** Who may vouch for a rule: a session secretary, who is a named person of a council, or an administrator; never a class of viewers. */
import { hasRole, type Actor } from '@nghitruong/kit/auth';

export const mayConfirmRules = (actor: Actor): boolean =>
  actor.kind === 'PERSON' &&
  actor.accountId !== undefined &&
  (hasRole(actor, 'SESSION_SECRETARY') || hasRole(actor, 'ADMIN'));
