/** What a clerk gives to prepare a poll. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { PollKind, type PollKindName } from './poll.entity.js';

@InputType()
export class CreatePollInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => Int, { description: 'The step that the caller saw.' })
  expectedStep!: number;
  @Field(() => ID, { nullable: true })
  agendaItemId?: string | null;
  @Field(() => PollKind)
  kind!: PollKindName;
  @Field(() => String, { description: 'The question, 1 to 1,000 characters.' })
  title!: string;
  @Field(() => Int, { nullable: true })
  documentVersion?: number | null;
  @Field(() => Int, { nullable: true, description: 'Seconds, for a timed poll; without it the chair ends it.' })
  durationSeconds?: number | null;
}
