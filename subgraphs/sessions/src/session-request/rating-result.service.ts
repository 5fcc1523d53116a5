/**
 * A published rating calls for a vote of confidence where its rule says so
 * (R-VOT-15): then the request is raised with the result, in its transaction,
 * and waits for Thường trực HĐND like one that enough have signed. Which
 * number calls for it is the rule's that was frozen with the poll.
 */
import type { Context } from '@nghitruong/kit/context';
import type { EntityManager } from 'typeorm';
import type { Poll } from '../poll/poll.entity.js';
import type { PollGuard } from '../poll/poll.service.js';
import { rowsOf } from '../poll/question.service.js';
import { storedTally } from '../poll/tally.service.js';

export class RatingResultService implements PollGuard {
  async freezing(): Promise<void> {}

  async published(manager: EntityManager, ctx: Context, poll: Poll): Promise<void> {
    if (poll.kind !== 'CONFIDENCE_RATING') return;
    const due = new Set(
      ((await storedTally(manager, poll.id))?.verdicts ?? [])
        .filter((v) => v.verdict === 'CONFIDENCE_VOTE_DUE')
        .map((v) => v.row),
    );
    for (const { row, name, post } of await rowsOf(manager, poll.id)) {
      if (!due.has(row)) continue;
      const person = post === null ? name : `${name}, ${post}`;
      await manager.query(
        `INSERT INTO session_request (id, council_id, requested_by, wants, subject, rating_poll_id, rating_row, raised_at, met_at)
         VALUES ($1, $2, 'RATING_RESULT', 'CONFIDENCE_VOTE', $3, $4, $5, $6, $6) ON CONFLICT (rating_poll_id, rating_row) DO NOTHING`,
        [
          ctx.ids.next(),
          poll.councilId,
          `Bỏ phiếu tín nhiệm: ${person} (theo kết quả «${poll.title}»)`.slice(0, 1_000),
          poll.id,
          row,
          ctx.clock.now(),
        ],
      );
    }
  }

  /** Its requests stay readable; none of them waits or is decided any more. */
  async annulled(): Promise<void> {}
}
