/** The GraphQL door of notices of retirement: the desk's and the chair's, of their own council. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Council } from '../council/council.entity.js';
import { RetirementNotice } from './retirement-notice.entity.js';
import {
  RecordRetirementNoticeInput,
  RecordRetirementNoticeResult,
  WithdrawRetirementNoticeInput,
  WithdrawRetirementNoticeResult,
  type RetirementNoticeRefused,
} from './retirement.inputs.js';
import type { RetirementService } from './retirement.service.js';

@Resolver(() => Council)
export class RetirementResolver {
  constructor(private readonly retirements: RetirementService) {}

  @FieldResolver(() => [RetirementNotice], {
    nullable: true,
    description: 'Notices of retirement that the council received, the latest first.',
  })
  @Access('SESSION_SECRETARY', 'CHAIR', 'ADMIN')
  retirementNotices(@Root() council: Council, @Ctx() ctx: Context): Promise<RetirementNotice[]> {
    return this.retirements.ofCouncil(ctx, council.id);
  }

  @Mutation(() => RecordRetirementNoticeResult, {
    description: 'Records that the council received a notice of retirement; the person is not rated from then on.',
  })
  @Access('SESSION_SECRETARY', 'CHAIR', 'ADMIN')
  recordRetirementNotice(
    @Arg('input', () => RecordRetirementNoticeInput) input: RecordRetirementNoticeInput,
    @Ctx() ctx: Context,
  ): Promise<RetirementNotice | RetirementNoticeRefused> {
    return this.retirements.record(ctx, input);
  }

  @Mutation(() => WithdrawRetirementNoticeResult, {
    description: 'Withdraws a notice that was recorded by mistake, with the reason; it stays readable.',
  })
  @Access('SESSION_SECRETARY', 'CHAIR', 'ADMIN')
  withdrawRetirementNotice(
    @Arg('input', () => WithdrawRetirementNoticeInput) input: WithdrawRetirementNoticeInput,
    @Ctx() ctx: Context,
  ): Promise<RetirementNotice | RetirementNoticeRefused> {
    return this.retirements.withdraw(ctx, input);
  }
}
