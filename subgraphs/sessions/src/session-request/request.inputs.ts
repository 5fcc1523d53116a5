import { DateScalar } from '@nghitruong/kit/federation';
import { Field, ID, InputType, Int } from 'type-graphql';
import { RequestedAct, SessionRequester } from './request.entity.js';
import type { Requester, Want } from './request.rules.js';

@InputType()
export class RaiseSessionRequestInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => SessionRequester)
  requestedBy!: Requester;
  @Field(() => RequestedAct)
  wants!: Want;
  @Field(() => String, { description: 'What it is about, at most 1,000 characters.' })
  subject!: string;
  @Field(() => String, { nullable: true })
  document?: string | null;
  @Field(() => Int, { nullable: true, description: 'Of voters: how many are on the list of the last election.' })
  votersTotal?: number | null;
  @Field(() => String, { nullable: true })
  representative?: string | null;
}

@InputType({ description: 'Without a seat the caller signs for their own; the desk names the seat and the paper.' })
export class SignSessionRequestInput {
  @Field(() => ID)
  requestId!: string;
  @Field(() => ID, { nullable: true })
  seatId?: string | null;
  @Field(() => String, { nullable: true })
  document?: string | null;
}

@InputType({
  description: 'One voter on the list, as the desk verified it. Who it is is sealed at once and never answered.',
})
export class VerifyVoterInput {
  @Field(() => ID)
  requestId!: string;
  @Field(() => String)
  fullName!: string;
  @Field(() => DateScalar)
  bornOn!: string;
  @Field(() => String)
  address!: string;
  @Field(() => Boolean, { description: 'The signature stands on the paper.' })
  signed!: boolean;
}

@InputType()
export class DecideSessionRequestInput {
  @Field(() => ID)
  requestId!: string;
  @Field(() => Boolean)
  accepted!: boolean;
  @Field(() => String, { description: 'The decision and its ground, at most 1,000 characters.' })
  note!: string;
}
