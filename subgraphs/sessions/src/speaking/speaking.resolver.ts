/** The door of the speakers' list. Requests answer the request, commands the chamber, or why not. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { Chamber } from '../chamber/chamber.entity.js';
import type { ChamberService } from '../chamber/chamber.service.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { SpeakerRequest, SpeechKind } from './speaker-request.entity.js';
import { AddSpeakerInput } from './speaking.inputs.js';
import { endsAtOf, overSecondsOf } from './speaking.rules.js';
import type { SpeakingService } from './speaking.service.js';
import type { SpeechKindName } from './speaking.states.js';

const RequestToSpeakResult = resultType('RequestToSpeakResult', SpeakerRequest);
const WithdrawSpeakerRequestResult = resultType('WithdrawSpeakerRequestResult', SpeakerRequest);
const AddSpeakerResult = resultType('AddSpeakerResult', Chamber);
const CallSpeakerResult = resultType('CallSpeakerResult', Chamber);
const ExtendSpeechResult = resultType('ExtendSpeechResult', Chamber);
const StopSpeechResult = resultType('StopSpeechResult', Chamber);
const OrderSpeakersResult = resultType('OrderSpeakersResult', Chamber);
const DeclineSpeakerResult = resultType('DeclineSpeakerResult', Chamber);

@Resolver(() => SpeakerRequest)
export class SpeakerRequestResolver {
  @FieldResolver(() => Date, { nullable: true, description: 'When the time runs out, on the server’s clock.' })
  endsAt(@Root() request: SpeakerRequest): Date | null {
    return endsAtOf(request);
  }

  @FieldResolver(() => Int, { description: 'Whole seconds beyond the time, of a speech that is over; else 0.' })
  overSeconds(@Root() request: SpeakerRequest): number {
    return request.endedAt === null ? 0 : overSecondsOf(request, request.endedAt);
  }

  @FieldResolver(() => RuleReason, { nullable: true, description: 'Where the limit is written.' })
  limitReason(@Root() request: SpeakerRequest): RuleReason | null {
    return request.limitRule && Object.assign(new RuleReason(), request.limitRule);
  }
}

@Resolver(() => Sitting)
export class SittingSpeechesResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => [SpeakerRequest], {
    nullable: true,
    description: 'Every speech that was held, in its order, with what it went over: the log of the floor.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  speeches(@Root() sitting: Sitting): Promise<SpeakerRequest[]> {
    return this.dataSource.manager.find(SpeakerRequest, {
      where: { sittingId: sitting.id, state: 'DONE' },
      order: { startedAt: 'ASC', id: 'ASC' },
    });
  }
}

type Command = Promise<Chamber | Refused>;

@Resolver()
export class SpeakingResolver {
  constructor(
    private readonly speaking: SpeakingService,
    private readonly chambers: ChamberService,
  ) {}

  @Mutation(() => RequestToSpeakResult, { description: 'A delegate who is checked in asks for the floor.' })
  @Access('DELEGATE')
  requestToSpeak(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('kind', () => SpeechKind) kind: SpeechKindName,
  ): Promise<SpeakerRequest | Refused> {
    return orRefused(() => this.speaking.request(ctx, sittingId, kind));
  }

  @Mutation(() => WithdrawSpeakerRequestResult)
  @Access('DELEGATE')
  withdrawSpeakerRequest(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('requestId', () => ID) requestId: string,
  ): Promise<SpeakerRequest | Refused> {
    return orRefused(() => this.speaking.withdraw(ctx, sittingId, requestId));
  }

  @Mutation(() => AddSpeakerResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  addSpeaker(@Ctx() ctx: Context, @Arg('input', () => AddSpeakerInput) input: AddSpeakerInput): Command {
    return this.answer(input.sittingId, () => this.speaking.add(ctx, input.sittingId, input.expectedStep, input));
  }

  @Mutation(() => CallSpeakerResult, { description: 'Gives the floor; whoever had it ends with that.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  callSpeaker(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('requestId', () => ID) requestId: string,
  ): Command {
    return this.answer(sittingId, () => this.speaking.call(ctx, sittingId, expectedStep, requestId));
  }

  @Mutation(() => ExtendSpeechResult, { description: 'One minute more.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  extendSpeech(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
  ): Command {
    return this.answer(sittingId, () => this.speaking.extend(ctx, sittingId, expectedStep));
  }

  @Mutation(() => StopSpeechResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  stopSpeech(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
  ): Command {
    return this.answer(sittingId, () => this.speaking.stop(ctx, sittingId, expectedStep));
  }

  @Mutation(() => OrderSpeakersResult, { description: 'Those named come first, in that order; the others follow.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  orderSpeakers(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('first', () => [ID]) first: string[],
  ): Command {
    return this.answer(sittingId, () => this.speaking.order(ctx, sittingId, expectedStep, first));
  }

  @Mutation(() => DeclineSpeakerResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  declineSpeaker(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('requestId', () => ID) requestId: string,
  ): Command {
    return this.answer(sittingId, () => this.speaking.decline(ctx, sittingId, expectedStep, requestId));
  }

  private answer(sittingId: string, command: () => Promise<void>): Command {
    return orRefused(async () => {
      await command();
      return this.chambers.read(sittingId);
    });
  }
}
