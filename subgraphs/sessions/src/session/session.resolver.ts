/** The door of sessions, and what they add to a council. */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { Access, connectionFrom, decodeCursor, PageArgs, pageSize, type Page } from '@nghitruong/kit/federation';
import { CouncilRef } from '@nghitruong/kit/obligation';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { In, type DataSource } from 'typeorm';
import { localDay } from '@nghitruong/kit/i18n';
import { councilIdOf } from '../sitting/seat.service.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { isGoingOn, SittingState } from '../sitting/sitting.states.js';
import { Session, SessionConnection } from './session.entity.js';

@Resolver(() => Session)
export class SessionResolver {
  constructor(private readonly dataSource: DataSource) {}

  @Query(() => Session, { nullable: true })
  @Access('EVERYONE')
  session(@Arg('id', () => ID) id: string): Promise<Session | null> {
    return isUuid(id) ? this.dataSource.manager.findOneBy(Session, { id }) : Promise.resolve(null);
  }

  @FieldResolver(() => CouncilRef, { description: 'The council; of a board’s meeting the one behind it.' })
  async council(@Root() session: Session): Promise<CouncilRef> {
    return { id: await councilIdOf(this.dataSource.manager, session.councilId) };
  }

  @FieldResolver(() => [Sitting])
  sittings(@Root() session: Session): Promise<Sitting[]> {
    return this.dataSource.manager.find(Sitting, {
      where: { sessionId: session.id },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
  }
}

@Resolver(() => CouncilRef)
export class CouncilSessionsResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => SessionConnection, { description: 'The council’s sessions, the latest first.' })
  @Access('EVERYONE')
  async sessions(@Root() council: CouncilRef, @Args(() => PageArgs) args: PageArgs): Promise<Page<Session>> {
    const query = this.dataSource.manager
      .createQueryBuilder(Session, 's')
      .where('s.council_id = :councilId', { councilId: council.id })
      .orderBy('s.opens_on', 'DESC')
      .addOrderBy('s.id', 'DESC')
      .limit(pageSize(args) + 1);
    if (args.after != null) {
      const [opensOn, id] = decodeCursor(args.after, 2);
      query.andWhere('(s.opens_on, s.id) < (CAST(:opensOn AS date), CAST(:id AS uuid))', { opensOn, id });
    }
    return connectionFrom(await query.getMany(), args, (s) => [s.opensOn, s.id]);
  }

  @FieldResolver(() => Sitting, {
    nullable: true,
    description: 'The sitting that is going on, or else the one planned for today.',
  })
  @Access('EVERYONE')
  async currentSitting(@Root() council: CouncilRef, @Ctx() ctx: Context): Promise<Sitting | null> {
    const { manager } = this.dataSource;
    const goingOn = await manager.findOne(Sitting, {
      where: { councilId: council.id, state: In(Object.values(SittingState).filter(isGoingOn)) },
      order: { openedAt: 'DESC' },
    });
    if (goingOn) return goingOn;
    return manager
      .createQueryBuilder(Sitting, 's')
      .where(`s.council_id = :councilId AND s.state = 'PLANNED'`, { councilId: council.id })
      .andWhere(`(s.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date = CAST(:today AS date)`, {
        today: localDay(ctx.clock.now()),
      })
      .orderBy('s.starts_at', 'ASC')
      .limit(1)
      .getOne();
  }
}
