/** What delegates and the desk send of interpellations. */
import { DateScalar } from '@nghitruong/kit/federation';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'The slip: the issue and the person asked.' })
export class SubmitInterpellationInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => String, { description: 'The issue, at most 1000 characters.' })
  issue!: string;
  @Field(() => String)
  askedName!: string;
  @Field(() => String)
  askedOffice!: string;
  @Field(() => ID, { description: 'The public body for which that person answers.' })
  askedBodyId!: string;
}

@InputType()
export class GroupInterpellationsInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => String)
  title!: string;
  @Field(() => [ID])
  interpellationIds!: string[];
}

@InputType({ description: 'What was promised in an answer: captured while it is said.' })
export class CaptureCommitmentInput {
  @Field(() => ID)
  interpellationId!: string;
  @Field(() => String, { description: 'At most 1000 characters.' })
  title!: string;
  @Field(() => DateScalar, { description: 'The day by which it is to be done.' })
  dueOn!: string;
}
