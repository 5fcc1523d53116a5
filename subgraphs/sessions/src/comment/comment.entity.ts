/** Comments on a draft: what everyone reads of one, and what the desk reads beside it. */
import { Access, Connection, DateScalar, Edge } from '@nghitruong/kit/federation';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../enum-of.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { SeenResolution } from '../resolution/resolution.inputs.js';
import { COMMENT_OUTCOMES, COMMENT_STATES, type CommentOutcomeName, type CommentStateName } from './comment.rules.js';

export const CommentState = enumOf(COMMENT_STATES);
registerEnumType(CommentState, { name: 'CommentState', description: 'Đã nhận · đã công bố · không công bố.' });
export const CommentOutcome = enumOf(COMMENT_OUTCOMES);
registerEnumType(CommentOutcome, { name: 'CommentOutcome', description: 'Giải trình · tiếp thu · không tiếp thu.' });

@ObjectType({ description: 'Thời gian lấy ý kiến: both days count.' })
@Access('EVERYONE')
export class CommentPeriod {
  @Field(() => DateScalar)
  openedOn!: string;
  @Field(() => DateScalar)
  closesOn!: string;
  @Field(() => Boolean, { description: 'Today.' })
  open!: boolean;
  @Field(() => DateScalar, { nullable: true, description: 'The earliest last day by the rule of its first day.' })
  earliestClose!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it is shorter than that.' })
  shortReason!: string | null;
  @Field(() => RuleReason, { nullable: true })
  reason!: RuleReason | null;
}

@ObjectType({ description: 'A published comment. Who wrote it is never public.' })
@Access('EVERYONE')
export class DraftComment {
  @Field(() => ID)
  id!: string;
  @Field(() => Int, { description: 'In the order of publication.' })
  number!: number;
  @Field(() => Int, { description: 'The version it was written on.' })
  version!: number;
  @Field(() => String)
  text!: string;
  @Field(() => DateScalar)
  submittedOn!: string;
  @Field(() => CommentOutcome, { nullable: true })
  outcome!: CommentOutcomeName | null;
  @Field(() => String, { nullable: true })
  reply!: string | null;
  @Field(() => DateScalar, { nullable: true })
  repliedOn!: string | null;
}
@ObjectType('DraftCommentEdge')
@Access('EVERYONE')
export class DraftCommentEdge extends Edge(DraftComment) {}
@ObjectType('DraftCommentConnection')
@Access('EVERYONE')
export class DraftCommentConnection extends Connection(DraftCommentEdge) {}

@ObjectType({ description: 'A comment at the desk, with what its author said of himself.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class ReceivedComment {
  councilId!: string;
  @Field(() => ID)
  id!: string;
  @Field(() => Int, { nullable: true })
  number!: number | null;
  @Field(() => Int)
  version!: number;
  @Field(() => String)
  text!: string;
  @Field(() => DateScalar)
  submittedOn!: string;
  @Field(() => CommentState)
  state!: CommentStateName;
  @Field(() => String, { nullable: true })
  withheldReason!: string | null;
  @Field(() => CommentOutcome, { nullable: true })
  outcome!: CommentOutcomeName | null;
  @Field(() => String, { nullable: true })
  reply!: string | null;
  @Field(() => String, { nullable: true })
  fullName!: string | null;
  @Field(() => String, { nullable: true })
  contact!: string | null;
}
@ObjectType('ReceivedCommentEdge')
@Access('CHAIR', 'SESSION_SECRETARY')
export class ReceivedCommentEdge extends Edge(ReceivedComment) {
  councilId!: string;
}
@ObjectType('ReceivedCommentConnection')
@Access('CHAIR', 'SESSION_SECRETARY')
export class ReceivedCommentConnection extends Connection(ReceivedCommentEdge) {
  councilId!: string;
}

@ObjectType({ description: 'It was received; it is published once the desk has read it.' })
@Access('EVERYONE')
export class CommentReceipt {
  @Field(() => ID)
  id!: string;
  @Field(() => Date)
  receivedAt!: Date;
}

@InputType()
export class OpenForCommentInput extends SeenResolution {
  @Field(() => DateScalar, { description: 'The last day. A period that is open may be made longer.' })
  closesOn!: string;
  @Field(() => String, { nullable: true, description: 'Why shorter than the rule of the day says.' })
  reason?: string | null;
}

@InputType()
export class SubmitCommentInput {
  @Field(() => ID)
  resolutionId!: string;
  @Field(() => String, { description: 'Plain text of 10 to 2000 characters.' })
  text!: string;
  @Field(() => String, { nullable: true, description: 'For the desk only.' })
  fullName?: string | null;
  @Field(() => String, { nullable: true, description: 'For the desk only.' })
  contact?: string | null;
}

@InputType()
export class ExamineCommentInput {
  @Field(() => ID)
  commentId!: string;
  @Field(() => Boolean)
  publish!: boolean;
  @Field(() => String, { nullable: true, description: 'Why it is not published.' })
  reason?: string | null;
}

@InputType()
export class ReplyToCommentInput {
  @Field(() => ID)
  commentId!: string;
  @Field(() => CommentOutcome)
  outcome!: CommentOutcomeName;
  @Field(() => String)
  text!: string;
}
