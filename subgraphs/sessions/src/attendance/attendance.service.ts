/**
 * Attendance: intervals of presence, recorded by the desk.
 *
 * Each record locks the sitting's row, so a record and the opening of a poll
 * never interleave: who is on the frozen roll is who was present. Every record
 * raises `attendance_revision` and leaves an event that is never changed; an
 * undo is an event too.
 *
 * Promises   a seat is present at most once at any instant; recording what is
 *            already so changes nothing; a refused record changes nothing.
 * Elsewhere  who is listed: seat.service · who may record: attendance.policy
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { refusedTo } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import { seatBy, type Seat } from '../sitting/seat.service.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { takesAttendance } from '../sitting/sitting.states.js';
import { AttendanceSource, type AttendanceRow } from './attendance.entity.js';
import type { CheckInInput, CheckOutInput, ExcuseAbsenceInput } from './attendance.inputs.js';
import { mayRecordAttendance } from './attendance.policy.js';
import { readCheckInCode } from './check-in-code.rules.js';
import { rosterOf } from './roster.service.js';
import { lastEventOf, seatWasRecordedSince, takeBack } from './undo.service.js';

/** Called inside the transaction of the record, with the sitting's row locked. */
export type PresenceListener = (
  manager: EntityManager,
  ctx: Context,
  sittingId: string,
  seatId: string,
) => Promise<void>;

export interface AttendanceOptions {
  readonly secret: string;
}

const MAX_REASON = 500;

export class AttendanceService {
  private readonly arrivals: PresenceListener[] = [];
  private readonly leavings: PresenceListener[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly live: { changed(sittingId: string): void },
    private readonly options: AttendanceOptions,
  ) {}

  /** A seat has become present: late arrivals join the roll of an open poll here. */
  onArrival(listener: PresenceListener): void {
    this.arrivals.push(listener);
  }

  /** A seat has stopped being present, by leaving or because its arrival was undone. */
  onLeave(listener: PresenceListener): void {
    this.leavings.push(listener);
  }

  async presentSeatIds(manager: EntityManager, sittingId: string): Promise<string[]> {
    const rows = (await manager.query(
      'SELECT seat_id FROM attendance_interval WHERE sitting_id = $1 AND left_at IS NULL AND NOT undone ORDER BY arrived_at, seat_id',
      [sittingId],
    )) as { seat_id: string }[];
    return rows.map((r) => r.seat_id);
  }

  checkIn(ctx: Context, input: CheckInInput): Promise<AttendanceRow> {
    return this.record(ctx, input.sittingId, async (manager, sitting) => {
      const seat = await this.seatOf(manager, sitting, input, ctx.clock.now());
      if (seat.status === 'SUSPENDED') throw refusal('SEAT_SUSPENDED');
      if (await this.isPresent(manager, sitting.id, seat.seatId)) return { seatId: seat.seatId, changed: false };
      const id = ctx.ids.next();
      // Back within the same instant as leaving: the interval begins where the last one ended.
      await manager.query(
        `INSERT INTO attendance_interval (id, sitting_id, seat_id, arrived_at, source, recorded_by)
         SELECT $1::uuid, $2::uuid, $3::uuid, greatest($4::timestamptz, max(left_at)), $5::text, $6::text
         FROM attendance_interval WHERE sitting_id = $2 AND seat_id = $3 AND NOT undone`,
        [id, sitting.id, seat.seatId, ctx.clock.now(), input.source, this.recorder(ctx)],
      );
      await this.event(manager, ctx, sitting.id, seat.seatId, 'ARRIVE', id, input.source);
      for (const listener of this.arrivals) await listener(manager, ctx, sitting.id, seat.seatId);
      return { seatId: seat.seatId, changed: true };
    });
  }

  checkOut(ctx: Context, input: CheckOutInput): Promise<AttendanceRow> {
    return this.record(ctx, input.sittingId, async (manager, sitting) => {
      const seat = await this.seatOf(
        manager,
        sitting,
        { seatId: input.seatId, source: AttendanceSource.CLERK },
        ctx.clock.now(),
      );
      const [left] = (await manager.query(
        `UPDATE attendance_interval SET left_at = greatest(arrived_at, $3) WHERE sitting_id = $1 AND seat_id = $2 AND left_at IS NULL AND NOT undone RETURNING id`,
        [sitting.id, seat.seatId, ctx.clock.now()],
      )) as [{ id: string }[], number];
      if (!left[0]) throw refusal('NOT_PRESENT');
      await this.event(manager, ctx, sitting.id, seat.seatId, 'LEAVE', left[0].id, input.source);
      for (const listener of this.leavings) await listener(manager, ctx, sitting.id, seat.seatId);
      return { seatId: seat.seatId, changed: true };
    });
  }

  excuse(ctx: Context, input: ExcuseAbsenceInput): Promise<AttendanceRow> {
    const reason = cleanText(input.reason);
    return this.record(ctx, input.sittingId, async (manager, sitting) => {
      if (reason === '' || reason.length > MAX_REASON) throw refusal('REASON_MISSING');
      const seat = await this.seatOf(
        manager,
        sitting,
        { seatId: input.seatId, source: AttendanceSource.CLERK },
        ctx.clock.now(),
      );
      await this.excuseSeat(manager, ctx, sitting, seat.seatId, reason);
      return { seatId: seat.seatId, changed: true };
    });
  }

