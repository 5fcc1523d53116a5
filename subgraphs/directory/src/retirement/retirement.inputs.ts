import { Access, DateScalar, RefusedData } from '@nghitruong/kit/federation';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { RetirementNotice } from './retirement-notice.entity.js';

@InputType({ description: 'A notice of retirement that the council received.' })
export class RecordRetirementNoticeInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => ID)
  personId!: string;
  @Field(() => DateScalar)
  receivedOn!: string;
  @Field(() => String, { description: 'Its number, at most 300 characters.' })
  document!: string;
}

@InputType()
export class WithdrawRetirementNoticeInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => ID)
  personId!: string;
  @Field(() => String, { description: 'Why it does not count, at most 300 characters.' })
  reason!: string;
}

@ObjectType({ description: 'Nothing was recorded, and why.' })
@Access('EVERYONE')
export class RetirementNoticeRefused extends RefusedData {}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [RetirementNotice, RetirementNoticeRefused] as const,
    resolveType: (value) => (value instanceof RetirementNoticeRefused ? RetirementNoticeRefused : RetirementNotice),
  });
export const RecordRetirementNoticeResult = resultOf('RecordRetirementNoticeResult');
export const WithdrawRetirementNoticeResult = resultOf('WithdrawRetirementNoticeResult');
