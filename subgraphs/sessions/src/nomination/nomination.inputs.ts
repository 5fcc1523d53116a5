/** What the clerk records of an election before it is put to the vote. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { Proposer, type ProposerName } from './nomination.entity.js';

@InputType()
export class OpenCandidateListInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => ID, { nullable: true })
  agendaItemId?: string | null;
  @Field(() => String, { description: 'The office, 1 to 300 characters.' })
  office!: string;
  @Field(() => Int, { description: 'How many are to be elected.' })
  seatsToFill!: number;
}

@InputType()
export class NominateInput {
  @Field(() => ID)
  listId!: string;
  @Field(() => ID, { nullable: true })
  personId?: string | null;
  @Field(() => String)
  name!: string;
  @Field(() => String, { nullable: true, description: 'The post held now.' })
  post?: string | null;
  @Field(() => Proposer, { description: 'SELF: the person stands for election by their own wish.' })
  proposer!: ProposerName;
  @Field(() => String, { nullable: true, description: 'Who proposed, by name.' })
  proposedBy?: string | null;
}
