/** The door of targets: of a resolution, of a body, and the two things that are done with them. */
import type { Context } from '@nghitruong/kit/context';
import { Access, pageSize } from '@nghitruong/kit/federation';
import { localDay } from '@nghitruong/kit/i18n';
import { AdministrativeUnitRef, DueState, dueStateOf, PublicBodyRef } from '@nghitruong/kit/obligation';
import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Resolution } from '../resolution/resolution.entity.js';
import { visibleResolution } from '../resolution/resolution.resolver.js';
import { ResolutionTarget, ResolutionTargetReport, ResolutionTargetStanding } from './resolution-target.entity.js';
import { ReportResolutionTargetInput, SetResolutionTargetInput } from './resolution-target.inputs.js';
import { standingOf } from './resolution-target.rules.js';
import type { ResolutionTargetService } from './resolution-target.service.js';

const SetResolutionTargetResult = resultType('SetResolutionTargetResult', ResolutionTarget);
const ReportResolutionTargetResult = resultType('ReportResolutionTargetResult', ResolutionTarget);

@Resolver(() => ResolutionTarget)
export class ResolutionTargetResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly targets: ResolutionTargetService,
  ) {}

  @FieldResolver(() => DueState)
  dueState(@Root() target: ResolutionTarget, @Ctx() ctx: Context): DueState {
    return dueStateOf(target.dueOn, localDay(ctx.clock.now()), target.doneOn);
  }

  @FieldResolver(() => PublicBodyRef, { nullable: true })
  owner(@Root() target: ResolutionTarget): PublicBodyRef {
    return { id: target.bodyId };
  }

  @FieldResolver(() => AdministrativeUnitRef, { nullable: true })
  unit(@Root() target: ResolutionTarget): AdministrativeUnitRef | null {
    return target.unitId === null ? null : { id: target.unitId };
  }

  @FieldResolver(() => Resolution, { nullable: true })
  resolution(@Root() target: ResolutionTarget, @Ctx() ctx: Context): Promise<Resolution | null> {
    return visibleResolution(this.dataSource, ctx, { id: target.resolutionId });
  }

  @FieldResolver(() => [ResolutionTargetReport], { description: 'The figures in the order of their days: its curve.' })
  reports(@Root() target: ResolutionTarget): Promise<ResolutionTargetReport[]> {
    return this.targets.reports(target.id);
  }

  @FieldResolver(() => ResolutionTargetStanding)
  async standing(@Root() target: ResolutionTarget, @Ctx() ctx: Context): Promise<ResolutionTargetStanding> {
    const last = (await this.targets.reports(target.id)).at(-1);
    return Object.assign(
      new ResolutionTargetStanding(),
      standingOf({ ...target, lastReportOn: last?.asOf ?? null }, localDay(ctx.clock.now())),
    );
  }

  @Mutation(() => SetResolutionTargetResult, { description: 'Under a resolution that is adopted.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  setResolutionTarget(
    @Ctx() ctx: Context,
    @Arg('input', () => SetResolutionTargetInput) input: SetResolutionTargetInput,
  ): Promise<ResolutionTarget | Refused> {
    return orRefused(() => this.targets.set(ctx, input));
  }

  @Mutation(() => ReportResolutionTargetResult, { description: 'By the body that answers for it, or the desk for it.' })
  @Access('CHAIR', 'SESSION_SECRETARY', 'OFFICER')
  reportResolutionTarget(
    @Ctx() ctx: Context,
    @Arg('input', () => ReportResolutionTargetInput) input: ReportResolutionTargetInput,
  ): Promise<ResolutionTarget | Refused> {
    return orRefused(() => this.targets.report(ctx, input));
  }
}

@Resolver(() => Resolution)
export class ResolutionTargetsResolver {
  constructor(private readonly targets: ResolutionTargetService) {}

  @FieldResolver(() => [ResolutionTarget], {
    name: 'targets',
    description: 'What it asks for, nearest due date first: at most 200.',
  })
  ofResolution(@Root() resolution: Resolution): Promise<ResolutionTarget[]> {
    return this.targets.listed({ resolutionId: resolution.id });
  }
}

@Resolver(() => PublicBodyRef)
export class PublicBodyTargetsResolver {
  constructor(private readonly targets: ResolutionTargetService) {}

  @FieldResolver(() => [ResolutionTarget], {
    description: 'What resolutions ask of this body, nearest due date first: at most 200.',
  })
  @Access('EVERYONE')
  resolutionTargets(
    @Root() body: PublicBodyRef,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
  ): Promise<ResolutionTarget[]> {
    return this.targets.listed({ bodyId: body.id }, pageSize({ first }));
  }
}
