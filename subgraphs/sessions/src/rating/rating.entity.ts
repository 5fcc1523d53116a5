/** Who may be rated at a session, and who is left out by which rule (R-VOT-09). */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../enum-of.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { EXCLUSIONS, type ExclusionName } from './rating.rules.js';

export const RatingExclusionKind = enumOf(EXCLUSIONS);
registerEnumType(RatingExclusionKind, {
  name: 'RatingExclusionKind',
  description: 'Được bầu, bổ nhiệm trong năm lấy phiếu · đã có thông báo nghỉ hưu.',
});

@ObjectType({ description: 'Why a person is not rated: what happened on which day, and the rule that says so.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class RatingExclusion {
  @Field(() => RatingExclusionKind)
  why!: ExclusionName;
  @Field(() => DateScalar, { description: 'The day of the election, or of the notice.' })
  on!: string;
  @Field(() => String, { nullable: true, description: 'The post of that election.' })
  post!: string | null;
  @Field(() => String, { nullable: true, description: 'The number of the notice.' })
  document!: string | null;
  @Field(() => RuleReason)
  reason!: RuleReason;
}

@ObjectType({ description: 'A holder of an office that the rule of the day lists.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class RateablePerson {
  @Field(() => ID)
  personId!: string;
  @Field(() => String)
  fullName!: string;
  @Field(() => [String], { description: 'Every listed post of the person: one row of the ballot all the same.' })
  posts!: string[];
  @Field(() => [RatingExclusion], { description: 'Empty of who may be rated; a row for another is refused.' })
  exclusions!: RatingExclusion[];
}
