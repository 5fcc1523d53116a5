/** Reading sittings: their session, agenda, attendance, and who was present at an instant. */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { CouncilRef } from '@nghitruong/kit/obligation';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { AgendaItem } from '../agenda/agenda-item.entity.js';
import { AttendanceCount, AttendanceRow, PresentSeat } from '../attendance/attendance.entity.js';
import { countOf, presentAt, rosterOf } from '../attendance/roster.service.js';
import { Poll } from '../poll/poll.entity.js';
import { Session } from '../session/session.entity.js';
import { councilIdOf } from './seat.service.js';
import { Sitting, Visibility } from './sitting.entity.js';
import { maySeeClosed } from './sitting.policy.js';
import { visibilityBasesOf } from './visibility.service.js';

@Resolver(() => Sitting)
export class SittingResolver {
  constructor(private readonly dataSource: DataSource) {}

  @Query(() => Sitting, { nullable: true })
  @Access('EVERYONE')
  sitting(@Arg('id', () => ID) id: string): Promise<Sitting | null> {
    return isUuid(id) ? this.dataSource.manager.findOneBy(Sitting, { id }) : Promise.resolve(null);
  }

  @FieldResolver(() => CouncilRef, { description: 'The council; of a board’s meeting the one behind it.' })
  async council(@Root() sitting: Sitting): Promise<CouncilRef> {
    return { id: await councilIdOf(this.dataSource.manager, sitting.councilId) };
  }

  @FieldResolver(() => Session)
  session(@Root() sitting: Sitting): Promise<Session> {
    return this.dataSource.manager.findOneByOrFail(Session, { id: sitting.sessionId });
  }

  @FieldResolver(() => [AgendaItem], { description: 'Of a closed sitting, only for those who sit in it.' })
  async items(@Root() sitting: Sitting, @Ctx() ctx: Context): Promise<AgendaItem[]> {
    if (sitting.visibility === Visibility.CLOSED && !maySeeClosed(ctx.actor, sitting.councilId)) return [];
    return this.dataSource.manager.find(AgendaItem, { where: { sittingId: sitting.id }, order: { position: 'ASC' } });
  }

  @FieldResolver(() => [AttendanceRow], {
    nullable: true,
    description: 'Every seat of the sitting with its attendance, by card number: the list on the clerk’s desk.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY', 'TALLY_COMMITTEE')
  attendance(@Root() sitting: Sitting): Promise<AttendanceRow[]> {
    return rosterOf(this.dataSource.manager, sitting);
  }

  @FieldResolver(() => AttendanceCount)
  attendanceCount(@Root() sitting: Sitting): Promise<AttendanceCount> {
    return countOf(this.dataSource.manager, sitting);
  }

  @FieldResolver(() => [Poll], {
    nullable: true,
    description: 'Adopted and published procedural polls on which the sitting may be closed or made public again.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  visibilityBases(@Root() sitting: Sitting): Promise<Poll[]> {
    return visibilityBasesOf(this.dataSource.manager, sitting.id);
  }

  @FieldResolver(() => [PresentSeat], { nullable: true, description: 'Who was in the hall at that instant.' })
  @Access('CHAIR', 'SESSION_SECRETARY', 'TALLY_COMMITTEE')
  presentAt(@Root() sitting: Sitting, @Arg('at', () => Date) at: Date): Promise<PresentSeat[]> {
    return presentAt(this.dataSource.manager, sitting, at);
  }
}
