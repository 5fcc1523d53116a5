/** The door of what is told of a council as a whole. */
import type { Context } from '@nghitruong/kit/context';
import { DateScalar } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CouncilAlarm, NextTerm } from './council-alarm.entity.js';
import type { CouncilAlarmService } from './council-alarm.service.js';
import { Council } from './council.entity.js';

@Resolver(() => Council)
export class CouncilAlarmResolver {
  constructor(private readonly alarms: CouncilAlarmService) {}

  @FieldResolver(() => CouncilAlarm, {
    nullable: true,
    description: 'null while enough delegates are left on that day.',
  })
  alarm(
    @Root() council: Council,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<CouncilAlarm | null> {
    return this.alarms.alarm(ctx, council, asOf ?? undefined);
  }

  @FieldResolver(() => NextTerm, { description: 'Which numeral the term after the last one bears (R-ORG-10).' })
  nextTerm(@Root() council: Council, @Ctx() ctx: Context): Promise<NextTerm> {
    return this.alarms.nextTerm(ctx, council);
  }
}
