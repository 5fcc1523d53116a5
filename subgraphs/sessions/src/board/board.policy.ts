/** Who plans a board's meetings: its own chair and secretary, and those of the council whose body it is. */
import { hasRole, type Actor } from '@nghitruong/kit/auth';

export const mayPlanMeeting = (actor: Actor, board: { bodyId: string; ofCouncilId: string | null }): boolean =>
  actor.kind === 'PERSON' &&
  (['CHAIR', 'SESSION_SECRETARY'] as const).some(
    (role) =>
      hasRole(actor, role, board.bodyId) || (board.ofCouncilId !== null && hasRole(actor, role, board.ofCouncilId)),
  );
