/** The door of requests: raised, signed, verified, decided; what waits for Thường trực HĐND. */
import type { Context } from '@nghitruong/kit/context';
import { Access, PageArgs, type Page } from '@nghitruong/kit/federation';
import { CouncilRef } from '@nghitruong/kit/obligation';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { orRefused, type Refused, resultType } from '../refused.js';
import { RequestDecision, RequestProgress, SessionRequest, SessionRequestConnection } from './request.entity.js';
import {
  DecideSessionRequestInput,
  RaiseSessionRequestInput,
  SignSessionRequestInput,
  VerifyVoterInput,
} from './request.inputs.js';
import type { RequestService } from './request.service.js';

const RaiseSessionRequestResult = resultType('RaiseSessionRequestResult', SessionRequest);
const SignSessionRequestResult = resultType('SignSessionRequestResult', SessionRequest);
const VerifyRequestingVoterResult = resultType('VerifyRequestingVoterResult', SessionRequest);
const DecideSessionRequestResult = resultType('DecideSessionRequestResult', SessionRequest);
type Result = Promise<SessionRequest | Refused>;

@Resolver(() => SessionRequest)
export class SessionRequestResolver {
  constructor(private readonly requests: RequestService) {}

  @FieldResolver(() => RequestProgress)
  progress(@Root() request: SessionRequest, @Ctx() ctx: Context): Promise<RequestProgress> {
    return this.requests
      .progress(ctx, request)
      .then((progress) => Object.assign(progress, { councilId: request.councilId }));
  }

  @FieldResolver(() => Boolean, { description: 'The caller’s own signature counts in the window that is open now.' })
  signedByMe(@Root() request: SessionRequest, @Ctx() ctx: Context): Promise<boolean> {
    return this.requests.signedBy(ctx, request);
  }

  @FieldResolver(() => RequestDecision, { nullable: true })
  decision(@Root() request: SessionRequest): Promise<RequestDecision | null> {
    return this.requests.decision(request);
  }

  @Mutation(() => RaiseSessionRequestResult)
  @Access('DELEGATE', 'CHAIR', 'SESSION_SECRETARY')
  raiseSessionRequest(
    @Ctx() ctx: Context,
    @Arg('input', () => RaiseSessionRequestInput) input: RaiseSessionRequestInput,
  ): Result {
    return orRefused(() => this.requests.raise(ctx, input));
  }

  @Mutation(() => SignSessionRequestResult, {
    description: 'Signs in the caller’s own name, or records a signature on paper.',
  })
  @Access('DELEGATE', 'CHAIR', 'SESSION_SECRETARY')
  signSessionRequest(
    @Ctx() ctx: Context,
    @Arg('input', () => SignSessionRequestInput) input: SignSessionRequestInput,
  ): Result {
    return orRefused(() => this.requests.sign(ctx, input));
  }

  @Mutation(() => VerifyRequestingVoterResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  verifyRequestingVoter(@Ctx() ctx: Context, @Arg('input', () => VerifyVoterInput) input: VerifyVoterInput): Result {
    return orRefused(() => this.requests.verifyVoter(ctx, input));
  }

  @Mutation(() => DecideSessionRequestResult, {
    description: 'Thường trực HĐND decides on what enough have asked for.',
  })
  @Access('CHAIR')
  decideSessionRequest(
    @Ctx() ctx: Context,
    @Arg('input', () => DecideSessionRequestInput) input: DecideSessionRequestInput,
  ): Result {
    return orRefused(() => this.requests.decide(ctx, input));
  }
}

@Resolver(() => CouncilRef)
export class CouncilRequestsResolver {
  constructor(private readonly requests: RequestService) {}

  @FieldResolver(() => SessionRequestConnection, { nullable: true })
  @Access('DELEGATE', 'CHAIR', 'SESSION_SECRETARY')
  sessionRequests(
    @Root() council: CouncilRef,
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<SessionRequest>> {
    return this.requests.page(ctx, council.id, args);
  }

  @FieldResolver(() => [SessionRequest], {
    nullable: true,
    description: 'What waits for Thường trực HĐND: requests that enough have asked for and nobody has decided.',
  })
  @Access('DELEGATE', 'CHAIR', 'SESSION_SECRETARY')
  standingBodyTasks(@Root() council: CouncilRef, @Ctx() ctx: Context): Promise<SessionRequest[]> {
    return this.requests.tasks(ctx, council.id);
  }
}