  /** In the caller's transaction, with the sitting's row locked: for a request that is approved. @throws Refusal ALREADY_PRESENT */
  async excuseSeat(
    manager: EntityManager,
    ctx: Context,
    sitting: Sitting,
    seatId: string,
    reason: string,
  ): Promise<void> {
    if (await this.isPresent(manager, sitting.id, seatId)) throw refusal('ALREADY_PRESENT');
    await manager.query(
      `INSERT INTO absence (sitting_id, seat_id, kind, reason, recorded_by, recorded_at) VALUES ($1, $2, 'EXCUSED', $3, $4, $5)
       ON CONFLICT (sitting_id, seat_id) DO UPDATE SET kind = 'EXCUSED', reason = EXCLUDED.reason, recorded_by = EXCLUDED.recorded_by, recorded_at = EXCLUDED.recorded_at`,
      [sitting.id, seatId, reason, this.recorder(ctx), ctx.clock.now()],
    );
    await this.event(manager, ctx, sitting.id, seatId, 'EXCUSE', null, null);
  }

  /** Takes back the caller's last record that still stands. */
  undo(ctx: Context, sittingId: string): Promise<AttendanceRow> {
    return this.record(ctx, sittingId, async (manager, sitting) => {
      const last = await lastEventOf(manager, sitting.id, this.recorder(ctx));
      if (!last) throw refusal('NOTHING_TO_UNDO');
      if (await seatWasRecordedSince(manager, last)) throw refusal('UNDO_OVERTAKEN');
      await takeBack(manager, last);
      await manager.query(
        `INSERT INTO attendance_event (sitting_id, seat_id, kind, interval_id, undoes, recorded_by, recorded_at) VALUES ($1, $2, 'UNDO', $3, $4, $5, $6)`,
        [sitting.id, last.seatId, last.intervalId, last.position, this.recorder(ctx), ctx.clock.now()],
      );
      const listeners = last.kind === 'ARRIVE' ? this.leavings : last.kind === 'LEAVE' ? this.arrivals : [];
      for (const listener of listeners) await listener(manager, ctx, sitting.id, last.seatId);
      return { seatId: last.seatId, changed: true };
    });
  }

  private async record(
    ctx: Context,
    sittingId: string,
    work: (manager: EntityManager, sitting: Sitting) => Promise<{ seatId: string; changed: boolean }>,
  ): Promise<AttendanceRow> {
    const { row, changed } = await transaction(this.dataSource, async (manager) => {
      const seen = await this.sittings.find(manager, sittingId);
      if (!mayRecordAttendance(ctx.actor, seen)) throw refusedTo(ctx, 'attendance');
      const sitting = await this.sittings.lock(manager, sittingId);
      if (!takesAttendance(sitting.state)) throw refusal('SITTING_ENDED');
      const done = await work(manager, sitting);
      if (done.changed)
        await manager.query('UPDATE sitting SET attendance_revision = attendance_revision + 1 WHERE id = $1', [
          sitting.id,
        ]);
      const [row] = await rosterOf(manager, sitting, done.seatId);
      return { row: row!, changed: done.changed };
    });
    if (changed) this.live.changed(sittingId);
    return row;
  }

  /** The seat that an input names, if it is on the sitting's list. */
  private async seatOf(
    manager: EntityManager,
    sitting: Sitting,
    input: Pick<CheckInInput, 'seatId' | 'code' | 'source'>,
    now: Date,
  ): Promise<Seat> {
    let seat: Seat | undefined;
    if (input.source === AttendanceSource.QR) {
      const read = readCheckInCode(this.options.secret, sitting.id, input.code ?? '', now);
      if (read === 'INVALID' || (typeof read === 'object' && input.seatId != null && input.seatId !== read.seatId))
        throw refusal('CODE_INVALID');
      if (read === 'EXPIRED') throw refusal('CODE_EXPIRED');
      seat = await seatBy(manager, sitting, read);
    } else if (input.seatId != null) {
      seat = isUuid(input.seatId) ? await seatBy(manager, sitting, { seatId: input.seatId }) : undefined;
    } else if (input.source === AttendanceSource.CARD && /^\d{1,6}$/.test(input.code?.trim() ?? '')) {
      seat = await seatBy(manager, sitting, { cardNumber: Number(input.code) });
    }
    if (!seat) throw refusal('SEAT_UNKNOWN');
    return seat;
  }

  private async isPresent(manager: EntityManager, sittingId: string, seatId: string): Promise<boolean> {
    const rows = (await manager.query(
      'SELECT 1 FROM attendance_interval WHERE sitting_id = $1 AND seat_id = $2 AND left_at IS NULL AND NOT undone',
      [sittingId, seatId],
    )) as unknown[];
    return rows.length > 0;
  }

  private async event(
    manager: EntityManager,
    ctx: Context,
    sittingId: string,
    seatId: string,
    kind: 'ARRIVE' | 'LEAVE' | 'EXCUSE',
    intervalId: string | null,
    source: AttendanceSource | null,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO attendance_event (sitting_id, seat_id, kind, interval_id, source, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [sittingId, seatId, kind, intervalId, source, this.recorder(ctx), ctx.clock.now()],
    );
  }

  /** Who records: policy has made sure that it is a person with an account. */
  private recorder(ctx: Context): string {
    return ctx.actor.accountId ?? '';
  }
}
