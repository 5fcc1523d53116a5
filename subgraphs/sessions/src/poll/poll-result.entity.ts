/** What a poll tells beside its own row: threshold, turnout, result, names. A count never goes without its base. */
import { Access, Connection, Edge } from '@nghitruong/kit/federation';
import { DelegateRef } from '@nghitruong/kit/obligation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { BallotOptionName } from '../ballot/tally.js';
import { DENOMINATORS, type Denominator } from './majority.rules.js';
import { AnnulmentKind, BallotOption, PollOutcome, type AnnulmentKindName } from './poll.entity.js';

export const DenominatorKind = Object.fromEntries(DENOMINATORS.map((d) => [d, d])) as {
  readonly [K in Denominator]: K;
};
registerEnumType(DenominatorKind, { name: 'DenominatorKind', description: 'What a share is a share of.' });

export const Comparison = { GREATER_THAN: 'GREATER_THAN', AT_LEAST: 'AT_LEAST' } as const;
registerEnumType(Comparison, { name: 'Comparison', description: 'Quá · ít nhất.' });

@ObjectType({ description: 'Why this number: the rule, where it is written, how sure that is.' })
@Access('EVERYONE')
export class RuleReason {
  @Field(() => String)
  key!: string;
  @Field(() => String)
  ruleSetId!: string;
  @Field(() => String)
  ruleSetHash!: string;
  @Field(() => String)
  instrument!: string;
  @Field(() => String)
  article!: string;
  @Field(() => String, { description: 'V1 read in the law itself … K-lo own knowledge.' })
  confidence!: string;
  @Field(() => Boolean, { description: 'Read in the law itself, or confirmed by a named clerk.' })
  confirmed!: boolean;
  @Field(() => String, { nullable: true })
  noteVi!: string | null;
  @Field(() => String, { nullable: true })
  noteEn!: string | null;
}

@ObjectType({ description: 'Cần {needed}/{of}: computed from today’s seats until the opening, frozen from then on.' })
@Access('EVERYONE')
export class Threshold {
  @Field(() => Int)
  needed!: number;
  @Field(() => Int)
  of!: number;
  @Field(() => Comparison)
  comparison!: keyof typeof Comparison;
  @Field(() => Int)
  num!: number;
  @Field(() => Int)
  den!: number;
  @Field(() => DenominatorKind)
  baseKind!: Denominator;
  @Field(() => RuleReason)
  reason!: RuleReason;
}

@ObjectType({ description: 'How many have voted; never for whom.' })
@Access('EVERYONE')
export class Turnout {
  @Field(() => Int, { description: 'Seats with a recorded ballot.' })
  recorded!: number;
  @Field(() => Int, { description: 'Seats that may vote: present at the opening, or arrived after it.' })
  present!: number;
  @Field(() => Int)
  presentAtOpen!: number;
  @Field(() => Int, { description: 'Checked in after the opening, and on the roll.' })
  lateArrivals!: number;
}

@ObjectType()
@Access('EVERYONE')
export class Annulment {
  @Field(() => AnnulmentKind)
  kind!: AnnulmentKindName;
  @Field(() => String, { description: 'The decision it rests on.' })
  basis!: string;
  @Field(() => String)
  wallText!: string;
  @Field(() => Date)
  at!: Date;
}

@ObjectType({ description: 'A count with its base: there is no percentage without one.' })
@Access('EVERYONE')
export class Share {
  @Field(() => Int)
  count!: number;
  @Field(() => Int)
  base!: number;
  @Field(() => DenominatorKind)
  baseKind!: Denominator;
  @Field(() => String)
  baseLabelVi!: string;
  @Field(() => String)
  baseLabelEn!: string;
  @Field(() => String, { description: '87,09 % (with a no-break space)' })
  percentText!: string;
  @Field(() => String)
  percentTextEn!: string;
}

@ObjectType({ description: 'The official lines, as they were counted at the closing.' })
@Access('EVERYONE')
export class PollResult {
  @Field(() => Share)
  total!: Share;
  @Field(() => Share, { description: 'Present at the opening.' })
  present!: Share;
  @Field(() => Share)
  presentAtClose!: Share;
  @Field(() => Share)
  voted!: Share;
  @Field(() => Share)
  for!: Share;
  @Field(() => Share)
  against!: Share;
  @Field(() => Share)
  abstain!: Share;
  @Field(() => Share, { description: 'Present and entitled, no ballot recorded.' })
  notRecorded!: Share;
  @Field(() => Int)
  lateArrivals!: number;
  @Field(() => PollOutcome, { nullable: true, description: 'null for a test vote: it has no verdict.' })
  outcome!: 'ADOPTED' | 'REJECTED' | null;
  @Field(() => Threshold)
  threshold!: Threshold;
  @Field(() => Int, { description: 'Ballots that arrived after the close and were refused.' })
  lateAttempts!: number;
  @Field(() => String, { description: 'The first eight digits of the digest, for the wall and the sheet.' })
  seal!: string;
  @Field(() => String)
  digest!: string;
  @Field(() => String)
  chainHead!: string;
}

@ObjectType({ description: 'Present, and no ballot recorded: name, and whether the device is heard from.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class MissingSeat {
  councilId!: string;
  @Field(() => ID)
  seatId!: string;
  @Field(() => String)
  fullName!: string;
  @Field(() => String, { nullable: true })
  groupName!: string | null;
  @Field(() => Boolean)
  connected!: boolean;
  @Field(() => Date, { nullable: true })
  lastSeenAt!: Date | null;
}

@ObjectType({ description: 'One seat of a public poll and its choice, after publishing.' })
@Access('EVERYONE')
export class Vote {
  sortName!: string;
  @Field(() => ID)
  seatId!: string;
  @Field(() => DelegateRef)
  delegate!: DelegateRef;
  @Field(() => String)
  fullName!: string;
  @Field(() => String, { nullable: true })
  groupName!: string | null;
  @Field(() => Boolean, { description: 'Present at the opening or later.' })
  present!: boolean;
  @Field(() => Boolean, { description: 'Checked in after the opening.' })
  late!: boolean;
  @Field(() => BallotOption, { nullable: true, description: 'null where no ballot was recorded.' })
  choice!: BallotOptionName | null;
  @Field(() => Date, { nullable: true })
  recordedAt!: Date | null;
}
@ObjectType('VoteEdge')
@Access('EVERYONE')
export class VoteEdge extends Edge(Vote) {}
@ObjectType('VoteConnection')
@Access('EVERYONE')
export class VoteConnection extends Connection(VoteEdge) {}

@ObjectType({ description: 'One condition of opening a poll, with its cure in words.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class OpeningCondition {
  councilId!: string;
  @Field(() => String)
  key!: string;
  @Field(() => Boolean)
  met!: boolean;
  @Field(() => Boolean, { description: 'While not met, the poll does not open; otherwise it is a warning.' })
  blocking!: boolean;
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;
}
