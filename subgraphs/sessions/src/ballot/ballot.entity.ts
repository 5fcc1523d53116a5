/** What a delegate gets back: a receipt, a refusal, the own ballot's state, the own votes. Never another's. */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../enum-of.js';
import { BallotOption, PollMethod, PollOutcome, PollState } from '../poll/poll.entity.js';
import type { PollMethodName } from '../poll/poll-method.policy.js';
import type { PollStateName } from '../poll/poll.states.js';
import { BALLOT_REFUSALS, type BallotRefusalName } from './ballot-ledger.rules.js';
import type { BallotOptionName } from './tally.js';

export const BallotRefusal = enumOf(BALLOT_REFUSALS);
registerEnumType(BallotRefusal, {
  name: 'BallotRefusal',
  description: 'Why a ballot was not recorded, decided in the order of docs/LIVE-VOTING.md.',
});

@ObjectType({ description: 'Biên nhận: committed, and counted unless a later press replaces it.' })
@Access('OWNER')
export class BallotReceipt {
  @Field(() => ID)
  pollId!: string;
  @Field(() => BallotOption, { nullable: true })
  choice!: BallotOptionName | null;
  @Field(() => String, { nullable: true, description: 'The ballot as text, in any form of ballot.' })
  content!: string | null;
  @Field(() => Int)
  press!: number;
  @Field(() => Date)
  recordedAt!: Date;
  @Field(() => Int, { description: 'Its link in the poll’s chain.' })
  chainIndex!: number;
  @Field(() => String, { description: 'The server’s seal over this receipt.' })
  seal!: string;
}

@ObjectType({ description: 'Not recorded, and why.' })
@Access('OWNER')
export class BallotRefused {
  @Field(() => BallotRefusal)
  reason!: BallotRefusalName;
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;
}

@ObjectType({ description: 'The caller’s own ballot in one poll.' })
@Access('OWNER')
export class MyBallotStatus {
  @Field(() => ID)
  pollId!: string;
  @Field(() => Boolean)
  recorded!: boolean;
  @Field(() => BallotOption, { nullable: true, description: 'The choice that counts.' })
  choice!: BallotOptionName | null;
  @Field(() => String, { nullable: true, description: 'The ballot as text, in any form of ballot.' })
  content!: string | null;
  @Field(() => Date, { nullable: true })
  recordedAt!: Date | null;
  @Field(() => Int, { description: 'The last press that was recorded; 0 where none was. The next one is higher.' })
  press!: number;
  @Field(() => Boolean)
  onRoll!: boolean;
  @Field(() => Boolean, { description: 'Checked in after the opening.' })
  late!: boolean;
  @Field(() => BallotRefusal, { nullable: true, description: 'Why a press would be refused now.' })
  reason!: BallotRefusalName | null;
  @Field(() => String, { nullable: true })
  seal!: string | null;
}

@ObjectType({ description: 'One of the caller’s own votes.' })
@Access('OWNER')
export class MyVote {
  @Field(() => ID)
  pollId!: string;
  @Field(() => String)
  title!: string;
  @Field(() => PollState)
  state!: PollStateName;
  @Field(() => PollMethod, { description: 'On paper and by hands nothing is recorded of one delegate.' })
  method!: PollMethodName;
  @Field(() => BallotOption, { nullable: true, description: 'null where no ballot was recorded.' })
  choice!: BallotOptionName | null;
  @Field(() => String, { nullable: true, description: 'The ballot as text, in any form of ballot.' })
  content!: string | null;
  @Field(() => Date, { nullable: true })
  recordedAt!: Date | null;
  @Field(() => PollOutcome, { nullable: true, description: 'After publishing.' })
  outcome!: 'ADOPTED' | 'REJECTED' | null;
  @Field(() => Boolean, { description: 'A ballot counts; of a secret poll, that one lies in the box.' })
  recorded!: boolean;
}
