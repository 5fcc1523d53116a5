/**
 * Closing a sitting to the public and opening it again (R-SES-05).
 *
 * Before the opening it stands as planned; afterwards the council decides: the
 * basis is a procedural poll of this sitting, adopted and published, and each
 * poll is the basis of one change.
 *
 * Promises   the change and its basis are one transaction and are never
 *            rewritten; whoever watches is told within the same second.
 * Elsewhere  what a closed sitting hides from whom: chamber.resolver ·
 *            polls held in it stay hidden: poll.heldClosed
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { In, type EntityManager } from 'typeorm';
import { Poll } from '../poll/poll.entity.js';
import { refusal } from '../refused.js';
import type { Visibility } from './sitting.entity.js';
import type { SittingService } from './sitting.service.js';
import { SittingState } from './sitting.states.js';

/** Adopted procedural polls of the sitting whose result stands published; `used` where one was a basis before. */
const BASES = `SELECT p.id, c.basis_poll_id IS NOT NULL AS used FROM poll p
  JOIN poll_tally t ON t.poll_id = p.id AND t.outcome = 'ADOPTED'
  LEFT JOIN sitting_visibility_change c ON c.basis_poll_id = p.id
  WHERE p.sitting_id = $1 AND p.kind = 'PROCEDURAL'
    AND EXISTS (SELECT 1 FROM poll_ruling r WHERE r.poll_id = p.id AND r.state = 'PUBLISHED')
    AND NOT EXISTS (SELECT 1 FROM poll_ruling r WHERE r.poll_id = p.id AND r.state = 'ANNULLED')`;

type Basis = { id: string; used: boolean };
const basesOf = (manager: EntityManager, sittingId: string): Promise<Basis[]> =>
  manager.query(BASES, [sittingId]) as Promise<Basis[]>;

/** The polls that may still be named as a basis, latest first. */
export async function visibilityBasesOf(manager: EntityManager, sittingId: string): Promise<Poll[]> {
  const free = (await basesOf(manager, sittingId)).filter((basis) => !basis.used).map((basis) => basis.id);
  return free.length === 0
    ? []
    : manager.find(Poll, {
        where: { id: In(free) },
        order: { createdAt: 'DESC', id: 'DESC' },
        relations: { rulings: true },
      });
}

/** An adopted procedural poll of that session whose result stands published. */
export async function isAdoptedInSession(manager: EntityManager, sessionId: string, pollId: string): Promise<boolean> {
  if (!isUuid(pollId)) return false;
  const rows = (await manager.query(
    `SELECT p.sitting_id AS "sittingId" FROM poll p JOIN sitting s ON s.id = p.sitting_id WHERE p.id = $1 AND s.session_id = $2`,
    [pollId, sessionId],
  )) as { sittingId: string }[];
  return rows[0] !== undefined && (await basesOf(manager, rows[0].sittingId)).some((basis) => basis.id === pollId);
}

export class VisibilityService {
  constructor(private readonly sittings: SittingService) {}

  async set(
    ctx: Context,
    sittingId: string,
    expectedStep: number,
    visibility: Visibility,
    basisPollId: string | null,
  ): Promise<void> {
    await this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      'setSittingVisibility',
      async (manager, sitting) => {
        if (sitting.visibility === visibility) throw refusal('VISIBILITY_SAME');
        const planned = sitting.state === SittingState.PLANNED;
        if (!planned) {
          const basis =
            basisPollId !== null && isUuid(basisPollId)
              ? (await basesOf(manager, sittingId)).find((each) => each.id === basisPollId)
              : undefined;
          if (!basis) throw refusal('VISIBILITY_BASIS_MISSING');
          if (basis.used) throw refusal('VISIBILITY_BASIS_USED');
        }
        await manager.query(
          `INSERT INTO sitting_visibility_change (sitting_id, step, visibility, basis_poll_id, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)`,
          [
            sittingId,
            sitting.step + 1,
            visibility,
            planned ? null : basisPollId,
            ctx.actor.accountId ?? null,
            ctx.clock.now(),
          ],
        );
        return { visibility };
      },
      { visibility, basisPollId },
    );
  }
}
