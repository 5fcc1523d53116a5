/**
 * Who sees which document.
 *
 * The desk (secretary and chair of the council) sees all. Delegates of the
 * council see what was sent. The public sees what is public and was sent; what
 * belongs to a closed sitting is for those who sit in it, and never for a wall
 * or a class of rights.
 */
import { hasRole, type Actor } from '@nghitruong/kit/auth';
import { maySeeClosed } from '../sitting/sitting.policy.js';
import type { ClassificationName } from './document.rules.js';

export interface Seen {
  readonly councilId: string;
  readonly classification: ClassificationName;
  readonly sent: boolean;
}

export const isDesk = (actor: Actor, councilId: string): boolean =>
  actor.kind === 'PERSON' && (['SESSION_SECRETARY', 'CHAIR'] as const).some((role) => hasRole(actor, role, councilId));

export function maySeeDocument(actor: Actor, document: Seen): boolean {
  if (isDesk(actor, document.councilId)) return true;
  if (!document.sent) return false;
  switch (document.classification) {
    case 'PUBLIC':
      return true;
    case 'INTERNAL':
      return actor.kind === 'PERSON' && hasRole(actor, 'DELEGATE', document.councilId);
    case 'CLOSED_SITTING':
      return actor.kind === 'PERSON' && maySeeClosed(actor, document.councilId);
  }
}
