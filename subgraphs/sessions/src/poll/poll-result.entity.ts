/** What a poll tells beside its own row: threshold, turnout, result, names. A count never goes without its base. */
import { Access, Connection, Edge } from '@nghitruong/kit/federation';
import { DelegateRef } from '@nghitruong/kit/obligation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../enum-of.js';
import { ROW_MARKS, type LayoutName, type RowMarkName } from '../ballot/ballot-form.rules.js';
import type { BallotOptionName } from '../ballot/tally.js';
import { DENOMINATORS, type Denominator } from './majority.rules.js';
import {
  AnnulmentKind,
  BallotLayout,
  BallotOption,
  PollOutcome,
  PollRow,
  type AnnulmentKindName,
} from './poll.entity.js';
import { ROW_VERDICTS, type RowVerdictName } from './rule-snapshot.rules.js';

export const DenominatorKind = enumOf(DENOMINATORS);
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

export const BallotMark = enumOf(ROW_MARKS);
registerEnumType(BallotMark, {
  name: 'BallotMark',
  description:
    'Đồng ý · không đồng ý · tín nhiệm cao · tín nhiệm · tín nhiệm thấp · tín nhiệm, không tín nhiệm (hai mức) · được chọn.',
});

export const RowVerdict = enumOf(ROW_VERDICTS);
registerEnumType(RowVerdict, {
  name: 'RowVerdict',
  description:
    'Trúng cử · không trúng cử · bằng phiếu, phải bầu lại · không có hệ quả · có thể xin từ chức · đưa ra bỏ phiếu tín nhiệm · tiến hành miễn nhiệm · có thể xin từ chức hoặc trình miễn nhiệm.',
});

@ObjectType({ description: 'What can be marked on the ballot of this poll.' })
@Access('EVERYONE')
export class BallotForm {
  @Field(() => BallotLayout)
  layout!: LayoutName;
  @Field(() => [BallotMark], { description: 'What a row may be marked with; of a choice, CHOSEN or nothing.' })
  marks!: readonly RowMarkName[];
  @Field(() => [PollRow], { description: 'Persons, or options; of the law’s three choices none.' })
  rows!: readonly PollRow[];
  @Field(() => Int, { nullable: true, description: 'The most rows that may be marked.' })
  max!: number | null;
  @Field(() => Boolean, { description: 'Of options: whether none of them may be chosen by abstaining.' })
  mayAbstain!: boolean;
}

@ObjectType({ description: 'How often a row was marked so.' })
@Access('EVERYONE')
export class MarkShare {
  @Field(() => BallotMark)
  mark!: RowMarkName;
  @Field(() => Share)
  share!: Share;
}

@ObjectType({ description: 'One row of a ballot, counted: valid and invalid for that person alone (R-VOT-12).' })
@Access('EVERYONE')
export class PollRowResult {
  @Field(() => PollRow)
  row!: PollRow;
  @Field(() => [MarkShare])
  marks!: readonly MarkShare[];
  @Field(() => Share)
  valid!: Share;
  @Field(() => Share)
  invalid!: Share;
  @Field(() => RowVerdict, { nullable: true, description: 'null where the poll gives no verdict.' })
  verdict!: RowVerdictName | null;
  @Field(() => Threshold, { nullable: true, description: 'The rule by which the verdict holds, and why.' })
  threshold!: Threshold | null;
}

@ObjectType({ description: 'Every count that is kept; null where it was not kept yet when the poll was held.' })
@Access('EVERYONE')
export class PollCounts {
  @Field(() => Int, { nullable: true, description: 'Seats of the term, of those too who have left.' })
  totalSeats!: number | null;
  @Field(() => Int)
  inOffice!: number;
  @Field(() => Int)
  suspended!: number;
  @Field(() => Int)
  presentAtOpen!: number;
  @Field(() => Int)
  presentAtClose!: number;
  @Field(() => Int, { description: 'Present at the opening or arrived after it.' })
  eligible!: number;
  @Field(() => Int, { description: 'Phát ra.' })
  ballotsIssued!: number;
  @Field(() => Int, { description: 'Thu về.' })
  ballotsCollected!: number;
  @Field(() => Int, { description: 'Hợp lệ.' })
  ballotsValid!: number;
  @Field(() => Int, { description: 'Không hợp lệ.' })
  ballotsInvalid!: number;
  @Field(() => Int)
  notRecorded!: number;
  @Field(() => Int, { nullable: true })
  absentExcused!: number | null;
  @Field(() => Int, { nullable: true })
  absentUnexcused!: number | null;
  @Field(() => Int)
  lateAttempts!: number;
}

@ObjectType({ description: 'As many for as against in a board whose chair has the casting vote (R-VOT-16).' })
@Access('EVERYONE')
export class TieBreak {
  @Field(() => String, {
    nullable: true,
    description:
      'Whose vote decides; null where nobody headed the board, or the ballot is secret: then nothing decides.',
  })
  name!: string | null;
  @Field(() => Boolean, { description: 'The chair’s own vote was in favour; otherwise nothing passed.' })
  adopted!: boolean;
  @Field(() => RuleReason, { description: 'The text asks for more than half and has a rule for ties: look at it.' })
  reason!: RuleReason;
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
  @Field(() => TieBreak, { nullable: true, description: 'null where there was no tie that a chair decides.' })
  tieBreak!: TieBreak | null;
  @Field(() => PollCounts)
  counts!: PollCounts;
  @Field(() => [Share], { description: 'Those in favour as a share of each of the bases that this poll has.' })
  forByBase!: readonly Share[];
  @Field(() => [PollRowResult], {
    description: 'Persons or options in the order of the ballot; of three choices none.',
  })
  rows!: readonly PollRowResult[];
  @Field(() => Share, { description: 'Abstentions as the printed sheet says them; everywhere else they stand alone.' })
  sheetAbstain!: Share;
  @Field(() => Boolean, {
    description: 'On the printed sheet, by the rule of the day, not recorded stands among the abstentions (R-VOT-01).',
  })
  foldNotRecorded!: boolean;
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
  @Field(() => BallotOption, {
    nullable: true,
    description: 'null where no ballot was recorded, or it is another form.',
  })
  choice!: BallotOptionName | null;
  @Field(() => String, { nullable: true, description: 'The ballot as text, in any form.' })
  content!: string | null;
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
