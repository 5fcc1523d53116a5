/**
 * Whose orders are the chair's: of those who may preside, the one who does.
 * The secretary acts by the chair's order; who is neither is judged elsewhere.
 */
import { hasRole, type Actor } from '@nghitruong/kit/auth';

export function isPresiding(
  actor: Actor,
  sitting: { readonly councilId: string; readonly presidingPersonId: string | null },
): boolean {
  if (sitting.presidingPersonId === null || actor.personId === sitting.presidingPersonId) return true;
  return hasRole(actor, 'SESSION_SECRETARY', sitting.councilId) || !hasRole(actor, 'CHAIR', sitting.councilId);
}
