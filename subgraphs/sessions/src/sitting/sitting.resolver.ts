/** The door of session, sitting and agenda commands: each answers the chamber, or why not. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { AgendaPhase } from '../agenda/agenda.states.js';
import type { AgendaService } from '../agenda/agenda.service.js';
import { Chamber } from '../chamber/chamber.entity.js';
import type { ChamberService } from '../chamber/chamber.service.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Visibility } from './sitting.entity.js';
import type { SittingService } from './sitting.service.js';
import type { VisibilityService } from './visibility.service.js';

const OpenSittingResult = resultType('OpenSittingResult', Chamber);
const BreakSittingResult = resultType('BreakSittingResult', Chamber);
const ResumeSittingResult = resultType('ResumeSittingResult', Chamber);
const EndSittingResult = resultType('EndSittingResult', Chamber);
const ShowAgendaItemResult = resultType('ShowAgendaItemResult', Chamber);
const SetAgendaPhaseResult = resultType('SetAgendaPhaseResult', Chamber);
const ShowHoldingResult = resultType('ShowHoldingResult', Chamber);
const FreezeDisplaysResult = resultType('FreezeDisplaysResult', Chamber);
const SetSittingVisibilityResult = resultType('SetSittingVisibilityResult', Chamber);
type Result = Promise<Chamber | Refused>;

@Resolver()
export class SittingCommandResolver {
  constructor(
    private readonly sittings: SittingService,
    private readonly agenda: AgendaService,
    private readonly visibility: VisibilityService,
    private readonly chambers: ChamberService,
  ) {}

  @Mutation(() => OpenSittingResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  openSitting(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
  ): Result {
    return this.answer(sittingId, () => this.sittings.open(ctx, sittingId, expectedStep));
  }

  @Mutation(() => BreakSittingResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  breakSitting(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('until', () => Date, { nullable: true }) until?: Date | null,
  ): Result {
    return this.answer(sittingId, () => this.sittings.break(ctx, sittingId, expectedStep, until));
  }

  @Mutation(() => ResumeSittingResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  resumeSitting(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
  ): Result {
    return this.answer(sittingId, () => this.sittings.resume(ctx, sittingId, expectedStep));
  }

  @Mutation(() => EndSittingResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  endSitting(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
  ): Result {
    return this.answer(sittingId, () => this.sittings.end(ctx, sittingId, expectedStep));
  }

  @Mutation(() => ShowAgendaItemResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  showAgendaItem(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('agendaItemId', () => ID) agendaItemId: string,
  ): Result {
    return this.answer(sittingId, () => this.agenda.show(ctx, sittingId, expectedStep, agendaItemId));
  }

  @Mutation(() => SetAgendaPhaseResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  setAgendaPhase(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('agendaItemId', () => ID) agendaItemId: string,
    @Arg('phase', () => AgendaPhase) phase: AgendaPhase,
  ): Result {
    return this.answer(sittingId, () => this.agenda.setPhase(ctx, sittingId, expectedStep, agendaItemId, phase));
  }

  @Mutation(() => ShowHoldingResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  showHolding(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
  ): Result {
    return this.answer(sittingId, () => this.sittings.showHolding(ctx, sittingId, expectedStep));
  }

  @Mutation(() => FreezeDisplaysResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  freezeDisplays(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('frozen', () => Boolean) frozen: boolean,
  ): Result {
    return this.answer(sittingId, () => this.sittings.freeze(ctx, sittingId, expectedStep, frozen));
  }

  @Mutation(() => SetSittingVisibilityResult, {
    description:
      'Closes the sitting to the public, or opens it again, at once on every screen and stream (R-SES-05). Before the opening as planned; afterwards on an adopted, published procedural poll of this sitting, each poll once.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  setSittingVisibility(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('expectedStep', () => Int) expectedStep: number,
    @Arg('visibility', () => Visibility) visibility: Visibility,
    @Arg('basisPollId', () => ID, { nullable: true }) basisPollId?: string | null,
  ): Result {
    return this.answer(sittingId, () =>
      this.visibility.set(ctx, sittingId, expectedStep, visibility, basisPollId ?? null),
    );
  }

  private answer(sittingId: string, command: () => Promise<void>): Result {
    return orRefused(async () => {
      await command();
      return this.chambers.read(sittingId);
    });
  }
}
