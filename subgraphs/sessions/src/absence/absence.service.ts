/**
 * Absence: asked for before the sitting with a reason, decided by the chair or,
 * by the chair's order, the secretary; and who has been away too long.
 *
 * Promises   a request is decided once, as it was made; what is approved stands
 *            on the desk's list at once, with its reason; coming all the same
 *            needs nobody's leave.
 * Elsewhere  how a run is counted: absence.rules · the list: attendance
 */
import { hasRole } from '@nghitruong/kit/auth';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import type { AttendanceService } from '../attendance/attendance.service.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { refusal } from '../refused.js';
import { rulesOf, seatBy } from '../sitting/seat.service.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import { actsAs } from '../sitting/sitting.policy.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { SittingState, takesAttendance } from '../sitting/sitting.states.js';
import { AbsenceRequest, UnexcusedAbsence } from './absence.entity.js';
import { unexcusedRun, type SessionOfSeat } from './absence.rules.js';

const MAX_REASON = 500;
const MONTHS = 'absence.unexcused.maxMonths';
/** Sessions of rehearsals are numbered above those of the council and are none of its own. */
const REHEARSALS_FROM = 9_001;

export class AbsenceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly attendance: AttendanceService,
    private readonly live: { changed(sittingId: string): void },
  ) {}

  /** @throws Refusal REASON_MISSING, ABSENCE_TOO_LATE, ABSENCE_ASKED, SEAT_UNKNOWN; Fault FORBIDDEN */
  request(ctx: Context, sittingId: string, given: string): Promise<AbsenceRequest> {
    const reason = cleanText(given);
    return this.own(ctx, sittingId, async (manager, sitting, seat) => {
      if (reason === '' || reason.length > MAX_REASON) throw refusal('REASON_MISSING');
      if (sitting.state !== SittingState.PLANNED) throw refusal('ABSENCE_TOO_LATE');
      const id = ctx.ids.next();
      try {
        await manager.query(
          `INSERT INTO absence_request (id, sitting_id, seat_id, full_name, group_name, reason, requested_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [id, sitting.id, seat.seatId, seat.fullName, seat.groupName, reason, ctx.clock.now()],
        );
      } catch (error) {
        if (isDriverError(error, SQLSTATE.uniqueViolation)) throw refusal('ABSENCE_ASKED');
        throw error;
      }
      return id;
    });
  }

  /** @throws Refusal ABSENCE_DECIDED */
  withdraw(ctx: Context, requestId: string): Promise<AbsenceRequest> {
    return this.known(requestId).then((request) =>
      this.own(ctx, request.sittingId, async (manager, _sitting, seat) => {
        if (seat.seatId !== request.seatId) throw fault(kitErrors, 'FORBIDDEN', { what: 'withdrawAbsence' });
        await this.standing(manager, request.id);
        await manager.query(`UPDATE absence_request SET state = 'WITHDRAWN' WHERE id = $1`, [request.id]);
        return request.id;
      }),
    );
  }

  /** @throws Refusal ABSENCE_DECIDED, ABSENCE_NOTE_MISSING, ALREADY_PRESENT, SITTING_ENDED; Fault FORBIDDEN */
  async decide(ctx: Context, requestId: string, approve: boolean, note: string | null): Promise<AbsenceRequest> {
    const request = await this.known(requestId);
    const words = cleanText(note ?? '').slice(0, MAX_REASON);
    return this.change(request.sittingId, async (manager, sitting) => {
      if (!actsAs(ctx.actor, sitting, ['CHAIR', 'SESSION_SECRETARY'])) throw refusedTo(ctx, 'decideAbsence');
      if (!takesAttendance(sitting.state)) throw refusal('SITTING_ENDED');
      const { seatId, reason } = await this.standing(manager, request.id);
      if (!approve && words === '') throw refusal('ABSENCE_NOTE_MISSING');
      if (approve) await this.attendance.excuseSeat(manager, ctx, sitting, seatId, reason);
      await manager.query(
        `UPDATE absence_request SET state = $2, decided_at = $3, decided_by = $4, decision_note = $5 WHERE id = $1`,
        [request.id, approve ? 'APPROVED' : 'DECLINED', ctx.clock.now(), ctx.actor.accountId ?? '', words || null],
      );
      return request.id;
    });
  }

  of(sittingId: string): Promise<AbsenceRequest[]> {
    return this.dataSource.manager.find(AbsenceRequest, {
      where: { sittingId },
      order: { requestedAt: 'ASC', id: 'ASC' },
    });
  }

  /** The caller's latest request for that sitting. */
  async mine(ctx: Context, sitting: Sitting): Promise<AbsenceRequest | null> {
    const { personId } = ctx.actor;
    const seat = personId === undefined ? undefined : await seatBy(this.dataSource.manager, sitting, { personId });
    return seat === undefined
      ? null
      : this.dataSource.manager.findOne(AbsenceRequest, {
          where: { sittingId: sitting.id, seatId: seat.seatId },
          order: { requestedAt: 'DESC', id: 'DESC' },
        });
  }

  /** Whoever has a run of sessions missed without a reason, the longest first. Fault FORBIDDEN */
  async unexcused(ctx: Context, councilId: string, day: string): Promise<UnexcusedAbsence[]> {
    if (!(['CHAIR', 'SESSION_SECRETARY'] as const).some((role) => hasRole(ctx.actor, role, councilId)))
      throw fault(kitErrors, 'FORBIDDEN', { what: 'unexcusedAbsences' });
    const { manager } = this.dataSource;
    const rows = (await manager.query(
      `WITH held AS (
         SELECT s.id, s.opens_on FROM session s
         WHERE s.council_id = $1 AND s.closes_on <= $2 AND s.ordinal < $3 AND EXISTS (SELECT 1 FROM sitting p WHERE p.session_id = s.id AND p.state = 'ENDED')
       )
       SELECT seat.seat_id AS "seatId", max(seat.full_name) AS "fullName", max(seat.group_name) AS "groupName",
         jsonb_agg(jsonb_build_object('opensOn', held.opens_on, 'away',
           NOT EXISTS (SELECT 1 FROM attendance_interval i JOIN sitting p ON p.id = i.sitting_id WHERE p.session_id = held.id AND i.seat_id = seat.seat_id AND NOT i.undone)
           AND NOT EXISTS (SELECT 1 FROM absence a JOIN sitting p ON p.id = a.sitting_id WHERE p.session_id = held.id AND a.seat_id = seat.seat_id AND a.kind = 'EXCUSED')
         )) AS sessions
       FROM directory.published_seat_v1 seat
       JOIN held ON held.opens_on BETWEEN seat.valid_from AND coalesce(seat.valid_to, 'infinity')
       WHERE seat.council_id = $1 AND seat.status = 'IN_OFFICE'
         AND EXISTS (SELECT 1 FROM directory.published_seat_v1 now WHERE now.seat_id = seat.seat_id AND now.status IN ('IN_OFFICE', 'SUSPENDED') AND $2::date BETWEEN now.valid_from AND coalesce(now.valid_to, 'infinity'))
       GROUP BY seat.seat_id`,
      [councilId, day, REHEARSALS_FROM],
    )) as { seatId: string; fullName: string; groupName: string | null; sessions: SessionOfSeat[] }[];
    const rule = (await rulesOf(manager, { councilId, startsAt: new Date(`${day}T12:00:00+07:00`) }, [MONTHS])).get(
      MONTHS,
    );
    const most = Number(rule?.value['value'] ?? Number.NaN);
    return rows
      .map(({ sessions, ...seat }) => ({ seat, run: unexcusedRun(sessions, day) }))
      .filter(({ run }) => run.since !== null)
      .sort((a, b) => b.run.months - a.run.months || a.seat.fullName.localeCompare(b.seat.fullName, 'vi'))
      .map(({ seat, run }) =>
        Object.assign(new UnexcusedAbsence(), seat, run, {
          due: run.months >= most,
          reason: rule ? Object.assign(new RuleReason(), rule) : null,
        }),
      );
  }

  private async known(requestId: string): Promise<AbsenceRequest> {
    const request = isUuid(requestId)
      ? await this.dataSource.manager.findOneBy(AbsenceRequest, { id: requestId })
      : null;
    if (!request) throw fault(kitErrors, 'NOT_FOUND', { what: 'absenceRequest', id: requestId.slice(0, 64) });
    return request;
  }

  /** Still to be decided, read again behind the sitting's lock. */
  private async standing(manager: EntityManager, id: string): Promise<AbsenceRequest> {
    const request = await manager.findOneByOrFail(AbsenceRequest, { id });
    if (request.state !== 'PENDING') throw refusal('ABSENCE_DECIDED');
    return request;
  }

  private own(
    ctx: Context,
    sittingId: string,
    work: (
      manager: EntityManager,
      sitting: Sitting,
      seat: { seatId: string; fullName: string; groupName: string | null },
    ) => Promise<string>,
  ): Promise<AbsenceRequest> {
    return this.change(sittingId, async (manager, sitting) => {
      const { personId } = ctx.actor;
      if (!actsAs(ctx.actor, sitting, ['DELEGATE']) || personId === undefined) throw refusedTo(ctx, 'absence');
      const seat = await seatBy(manager, sitting, { personId });
      if (!seat) throw refusal('SEAT_UNKNOWN');
      return work(manager, sitting, seat);
    });
  }

  /** With the sitting's row locked; whoever watches looks again, since the list of the desk has moved. */
  private async change(
    sittingId: string,
    work: (manager: EntityManager, sitting: Sitting) => Promise<string>,
  ): Promise<AbsenceRequest> {
    const done = await transaction(this.dataSource, async (manager) => {
      const sitting = await this.sittings.lock(manager, sittingId);
      const id = await work(manager, sitting);
      await manager.query('UPDATE sitting SET attendance_revision = attendance_revision + 1 WHERE id = $1', [
        sitting.id,
      ]);
      return manager.findOneByOrFail(AbsenceRequest, { id });
    });
    this.live.changed(sittingId);
    return done;
  }
}
