/** The door of corrections: stating one, and those annexed to a result. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import type { BallotOptionName } from '../ballot/tally.js';
import { BallotOption, Poll } from '../poll/poll.entity.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Correction, CorrectionKind, type CorrectionKindName } from './correction.entity.js';
import type { CorrectionService } from './correction.service.js';

const StateCorrectionResult = resultType('StateCorrectionResult', Correction);

@Resolver(() => Poll)
export class CorrectionResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly statements: CorrectionService,
  ) {}

  @Mutation(() => StateCorrectionResult, {
    description: 'A delegate’s statement on their own vote, once, after the result: annexed, the result stays.',
  })
  @Access('DELEGATE')
  stateCorrection(
    @Ctx() ctx: Context,
    @Arg('pollId', () => ID) pollId: string,
    @Arg('kind', () => CorrectionKind) kind: CorrectionKindName,
    @Arg('meant', () => BallotOption) meant: BallotOptionName,
    @Arg('words', () => String, { nullable: true }) words?: string | null,
  ): Promise<Correction | Refused> {
    return orRefused(() => this.statements.state(ctx, { pollId, kind, meant, words: words ?? null }));
  }

  @FieldResolver(() => [Correction], { description: 'Statements annexed to the published result, in their order.' })
  @Access('EVERYONE')
  corrections(@Root() poll: Poll): Promise<Correction[]> {
    return poll.state === 'PUBLISHED'
      ? this.dataSource.manager.find(Correction, { where: { pollId: poll.id }, order: { statedAt: 'ASC', id: 'ASC' } })
      : Promise.resolve([]);
  }
}
