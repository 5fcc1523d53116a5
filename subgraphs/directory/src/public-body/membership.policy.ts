/** Who records memberships and offices of a council: its secretary and chair as named persons, and administrators. */
import { hasRole, type Actor } from '@nghitruong/kit/auth';

export const mayRecordOrganisation = (actor: Actor, councilId: string): boolean =>
  actor.kind === 'PERSON' &&
  actor.accountId !== undefined &&
  (hasRole(actor, 'ADMIN') ||
    (['SESSION_SECRETARY', 'CHAIR'] as const).some((role) => hasRole(actor, role, councilId)));
