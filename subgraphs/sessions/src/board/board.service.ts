/**
 * Meetings of boards: planned with their agenda, numbered within the term.
 *
 * A meeting is a session of its own with one sitting, of the body; everything
 * else (attendance, polls, minutes) is the engine of the council.
 *
 * Promises   two meetings of a body never bear one number.
 */
import type { Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { refusedTo } from '@nghitruong/kit/errors';
import { cleanText, dayText, localDay } from '@nghitruong/kit/i18n';
import { Between, type DataSource, type EntityManager } from 'typeorm';
import { RuleReason } from '../poll/poll-result.entity.js';
import { refusal } from '../refused.js';
import { boardOf, rulesOf, seatsOf, type Board } from '../sitting/seat.service.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { BoardMonth } from './board.entity.js';
import type { PlanBoardMeetingInput } from './board.inputs.js';
import { mayPlanMeeting } from './board.policy.js';
import { missedMonths } from './board.rules.js';

const PER_MONTH = 'board.meeting.perMonth';
const MAX_ITEMS = 50;
const MAX_ITEM = 500;

export class BoardService {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Refusal BOARD_UNKNOWN, BOARD_WITHOUT_MEMBERS, AGENDA_EMPTY; Fault FORBIDDEN */
  async plan(ctx: Context, input: PlanBoardMeetingInput): Promise<Sitting> {
    const day = localDay(input.startsAt);
    const items = input.items.map((item) => cleanText(item).slice(0, MAX_ITEM)).filter((item) => item !== '');
    return transaction(this.dataSource, async (manager) => {
      const board = await boardOf(manager, input.bodyId);
      if (board && !mayPlanMeeting(ctx.actor, board)) throw refusedTo(ctx, 'planBoardMeeting');
      if (!board || board.validFrom > day || (board.validTo !== null && board.validTo < day))
        throw refusal('BOARD_UNKNOWN', { body: input.bodyId.slice(0, 64), day });
      if (items.length === 0 || items.length > MAX_ITEMS) throw refusal('AGENDA_EMPTY', { max: MAX_ITEMS });
      const place = { councilId: board.bodyId, startsAt: input.startsAt };
      if ((await seatsOf(manager, place)).length === 0)
        throw refusal('BOARD_WITHOUT_MEMBERS', { board: board.name, day });
      const [sittingId, sessionId] = [ctx.ids.next(), ctx.ids.next()];
      const { name, illustrative } = await this.newSession(manager, board, sessionId, day, input.urgent);
      await manager.query(
        `INSERT INTO sitting (id, session_id, council_id, council_name, session_name, kind, name, visibility, starts_at, illustrative)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          ...[
            sittingId,
            sessionId,
            board.bodyId,
            board.name,
            name,
            input.explanation ? 'EXPLANATION' : 'BOARD_MEETING',
          ],
          ...[
            input.explanation ? `Phiên giải trình ${dayText(day)}` : `Phiên ${dayText(day)}`,
            input.visibility,
            input.startsAt,
            illustrative,
          ],
        ],
      );
      await manager.query(
        `INSERT INTO agenda_item (id, sitting_id, position, title, kind, phase)
         SELECT i.id::uuid, $1, i.n, i.title, 'REPORT', 'SUBMISSION' FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS i (id, title, n)`,
        [sittingId, items.map(() => ctx.ids.next()), items],
      );
      return manager.findOneByOrFail(Sitting, { id: sittingId });
    });
  }

  /** The months of a year up to now: which meetings took place, and where one is missing. */
  async monthsOf(ctx: Context, bodyId: string, year: number): Promise<BoardMonth[]> {
    const { manager } = this.dataSource;
    const board = await boardOf(manager, bodyId);
    if (!board) return [];
    const today = localDay(ctx.clock.now());
    const sittings = await manager.find(Sitting, {
      where: {
        councilId: bodyId,
        startsAt: Between(new Date(`${year}-01-01T00:00:00+07:00`), new Date(`${year}-12-31T23:59:59.999+07:00`)),
      },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    const rule = (
      await rulesOf(manager, { councilId: bodyId, startsAt: new Date(`${year}-12-31T12:00:00+07:00`) }, [PER_MONTH])
    ).get(PER_MONTH);
    const perMonth = board.kind === 'COMMITTEE' ? 0 : Number(rule?.value['value'] ?? 0);
    const took = sittings.filter((s) => s.openedAt !== null).map((s) => localDay(s.startsAt));
    const missed = missedMonths({ year, today, validFrom: board.validFrom, validTo: board.validTo, perMonth }, took);
    return Array.from({ length: 12 }, (_, i) =>
      Object.assign(new BoardMonth(), {
        month: i + 1,
        meetings: sittings.filter((s) => Number(localDay(s.startsAt).slice(5, 7)) === i + 1),
        missed: missed.includes(i + 1),
        reason: rule && perMonth > 0 ? Object.assign(new RuleReason(), rule) : null,
      }),
    );
  }

  private async newSession(
    manager: EntityManager,
    board: Board,
    sessionId: string,
    day: string,
    urgent: boolean,
  ): Promise<{ name: string; illustrative: boolean }> {
    const [known] = (await manager.query(
      `SELECT b.illustrative OR coalesce(c.illustrative, false) AS illustrative, coalesce(t.numeral, $3) AS term
       FROM directory.published_public_body_v1 b
       LEFT JOIN directory.published_council_v1 c ON c.council_id = $2
       LEFT JOIN directory.published_council_term_v1 t ON t.council_id = $2 AND $4::date BETWEEN t.valid_from AND coalesce(t.valid_to, 'infinity')
       WHERE b.body_id = $1`,
      [board.bodyId, board.behindId, day.slice(0, 4), day],
    )) as [{ illustrative: boolean; term: string }];
    const [last] = (await manager.query(
      'SELECT ordinal FROM session WHERE council_id = $1 AND term_ordinal = $2 ORDER BY ordinal DESC LIMIT 1 FOR UPDATE',
      [board.bodyId, known.term],
    )) as { ordinal: number }[];
    const ordinal = (last?.ordinal ?? 0) + 1;
    const name = `Phiên họp thứ ${ordinal}${urgent ? ' (bất thường)' : ''}`;
    try {
      await manager.query(
        `INSERT INTO session (id, council_id, term_ordinal, ordinal, kind, name, opens_on, closes_on, summary, illustrative)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, NULL, $8)`,
        [
          sessionId,
          board.bodyId,
          known.term,
          ordinal,
          urgent ? 'EXTRAORDINARY' : 'REGULAR',
          name,
          day,
          known.illustrative,
        ],
      );
    } catch (error) {
      if (isDriverError(error, SQLSTATE.uniqueViolation)) throw refusal('STALE');
      throw error;
    }
    return { name, illustrative: known.illustrative };
  }
}
