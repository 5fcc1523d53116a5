/** A delegate's own seat in a sitting: asked over HTTP by the person, never in the shared stream. */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'The caller’s own seat in a sitting.' })
@Access('OWNER')
export class MySeat {
  @Field(() => ID)
  seatId!: string;

  @Field(() => String)
  fullName!: string;

  @Field(() => Int, { nullable: true })
  cardNumber!: number | null;

  @Field(() => String, { nullable: true })
  groupName!: string | null;

  @Field(() => Boolean, { description: 'Checked in at the desk; being connected is not presence.' })
  present!: boolean;

  @Field(() => Date, { nullable: true })
  since!: Date | null;

  @Field(() => Boolean, { description: 'A poll that opened now would have this seat on its roll.' })
  entitled!: boolean;

  @Field(() => String, { nullable: true, description: 'Why not: NOT_PRESENT or SUSPENDED.' })
  reason!: 'NOT_PRESENT' | 'SUSPENDED' | null;

  @Field(() => String, {
    description: 'To be shown as a QR to the clerk; ends after a while, so ask again before showing it.',
  })
  checkInCode!: string;
}
