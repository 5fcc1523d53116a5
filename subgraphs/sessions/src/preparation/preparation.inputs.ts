import { DateScalar } from '@nghitruong/kit/federation';
import { Field, ID, InputType, Int } from 'type-graphql';
import { SessionKind } from '../session/session.entity.js';
import { PreparationStepKind } from './preparation.entity.js';
import type { StepName } from './preparation.rules.js';

@InputType({ description: 'A session to be: what it is and when. Convening it is its first step.' })
export class PlanSessionInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => String, { description: 'Khóa, such as XVII.' })
  termOrdinal!: string;
  @Field(() => Int)
  ordinal!: number;
  @Field(() => SessionKind)
  kind!: SessionKind;
  @Field(() => DateScalar)
  opensOn!: string;
  @Field(() => DateScalar)
  closesOn!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The election day: for the first session of a term.' })
  electedOn?: string | null;
  @Field(() => String, { nullable: true })
  summary?: string | null;
}

@InputType()
export class CompleteStepInput {
  @Field(() => ID)
  sessionId!: string;
  @Field(() => PreparationStepKind)
  step!: StepName;
  @Field(() => DateScalar)
  doneOn!: string;
  @Field(() => String, { description: 'What shows it, at most 500 characters.' })
  evidence!: string;
  @Field(() => String, { nullable: true, description: 'Needed where the step was done after its last legal day.' })
  lateReason?: string | null;
}

@InputType()
export class RecordReceiptInput {
  @Field(() => ID)
  sessionId!: string;
  @Field(() => PreparationStepKind)
  step!: StepName;
  @Field(() => String)
  recipient!: string;
  @Field(() => DateScalar)
  receivedOn!: string;
  @Field(() => String, { nullable: true })
  reference?: string | null;
}

@InputType({ description: 'Whether a session rates the confidence in office holders (lấy phiếu tín nhiệm).' })
export class HoldRatingInput {
  @Field(() => ID)
  sessionId!: string;
  @Field(() => Boolean)
  holds!: boolean;
}
