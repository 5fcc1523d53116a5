/**
 * Who prepares a session: the secretary and the chair of its council, as
 * persons. The desk signs in with a card of one sitting, and a session is
 * prepared before it has any: so here, as for resolutions, the role alone counts.
 */
import { hasRole, type Actor } from '@nghitruong/kit/auth';

export const mayPrepare = (actor: Actor, councilId: string): boolean =>
  actor.kind === 'PERSON' && (hasRole(actor, 'SESSION_SECRETARY', councilId) || hasRole(actor, 'CHAIR', councilId));
