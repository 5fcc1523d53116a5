/** The door of resolutions, commanding: each mutation answers the resolution, or why not. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { orRefused, type Refused, resultType } from '../refused.js';
import type { ResolutionRelationService } from './resolution-relation.service.js';
import { Resolution } from './resolution.entity.js';
import {
  CompleteResolutionStepInput,
  DraftResolutionInput,
  PlaceResolutionInput,
  ReasonedResolutionInput,
  RecordVerificationInput,
  RelateResolutionInput,
  ReviseResolutionInput,
  SignResolutionInput,
  SubmitResolutionInput,
} from './resolution.inputs.js';
import type { ResolutionService } from './resolution.service.js';

const DraftResolutionResult = resultType('DraftResolutionResult', Resolution);
const ReviseResolutionResult = resultType('ReviseResolutionResult', Resolution);
const SubmitResolutionResult = resultType('SubmitResolutionResult', Resolution);
const RecordVerificationResult = resultType('RecordVerificationResult', Resolution);
const WaiveVerificationResult = resultType('WaiveVerificationResult', Resolution);
const GiveBackResolutionResult = resultType('GiveBackResolutionResult', Resolution);
const WithdrawResolutionResult = resultType('WithdrawResolutionResult', Resolution);
const PlaceResolutionResult = resultType('PlaceResolutionResult', Resolution);
const SignResolutionResult = resultType('SignResolutionResult', Resolution);
const CompleteResolutionStepResult = resultType('CompleteResolutionStepResult', Resolution);
const RelateResolutionResult = resultType('RelateResolutionResult', Resolution);
type Result = Promise<Resolution | Refused>;

@Resolver()
export class ResolutionCommandResolver {
  constructor(
    private readonly resolutions: ResolutionService,
    private readonly relations: ResolutionRelationService,
  ) {}

  @Mutation(() => DraftResolutionResult, { description: 'A draft with its first version.' })
  @Access('CHAIR', 'SESSION_SECRETARY', 'OFFICER')
  draftResolution(@Ctx() ctx: Context, @Arg('input', () => DraftResolutionInput) input: DraftResolutionInput): Result {
    return orRefused(() => this.resolutions.draft(ctx, input));
  }

  @Mutation(() => ReviseResolutionResult, { description: 'Another version; the ones before stay.' })
  @Access('CHAIR', 'SESSION_SECRETARY', 'OFFICER')
  reviseResolution(
    @Ctx() ctx: Context,
    @Arg('input', () => ReviseResolutionInput) input: ReviseResolutionInput,
  ): Result {
    return orRefused(() => this.resolutions.revise(ctx, input));
  }

  @Mutation(() => SubmitResolutionResult, { description: 'The dossier goes to the verifying committee.' })
  @Access('CHAIR', 'SESSION_SECRETARY', 'OFFICER')
  submitResolution(
    @Ctx() ctx: Context,
    @Arg('input', () => SubmitResolutionInput) input: SubmitResolutionInput,
  ): Result {
    return orRefused(() => this.resolutions.submit(ctx, input));
  }

  @Mutation(() => RecordVerificationResult, { description: 'The committee’s report: the draft may go to the council.' })
  @Access('CHAIR', 'SESSION_SECRETARY', 'OFFICER')
  recordVerification(
    @Ctx() ctx: Context,
    @Arg('input', () => RecordVerificationInput) input: RecordVerificationInput,
  ): Result {
    return orRefused(() => this.resolutions.verify(ctx, input));
  }

  @Mutation(() => WaiveVerificationResult, { description: 'Without a report, with the reason on record.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  waiveVerification(
    @Ctx() ctx: Context,
    @Arg('input', () => ReasonedResolutionInput) input: ReasonedResolutionInput,
  ): Result {
    return orRefused(() => this.resolutions.waive(ctx, input));
  }

  @Mutation(() => GiveBackResolutionResult, { description: 'Back to whoever drafted it.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  giveBackResolution(
    @Ctx() ctx: Context,
    @Arg('input', () => ReasonedResolutionInput) input: ReasonedResolutionInput,
  ): Result {
    return orRefused(() => this.resolutions.giveBack(ctx, input));
  }

  @Mutation(() => WithdrawResolutionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  withdrawResolution(
    @Ctx() ctx: Context,
    @Arg('input', () => ReasonedResolutionInput) input: ReasonedResolutionInput,
  ): Result {
    return orRefused(() => this.resolutions.withdraw(ctx, input));
  }

  @Mutation(() => PlaceResolutionResult, {
    description: 'Onto an item of an agenda; only what was verified or waived.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  placeResolution(@Ctx() ctx: Context, @Arg('input', () => PlaceResolutionInput) input: PlaceResolutionInput): Result {
    return orRefused(() => this.resolutions.place(ctx, input));
  }

  @Mutation(() => SignResolutionResult, { description: 'Ký chứng thực, and from when it takes effect.' })
  @Access('CHAIR')
  signResolution(@Ctx() ctx: Context, @Arg('input', () => SignResolutionInput) input: SignResolutionInput): Result {
    return orRefused(() => this.resolutions.sign(ctx, input));
  }

  @Mutation(() => CompleteResolutionStepResult, { description: 'Sent, in the gazette, posted.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  completeResolutionStep(
    @Ctx() ctx: Context,
    @Arg('input', () => CompleteResolutionStepInput) input: CompleteResolutionStepInput,
  ): Result {
    return orRefused(() => this.resolutions.complete(ctx, input));
  }

  @Mutation(() => RelateResolutionResult, {
    description: 'What it says of another: amends, replaces, repeals, suspends.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  relateResolution(
    @Ctx() ctx: Context,
    @Arg('input', () => RelateResolutionInput) input: RelateResolutionInput,
  ): Result {
    return orRefused(() => this.relations.relate(ctx, input));
  }
}
