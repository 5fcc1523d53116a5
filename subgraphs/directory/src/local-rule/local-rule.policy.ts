/** Who records a council's own rules: its secretary as a named person, and administrators. */
import { hasRole, type Actor } from '@nghitruong/kit/auth';

export const mayRecordLocalRules = (actor: Actor, councilId: string): boolean =>
  actor.kind === 'PERSON' &&
  actor.accountId !== undefined &&
  (hasRole(actor, 'ADMIN') || hasRole(actor, 'SESSION_SECRETARY', councilId));
