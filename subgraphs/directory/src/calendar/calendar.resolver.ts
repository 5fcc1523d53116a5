/** The GraphQL door of the calendar. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Arg, Int, Query, Resolver } from 'type-graphql';
import type { CalendarService } from './calendar.service.js';
import { Holiday, MakeUpDay } from './holiday.entity.js';

@Resolver()
export class CalendarResolver {
  constructor(private readonly calendar: CalendarService) {}

  @Query(() => [Holiday], { description: 'Days off between two days, at most three years apart.' })
  @Access('EVERYONE')
  holidays(@Arg('from', () => DateScalar) from: string, @Arg('to', () => DateScalar) to: string): Promise<Holiday[]> {
    return this.calendar.holidays(from, to);
  }

  @Query(() => [MakeUpDay], {
    description:
      'Saturdays and Sundays that are worked instead of another day, between two days at most three years apart.',
  })
  @Access('EVERYONE')
  makeUpDays(
    @Arg('from', () => DateScalar) from: string,
    @Arg('to', () => DateScalar) to: string,
  ): Promise<MakeUpDay[]> {
    return this.calendar.makeUpDays(from, to);
  }

  @Query(() => DateScalar, {
    description: 'The n-th working day after a day; weekends and holidays do not count, the day itself neither.',
  })
  @Access('EVERYONE')
  workingDayAfter(@Arg('day', () => DateScalar) day: string, @Arg('count', () => Int) count: number): Promise<string> {
    return this.calendar.workingDayAfter(day, count);
  }
}
