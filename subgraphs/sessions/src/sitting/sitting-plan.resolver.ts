/** The desk's door to the plan of a session's sittings: each mutation answers the session, or why not. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Session } from '../session/session.entity.js';
import { ChangeSittingPlanInput, PlanSittingInput } from './sitting.inputs.js';
import type { SittingPlanService } from './sitting-plan.service.js';

const PlanSittingResult = resultType('PlanSittingResult', Session);
const ChangeSittingPlanResult = resultType('ChangeSittingPlanResult', Session);

@Resolver()
export class SittingPlanResolver {
  constructor(private readonly plans: SittingPlanService) {}

  @Mutation(() => PlanSittingResult, {
    description: 'Plans a sitting within the days of its session, open to the public (R-SES-05).',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  planSitting(
    @Ctx() ctx: Context,
    @Arg('input', () => PlanSittingInput) input: PlanSittingInput,
  ): Promise<Session | Refused> {
    return orRefused(() => this.plans.plan(ctx, input));
  }

  @Mutation(() => ChangeSittingPlanResult, {
    description: 'Gives a sitting another time or place before it is opened.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  changeSittingPlan(
    @Ctx() ctx: Context,
    @Arg('input', () => ChangeSittingPlanInput) input: ChangeSittingPlanInput,
  ): Promise<Session | Refused> {
    return orRefused(() => this.plans.move(ctx, input));
  }
}
