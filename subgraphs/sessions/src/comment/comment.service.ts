/**
 * Comments of citizens on a draft that the council opened for them.
 *
 * Promises   nothing is public before the desk has read it, and never who wrote
 *            it; what was received stays as it was written;
 *            one draft takes no more than so many comments an hour, and no text
 *            twice, whoever sends it: nobody is followed for that.
 * Locks      the period's row, so that counts and numbers hold at once.
 * Elsewhere  what is a comment: comment.rules · requests of one visitor: the door
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '@nghitruong/kit/federation';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import { RESOLUTION_RULE_KEYS } from '../resolution/resolution-deadlines.rules.js';
import { Resolution } from '../resolution/resolution.entity.js';
import { assertMayResolution } from '../resolution/resolution.policy.js';
import { appendResolutionEvent, lastVersion, type ResolutionService } from '../resolution/resolution.service.js';
import { rulesOf, type Rule } from '../sitting/seat.service.js';
import {
  CommentReceipt,
  DraftComment,
  ReceivedComment,
  type ExamineCommentInput,
  type OpenForCommentInput,
  type ReplyToCommentInput,
  type SubmitCommentInput,
} from './comment.entity.js';
import {
  earliestClose,
  HOUR_MS,
  isOpen,
  MAX_COMMENT,
  MAX_PERSONAL,
  MAX_REPLY,
  MIN_COMMENT,
  readComment,
  textKey,
} from './comment.rules.js';

export interface PeriodRow {
  readonly openedOn: string;
  readonly closesOn: string;
  readonly shortReason: string | null;
}

const invalid = (field: string, why: string) => fault(kitErrors, 'INVALID_INPUT', { field, why });
const PUBLIC_COLUMNS = `c.id, c.number, c.version, c.text, (c.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS "submittedOn", c.outcome, c.reply, c.replied_on::text AS "repliedOn"`;

export class CommentService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly resolutions: ResolutionService,
    /** Of one draft, whoever sends them. */
    private readonly perHour: number,
  ) {}

  /** Opens a draft, or makes the period that is open longer. */
  open(ctx: Context, given: OpenForCommentInput): Promise<Resolution> {
    const reason = given.reason == null ? '' : cleanText(given.reason);
    if (reason.length > MAX_PERSONAL * 5) throw invalid('reason', `≤ ${MAX_PERSONAL * 5}`);
    return this.resolutions.command(ctx, given, 'openForComment', async (manager, resolution) => {
      const today = localDay(ctx.clock.now());
      const known = await periodOf(manager, resolution.id);
      const openedOn = known?.openedOn ?? today;
      if (given.closesOn < today) throw refusal('COMMENT_PERIOD_PAST', { day: today });
      if (known && given.closesOn < known.closesOn) throw refusal('COMMENT_PERIOD_SHORTER', { day: known.closesOn });
      const earliest = earliestClose(await rulesFor(manager, resolution, openedOn), openedOn);
      const short = earliest !== null && given.closesOn < earliest.dueOn;
      if (short && reason === '')
        throw refusal('COMMENT_PERIOD_SHORT', {
          day: earliest.dueOn,
          instrument: earliest.rule.instrument,
          article: earliest.rule.article,
        });
      await manager.query(
        `INSERT INTO comment_period (resolution_id, opened_on, closes_on, short_reason) VALUES ($1, $2, $3, $4)
         ON CONFLICT (resolution_id) DO UPDATE SET closes_on = EXCLUDED.closes_on, short_reason = EXCLUDED.short_reason`,
        [resolution.id, openedOn, given.closesOn, short ? reason : null],
      );
      return { detail: { openedOn, closesOn: given.closesOn, ...(short && { reason }) } };
    });
  }

  async submit(ctx: Context, given: SubmitCommentInput): Promise<CommentReceipt> {
    const told = readComment(given.text);
    if ('wrong' in told) throw refusal(told.wrong, { least: MIN_COMMENT, most: MAX_COMMENT });
    const [fullName, contact] = [personal('fullName', given.fullName), personal('contact', given.contact)];
    const now = ctx.clock.now();
    try {
      return await transaction(this.dataSource, async (manager) => {
        const period = isUuid(given.resolutionId) ? await periodOf(manager, given.resolutionId, true) : null;
        const resolution = period && (await manager.findOneBy(Resolution, { id: given.resolutionId }));
        if (!resolution || resolution.state === 'WITHDRAWN')
          throw fault(kitErrors, 'NOT_FOUND', { what: 'resolution', id: given.resolutionId.slice(0, 64) });
        if (!isOpen(period, localDay(now)) || resolution.adoptedOn !== null)
          throw refusal('COMMENTS_CLOSED', { day: period.closesOn });
        const [{ count }] = (await manager.query(
          'SELECT count(*)::int AS count FROM draft_comment WHERE resolution_id = $1 AND submitted_at > $2',
          [resolution.id, new Date(now.getTime() - HOUR_MS)],
        )) as [{ count: number }];
        if (count >= this.perHour) throw refusal('COMMENTS_TOO_MANY');
        const id = ctx.ids.random();
        await manager.query(
          `INSERT INTO draft_comment (id, resolution_id, version, text, text_key, submitted_at) VALUES ($1, $2, $3, $4, $5, $6)`,
          [id, resolution.id, (await lastVersion(manager, resolution.id))!.version, told.text, textKey(told.text), now],
        );
        if (fullName !== null || contact !== null)
          await manager.query('INSERT INTO draft_comment_author (comment_id, full_name, contact) VALUES ($1, $2, $3)', [
            id,
            fullName,
            contact,
          ]);
        return Object.assign(new CommentReceipt(), { id, receivedAt: now });
      });
    } catch (error) {
      if (isDriverError(error, SQLSTATE.uniqueViolation)) throw refusal('COMMENT_KNOWN');
      throw error;
    }
  }

  /** Publishes it under the next number, or withholds it with the reason. */
  examine(ctx: Context, { commentId, publish, reason }: ExamineCommentInput): Promise<ReceivedComment> {
    const why = reason == null ? '' : cleanText(reason);
    return this.handle(ctx, commentId, async (manager, comment, resolution) => {
      if (!publish && (why === '' || why.length > MAX_PERSONAL * 5)) throw refusal('COMMENT_REASON');
      await manager.query(
        `UPDATE draft_comment SET state = $2, withheld_reason = $3, examined_by = $4, examined_at = $5,
           number = CASE WHEN $2 = 'PUBLISHED' THEN coalesce(number, (SELECT 1 + coalesce(max(number), 0) FROM draft_comment WHERE resolution_id = $6)) ELSE number END WHERE id = $1`,
        [
          comment.id,
          publish ? 'PUBLISHED' : 'WITHHELD',
          publish ? null : why,
          ctx.actor.accountId ?? null,
          ctx.clock.now(),
          resolution.id,
        ],
      );
      await appendResolutionEvent(manager, ctx, resolution.id, publish ? 'publishComment' : 'withholdComment', {
        commentId: comment.id,
        ...(!publish && { reason: why }),
      });
    });
  }

  reply(ctx: Context, { commentId, outcome, text }: ReplyToCommentInput): Promise<ReceivedComment> {
    const reply = cleanText(text);
    return this.handle(ctx, commentId, async (manager, comment, resolution) => {
      if (comment.state !== 'PUBLISHED') throw refusal('COMMENT_UNPUBLISHED');
      if (reply === '' || reply.length > MAX_REPLY) throw refusal('COMMENT_REPLY', { most: MAX_REPLY });
      const [, changed] = (await manager.query(
        `UPDATE draft_comment SET outcome = $2, reply = $3, replied_by = $4, replied_on = $5 WHERE id = $1 AND outcome IS NULL`,
        [comment.id, outcome, reply, ctx.actor.accountId ?? null, localDay(ctx.clock.now())],
      )) as [unknown, number];
      if (changed === 0) throw refusal('COMMENT_ANSWERED');
      await appendResolutionEvent(manager, ctx, resolution.id, 'replyToComment', {
        commentId: comment.id,
        outcome,
        reply,
      });
    });
  }

  async published(resolutionId: string, args: PageArgs): Promise<Page<DraftComment>> {
    const after = args.after == null ? 0 : Number(decodeCursor(args.after, 1)[0]);
    const rows = await publishedOf(this.dataSource.manager, resolutionId, after, pageSize(args) + 1);
    return connectionFrom(rows, args, (c) => [String(c.number)]);
  }

  /** Those that wait first. */
  async received(resolution: Resolution, args: PageArgs): Promise<Page<ReceivedComment>> {
    const [waits, at, id] = args.after == null ? [null, null, null] : decodeCursor(args.after, 3);
    const rows = (await this.dataSource.query(
      `SELECT ${PUBLIC_COLUMNS}, c.state, c.withheld_reason AS "withheldReason", a.full_name AS "fullName", a.contact, c.submitted_at AS at
       FROM draft_comment c LEFT JOIN draft_comment_author a ON a.comment_id = c.id
       WHERE c.resolution_id = $1 AND ($2::int IS NULL OR ((c.state <> 'RECEIVED')::int, date_trunc('milliseconds', c.submitted_at), c.id) > ($2::int, $3::timestamptz, $4::uuid))
       ORDER BY c.state <> 'RECEIVED', date_trunc('milliseconds', c.submitted_at), c.id LIMIT $5`,
      [resolution.id, waits, at, id, pageSize(args) + 1],
    )) as (ReceivedComment & { at: Date })[];
    const page = connectionFrom(
      rows.map((row) => Object.assign(new ReceivedComment(), row, { councilId: resolution.councilId })),
      args,
      (c) => [c.state === 'RECEIVED' ? '0' : '1', c.at.toISOString(), c.id],
    );
    const { councilId } = resolution;
    return { ...page, edges: page.edges.map((edge) => ({ ...edge, councilId })), councilId } as Page<ReceivedComment>;
  }

  private async handle(
    ctx: Context,
    commentId: string,
    work: (manager: EntityManager, comment: { id: string; state: string }, resolution: Resolution) => Promise<void>,
  ): Promise<ReceivedComment> {
    return transaction(this.dataSource, async (manager) => {
      const [comment] = (
        isUuid(commentId)
          ? await manager.query('SELECT id, resolution_id AS of FROM draft_comment WHERE id = $1', [commentId])
          : []
      ) as { id: string; of: string }[];
      const resolution = comment && (await manager.findOneBy(Resolution, { id: comment.of }));
      if (!comment || !resolution) throw fault(kitErrors, 'NOT_FOUND', { what: 'comment', id: commentId.slice(0, 64) });
      assertMayResolution(ctx.actor, resolution, 'openForComment');
      await periodOf(manager, resolution.id, true);
      const state = async (): Promise<ReceivedComment> =>
        Object.assign(
          new ReceivedComment(),
          (
            (await manager.query(
              `SELECT ${PUBLIC_COLUMNS}, c.state, c.withheld_reason AS "withheldReason", a.full_name AS "fullName", a.contact
               FROM draft_comment c LEFT JOIN draft_comment_author a ON a.comment_id = c.id WHERE c.id = $1`,
              [comment.id],
            )) as ReceivedComment[]
          )[0],
          { councilId: resolution.councilId },
        );
      await work(manager, await state(), resolution);
      return state();
    });
  }
}

