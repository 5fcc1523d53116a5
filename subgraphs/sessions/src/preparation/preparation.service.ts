/**
 * The preparation of a session: what is due when, and what was done.
 *
 * A step is recorded, never edited: a later record counts, the earlier ones
 * stay. Whoever records a step after its last legal day says why, and that
 * reason stays in the report.
 *
 * Elsewhere  which terms: preparation.rules · who may: preparation.policy
 */
import { addDays, calendarOf, type Calendar } from '@nghitruong/kit/calendar';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import { DueState } from '@nghitruong/kit/obligation';
import type { DataSource, EntityManager } from 'typeorm';
import { RuleReason } from '../poll/poll-result.entity.js';
import { refusal } from '../refused.js';
import { Session, type SessionKind } from '../session/session.entity.js';
import { boardOf, rulesOf } from '../sitting/seat.service.js';
import {
  LegalTerm,
  PreparationStep,
  RegularSessionsOfYear,
  SessionPreparation,
  StepReceipt,
  StepRecord,
} from './preparation.entity.js';
import type { CompleteStepInput, HoldRatingInput, PlanSessionInput, RecordReceiptInput } from './preparation.inputs.js';
import { mayPrepare } from './preparation.policy.js';
import {
  AFTER_STEPS,
  dueSoonDays,
  lightOf,
  planBoardSteps,
  planSteps,
  RATING_STEPS,
  RULE_KEYS,
  type SessionDays,
  type StepName,
} from './preparation.rules.js';

const MAX_TEXT = 500;
const MIN_PER_YEAR = 'session.regular.minPerYear';
/** Longer than any chain of holidays before the first step and after the last. */
const MARGIN_DAYS = 120;

