/** The door of boards: planning a meeting, whose meeting a sitting is, and the months of a body. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { PublicBodyRef } from '@nghitruong/kit/obligation';
import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { orRefused, type Refused, resultType } from '../refused.js';
import { boardOf } from '../sitting/seat.service.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { BoardMonth, BoardOf } from './board.entity.js';
import { PlanBoardMeetingInput } from './board.inputs.js';
import type { BoardService } from './board.service.js';

const PlanBoardMeetingResult = resultType('PlanBoardMeetingResult', Sitting);

@Resolver()
export class BoardResolver {
  constructor(private readonly boards: BoardService) {}

  @Mutation(() => PlanBoardMeetingResult, {
    description:
      'Plans a meeting of a body with its agenda, numbered within the term. Its members are on the roll; its own quorum, majority and tie rule hold (SES-18).',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  planBoardMeeting(
    @Ctx() ctx: Context,
    @Arg('input', () => PlanBoardMeetingInput) input: PlanBoardMeetingInput,
  ): Promise<Sitting | Refused> {
    return orRefused(() => this.boards.plan(ctx, input));
  }
}

@Resolver(() => Sitting)
export class SittingBoardResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => BoardOf, { nullable: true, description: 'The body that meets; null where it is the council.' })
  async board(@Root() sitting: Sitting): Promise<BoardOf | null> {
    const board = await boardOf(this.dataSource.manager, sitting.councilId);
    return board ? Object.assign(new BoardOf(), board) : null;
  }
}

@Resolver(() => PublicBodyRef)
export class PublicBodyMeetingsResolver {
  constructor(private readonly boards: BoardService) {}

  @FieldResolver(() => [BoardMonth], {
    nullable: true,
    description: 'Its meetings month by month; a standing body and a People’s Committee meet monthly (R-SES-20).',
  })
  @Access('SIGNED_IN')
  meetingMonths(
    @Root() body: PublicBodyRef,
    @Arg('year', () => Int) year: number,
    @Ctx() ctx: Context,
  ): Promise<BoardMonth[]> {
    return this.boards.monthsOf(ctx, body.id, year);
  }
}
