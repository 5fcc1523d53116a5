/** What is given to plan a sitting. That it is closed is decided by the council, never planned here. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { SittingKind } from './sitting.entity.js';

@InputType()
export class PlanSittingInput {
  @Field(() => ID)
  sessionId!: string;
  @Field(() => SittingKind)
  kind!: SittingKind;
  @Field(() => Date)
  startsAt!: Date;
  @Field(() => String, { description: 'Hall and address, at most 200 characters.' })
  place!: string;
  @Field(() => String, { nullable: true, description: 'Its name; made from kind, day and time where not given.' })
  name?: string | null;
}

@InputType({ description: 'Another time or place of a sitting that was not opened yet.' })
export class ChangeSittingPlanInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => Int)
  expectedStep!: number;
  @Field(() => Date)
  startsAt!: Date;
  @Field(() => String)
  place!: string;
}
