/** The door of interpellations: slips and verdicts of delegates, groups and answers of the desk. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { Chamber } from '../chamber/chamber.entity.js';
import type { ChamberService } from '../chamber/chamber.service.js';
import { Commitment } from '../commitment/commitment.entity.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Interpellation, InterpellationGroup, WrittenReason } from './interpellation.entity.js';
import {
  CaptureCommitmentInput,
  GroupInterpellationsInput,
  SubmitInterpellationInput,
} from './interpellation.inputs.js';
import type { InterpellationService } from './interpellation.service.js';
import type { WrittenReasonName } from './interpellation.states.js';

const SubmitInterpellationResult = resultType('SubmitInterpellationResult', Interpellation);
const WithdrawInterpellationResult = resultType('WithdrawInterpellationResult', Interpellation);
const JudgeInterpellationResult = resultType('JudgeInterpellationResult', Interpellation);
const AskInterpellationAgainResult = resultType('AskInterpellationAgainResult', Interpellation);
const DeferInterpellationResult = resultType('DeferInterpellationResult', Interpellation);
const AnswerInterpellationInWritingResult = resultType('AnswerInterpellationInWritingResult', Interpellation);
const GroupInterpellationsResult = resultType('GroupInterpellationsResult', InterpellationGroup);
const DecideInterpellationGroupResult = resultType('DecideInterpellationGroupResult', InterpellationGroup);
const AskInterpellationResult = resultType('AskInterpellationResult', Chamber);
const AnswerInterpellationResult = resultType('AnswerInterpellationResult', Chamber);
const CaptureCommitmentResult = resultType('CaptureCommitmentResult', Commitment);

@Resolver()
export class InterpellationCommandResolver {
  constructor(
    private readonly interpellations: InterpellationService,
    private readonly chambers: ChamberService,
  ) {}

  @Mutation(() => SubmitInterpellationResult, { description: 'The slip: the issue and the person asked.' })
  @Access('DELEGATE')
  submitInterpellation(
    @Ctx() ctx: Context,
    @Arg('input', () => SubmitInterpellationInput) input: SubmitInterpellationInput,
  ): Promise<Interpellation | Refused> {
    return orRefused(() => this.interpellations.submit(ctx, input));
  }

  @Mutation(() => WithdrawInterpellationResult)
  @Access('DELEGATE')
  withdrawInterpellation(
    @Ctx() ctx: Context,
    @Arg('interpellationId', () => ID) id: string,
  ): Promise<Interpellation | Refused> {
    return orRefused(() => this.interpellations.withdraw(ctx, id));
  }

  @Mutation(() => JudgeInterpellationResult, { description: 'The asking delegate’s verdict on the answer.' })
  @Access('DELEGATE')
  judgeInterpellation(
    @Ctx() ctx: Context,
    @Arg('interpellationId', () => ID) id: string,
    @Arg('satisfied', () => Boolean) satisfied: boolean,
  ): Promise<Interpellation | Refused> {
    return orRefused(() => this.interpellations.judge(ctx, id, satisfied));
  }

  @Mutation(() => AskInterpellationAgainResult, {
    description: 'Chất vấn lại: the same question after an answer that did not satisfy, as a new slip.',
  })
  @Access('DELEGATE')
  askInterpellationAgain(
    @Ctx() ctx: Context,
    @Arg('interpellationId', () => ID) id: string,
    @Arg('sittingId', () => ID) sittingId: string,
  ): Promise<Interpellation | Refused> {
    return orRefused(() => this.interpellations.askAgain(ctx, id, sittingId));
  }

  @Mutation(() => GroupInterpellationsResult, { description: 'A group of issues, as the standing body proposes it.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  groupInterpellations(
    @Ctx() ctx: Context,
    @Arg('input', () => GroupInterpellationsInput) input: GroupInterpellationsInput,
  ): Promise<InterpellationGroup | Refused> {
    return orRefused(() => this.interpellations.group(ctx, input));
  }

  @Mutation(() => DecideInterpellationGroupResult, {
    description: 'The council’s decision: on an adopted, published procedural poll of the session.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  decideInterpellationGroup(
    @Ctx() ctx: Context,
    @Arg('groupId', () => ID) groupId: string,
    @Arg('basisPollId', () => ID) basisPollId: string,
  ): Promise<InterpellationGroup | Refused> {
    return orRefused(() => this.interpellations.decide(ctx, groupId, basisPollId));
  }

  @Mutation(() => AskInterpellationResult, {
    description: 'Gives the asking delegate the floor; after an answer, for a supplementary question.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  askInterpellation(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('interpellationId', () => ID) id: string,
  ): Promise<Chamber | Refused> {
    return this.answer(sittingId, () => this.interpellations.ask(ctx, sittingId, expectedStep, id));
  }

  @Mutation(() => AnswerInterpellationResult, { description: 'Gives the floor to the person who was asked.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  answerInterpellation(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('interpellationId', () => ID) id: string,
  ): Promise<Chamber | Refused> {
    return this.answer(sittingId, () => this.interpellations.answer(ctx, sittingId, expectedStep, id));
  }

  @Mutation(() => DeferInterpellationResult, { description: 'To a written answer, in one of the law’s three cases.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  deferInterpellation(
    @Ctx() ctx: Context,
    @Arg('interpellationId', () => ID) id: string,
    @Arg('reason', () => WrittenReason) reason: WrittenReasonName,
  ): Promise<Interpellation | Refused> {
    return orRefused(() => this.interpellations.defer(ctx, id, reason));
  }

  @Mutation(() => AnswerInterpellationInWritingResult, {
    description: 'The written answer, signed by the person who was asked and nobody else.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  answerInterpellationInWriting(
    @Ctx() ctx: Context,
    @Arg('interpellationId', () => ID) id: string,
    @Arg('answer', () => String) answer: string,
    @Arg('signedBy', () => String) signedBy: string,
  ): Promise<Interpellation | Refused> {
    return orRefused(() => this.interpellations.answerInWriting(ctx, id, answer, signedBy));
  }

  @Mutation(() => CaptureCommitmentResult, { description: 'Nội dung hứa: a promise, captured while it is made.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  captureCommitment(
    @Ctx() ctx: Context,
    @Arg('input', () => CaptureCommitmentInput) input: CaptureCommitmentInput,
  ): Promise<Commitment | Refused> {
    return orRefused(() => this.interpellations.capture(ctx, input));
  }

  private answer(sittingId: string, command: () => Promise<void>): Promise<Chamber | Refused> {
    return orRefused(async () => {
      await command();
      return this.chambers.read(sittingId);
    });
  }
}
