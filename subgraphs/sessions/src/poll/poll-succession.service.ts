/**
 * The same question once more, as another poll that is READY at once: after an
 * annulment, or on paper or by hands where devices are given up.
 *
 * Promises   what came before stays as it was, readable and linked; a sealed
 *            electronic poll is never counted; one succession of each poll.
 * Elsewhere  a run-off is another question: nomination/
 */
import type { Context } from '@nghitruong/kit/context';
import type { DataSource, EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import type { Poll } from './poll.entity.js';
import { appendPollEvent } from './poll.events.js';
import { methodFor, type PollMethodName } from './poll-method.policy.js';
import { eventNameOf } from './poll-statements.js';
import { MAX_WORDS, showPoll, type PollService } from './poll.service.js';
import { copyQuestion, words, type CopyLink } from './question.service.js';

/** Under what name the log of a copied poll says where it comes from. */
const LINKED: Readonly<Record<CopyLink, string>> = { revote_of: 'revoteOf', continues: 'continues' };

/** How many secret ballots were sealed with it; null where the poll has no box. Without this the box would go with the poll. */
async function sealedBox(manager: EntityManager, poll: Poll): Promise<number | null> {
  if (poll.form !== 'SECRET' || poll.openedAt === null) return null;
  const [{ kept }] = (await manager.query('SELECT secret_seal($1) AS kept', [poll.id])) as [{ kept: number }];
  return kept;
}

export class PollSuccession {
  constructor(
    private readonly dataSource: DataSource,
    private readonly polls: PollService,
  ) {}

  /** From devices to paper or hands: the ballots stay where they are, readable and uncounted; a secret box is shuffled, kept and never opened. */
  async goManual(
    ctx: Context,
    pollId: string,
    expectedStep: number,
    method: PollMethodName,
    reason: string,
  ): Promise<Poll> {
    const why = words('reason', reason, MAX_WORDS);
    const id = ctx.ids.next();
    await this.polls.command(
      ctx,
      pollId,
      expectedStep,
      'seal',
      async (manager, poll, sitting) => {
        if (poll.method !== 'ELECTRONIC' || method === 'ELECTRONIC') throw refusal('NOT_FROM_DEVICES');
        if (methodFor(poll.form, method) === 'HANDS_NOT_SECRET') throw refusal('HANDS_NOT_SECRET');
        const kept = await sealedBox(manager, poll);
        await manager.query(
          `UPDATE poll SET state = 'CANCELLED', revision = revision + 1, cancel_reason = $2, closes_at = NULL, remaining_ms = NULL WHERE id = $1`,
          [poll.id, why],
        );
        await this.copied(manager, ctx, poll, sitting, id, 'continues', method);
        const chainHead = poll.chainHead?.toString('hex') ?? null;
        return { detail: { reason: why, method, continuedBy: id, chainHead, ...(kept !== null && { kept }) } };
      },
      showPoll,
    );
    return this.polls.find(this.dataSource.manager, id);
  }

  /** Linked to the annulled poll. */
  async revote(ctx: Context, pollId: string, expectedStep: number): Promise<Poll> {
    const id = ctx.ids.next();
    await this.polls.command(ctx, pollId, expectedStep, 'revote', async (manager, poll, sitting) => {
      const known = (await manager.query('SELECT 1 FROM poll WHERE revote_of = $1', [poll.id])) as unknown[];
      if (known.length > 0) throw refusal('ALREADY_REVOTED');
      await this.copied(manager, ctx, poll, sitting, id, 'revote_of');
      return { detail: { revote: id } };
    });
    return this.polls.find(this.dataSource.manager, id);
  }

  private async copied(
    manager: EntityManager,
    ctx: Context,
    poll: Poll,
    sitting: Sitting,
    id: string,
    link: CopyLink,
    method: PollMethodName | null = null,
  ): Promise<void> {
    await copyQuestion(manager, poll.id, id, link, method);
    const made = await this.polls.find(manager, id);
    const { step } = sitting;
    const said = { title: made.title, kind: made.kind, step, [LINKED[link]]: poll.id };
    await appendPollEvent(manager, ctx, id, 'pollCreated', said);
    const ready = await this.polls.frozen(manager, made, sitting);
    await appendPollEvent(manager, ctx, id, eventNameOf('ready'), { ...ready.detail, step });
  }
}
