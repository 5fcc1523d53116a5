/**
 * Notices of retirement (R-VOT-09): one that stands for each person and council.
 *
 * Promises   a notice is recorded with its document and told as an event in the
 *            same transaction; a mistake is withdrawn with its reason and stays
 *            readable; nothing else of a notice is ever changed.
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { appendEvent, isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, message, refusedTo } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { today } from '../calendar/calendar.rules.js';
import { errors } from '../errors.js';
import { mayRecordOrganisation } from '../public-body/membership.policy.js';
import { RetirementNotice } from './retirement-notice.entity.js';
import {
  RetirementNoticeRefused,
  type RecordRetirementNoticeInput,
  type WithdrawRetirementNoticeInput,
} from './retirement.inputs.js';

const MAX_WORDS = 300;

const refused = (
  code: keyof typeof errors & string,
  params: Record<string, string | number> = {},
): RetirementNoticeRefused => RetirementNoticeRefused.because(message(errors, code, params));

export class RetirementService {
  constructor(
    private readonly dataSource: DataSource,
    /** Events wait to be told. */
    private readonly tell: () => void,
  ) {}

  async record(ctx: Context, input: RecordRetirementNoticeInput): Promise<RetirementNotice | RetirementNoticeRefused> {
    this.admit(ctx, input.councilId, 'recordRetirementNotice');
    const document = cleanText(input.document);
    if (document === '' || document.length > MAX_WORDS) return refused('DECISION_MISSING');
    if (input.receivedOn > today(ctx)) return refused('NOTICE_IN_FUTURE');
    const notice = await transaction(this.dataSource, async (manager) => {
      const name = await this.nameOf(manager, input.personId);
      const known = Object.assign(new RetirementNotice(), {
        id: ctx.ids.next(),
        councilId: input.councilId,
        personId: input.personId.toLowerCase(),
        receivedOn: input.receivedOn,
        document,
        recordedBy: ctx.actor.accountId ?? '',
        recordedAt: ctx.clock.now(),
        withdrawnBy: null,
        withdrawnAt: null,
        withdrawalReason: null,
      });
      await manager.insert(RetirementNotice, known);
      await this.event(manager, ctx, 'directory.retirementNoticeRecorded', known);
      return { name, known };
    }).catch((error: unknown) => {
      if (isDriverError(error, SQLSTATE.uniqueViolation)) return null;
      throw error;
    });
    if (notice === null)
      return refused('NOTICE_STANDS', { name: await this.nameOf(this.dataSource.manager, input.personId) });
    this.tell();
    return notice.known;
  }

  async withdraw(
    ctx: Context,
    input: WithdrawRetirementNoticeInput,
  ): Promise<RetirementNotice | RetirementNoticeRefused> {
    this.admit(ctx, input.councilId, 'withdrawRetirementNotice');
    const reason = cleanText(input.reason);
    if (reason === '' || reason.length > MAX_WORDS) return refused('WITHDRAWAL_REASON_MISSING');
    const known = await transaction(this.dataSource, async (manager) => {
      const name = await this.nameOf(manager, input.personId);
      const at = ctx.clock.now();
      const [rows] = (await manager.query(
        `UPDATE retirement_notice SET withdrawn_by = $3, withdrawn_at = $4, withdrawal_reason = $5
         WHERE council_id = $1 AND person_id::text = lower($2) AND withdrawn_at IS NULL RETURNING id`,
        [input.councilId, input.personId, ctx.actor.accountId ?? '', at, reason],
      )) as [{ id: string }[], number];
      if (!rows[0]) return refused('NOTICE_MISSING', { name });
      const notice = await manager.findOneByOrFail(RetirementNotice, { id: rows[0].id });
      await this.event(manager, ctx, 'directory.retirementNoticeWithdrawn', notice);
      return notice;
    });
    this.tell();
    return known;
  }

  /** Those that stand, and those that were withdrawn: the latest first. */
  async ofCouncil(ctx: Context, councilId: string): Promise<RetirementNotice[]> {
    this.admit(ctx, councilId, 'retirementNotices');
    return this.dataSource.manager.find(RetirementNotice, { where: { councilId }, order: { id: 'DESC' }, take: 500 });
  }

  private event(manager: EntityManager, ctx: Context, name: string, notice: RetirementNotice): Promise<void> {
    const { id, councilId, personId, receivedOn } = notice;
    const payload = { noticeId: id, councilId, personId, receivedOn, by: ctx.actor.accountId ?? null };
    return appendEvent(manager, ctx, { name, version: 1, payload });
  }

  private async nameOf(manager: EntityManager, personId: string): Promise<string> {
    const [row] = isUuid(personId)
      ? ((await manager.query('SELECT full_name AS name FROM person WHERE id = $1', [personId])) as { name: string }[])
      : [];
    if (!row) throw fault(kitErrors, 'NOT_FOUND', { what: 'person', id: personId.slice(0, 64) });
    return row.name;
  }

  private admit(ctx: Context, councilId: string, what: string): void {
    if (!mayRecordOrganisation(ctx.actor, councilId)) throw refusedTo(ctx, what);
  }
}
