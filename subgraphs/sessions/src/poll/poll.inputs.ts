/** What a clerk gives to prepare a poll. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { PollForm, PollKind, PollMethod, RemovalOf } from './poll.entity.js';
import type { FormName } from './poll-form.policy.js';
import type { PollMethodName } from './poll-method.policy.js';
import type { PollKindName, RemovalName } from './poll-kind.rules.js';

@InputType({ description: 'One row of the ballot, in its order: a person, or an option.' })
export class PollRowInput {
  @Field(() => ID, { nullable: true })
  personId?: string | null;
  @Field(() => String, { description: 'What stands in the row, 1 to 300 characters.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'The post held, or stood for.' })
  post?: string | null;
}

@InputType()
export class CreatePollInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => Int, { description: 'The step that the caller saw.' })
  expectedStep!: number;
  @Field(() => ID, { nullable: true })
  agendaItemId?: string | null;
  @Field(() => PollKind, {
    description: 'Not ELECTION: an election is made from its closed list, by `createElection`.',
  })
  kind!: PollKindName;
  @Field(() => String, { description: 'The question, 1 to 1,000 characters.' })
  title!: string;
  @Field(() => Int, { nullable: true })
  documentVersion?: number | null;
  @Field(() => Int, { nullable: true, description: 'Seconds, for a timed poll; without it the chair ends it.' })
  durationSeconds?: number | null;
  @Field(() => PollForm, { nullable: true, description: 'Without it the form that the rule gives the kind.' })
  form?: FormName | null;
  @Field(() => String, { nullable: true, description: 'The council’s decision for a form that is not the rule’s.' })
  formBasis?: string | null;
  @Field(() => PollMethod, {
    nullable: true,
    description: 'Without it paper where the form is secret, else on devices.',
  })
  method?: PollMethodName | null;
  @Field(() => [PollRowInput], {
    nullable: true,
    description: 'Persons of an election or a rating, options of a choice.',
  })
  rows?: PollRowInput[] | null;
  @Field(() => Int, { nullable: true, description: 'Of an election: how many are to be elected.' })
  seatsToFill?: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Of an election: at most that many are marked, instead of agree or disagree for each.',
  })
  pickOnly?: boolean | null;
  @Field(() => RemovalOf, { nullable: true, description: 'Of a removal; without it of a delegate, the stricter rule.' })
  removalOf?: RemovalName | null;
}
