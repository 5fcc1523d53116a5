/** What is given to set a target and to report on it. */
import { DateScalar } from '@nghitruong/kit/federation';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { TargetDirection } from './resolution-target.entity.js';
import type { TargetDirectionName } from './resolution-target.rules.js';

@InputType()
export class SetResolutionTargetInput {
  @Field(() => ID)
  resolutionId!: string;
  @Field(() => ID, { description: 'The body that answers for it.' })
  bodyId!: string;
  @Field(() => ID, { nullable: true })
  unitId?: string | null;
  @Field(() => String)
  title!: string;
  @Field(() => String)
  indicator!: string;
  @Field(() => String)
  measure!: string;
  @Field(() => TargetDirection, { defaultValue: 'AT_LEAST' })
  direction!: TargetDirectionName;
  @Field(() => Float)
  targetValue!: number;
  @Field(() => DateScalar)
  dueOn!: string;
  @Field(() => Int, { nullable: true, description: 'Where not given, the rule of the day.' })
  reportEveryDays?: number | null;
}

@InputType()
export class ReportResolutionTargetInput {
  @Field(() => ID)
  targetId!: string;
  @Field(() => DateScalar, { description: 'The day of the figure; not in the future.' })
  asOf!: string;
  @Field(() => Float)
  value!: number;
  @Field(() => String, { nullable: true })
  words?: string | null;
}
