/** What a public body promised, and how it stands today. */
import type { Context } from '@nghitruong/kit/context';
import { addDays } from '@nghitruong/kit/calendar';
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { localDay } from '@nghitruong/kit/i18n';
import { AdministrativeUnitRef, DueState, dueStateOf, PublicBodyRef } from '@nghitruong/kit/obligation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { Interpellation } from '../interpellation/interpellation.entity.js';
import { visibleInterpellation } from '../interpellation/interpellation-reading.resolver.js';
import { rulesOf } from '../sitting/seat.service.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { Commitment } from './commitment.entity.js';

const REPORT_DAYS = 'interpellation.report.daysBefore';
const MAX_LISTED = 500;

@Resolver(() => Commitment)
export class CommitmentResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => DueState)
  dueState(@Root() commitment: Commitment, @Ctx() ctx: Context): DueState {
    return dueStateOf(commitment.dueOn, localDay(ctx.clock.now()), commitment.doneOn);
  }

  @FieldResolver(() => PublicBodyRef, { nullable: true })
  owner(@Root() commitment: Commitment): PublicBodyRef {
    return { id: commitment.bodyId };
  }

  @FieldResolver(() => AdministrativeUnitRef, { nullable: true })
  unit(@Root() commitment: Commitment): AdministrativeUnitRef | null {
    return commitment.unitId === null ? null : { id: commitment.unitId };
  }

  @FieldResolver(() => Sitting, { nullable: true, description: 'Where it was promised.' })
  async sitting(@Root() commitment: Commitment): Promise<Sitting | null> {
    return commitment.sittingId === null
      ? null
      : this.dataSource.manager.findOneBy(Sitting, { id: commitment.sittingId });
  }

  @FieldResolver(() => Interpellation, { nullable: true, description: 'The question in whose answer it was promised.' })
  async interpellation(@Root() commitment: Commitment, @Ctx() ctx: Context): Promise<Interpellation | null> {
    return commitment.interpellationId === null
      ? null
      : visibleInterpellation(
          this.dataSource,
          ctx,
          await this.dataSource.manager.findOneBy(Interpellation, { id: commitment.interpellationId }),
        );
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'By when its keeping is to be reported: so many days before the next session; null until that is set.',
  })
  async reportDueOn(@Root() commitment: Commitment): Promise<string | null> {
    const { manager } = this.dataSource;
    const rows = (await manager.query(
      `SELECT min(opens_on)::text AS "opensOn" FROM session WHERE council_id = $1 AND opens_on > $2`,
      [commitment.councilId, commitment.madeOn],
    )) as { opensOn: string | null }[];
    const opensOn = rows[0]?.opensOn ?? null;
    if (opensOn === null) return null;
    const place = { councilId: commitment.councilId, startsAt: new Date(`${opensOn}T00:00:00+07:00`) };
    const days = (await rulesOf(manager, place, [REPORT_DAYS])).get(REPORT_DAYS)?.value['value'];
    return typeof days === 'number' && Number.isInteger(days) ? addDays(opensOn, -days) : null;
  }
}

@Resolver(() => PublicBodyRef)
export class PublicBodyCommitmentsResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => [Commitment], { description: 'What the body promised in the chamber, nearest due date first.' })
  @Access('EVERYONE')
  commitments(@Root() body: PublicBodyRef): Promise<Commitment[]> {
    return this.dataSource.manager.find(Commitment, {
      where: { bodyId: body.id },
      order: { dueOn: { direction: 'ASC', nulls: 'LAST' }, id: 'ASC' },
      take: MAX_LISTED,
    });
  }
}
