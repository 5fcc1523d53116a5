/**
 * Who may vouch for a rule: a session secretary of a council of the rule's own
 * level, as a named person, or an administrator; never a class of viewers. A
 * commune's clerk does not vouch for what a city counts its votes by.
 */
import { hasRole, type Actor } from '@nghitruong/kit/auth';

/** @param councils those that the rule holds for */
export const mayConfirmRules = (actor: Actor, councils: ReadonlySet<string>): boolean =>
  actor.kind === 'PERSON' &&
  actor.accountId !== undefined &&
  (hasRole(actor, 'ADMIN') ||
    actor.grants.some(
      (g) => g.role === 'SESSION_SECRETARY' && (g.councilId === undefined || councils.has(g.councilId)),
    ));
