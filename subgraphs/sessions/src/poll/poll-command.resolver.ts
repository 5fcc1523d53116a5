/** The door of polls, commanding: each mutation answers the poll, or why not. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { orRefused, type Refused, resultType } from '../refused.js';
import { AnnulmentKind, Poll, type AnnulmentKindName } from './poll.entity.js';
import { CreatePollInput } from './poll.inputs.js';
import type { PollService } from './poll.service.js';
import type { PollSuccession } from './poll-succession.service.js';

const CreatePollResult = resultType('CreatePollResult', Poll);
const StartTestVoteResult = resultType('StartTestVoteResult', Poll);
const ReadyPollResult = resultType('ReadyPollResult', Poll);
const AnnouncePollResult = resultType('AnnouncePollResult', Poll);
const OpenPollResult = resultType('OpenPollResult', Poll);
const PausePollResult = resultType('PausePollResult', Poll);
const ResumePollResult = resultType('ResumePollResult', Poll);
const ExtendPollResult = resultType('ExtendPollResult', Poll);
const ClosePollResult = resultType('ClosePollResult', Poll);
const CancelPollResult = resultType('CancelPollResult', Poll);
const PublishPollResult = resultType('PublishPollResult', Poll);
const AnnulPollResult = resultType('AnnulPollResult', Poll);
const RevotePollResult = resultType('RevotePollResult', Poll);
type Result = Promise<Poll | Refused>;

const PollId = () => Arg('pollId', () => ID);
const Step = () => Arg('expectedStep', () => Int, { description: 'The step that the caller saw.' });

@Resolver()
export class PollCommandResolver {
  constructor(
    private readonly polls: PollService,
    private readonly succession: PollSuccession,
  ) {}

  @Mutation(() => CreatePollResult, { description: 'A draft.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  createPoll(@Ctx() ctx: Context, @Arg('input', () => CreatePollInput) input: CreatePollInput): Result {
    return orRefused(() => this.polls.create(ctx, input));
  }

  @Mutation(() => StartTestVoteResult, {
    description: 'A test vote, open at once: it is excluded from the record and shows which devices do not answer.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  startTestVote(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Step() expectedStep: number,
  ): Result {
    return orRefused(async () => {
      const title = 'Biểu quyết thử';
      const { id } = await this.polls.create(ctx, { sittingId, expectedStep, kind: 'TEST', title });
      await this.polls.ready(ctx, id, expectedStep + 1);
      return this.polls.open(ctx, id, expectedStep + 2);
    });
  }

  @Mutation(() => ReadyPollResult, { description: 'Freezes and hashes question and rule.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  readyPoll(@Ctx() ctx: Context, @PollId() pollId: string, @Step() expectedStep: number): Result {
    return orRefused(() => this.polls.ready(ctx, pollId, expectedStep));
  }

  @Mutation(() => AnnouncePollResult, { description: 'Calls the hall to the vote; the chair opens it.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  announcePoll(
    @Ctx() ctx: Context,
    @PollId() pollId: string,
    @Step() expectedStep: number,
    @Arg('seconds', () => Int, { defaultValue: 45 }) seconds: number,
  ): Result {
    return orRefused(() => this.polls.announce(ctx, pollId, expectedStep, seconds));
  }

  @Mutation(() => OpenPollResult, {
    description: 'Freezes roll, attendance and denominator; ballots are taken from now on.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  openPoll(@Ctx() ctx: Context, @PollId() pollId: string, @Step() expectedStep: number): Result {
    return orRefused(() => this.polls.open(ctx, pollId, expectedStep));
  }

  @Mutation(() => PausePollResult, { description: 'Ballots are refused, those recorded are kept, the clock stands.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  pausePoll(
    @Ctx() ctx: Context,
    @PollId() pollId: string,
    @Step() expectedStep: number,
    @Arg('reason', () => String) reason: string,
  ): Result {
    return orRefused(() => this.polls.pause(ctx, pollId, expectedStep, reason));
  }

  @Mutation(() => ResumePollResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  resumePoll(@Ctx() ctx: Context, @PollId() pollId: string, @Step() expectedStep: number): Result {
    return orRefused(() => this.polls.resume(ctx, pollId, expectedStep));
  }

  @Mutation(() => ExtendPollResult, { description: 'More time for a timed poll that is open.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  extendPoll(
    @Ctx() ctx: Context,
    @PollId() pollId: string,
    @Step() expectedStep: number,
    @Arg('seconds', () => Int, { defaultValue: 30 }) seconds: number,
  ): Result {
    return orRefused(() => this.polls.extend(ctx, pollId, expectedStep, seconds));
  }

  @Mutation(() => ClosePollResult, { description: 'Begins the countdown; it cannot be stopped.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  closePoll(@Ctx() ctx: Context, @PollId() pollId: string, @Step() expectedStep: number): Result {
    return orRefused(() => this.polls.close(ctx, pollId, expectedStep));
  }

  @Mutation(() => CancelPollResult, { description: 'Before the closing: there will be no result.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  cancelPoll(
    @Ctx() ctx: Context,
    @PollId() pollId: string,
    @Step() expectedStep: number,
    @Arg('reason', () => String) reason: string,
  ): Result {
    return orRefused(() => this.polls.cancel(ctx, pollId, expectedStep, reason));
  }

  @Mutation(() => PublishPollResult, { description: 'The result goes to the wall and to everyone.' })
  @Access('CHAIR')
  publishPoll(@Ctx() ctx: Context, @PollId() pollId: string, @Step() expectedStep: number): Result {
    return orRefused(() => this.polls.publish(ctx, pollId, expectedStep));
  }

  @Mutation(() => AnnulPollResult, {
    description: 'The numbers stay for the record and leave the wall; a new vote may be linked.',
  })
  @Access('CHAIR')
  annulPoll(
    @Ctx() ctx: Context,
    @PollId() pollId: string,
    @Step() expectedStep: number,
    @Arg('kind', () => AnnulmentKind) kind: AnnulmentKindName,
    @Arg('basis', () => String, { description: 'The decision it rests on.' }) basis: string,
    @Arg('wallText', () => String, { description: 'What the hall is told.' }) wallText: string,
  ): Result {
    return orRefused(() => this.polls.annul(ctx, pollId, expectedStep, kind, basis, wallText));
  }

  @Mutation(() => RevotePollResult, { description: 'A new poll on the question of an annulled one, ready to open.' })
  @Access('CHAIR')
  revotePoll(@Ctx() ctx: Context, @PollId() pollId: string, @Step() expectedStep: number): Result {
    return orRefused(() => this.succession.revote(ctx, pollId, expectedStep));
  }
}
