/**
 * Attendance as clients see it: a row for each seat of a sitting, and the count
 * with its quorum. Rows come from intervals (arrived, left) and absences; there
 * is no stored status that could disagree with them.
 */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { BoardKindEnum } from '../board/board.entity.js';
import type { BoardKind } from '../board/board.rules.js';
import { RuleReason } from '../poll/poll-result.entity.js';

export enum AttendanceSource {
  QR = 'QR',
  CARD = 'CARD',
  CLERK = 'CLERK',
}
registerEnumType(AttendanceSource, {
  name: 'AttendanceSource',
  description: 'Mã QR trên máy đại biểu · thẻ · thư ký ghi.',
});

export enum AttendanceStatus {
  PRESENT = 'PRESENT',
  EXCUSED = 'EXCUSED',
  UNEXCUSED = 'UNEXCUSED',
}
registerEnumType(AttendanceStatus, { name: 'AttendanceStatus', description: 'Có mặt · vắng có lý do · chưa có mặt.' });

export enum QuorumMode {
  WARN = 'WARN',
  BLOCK = 'BLOCK',
}
registerEnumType(QuorumMode, {
  name: 'QuorumMode',
  description: 'WARN shows that the quorum is missed; BLOCK refuses to open a poll.',
});

@ObjectType({ description: 'One seat in one sitting: present or not, since when, and who said so.' })
@Access('CHAIR', 'SESSION_SECRETARY', 'TALLY_COMMITTEE')
export class AttendanceRow {
  councilId!: string;

  @Field(() => ID)
  sittingId!: string;

  @Field(() => ID)
  seatId!: string;

  @Field(() => String)
  fullName!: string;

  @Field(() => String, { description: 'Given name first, for the order of Vietnamese lists.' })
  sortName!: string;

  @Field(() => String, { nullable: true })
  groupName!: string | null;

  @Field(() => Int, { nullable: true })
  cardNumber!: number | null;

  @Field(() => AttendanceStatus)
  status!: AttendanceStatus;

  @Field(() => Boolean)
  present!: boolean;

  @Field(() => Boolean, { description: 'Away with a reason.' })
  excused!: boolean;

  @Field(() => Boolean, { description: 'Suspended: listed, but neither checked in nor counted.' })
  suspended!: boolean;

  @Field(() => Date, { nullable: true, description: 'When the last interval began.' })
  arrivedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended; null while present.' })
  leftAt!: Date | null;

  @Field(() => AttendanceSource, { nullable: true, description: 'How the arrival of the last interval was recorded.' })
  source!: AttendanceSource | null;

  @Field(() => String, { nullable: true, description: 'Why the seat is excused.' })
  reason!: string | null;
}

@ObjectType({ description: 'Who was in the hall at an instant.' })
@Access('CHAIR', 'SESSION_SECRETARY', 'TALLY_COMMITTEE')
export class PresentSeat {
  councilId!: string;

  @Field(() => ID)
  seatId!: string;

  @Field(() => String)
  fullName!: string;

  @Field(() => String, { nullable: true })
  groupName!: string | null;

  @Field(() => Int, { nullable: true })
  cardNumber!: number | null;

  @Field(() => Date)
  arrivedAt!: Date;

  @Field(() => AttendanceSource)
  source!: AttendanceSource;
}

@ObjectType({ description: 'How many delegates are here, and for what that is enough.' })
@Access('EVERYONE')
export class AttendanceCount {
  @Field(() => BoardKindEnum, {
    nullable: true,
    description: 'Whose members are counted; null where it is the delegates of a council.',
  })
  boardKind!: BoardKind | null;

  @Field(() => Int)
  present!: number;

  @Field(() => Int, {
    description: 'Tổng số đại biểu: in office on the sitting’s day, suspended ones not counted where the rule says so.',
  })
  total!: number;

  @Field(() => Int)
  excused!: number;

  @Field(() => Int)
  unexcused!: number;

  @Field(() => Int)
  revision!: number;

  @Field(() => Int, { nullable: true, description: 'Null where no rule of the day asks for a quorum.' })
  quorumNeeded!: number | null;

  @Field(() => Boolean)
  quorumMet!: boolean;

  @Field(() => QuorumMode, { nullable: true })
  quorumMode!: QuorumMode | null;

  @Field(() => RuleReason, { nullable: true, description: 'Where the number of the quorum comes from.' })
  quorumReason!: RuleReason | null;

  @Field(() => Int, {
    nullable: true,
    description: 'With fewer than these present, no resolution can pass, whatever the quorum (R-SES-13).',
  })
  neededToPass!: number | null;

  @Field(() => Boolean, { description: 'Enough are present to pass a resolution.' })
  canPass!: boolean;
}
