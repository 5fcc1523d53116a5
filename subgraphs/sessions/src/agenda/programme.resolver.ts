/** The programme of a session: drafted by the desk, adopted by a poll, with what an amendment changes. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Session } from '../session/session.entity.js';
import { DraftProgrammeInput, Programme, ProgrammeDifference } from './programme.entity.js';
import { REGULAR_TEMPLATE } from './programme.rules.js';
import type { ProgrammeService } from './programme.service.js';

const DraftProgrammeResult = resultType('DraftProgrammeResult', Session);
const AdoptProgrammeResult = resultType('AdoptProgrammeResult', Session);

@Resolver(() => Session)
export class ProgrammeResolver {
  constructor(private readonly service: ProgrammeService) {}

  @FieldResolver(() => [Programme], { description: 'Versions of the programme, the newest first.' })
  programmes(@Root() session: Session): Promise<Programme[]> {
    return this.service.versions(session.id);
  }

  @FieldResolver(() => [ProgrammeDifference], {
    description: 'What the newest version changes against the adopted one (R-SES-09).',
  })
  async programmeAmendments(@Root() session: Session): Promise<ProgrammeDifference[]> {
    return (await this.service.amendments(session.id)).map((c) => Object.assign(new ProgrammeDifference(), c));
  }

  @Query(() => [String], { description: 'The usual items of a regular session, to begin a programme with (R-SES-15).' })
  @Access('EVERYONE')
  programmeTemplate(): string[] {
    return REGULAR_TEMPLATE.map((item) => item.title);
  }

  @Mutation(() => DraftProgrammeResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  draftProgramme(
    @Ctx() ctx: Context,
    @Arg('input', () => DraftProgrammeInput) input: DraftProgrammeInput,
  ): Promise<Session | Refused> {
    return orRefused(() => this.service.draft(ctx, input));
  }

  @Mutation(() => AdoptProgrammeResult, { description: 'Binds a version to the procedural poll that adopted it.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  adoptProgramme(
    @Ctx() ctx: Context,
    @Arg('sessionId', () => ID) sessionId: string,
    @Arg('number', () => Int) number: number,
    @Arg('pollId', () => ID) pollId: string,
  ): Promise<Session | Refused> {
    return orRefused(() => this.service.adopt(ctx, sessionId, number, pollId));
  }
}
