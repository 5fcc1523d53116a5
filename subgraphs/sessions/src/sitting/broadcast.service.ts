/**
 * Broadcasting a sitting (R-SES-17): a question sitting of the level whose rule
 * says so is broadcast, unless the council decides otherwise.
 *
 * What is kept is the address where it can be watched. Nothing here holds up a
 * sitting: where the law asks for a broadcast and there is none, desk and chair
 * are told, before and while it goes on.
 *
 * Promises   a broadcast that the law asks for ends by an adopted, published
 *            procedural poll of the session only; a closed sitting has none.
 */
import type { Context } from '@nghitruong/kit/context';
import type { EntityManager } from 'typeorm';
import { RuleReason } from '../poll/poll-result.entity.js';
import { refusal } from '../refused.js';
import { Broadcast } from './broadcast.entity.js';
import { boardOf, rulesOf } from './seat.service.js';
import { SittingKind, Visibility, type Sitting } from './sitting.entity.js';
import type { SittingService } from './sitting.service.js';
import { SittingState } from './sitting.states.js';
import { isAdoptedInSession } from './visibility.service.js';

const QUESTIONS = 'session.questioning.broadcast';
const ADDRESS = /^https:\/\/[^\s]{3,500}$/;

export async function broadcastOf(manager: EntityManager, sitting: Sitting): Promise<Broadcast> {
  const rule = (await rulesOf(manager, sitting, [QUESTIONS])).get(QUESTIONS);
  const asked =
    sitting.kind === SittingKind.QUESTIONING &&
    rule?.value['value'] === true &&
    !(await boardOf(manager, sitting.councilId));
  const [stop] = (await manager.query(
    'SELECT basis_poll_id AS "pollId" FROM sitting_broadcast_stop WHERE sitting_id = $1',
    [sitting.id],
  )) as { pollId: string | null }[];
  const open = sitting.visibility === Visibility.PUBLIC;
  const required = asked && open && !stop;
  return Object.assign(new Broadcast(), {
    required,
    url: open ? sitting.broadcastUrl : null,
    missing: required && sitting.broadcastUrl === null && sitting.state !== SittingState.ENDED,
    reason: asked ? Object.assign(new RuleReason(), rule) : null,
    stoppedByPollId: stop?.pollId ?? null,
  });
}

export class BroadcastService {
  constructor(private readonly sittings: SittingService) {}

  /**
   * An address begins it, none ends it.
   * @throws Refusal BROADCAST_ADDRESS, BROADCAST_BASIS_MISSING, BROADCAST_CLOSED, STALE
   */
  async set(
    ctx: Context,
    sittingId: string,
    expectedStep: number,
    url: string | null,
    basisPollId: string | null,
  ): Promise<void> {
    const address = url?.trim() || null;
    await this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      'setBroadcast',
      async (manager, sitting) => {
        if (address !== null) {
          if (!ADDRESS.test(address)) throw refusal('BROADCAST_ADDRESS');
          if (sitting.visibility === Visibility.CLOSED) throw refusal('BROADCAST_CLOSED');
          await manager.query('DELETE FROM sitting_broadcast_stop WHERE sitting_id = $1', [sitting.id]);
          return { broadcastUrl: address };
        }
        const { required } = await broadcastOf(manager, sitting);
        if (required) {
          if (basisPollId === null || !(await isAdoptedInSession(manager, sitting.sessionId, basisPollId)))
            throw refusal('BROADCAST_BASIS_MISSING');
          await manager.query(
            'INSERT INTO sitting_broadcast_stop (sitting_id, basis_poll_id, stopped_by, stopped_at) VALUES ($1, $2, $3, $4)',
            [sitting.id, basisPollId, ctx.actor.accountId ?? null, ctx.clock.now()],
          );
        }
        return { broadcastUrl: null };
      },
      { url: address, basisPollId },
    );
  }
}
