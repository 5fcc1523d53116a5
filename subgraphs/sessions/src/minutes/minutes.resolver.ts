/** The door of the minutes: the desk reads the draft, everyone what was signed. */
import type { Context } from '@nghitruong/kit/context';
import { hasRole } from '@nghitruong/kit/auth';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Sitting, Visibility } from '../sitting/sitting.entity.js';
import { maySeeClosed } from '../sitting/sitting.policy.js';
import { Minutes, MinutesSentence } from './minutes.entity.js';
import { hashOf } from './minutes.rules.js';
import { sentencesOf, type MinutesService } from './minutes.service.js';

const DraftMinutesResult = resultType('DraftMinutesResult', Minutes);
const EditMinutesSentenceResult = resultType('EditMinutesSentenceResult', MinutesSentence);
const SignMinutesResult = resultType('SignMinutesResult', Minutes);

@Resolver(() => Sitting)
export class SittingMinutesResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => Minutes, { nullable: true, description: 'null until they are drafted.' })
  minutes(@Root() sitting: Sitting): Promise<Minutes | null> {
    return this.dataSource.manager.findOneBy(Minutes, { sittingId: sitting.id });
  }
}

@Resolver(() => Minutes)
export class MinutesResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly service: MinutesService,
  ) {}

  @FieldResolver(() => [MinutesSentence], {
    description:
      'In their order: the draft for chair and secretary, the signed minutes for everyone; of a sitting that was ever closed, for those who sat in it.',
  })
  async sentences(@Root() minutes: Minutes, @Ctx() ctx: Context): Promise<MinutesSentence[]> {
    return (await this.maySee(minutes, ctx)) ? sentencesOf(this.dataSource.manager, minutes.sittingId) : [];
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'SHA-256 of the sentences as they stand: the chair signs it, so that what is signed is what was read.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  async hash(@Root() minutes: Minutes, @Ctx() ctx: Context): Promise<string | null> {
    return (await this.maySee(minutes, ctx))
      ? hashOf(await sentencesOf(this.dataSource.manager, minutes.sittingId))
      : null;
  }

  @Mutation(() => DraftMinutesResult, { description: 'Draws the sentences from the log; edits stay.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  draftMinutes(@Ctx() ctx: Context, @Arg('sittingId', () => ID) sittingId: string): Promise<Minutes | Refused> {
    return orRefused(() => this.service.draft(ctx, sittingId));
  }

  @Mutation(() => EditMinutesSentenceResult, {
    description: 'Other words, the same event; an empty text takes them back.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  editMinutesSentence(
    @Ctx() ctx: Context,
    @Arg('sentenceId', () => ID) sentenceId: string,
    @Arg('text', () => String) text: string,
  ): Promise<MinutesSentence | Refused> {
    return orRefused(() => this.service.edit(ctx, sentenceId, text));
  }

  @Mutation(() => SignMinutesResult, { description: 'After the end of the sitting; then nothing of them changes.' })
  @Access('CHAIR')
  signMinutes(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('hash', () => String, { description: 'Of the sentences that were read.' }) hash: string,
  ): Promise<Minutes | Refused> {
    return orRefused(() => this.service.sign(ctx, sittingId, hash));
  }

  private async maySee(minutes: Minutes, ctx: Context): Promise<boolean> {
    const { manager } = this.dataSource;
    const sitting = await manager.findOneByOrFail(Sitting, { id: minutes.sittingId });
    if ((['CHAIR', 'SESSION_SECRETARY'] as const).some((role) => hasRole(ctx.actor, role, sitting.councilId)))
      return true;
    if (minutes.signedAt === null) return false;
    if (maySeeClosed(ctx.actor, sitting.councilId)) return true;
    const closed = (await manager.query(
      `SELECT 1 FROM sitting_visibility_change WHERE sitting_id = $1 AND visibility = 'CLOSED' LIMIT 1`,
      [sitting.id],
    )) as unknown[];
    return sitting.visibility === Visibility.PUBLIC && closed.length === 0;
  }
}
