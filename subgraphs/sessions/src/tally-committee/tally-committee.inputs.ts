/** What the clerk gives to record whom the council appointed to count. */
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class AppointTallyCommitteeInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => Int, { description: 'The step that the caller saw.' })
  expectedStep!: number;
  @Field(() => ID, { nullable: true, description: 'For this poll only; without it for every poll of the sitting.' })
  pollId?: string | null;
  @Field(() => ID)
  headSeatId!: string;
  @Field(() => [ID], { description: 'The other members.' })
  memberSeatIds!: string[];
}
