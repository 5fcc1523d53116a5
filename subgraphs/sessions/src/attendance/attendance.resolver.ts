/** The desk's door: in, out, excused, undo; and a delegate's own seat. */
import type { Clock, Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { orRefused, type Refused, resultType } from '../refused.js';
import { seatBy } from '../sitting/seat.service.js';
import { isAdmitted } from '../sitting/sitting.policy.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { AttendanceRow } from './attendance.entity.js';
import { CheckInInput, CheckOutInput, ExcuseAbsenceInput } from './attendance.inputs.js';
import type { AttendanceService } from './attendance.service.js';
import { makeCheckInCode } from './check-in-code.rules.js';
import { MySeat } from './my-seat.entity.js';
import { rosterOf } from './roster.service.js';

const CheckInResult = resultType('CheckInResult', AttendanceRow);
const CheckOutResult = resultType('CheckOutResult', AttendanceRow);
const ExcuseAbsenceResult = resultType('ExcuseAbsenceResult', AttendanceRow);
const UndoAttendanceResult = resultType('UndoAttendanceResult', AttendanceRow);
type Result = Promise<AttendanceRow | Refused>;

export interface CodeOptions {
  readonly secret: string;
  readonly validMinutes: number;
}

@Resolver()
export class AttendanceResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly attendance: AttendanceService,
    private readonly clock: Clock,
    private readonly codes: CodeOptions,
  ) {}

  @Mutation(() => CheckInResult, { description: 'Records that a delegate has come. Doing it twice changes nothing.' })
  @Access('SESSION_SECRETARY', 'CHAIR')
  checkIn(@Ctx() ctx: Context, @Arg('input', () => CheckInInput) input: CheckInInput): Result {
    return orRefused(() => this.attendance.checkIn(ctx, input));
  }

  @Mutation(() => CheckOutResult, { description: 'Records that a delegate has left.' })
  @Access('SESSION_SECRETARY', 'CHAIR')
  checkOut(@Ctx() ctx: Context, @Arg('input', () => CheckOutInput) input: CheckOutInput): Result {
    return orRefused(() => this.attendance.checkOut(ctx, input));
  }

  @Mutation(() => ExcuseAbsenceResult, { description: 'Records that a delegate is away with a reason.' })
  @Access('SESSION_SECRETARY', 'CHAIR')
  excuseAbsence(@Ctx() ctx: Context, @Arg('input', () => ExcuseAbsenceInput) input: ExcuseAbsenceInput): Result {
    return orRefused(() => this.attendance.excuse(ctx, input));
  }

  @Mutation(() => UndoAttendanceResult, {
    description: 'Takes back the caller’s last record of this sitting that still stands; both stay in the log.',
  })
  @Access('SESSION_SECRETARY', 'CHAIR')
  undoAttendance(@Ctx() ctx: Context, @Arg('sittingId', () => ID) sittingId: string): Result {
    return orRefused(() => this.attendance.undo(ctx, sittingId));
  }

  @Query(() => MySeat, { nullable: true, description: 'The caller’s seat in this sitting; null for who has none.' })
  @Access('SIGNED_IN')
  async mySeat(@Ctx() ctx: Context, @Arg('sittingId', () => ID) sittingId: string): Promise<MySeat | null> {
    const { manager } = this.dataSource;
    const sitting = await this.sittings.find(manager, sittingId);
    const { actor } = ctx;
    if (actor.personId === undefined || !isAdmitted(actor, sitting)) return null;
    const seat = await seatBy(manager, sitting, { personId: actor.personId });
    if (!seat) return null;
    const [row] = await rosterOf(manager, sitting, seat.seatId);
    const reason = seat.status === 'SUSPENDED' ? 'SUSPENDED' : row!.present ? null : 'NOT_PRESENT';
    return Object.assign(new MySeat(), {
      seatId: seat.seatId,
      fullName: seat.fullName,
      cardNumber: seat.cardNumber,
      groupName: seat.groupName,
      present: row!.present,
      since: row!.present ? row!.arrivedAt : null,
      entitled: reason === null,
      reason,
      checkInCode: makeCheckInCode(this.codes.secret, {
        sittingId: sitting.id,
        seatId: seat.seatId,
        validUntil: new Date(this.clock.now().getTime() + this.codes.validMinutes * 60_000),
      }),
    });
  }
}
