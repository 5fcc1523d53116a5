/** The one field that emulation adds to a host type: Council.emulation. */
import type { Context } from '@nghitruong/kit/context';
import { Access, PageArgs } from '@nghitruong/kit/federation';
import { CouncilRef } from '@nghitruong/kit/obligation';
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { AwardConnection, AwardRecipientKind } from '../award/award.entity.js';
import type { AwardService } from '../award/award.service.js';
import { MovementConnection } from '../movement/movement.entity.js';
import type { MovementService } from '../movement/movement.service.js';

@ObjectType({ description: 'Emulation and commendation of one council.' })
@Access('EVERYONE')
export class CouncilEmulation {
  @Field(() => ID)
  councilId!: string;
}

@Resolver(() => CouncilRef)
export class CouncilResolver {
  constructor(private readonly movements: MovementService) {}

  @FieldResolver(() => CouncilEmulation, { nullable: true, description: 'Null where the council has no movement.' })
  @Access('EVERYONE')
  async emulation(@Root() council: CouncilRef, @Ctx() ctx: Context): Promise<CouncilEmulation | null> {
    return (await this.movements.knows(ctx, council.id))
      ? Object.assign(new CouncilEmulation(), { councilId: council.id })
      : null;
  }
}

@Resolver(() => CouncilEmulation)
export class CouncilEmulationResolver {
  constructor(
    private readonly movementsOf: MovementService,
    private readonly awardsOf: AwardService,
  ) {}

  @FieldResolver(() => MovementConnection, { description: 'Latest first.' })
  movements(@Root() { councilId }: CouncilEmulation, @Args() page: PageArgs, @Ctx() ctx: Context): Promise<unknown> {
    return this.movementsOf.list(ctx, councilId, page);
  }

  @FieldResolver(() => AwardConnection)
  awards(
    @Root() { councilId }: CouncilEmulation,
    @Arg('recipientKind', () => AwardRecipientKind, { nullable: true }) recipientKind: AwardRecipientKind | null,
    @Args() page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<unknown> {
    return this.awardsOf.list(ctx, { councilId, recipientKind }, page);
  }

  @FieldResolver(() => Int, { description: 'Awards to collectives that were decided and stand.' })
  awardedCollectives(@Root() { councilId }: CouncilEmulation): Promise<number> {
    return this.awardsOf.count(councilId, AwardRecipientKind.COLLECTIVE);
  }

  @FieldResolver(() => Int, { description: 'Awards to individuals that were decided and stand.' })
  awardedIndividuals(@Root() { councilId }: CouncilEmulation): Promise<number> {
    return this.awardsOf.count(councilId, AwardRecipientKind.INDIVIDUAL);
  }
}