export async function periodOf(manager: EntityManager, resolutionId: string, lock = false): Promise<PeriodRow | null> {
  const [found] = (await manager.query(
    `SELECT opened_on::text AS "openedOn", closes_on::text AS "closesOn", short_reason AS "shortReason" FROM comment_period WHERE resolution_id = $1${lock ? ' FOR UPDATE' : ''}`,
    [resolutionId],
  )) as PeriodRow[];
  return found ?? null;
}

/** A comment period is promised for normative resolutions; another may be opened, and has no shortest one. */
export const rulesFor = (
  manager: EntityManager,
  { kind, councilId }: Pick<Resolution, 'kind' | 'councilId'>,
  openedOn: string,
): Promise<Map<string, Rule>> =>
  kind === 'NORMATIVE'
    ? rulesOf(manager, { councilId, startsAt: new Date(`${openedOn}T00:00:00+07:00`) }, RESOLUTION_RULE_KEYS)
    : Promise.resolve(new Map());

/** What everyone may read, by number: without a word of who wrote it. */
export async function publishedOf(
  manager: Pick<EntityManager, 'query'>,
  resolutionId: string,
  after = 0,
  limit: number | null = null,
): Promise<DraftComment[]> {
  const rows = (await manager.query(
    `SELECT ${PUBLIC_COLUMNS} FROM draft_comment c WHERE c.resolution_id = $1 AND c.state = 'PUBLISHED' AND c.number > $2 ORDER BY c.number LIMIT $3`,
    [resolutionId, after, limit],
  )) as DraftComment[];
  return rows.map((row) => Object.assign(new DraftComment(), row));
}

function personal(field: string, given: string | null | undefined): string | null {
  const text = given == null ? '' : cleanText(given);
  if (text.length > MAX_PERSONAL) throw invalid(field, `≤ ${MAX_PERSONAL}`);
  return text === '' ? null : text;
}
