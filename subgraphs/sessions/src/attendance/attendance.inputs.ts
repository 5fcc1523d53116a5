/** What the clerk's desk sends. */
import { Field, ID, InputType } from 'type-graphql';
import { AttendanceSource } from './attendance.entity.js';

@InputType({
  description: 'A seat, or the code that names it: the QR of the delegate’s page, or the number of a card.',
})
export class CheckInInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => ID, { nullable: true })
  seatId?: string;
  @Field(() => String, {
    nullable: true,
    description: 'With QR, the sealed code of the delegate’s page; with CARD, the card’s number.',
  })
  code?: string;
  @Field(() => AttendanceSource)
  source!: AttendanceSource;
}

@InputType()
export class CheckOutInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => ID)
  seatId!: string;
  @Field(() => AttendanceSource)
  source!: AttendanceSource;
}

@InputType()
export class ExcuseAbsenceInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => ID)
  seatId!: string;
  @Field(() => String, { description: 'At most 500 characters.' })
  reason!: string;
}
