/**
 * Stating a correction: of one's own vote, once, after the result of a vote
 * with names was published. Nothing that was counted moves.
 *
 * Locks  the poll's row, so that an annulment and a statement do not cross.
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { DataSource, EntityManager } from 'typeorm';
import { optionOf, type BallotOptionName } from '../ballot/tally.js';
import type { Poll } from '../poll/poll.entity.js';
import { mayCast } from '../poll/poll.policy.js';
import { words } from '../poll/question.service.js';
import { refusal } from '../refused.js';
import { Correction, type CorrectionKindName } from './correction.entity.js';

interface Polls {
  find(manager: EntityManager, pollId: string): Promise<Poll>;
}

export interface Statement {
  readonly pollId: string;
  readonly kind: CorrectionKindName;
  readonly meant: BallotOptionName;
  readonly words?: string | null;
}

const MAX_WORDS = 500;

export class CorrectionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly polls: Polls,
    private readonly changed: (sittingId: string) => void,
  ) {}

  /** @throws Refusal POLL_STATE, CORRECTION_UNFIT, BALLOT_NOT_ON_ROLL, CORRECTION_TWICE, CORRECTION_SAME */
  async state(ctx: Context, given: Statement): Promise<Correction> {
    const said = given.words == null || given.words.trim() === '' ? null : words('words', given.words, MAX_WORDS);
    const id = ctx.ids.next();
    const sittingId = await transaction(this.dataSource, async (manager) => {
      await manager.query('SELECT 1 FROM poll WHERE id = $1 FOR UPDATE', [isUuid(given.pollId) ? given.pollId : null]);
      const poll = await this.polls.find(manager, given.pollId);
      if (!mayCast(ctx.actor, poll.councilId, poll.sittingId))
        throw fault(kitErrors, 'FORBIDDEN', { what: 'stateCorrection' });
      if (poll.state !== 'PUBLISHED') throw refusal('POLL_STATE', { command: 'stateCorrection', state: poll.state });
      if (poll.form !== 'PUBLIC' || poll.method !== 'ELECTRONIC' || poll.options.length < 3)
        throw refusal('CORRECTION_UNFIT');
      const [seat] = (await manager.query(
        `SELECT r.seat_id, r.full_name, b.choice FROM poll_roll r LEFT JOIN ballot b ON b.poll_id = r.poll_id AND b.chain_index = r.counted_index
         WHERE r.poll_id = $1 AND r.person_id = $2 AND r.standing = 'IN_OFFICE'`,
        [poll.id, ctx.actor.personId],
      )) as { seat_id: string; full_name: string; choice: string | null }[];
      if (!seat) throw refusal('BALLOT_NOT_ON_ROLL');
      if (seat.choice === given.meant) throw refusal('CORRECTION_SAME');
      const known = await manager.findOneBy(Correction, { pollId: poll.id, seatId: seat.seat_id });
      if (known) throw refusal('CORRECTION_TWICE');
      await manager.query(
        'INSERT INTO poll_correction (id, poll_id, seat_id, full_name, kind, recorded, meant, words, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [
          ...[id, poll.id, seat.seat_id, seat.full_name, given.kind],
          ...[optionOf(seat.choice), given.meant, said, ctx.actor.accountId ?? null],
        ],
      );
      return poll.sittingId;
    });
    this.changed(sittingId);
    return this.dataSource.manager.findOneByOrFail(Correction, { id });
  }
}
