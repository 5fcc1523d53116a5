/** The preparation of a session as a clerk reads it: steps, their terms with source, when each was done and why late. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { DueState } from '@nghitruong/kit/obligation';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../enum-of.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { FROM_DAYS, STEPS, type FromDay, type StepName } from './preparation.rules.js';

export const PreparationStepKind = enumOf(STEPS);
registerEnumType(PreparationStepKind, {
  name: 'PreparationStepKind',
  description:
    'Khai mạc kỳ họp thứ nhất · quyết định triệu tập · hồ sơ gửi Ban thẩm tra · thông báo dự kiến chương trình · báo cáo thẩm tra · gửi tài liệu · ký chứng thực · gửi cấp trên · công bố; của lấy phiếu tín nhiệm: báo cáo của người được lấy phiếu · tài liệu gửi đại biểu · yêu cầu xác minh · câu hỏi.',
});
export const TermFrom = enumOf(FROM_DAYS);
registerEnumType(TermFrom, {
  name: 'TermFrom',
  description: 'Before the opening · after the election day · after the closing · after the signing.',
});

@ObjectType({ description: 'One term of the law for a step: so many days from a day.' })
@Access('SIGNED_IN')
export class LegalTerm {
  @Field(() => Int)
  days!: number;
  @Field(() => TermFrom)
  from!: FromDay;
  @Field(() => DateScalar)
  dueOn!: string;
  @Field(() => RuleReason, { description: 'Where the number is written, and how sure that is.' })
  reason!: RuleReason;
}

@ObjectType({
  description:
    'That a step was done: what was recorded, by whom. Nothing of it is ever changed; a later record counts.',
})
@Access('SIGNED_IN')
export class StepRecord {
  @Field(() => DateScalar)
  doneOn!: string;
  @Field(() => String, { description: 'What shows it: the number of the decision, the broadcast, the dispatch.' })
  evidence!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The last legal day as it stood when this was recorded.' })
  dueOn!: string | null;
  @Field(() => String, { nullable: true })
  lateReason!: string | null;
  @Field(() => Date)
  recordedAt!: Date;
}

@ObjectType({ description: 'That the receiving body has the papers.' })
@Access('SIGNED_IN')
export class StepReceipt {
  @Field(() => String)
  recipient!: string;
  @Field(() => DateScalar)
  receivedOn!: string;
  @Field(() => String, { nullable: true, description: 'The number under which the recipient registered it.' })
  reference!: string | null;
}

@ObjectType({ description: 'One step before or after a session, with its last legal day and its light.' })
@Access('SIGNED_IN')
export class PreparationStep {
  @Field(() => PreparationStepKind)
  step!: StepName;
  @Field(() => [LegalTerm], {
    description: 'Empty where the law names no number of days, or the day it counts from is not known yet.',
  })
  terms!: LegalTerm[];
  @Field(() => DateScalar, { nullable: true, description: 'The last legal day; of several terms the earliest.' })
  dueOn!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The last working day on or before it.' })
  lastWorkingDay!: string | null;
  @Field(() => DueState)
  light!: DueState;
  @Field(() => DateScalar, { nullable: true })
  doneOn!: string | null;
  @Field(() => String, { nullable: true })
  evidence!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was late; kept for the report.' })
  lateReason!: string | null;
  @Field(() => [StepRecord], { description: 'All records, the latest first.' })
  records!: StepRecord[];
  @Field(() => [StepReceipt])
  receipts!: StepReceipt[];
}

@ObjectType({ description: 'Chuẩn bị kỳ họp và việc sau kỳ họp: each step by its legal term.' })
@Access('SIGNED_IN')
export class SessionPreparation {
  @Field(() => [PreparationStep], { description: 'Up to the opening.' })
  steps!: PreparationStep[];
  @Field(() => [PreparationStep], { description: 'After the closing: signing, sending up, publication.' })
  afterwards!: PreparationStep[];
  @Field(() => Int, { description: 'Steps that were done late or are overdue.' })
  late!: number;
  @Field(() => Boolean, {
    description: 'The session rates the confidence in office holders, and has the steps of that (R-VOT-14).',
  })
  holdsRating!: boolean;
}

@ObjectType({ description: 'Ordinary sessions of a year against the least number that the law asks (R-SES-01).' })
@Access('EVERYONE')
export class RegularSessionsOfYear {
  @Field(() => Int)
  year!: number;
  @Field(() => Int, { description: 'Held or planned.' })
  count!: number;
  @Field(() => Int, { nullable: true })
  needed!: number | null;
  @Field(() => Boolean)
  met!: boolean;
  @Field(() => RuleReason, { nullable: true })
  reason!: RuleReason | null;
}
