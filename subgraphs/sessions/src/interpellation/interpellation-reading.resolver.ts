/** Reading interpellations: who may see which, and what hangs on each. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { localDay } from '@nghitruong/kit/i18n';
import { AdministrativeUnitRef, DueState, dueStateOf, PublicBodyRef } from '@nghitruong/kit/obligation';
import { hasRole } from '@nghitruong/kit/auth';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { Commitment } from '../commitment/commitment.entity.js';
import { seatBy } from '../sitting/seat.service.js';
import { Sitting, Visibility } from '../sitting/sitting.entity.js';
import { maySeeClosed } from '../sitting/sitting.policy.js';
import { SpeakerRequest } from '../speaking/speaker-request.entity.js';
import { Interpellation, InterpellationGroup } from './interpellation.entity.js';
import { IS_PREPARED } from './interpellation.states.js';

const MAX_LISTED = 500;

/** A slip that is not before the council yet is for the desk; one of a closed sitting for those who sit in it. */
export async function visibleInterpellation(
  dataSource: DataSource,
  ctx: Context,
  found: Interpellation | null,
): Promise<Interpellation | null> {
  if (!found) return null;
  const desk = (['CHAIR', 'SESSION_SECRETARY'] as const).some((role) => hasRole(ctx.actor, role, found.councilId));
  if (desk) return found;
  if (IS_PREPARED.has(found.state)) return null;
  const sitting = await dataSource.manager.findOneByOrFail(Sitting, { id: found.sittingId });
  return sitting.visibility === Visibility.CLOSED && !maySeeClosed(ctx.actor, found.councilId) ? null : found;
}

@Resolver(() => Interpellation)
export class InterpellationResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => DueState)
  dueState(@Root() asked: Interpellation, @Ctx() ctx: Context): DueState {
    return dueStateOf(asked.dueOn, localDay(ctx.clock.now()), asked.writtenOn);
  }

  @FieldResolver(() => PublicBodyRef, { nullable: true, description: 'The body for which the person asked answers.' })
  owner(@Root() asked: Interpellation): PublicBodyRef {
    return { id: asked.bodyId };
  }

  @FieldResolver(() => AdministrativeUnitRef, { nullable: true })
  unit(): AdministrativeUnitRef | null {
    return null;
  }

  @FieldResolver(() => InterpellationGroup, { nullable: true })
  group(@Root() asked: Interpellation): Promise<InterpellationGroup | null> {
    return asked.groupId === null
      ? Promise.resolve(null)
      : this.dataSource.manager.findOneBy(InterpellationGroup, { id: asked.groupId });
  }

  @FieldResolver(() => [SpeakerRequest], { description: 'Questions and answers in the hall, in their order.' })
  turns(@Root() asked: Interpellation): Promise<SpeakerRequest[]> {
    return this.dataSource.manager.find(SpeakerRequest, {
      where: { interpellationId: asked.id },
      order: { startedAt: 'ASC', id: 'ASC' },
    });
  }

  @FieldResolver(() => [Commitment], { description: 'What was promised in the answers.' })
  commitments(@Root() asked: Interpellation): Promise<Commitment[]> {
    return this.dataSource.manager.find(Commitment, {
      where: { interpellationId: asked.id },
      order: { madeOn: 'ASC', id: 'ASC' },
    });
  }

  @FieldResolver(() => Interpellation, { nullable: true, description: 'The question that this one repeats.' })
  async repeats(@Root() asked: Interpellation, @Ctx() ctx: Context): Promise<Interpellation | null> {
    return asked.repeatsId === null
      ? null
      : visibleInterpellation(
          this.dataSource,
          ctx,
          await this.dataSource.manager.findOneBy(Interpellation, { id: asked.repeatsId }),
        );
  }
}

@Resolver(() => Sitting)
export class SittingInterpellationsResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => [Interpellation], {
    description:
      'In the order of the slips: for the desk all of them, for everyone else those that the council has decided on.',
  })
  async interpellations(@Root() sitting: Sitting, @Ctx() ctx: Context): Promise<Interpellation[]> {
    if (sitting.visibility === Visibility.CLOSED && !maySeeClosed(ctx.actor, sitting.councilId)) return [];
    const all = await this.dataSource.manager.find(Interpellation, {
      where: { sittingId: sitting.id },
      order: { submittedAt: 'ASC', id: 'ASC' },
      take: MAX_LISTED,
    });
    const desk = (['CHAIR', 'SESSION_SECRETARY'] as const).some((role) => hasRole(ctx.actor, role, sitting.councilId));
    return desk ? all : all.filter((each) => !IS_PREPARED.has(each.state));
  }

  @FieldResolver(() => [Interpellation], {
    nullable: true,
    description: 'The caller’s own questions to this council, latest first, from whatever sitting.',
  })
  @Access('DELEGATE')
  async myInterpellations(@Root() sitting: Sitting, @Ctx() ctx: Context): Promise<Interpellation[]> {
    const { manager } = this.dataSource;
    const { personId } = ctx.actor;
    const seat = personId === undefined ? undefined : await seatBy(manager, sitting, { personId });
    return seat
      ? manager.find(Interpellation, {
          where: { seatId: seat.seatId },
          order: { submittedAt: 'DESC', id: 'DESC' },
          take: MAX_LISTED,
        })
      : [];
  }
}

@Resolver(() => PublicBodyRef)
export class PublicBodyInterpellationsResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => [Interpellation], {
    description: 'Written answers that the body owes or has given, nearest due date first.',
  })
  @Access('EVERYONE')
  async writtenAnswers(@Root() body: PublicBodyRef, @Ctx() ctx: Context): Promise<Interpellation[]> {
    const all = await this.dataSource.manager
      .createQueryBuilder(Interpellation, 'i')
      .where('i.body_id = :id AND i.due_on IS NOT NULL', { id: body.id })
      .orderBy('i.due_on')
      .addOrderBy('i.id')
      .take(MAX_LISTED)
      .getMany();
    const seen = await Promise.all(all.map((each) => visibleInterpellation(this.dataSource, ctx, each)));
    return seen.filter((each) => each !== null);
  }
}
