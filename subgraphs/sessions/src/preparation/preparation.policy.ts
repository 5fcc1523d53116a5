/** Who prepares a session: the secretary and the chair of its council, as persons; a card of one sitting prepares nothing. */
import { hasRole, type Actor } from '@nghitruong/kit/auth';

export const mayPrepare = (actor: Actor, councilId: string): boolean =>
  actor.kind === 'PERSON' &&
  actor.sittingId === undefined &&
  (hasRole(actor, 'SESSION_SECRETARY', councilId) || hasRole(actor, 'CHAIR', councilId));
