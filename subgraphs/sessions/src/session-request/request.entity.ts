/** A request for a special session, a closed sitting or a confidence vote, and how far it has come. */
import { Access, Connection, DateScalar, Edge } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { enumOf } from '../enum-of.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { REQUESTERS, WANTS, type Requester, type Want } from './request.rules.js';

export const SessionRequester = enumOf(REQUESTERS);
registerEnumType(SessionRequester, {
  name: 'SessionRequester',
  description:
    'Thường trực HĐND · Chủ tịch UBND · đại biểu HĐND · cử tri cấp xã · Ban thường trực Ủy ban MTTQ Việt Nam cùng cấp · kết quả lấy phiếu tín nhiệm.',
});
export const RequestedAct = enumOf(WANTS);
registerEnumType(RequestedAct, {
  name: 'RequestedAct',
  description: 'Kỳ họp chuyên đề hoặc đột xuất · họp kín · bỏ phiếu tín nhiệm.',
});

@ObjectType({ description: 'What Thường trực HĐND decided on a request.' })
@Access('SIGNED_IN')
export class RequestDecision {
  @Field(() => Boolean)
  accepted!: boolean;
  @Field(() => String)
  note!: string;
  @Field(() => DateScalar)
  decidedOn!: string;
}

@Entity('session_request')
@ObjectType({
  description: 'A request for a special session, a closed sitting or a confidence vote (R-SES-02 … R-SES-04).',
})
@Access('DELEGATE', 'CHAIR', 'SESSION_SECRETARY')
export class SessionRequest {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('text', { name: 'council_id' })
  @Field(() => ID)
  councilId!: string;

  @Column('text', { name: 'requested_by' })
  @Field(() => SessionRequester)
  requestedBy!: Requester;

  @Column('text')
  @Field(() => RequestedAct)
  wants!: Want;

  @Column('text')
  @Field(() => String)
  subject!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The number of the written request.' })
  document!: string | null;

  @Column('int', { name: 'voters_total', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Voters on the list of the last election, of a request by voters.' })
  votersTotal!: number | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Who attends the session for the voters.' })
  representative!: string | null;

  @Column('uuid', { name: 'rating_poll_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The rating that calls for a vote of confidence.' })
  ratingPollId!: string | null;

  @Column('int', { name: 'rating_row', nullable: true })
  ratingRow!: number | null;

  @Column('timestamptz', { name: 'raised_at' })
  @Field(() => Date)
  raisedAt!: Date;

  @Column('timestamptz', { name: 'met_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'When enough had asked; then it is a task for Thường trực HĐND.' })
  metAt!: Date | null;

  progress!: RequestProgress;
}

@ObjectType({ description: 'How many have asked, of how many, in the window that is open now.' })
@Access('DELEGATE', 'CHAIR', 'SESSION_SECRETARY')
export class RequestProgress {
  @Field(() => Int)
  count!: number;
  @Field(() => Int, { nullable: true, description: 'Null where the request of that body suffices by itself.' })
  needed!: number | null;
  @Field(() => Int, { nullable: true })
  of!: number | null;
  @Field(() => Date, { nullable: true, description: 'The opening from which proposals are summed.' })
  since!: Date | null;
  @Field(() => RuleReason, { nullable: true })
  reason!: RuleReason | null;
}

@ObjectType('SessionRequestEdge')
@Access('DELEGATE', 'CHAIR', 'SESSION_SECRETARY')
export class SessionRequestEdge extends Edge(SessionRequest) {}

@ObjectType('SessionRequestConnection')
@Access('DELEGATE', 'CHAIR', 'SESSION_SECRETARY')
export class SessionRequestConnection extends Connection(SessionRequestEdge) {}
