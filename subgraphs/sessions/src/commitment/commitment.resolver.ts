/** What a public body promised, and how it stands today. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { localDay } from '@nghitruong/kit/i18n';
import { AdministrativeUnitRef, DueState, dueStateOf, PublicBodyRef } from '@nghitruong/kit/obligation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { Sitting } from '../sitting/sitting.entity.js';
import { Commitment } from './commitment.entity.js';

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
