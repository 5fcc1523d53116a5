/** A delegate's own ballots, read from the rows: what the phone asks after a reload and after the close. */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { createSeal } from '@nghitruong/kit/auth';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { In, type DataSource } from 'typeorm';
import { Poll } from '../poll/poll.entity.js';
import { ISO_MICROSECONDS } from '../poll/poll.events.js';
import { pollBy, resultOf } from '../poll/poll.live.js';
import { refusalOf } from '../poll/poll.states.js';
import { sealedText } from './ballot-box.service.js';
import { MyBallotStatus, MyVote } from './ballot.entity.js';
import { optionOf } from './tally.js';

interface Row {
  seat_id: string;
  standing: 'IN_OFFICE' | 'SUSPENDED';
  present: boolean;
  late: boolean;
  press: number;
  choice: string | null;
  recorded_at: Date | null;
  recorded_text: string | null;
  chain_index: number | null;
  ballot_key: string | null;
}

export class MyBallotsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly secret: string,
  ) {}

  async status(ctx: Context, pollId: string): Promise<MyBallotStatus> {
    const poll = isUuid(pollId) ? await pollBy(this.dataSource.manager, pollId) : null;
    if (!poll) throw fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: pollId.slice(0, 64) });
    const [row] = (await this.dataSource.query(
      `SELECT r.seat_id, r.standing, (r.present_at_open OR r.late_at IS NOT NULL) AND r.left_at IS NULL AS present, r.late_at IS NOT NULL AS late, r.press,
         b.choice, b.recorded_at, to_char(b.recorded_at AT TIME ZONE 'UTC', '${ISO_MICROSECONDS}') AS recorded_text, b.chain_index, b.ballot_key
       FROM poll_roll r LEFT JOIN ballot b ON b.poll_id = r.poll_id AND b.chain_index = r.counted_index WHERE r.poll_id = $1 AND r.person_id = $2`,
      [poll.id, ctx.actor.personId ?? null],
    )) as (Row | undefined)[];
    const byState = refusalOf(poll.state);
    const reason =
      byState === 'POLL_NOT_OPEN'
        ? byState
        : !row
          ? 'NOT_ON_ROLL'
          : row.standing === 'SUSPENDED'
            ? 'SUSPENDED'
            : !row.present
              ? 'NOT_PRESENT'
              : (byState ?? null);
    const recorded = row?.chain_index != null;
    const cast = row !== undefined && poll.form === 'SECRET' && (await this.hasCast(poll.id, row.seat_id));
    return Object.assign(new MyBallotStatus(), {
      pollId: poll.id,
      recorded: recorded || cast,
      choice: optionOf(row?.choice ?? null),
      content: row?.choice ?? null,
      recordedAt: row?.recorded_at ?? null,
      press: row?.press ?? 0,
      onRoll: row !== undefined && row.standing === 'IN_OFFICE',
      late: row?.late ?? false,
      reason,
      seal: recorded
        ? createSeal(
            this.secret,
            sealedText(poll.id, {
              chainIndex: row.chain_index!,
              seatId: row.seat_id,
              choice: row.choice!,
              press: row.press,
              ballotKey: row.ballot_key!,
              recordedAt: row.recorded_text!,
            }),
          )
        : null,
    });
  }

  /** That a secret ballot of this seat lies in the box: neither when nor what is known. */
  private async hasCast(pollId: string, seatId: string): Promise<boolean> {
    const known = (await this.dataSource.query('SELECT 1 FROM secret_known($1, ARRAY[$2::uuid])', [
      pollId,
      seatId,
    ])) as unknown[];
    return known.length > 0;
  }

  /** The polls of a sitting whose roll the caller is on, the latest first. */
  async votes(ctx: Context, sittingId: string): Promise<MyVote[]> {
    if (!isUuid(sittingId) || ctx.actor.personId === undefined) return [];
    const rows = (await this.dataSource.query(
      `SELECT p.id, b.choice, b.recorded_at, b.choice IS NOT NULL OR (p.form = 'SECRET' AND EXISTS (SELECT 1 FROM secret_known(p.id, ARRAY[r.seat_id]))) AS recorded
       FROM poll p JOIN poll_roll r ON r.poll_id = p.id AND r.person_id = $2
       LEFT JOIN ballot b ON b.poll_id = r.poll_id AND b.chain_index = r.counted_index WHERE p.sitting_id = $1 ORDER BY p.opened_at DESC, p.id DESC`,
      [sittingId, ctx.actor.personId],
    )) as { id: string; choice: string | null; recorded_at: Date | null; recorded: boolean }[];
    const { manager } = this.dataSource;
    const polls = new Map(
      (await manager.find(Poll, { where: { id: In(rows.map((r) => r.id)) }, relations: { rulings: true } })).map(
        (p) => [p.id, p],
      ),
    );
    return Promise.all(
      rows.map(async ({ id, choice, recorded_at, recorded }) => {
        const poll = polls.get(id)!;
        const result = poll.state === 'PUBLISHED' ? await resultOf(manager, poll) : null;
        return Object.assign(new MyVote(), {
          pollId: id,
          title: poll.title,
          state: poll.state,
          method: poll.method,
          choice: optionOf(choice),
          content: choice,
          recorded,
          recordedAt: recorded_at,
          outcome: result?.outcome ?? null,
        });
      }),
    );
  }
}
