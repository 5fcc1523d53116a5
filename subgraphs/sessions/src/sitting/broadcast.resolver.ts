/** The door of broadcasting. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { Chamber } from '../chamber/chamber.entity.js';
import type { ChamberService } from '../chamber/chamber.service.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Broadcast } from './broadcast.entity.js';
import { broadcastOf, type BroadcastService } from './broadcast.service.js';
import { Sitting } from './sitting.entity.js';

const SetBroadcastResult = resultType('SetBroadcastResult', Chamber);

@Resolver()
export class BroadcastResolver {
  constructor(
    private readonly broadcasts: BroadcastService,
    private readonly chambers: ChamberService,
  ) {}

  @Mutation(() => SetBroadcastResult, {
    description:
      'Says where the sitting can be watched, or, without an address, that it is not broadcast. A question sitting that the law wants broadcast stops only on an adopted, published procedural poll (R-SES-17).',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  setBroadcast(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('url', () => String, { nullable: true }) url?: string | null,
    @Arg('basisPollId', () => ID, { nullable: true }) basisPollId?: string | null,
  ): Promise<Chamber | Refused> {
    return orRefused(async () => {
      await this.broadcasts.set(ctx, sittingId, expectedStep, url ?? null, basisPollId ?? null);
      return this.chambers.read(sittingId);
    });
  }
}

@Resolver(() => Sitting)
export class SittingBroadcastResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => Broadcast)
  broadcast(@Root() sitting: Sitting): Promise<Broadcast> {
    return broadcastOf(this.dataSource.manager, sitting);
  }
}