/** Noon of a day in Vietnam: the instant whose law the day has. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00+07:00`);

type Recorded = StepRecord & { step: StepName };
type Received = StepReceipt & { step: StepName };
interface Planned {
  readonly steps: ReturnType<typeof planSteps>;
  readonly soon: number;
  readonly holdsRating: boolean;
}

export class PreparationService {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Refusal SESSION_DAYS, SESSION_NUMBER_TAKEN, ELECTION_DAY_MISSING; Fault FORBIDDEN */
  async plan(ctx: Context, input: PlanSessionInput): Promise<Session> {
    this.admit(ctx, input.councilId, 'planSession');
    if (input.closesOn < input.opensOn || (input.electedOn != null && input.electedOn > input.opensOn))
      throw refusal('SESSION_DAYS');
    if (input.ordinal === 1 && input.electedOn == null) throw refusal('ELECTION_DAY_MISSING');
    const [council] = (await this.dataSource.query(
      'SELECT illustrative FROM directory.published_council_v1 WHERE council_id = $1',
      [input.councilId],
    )) as { illustrative: boolean }[];
    if (!council) throw fault(kitErrors, 'NOT_FOUND', { what: 'council', id: input.councilId.slice(0, 64) });
    const session = Object.assign(new Session(), {
      id: ctx.ids.next(),
      councilId: input.councilId,
      termOrdinal: cleanText(input.termOrdinal).slice(0, 20),
      ordinal: input.ordinal,
      kind: input.kind,
      name: nameOf(input.ordinal, input.kind),
      opensOn: input.opensOn,
      closesOn: input.closesOn,
      electedOn: input.electedOn ?? null,
      summary: input.summary ? cleanText(input.summary).slice(0, MAX_TEXT) : null,
      illustrative: council.illustrative,
    });
    try {
      await this.dataSource.manager.insert(Session, session);
    } catch (error) {
      if (isDriverError(error, SQLSTATE.uniqueViolation)) throw refusal('SESSION_NUMBER_TAKEN', { n: input.ordinal });
      throw error;
    }
    return session;
  }

  /** @throws Refusal STEP_NOT_ITS_OWN, RATING_NOT_HELD, STEP_IN_FUTURE, EVIDENCE_MISSING, LATE_REASON_MISSING; Fault FORBIDDEN, NOT_FOUND */
  async complete(ctx: Context, input: CompleteStepInput): Promise<Session> {
    const [evidence, lateReason] = [cleanText(input.evidence), cleanText(input.lateReason ?? '')];
    return this.change(ctx, input.sessionId, 'completePreparationStep', async (manager, session) => {
      if (input.step === 'FIRST_OPENING') throw refusal('STEP_NOT_ITS_OWN');
      if (input.doneOn > localDay(ctx.clock.now())) throw refusal('STEP_IN_FUTURE');
      if (evidence === '' || evidence.length > MAX_TEXT || lateReason.length > MAX_TEXT)
        throw refusal('EVIDENCE_MISSING');
      const { steps, holdsRating } = await this.planned(manager, session);
      if (RATING_STEPS.includes(input.step) && !holdsRating) throw refusal('RATING_NOT_HELD');
      const due = steps.find((s) => s.step === input.step)?.dueOn ?? null;
      if (due !== null && input.doneOn > due && lateReason === '') throw refusal('LATE_REASON_MISSING', { day: due });
      await manager.query(
        `INSERT INTO session_step (session_id, step, done_on, evidence, due_on, late_reason, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          session.id,
          input.step,
          input.doneOn,
          evidence,
          due,
          lateReason === '' ? null : lateReason,
          ctx.actor.accountId ?? '',
          ctx.clock.now(),
        ],
      );
    });
  }

  /** @throws Refusal STEP_NOT_DONE, EVIDENCE_MISSING; Fault FORBIDDEN, NOT_FOUND */
  async receive(ctx: Context, input: RecordReceiptInput): Promise<Session> {
    const [recipient, reference] = [cleanText(input.recipient), cleanText(input.reference ?? '')];
    return this.change(ctx, input.sessionId, 'recordStepReceipt', async (manager, session) => {
      if (recipient === '' || recipient.length > MAX_TEXT || reference.length > MAX_TEXT)
        throw refusal('EVIDENCE_MISSING');
      const done = (await recordsOf(manager, session.id)).find((r) => r.step === input.step);
      if (!done || input.receivedOn < done.doneOn) throw refusal('STEP_NOT_DONE');
      await manager.query(
        `INSERT INTO session_step_receipt (session_id, step, recipient, received_on, reference, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          session.id,
          input.step,
          recipient,
          input.receivedOn,
          reference === '' ? null : reference,
          ctx.actor.accountId ?? '',
          ctx.clock.now(),
        ],
      );
    });
  }

  /**
   * A session that has such a poll, or a recorded step of one, holds one whatever is said.
   *
   * @throws Refusal POLL_NOT_OF_A_BOARD, RATING_HELD; Fault FORBIDDEN, NOT_FOUND
   */
  async holdRating(ctx: Context, input: HoldRatingInput): Promise<Session> {
    return this.change(ctx, input.sessionId, 'holdConfidenceRating', async (manager, session) => {
      const board = await boardOf(manager, session.councilId);
      if (board) throw refusal('POLL_NOT_OF_A_BOARD', { board: board.name });
      if (!input.holds) {
        const recorded = (await recordsOf(manager, session.id)).some((r) => RATING_STEPS.includes(r.step));
        if (recorded || (await hasRatingPoll(manager, session.id))) throw refusal('RATING_HELD');
      }
      await manager.query('UPDATE session SET holds_rating = $2 WHERE id = $1', [session.id, input.holds]);
      session.ratingPlanned = input.holds;
    });
  }

  async read(ctx: Context, session: Session): Promise<SessionPreparation> {
    const { manager } = this.dataSource;
    const records = await recordsOf(manager, session.id);
    const receipts = await receiptsOf(manager, session.id);
    const planned = await this.planned(manager, session, records);
    return drawn(planned, localDay(ctx.clock.now()), session, records, receipts);
  }

  async documentsDueOn(manager: EntityManager, session: Session): Promise<string | null> {
    const { steps } = await this.planned(manager, session);
    return steps.find((s) => s.step === 'DOCUMENTS')?.dueOn ?? null;
  }

  /** The steps of a session that does not exist yet: to choose its day by. */
  async preview(ctx: Context, councilId: string, days: SessionDays): Promise<SessionPreparation> {
    this.admit(ctx, councilId, 'sessionPlan');
    const planned = await this.planned(this.dataSource.manager, { ...days, councilId }, []);
    return drawn(planned, localDay(ctx.clock.now()), days, [], []);
  }

  async regularSessions(councilId: string, year: number): Promise<RegularSessionsOfYear> {
    const { manager } = this.dataSource;
    const [row] = (await manager.query(
      `SELECT count(*)::int AS n FROM session WHERE council_id = $1 AND kind = 'REGULAR' AND extract(year FROM opens_on) = $2`,
      [councilId, year],
    )) as [{ n: number }];
    const rule = (await rulesOf(manager, { councilId, startsAt: noonOf(`${year}-12-31`) }, [MIN_PER_YEAR])).get(
      MIN_PER_YEAR,
    );
    const needed = rule ? Number(rule.value['value']) : null;
    return Object.assign(new RegularSessionsOfYear(), {
      year,
      count: row.n,
      needed,
      met: needed === null || row.n >= needed,
      reason: rule ? Object.assign(new RuleReason(), rule) : null,
    });
  }

  private async planned(
    manager: EntityManager,
    session: SessionDays & { readonly councilId: string; readonly id?: string; readonly ratingPlanned?: boolean },
    records?: readonly Recorded[],
  ): Promise<Planned> {
    const known = records ?? (session.id === undefined ? [] : await recordsOf(manager, session.id));
    const signedOn = known.find((r) => r.step === 'SIGNING')?.doneOn ?? null;
    const rules = await rulesOf(
      manager,
      { councilId: session.councilId, startsAt: noonOf(session.opensOn) },
      RULE_KEYS,
    );
    const calendar = await calendarAround(manager, session);
    const board = await boardOf(manager, session.councilId);
    const holdsRating =
      !board &&
      (session.ratingPlanned === true || (session.id !== undefined && (await hasRatingPoll(manager, session.id))));
    const steps = board
      ? planBoardSteps(board.kind, session, rules, calendar)
      : planSteps({ ...session, signedOn, holdsRating }, rules, calendar);
    return { steps, soon: dueSoonDays(rules), holdsRating };
  }

  private async change(
    ctx: Context,
    sessionId: string,
    what: string,
    work: (manager: EntityManager, session: Session) => Promise<void>,
  ): Promise<Session> {
    return transaction(this.dataSource, async (manager) => {
      const session = isUuid(sessionId)
        ? await manager.findOne(Session, { where: { id: sessionId }, lock: { mode: 'pessimistic_write' } })
        : null;
      if (!session) throw fault(kitErrors, 'NOT_FOUND', { what: 'session', id: sessionId.slice(0, 64) });
      this.admit(ctx, session.councilId, what);
      await work(manager, session);
      return session;
    });
  }

  private admit(ctx: Context, councilId: string, what: string): void {
    if (!mayPrepare(ctx.actor, councilId)) throw refusedTo(ctx, what);
  }
}

