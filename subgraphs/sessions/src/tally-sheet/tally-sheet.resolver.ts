/** The door of paper and hands: entering a count, how far it is, going over to it, and what was sealed by that. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { Poll, PollMethod } from '../poll/poll.entity.js';
import { pollBy, turnoutOf } from '../poll/poll.live.js';
import type { PollMethodName } from '../poll/poll-method.policy.js';
import type { PollSuccession } from '../poll/poll-succession.service.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { ManualCount, SealedRecord } from './tally-sheet.entity.js';
import { TallySheetInput } from './tally-sheet.inputs.js';
import { markName } from './tally-sheet.rules.js';
import { castingVoterOf, countsPaper, manualCountOf, type TallySheetService } from './tally-sheet.service.js';

const EnterTallySheetResult = resultType('EnterTallySheetResult', ManualCount);
const GoManualResult = resultType('GoManualResult', Poll);

@Resolver()
export class TallySheetResolver {
  constructor(
    private readonly sheets: TallySheetService,
    private readonly succession: PollSuccession,
  ) {}

  @Mutation(() => EnterTallySheetResult, {
    description:
      'What one person counted. The poll is counted when two persons have entered the same; a line on which they differ is named, without its numbers.',
  })
  @Access('SIGNED_IN')
  enterTallySheet(
    @Ctx() ctx: Context,
    @Arg('pollId', () => ID) pollId: string,
    @Arg('sheet', () => TallySheetInput) sheet: TallySheetInput,
  ): Promise<ManualCount | Refused> {
    return orRefused(() => this.sheets.enter(ctx, pollId, sheet));
  }

  @Query(() => [Poll], {
    description: 'Polls on paper or by hands that wait to be counted by the caller, a member of their tally committee.',
  })
  @Access('SIGNED_IN')
  talliesToCount(@Ctx() ctx: Context, @Arg('sittingId', () => ID) sittingId: string): Promise<Poll[]> {
    return this.sheets.awaiting(ctx, sittingId);
  }

  @Mutation(() => GoManualResult, {
    description:
      'Gives up an electronic poll for paper or hands: its record is sealed, kept and not counted, and a linked poll on the same question goes on.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  goManual(
    @Ctx() ctx: Context,
    @Arg('pollId', () => ID) pollId: string,
    @Arg('expectedStep', () => Int, { description: 'The step that the caller saw.' }) expectedStep: number,
    @Arg('method', () => PollMethod, { description: 'PAPER or HANDS.' }) method: PollMethodName,
    @Arg('reason', () => String) reason: string,
  ): Promise<Poll | Refused> {
    return orRefused(() => this.succession.goManual(ctx, pollId, expectedStep, method, reason));
  }
}

@Resolver(() => Poll)
export class PollManualResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => ManualCount, { nullable: true, description: 'Of paper and hands, for those who count.' })
  @Access('CHAIR', 'SESSION_SECRETARY', 'TALLY_COMMITTEE')
  manualCount(@Root() poll: Poll, @Ctx() ctx: Context): Promise<ManualCount | null> {
    return manualCountOf(this.dataSource.manager, poll, ctx.actor.accountId);
  }

  @FieldResolver(() => ManualCount, {
    nullable: true,
    description: 'Of paper and hands, for a member of its tally committee; null for everyone else.',
  })
  @Access('EVERYONE')
  async countToEnter(@Root() poll: Poll, @Ctx() ctx: Context): Promise<ManualCount | null> {
    const { personId, accountId } = ctx.actor;
    const { manager } = this.dataSource;
    return (await countsPaper(manager, poll, personId)) ? manualCountOf(manager, poll, accountId) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Of a count on paper or by hands in a board: whose side decides a tie; both sheets then say which it was.',
  })
  @Access('EVERYONE')
  castingVoter(@Root() poll: Poll): string | null {
    return castingVoterOf(poll);
  }

  @FieldResolver(() => [String], {
    description: 'Names of the choices or marks in the order of the ballot, Vietnamese.',
  })
  @Access('EVERYONE')
  markLabels(@Root() poll: Poll): string[] {
    return poll.marks.map((mark) => markName(mark).vi);
  }

  @FieldResolver(() => SealedRecord, {
    nullable: true,
    description: 'The electronic poll that this one goes on from: kept, readable, not counted.',
  })
  @Access('EVERYONE')
  async sealed(@Root() poll: Poll): Promise<SealedRecord | null> {
    if (poll.continuesId === null) return null;
    const { manager } = this.dataSource;
    const before = await pollBy(manager, poll.continuesId);
    if (!before) return null;
    const [event] = (await manager.query(
      `SELECT occurred_at AS at FROM poll_event WHERE poll_id = $1 AND name = 'pollSealed'`,
      [before.id],
    )) as { at: Date }[];
    return Object.assign(new SealedRecord(), {
      pollId: before.id,
      reason: before.cancelReason ?? '',
      sealedAt: event?.at ?? before.createdAt,
      recorded: before.rollHash === null ? 0 : (await turnoutOf(manager, before)).recorded,
      chainHead: before.chainHead?.toString('hex') ?? null,
    });
  }
}
