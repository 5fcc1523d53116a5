/** The door of presiding: who does, who may, and handing it over. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { Chamber } from '../chamber/chamber.entity.js';
import type { ChamberService } from '../chamber/chamber.service.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { Presiding, PresidingCandidate, presidingOf } from './presiding.entity.js';
import { candidatesOf, type PresidingService } from './presiding.service.js';

const HandOverPresidingResult = resultType('HandOverPresidingResult', Chamber);

@Resolver()
export class PresidingResolver {
  constructor(
    private readonly presiding: PresidingService,
    private readonly chambers: ChamberService,
  ) {}

  @Mutation(() => HandOverPresidingResult, {
    description:
      'Hands presiding over to another person who may, at any time before the end: from then on the chair’s orders are that person’s (R-SES-10).',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  handOverPresiding(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('personId', () => ID) personId: string,
  ): Promise<Chamber | Refused> {
    return orRefused(async () => {
      await this.presiding.handOver(ctx, sittingId, expectedStep, personId);
      return this.chambers.read(sittingId);
    });
  }
}

@Resolver(() => Sitting)
export class SittingPresidingResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => Presiding, {
    nullable: true,
    description: 'null until a chair opens the sitting or one is named.',
  })
  presiding(@Root() sitting: Sitting): Presiding | null {
    return presidingOf(sitting);
  }

  @FieldResolver(() => [PresidingCandidate], { nullable: true, description: 'To whom presiding may be handed over.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  mayPreside(@Root() sitting: Sitting): Promise<PresidingCandidate[]> {
    return candidatesOf(this.dataSource.manager, sitting);
  }
}