const nameOf = (ordinal: number, kind: SessionKind): string =>
  `Kỳ họp thứ ${ordinal === 1 ? 'nhất' : ordinal}${kind === 'THEMATIC' ? ' (chuyên đề)' : kind === 'EXTRAORDINARY' ? ' (giải quyết công việc phát sinh đột xuất)' : ''}`;

async function recordsOf(manager: EntityManager, sessionId: string): Promise<Recorded[]> {
  const rows = (await manager.query(
    `SELECT step, done_on::text AS "doneOn", evidence, due_on::text AS "dueOn", late_reason AS "lateReason", recorded_at AS "recordedAt"
     FROM session_step WHERE session_id = $1 ORDER BY position DESC`,
    [sessionId],
  )) as Recorded[];
  return rows.map((row) => Object.assign(new StepRecord(), row));
}

async function receiptsOf(manager: EntityManager, sessionId: string): Promise<Received[]> {
  const rows = (await manager.query(
    `SELECT step, recipient, received_on::text AS "receivedOn", reference FROM session_step_receipt WHERE session_id = $1 ORDER BY position`,
    [sessionId],
  )) as Received[];
  return rows.map((row) => Object.assign(new StepReceipt(), row));
}

async function hasRatingPoll(manager: EntityManager, sessionId: string): Promise<boolean> {
  const rows = (await manager.query(
    `SELECT 1 FROM poll p JOIN sitting s ON s.id = p.sitting_id WHERE s.session_id = $1 AND p.kind = 'CONFIDENCE_RATING' LIMIT 1`,
    [sessionId],
  )) as unknown[];
  return rows.length > 0;
}

async function calendarAround(manager: EntityManager, { opensOn, closesOn }: SessionDays): Promise<Calendar> {
  const days = (await manager.query(
    'SELECT day::text AS day, kind FROM directory.published_calendar_v1 WHERE day BETWEEN $1 AND $2',
    [addDays(opensOn, -MARGIN_DAYS), addDays(closesOn, MARGIN_DAYS)],
  )) as { day: string; kind: 'OFF' | 'ON' }[];
  const of = (kind: 'OFF' | 'ON'): string[] => days.filter((d) => d.kind === kind).map((d) => d.day);
  return calendarOf({ holidays: of('OFF'), makeUpDays: of('ON') });
}

function drawn(
  { steps: planned, soon, holdsRating }: Planned,
  today: string,
  session: SessionDays,
  records: readonly Recorded[],
  receipts: readonly Received[],
): SessionPreparation {
  const steps = planned.map((plan) => {
    const mine = records.filter((r) => r.step === plan.step);
    const latest = mine[0];
    // The first session's own day is fixed with the plan; it is done when that day has come.
    const opening = plan.step === 'FIRST_OPENING' && today >= session.opensOn ? session.opensOn : null;
    const doneOn = latest?.doneOn ?? opening;
    // What was due when it was recorded: a day that is moved later does not make it late, or timely.
    const due = latest ? latest.dueOn : plan.dueOn;
    return Object.assign(new PreparationStep(), {
      ...plan,
      terms: plan.terms.map(({ rule, ...term }) =>
        Object.assign(new LegalTerm(), term, { reason: Object.assign(new RuleReason(), rule) }),
      ),
      light: lightOf(due, doneOn, today, soon),
      doneOn,
      evidence: latest?.evidence ?? null,
      lateReason: latest?.lateReason ?? null,
      records: mine,
      receipts: receipts.filter((r) => r.step === plan.step),
    });
  });
  return Object.assign(new SessionPreparation(), {
    steps: steps.filter((s) => !AFTER_STEPS.includes(s.step)),
    afterwards: steps.filter((s) => AFTER_STEPS.includes(s.step)),
    late: steps.filter((s) => s.light === DueState.DONE_LATE || s.light === DueState.OVERDUE).length,
    holdsRating,
  });
}
