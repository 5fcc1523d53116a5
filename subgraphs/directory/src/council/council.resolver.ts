/** The GraphQL door of councils. */
import type { Context } from '@nghitruong/kit/context';
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { today } from '../calendar/calendar.rules.js';
import { OfficeHolding } from '../office/office-holding.entity.js';
import type { OfficeService } from '../office/office.service.js';
import { CouncilBodiesArgs, PublicBodyConnection } from '../public-body/public-body.inputs.js';
import { BodyKind, PublicBody } from '../public-body/public-body.entity.js';
import type { PublicBodyService } from '../public-body/public-body.service.js';
import { AdministrativeUnit } from '../unit/unit.entity.js';
import type { UnitService } from '../unit/unit.service.js';
import type { CompositionService } from './composition.service.js';
import { Council, CouncilTerm } from './council.entity.js';
import { CompositionArgs, CompositionConnection, CouncilConnection, CouncilsArgs } from './council.inputs.js';
import { roman } from './council.rules.js';
import type { CouncilService } from './council.service.js';

@Resolver(() => Council)
export class CouncilResolver {
  constructor(
    private readonly councils: CouncilService,
    private readonly compositions: CompositionService,
    private readonly bodiesOf: PublicBodyService,
    private readonly officesOf: OfficeService,
    private readonly units: UnitService,
  ) {}

  @Query(() => Council, { nullable: true })
  @Access('EVERYONE')
  council(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Council | null> {
    return this.councils.byId(ctx, id);
  }

  @Query(() => CouncilConnection, { name: 'councils', description: 'Councils, by name.' })
  @Access('EVERYONE')
  list(@Args() args: CouncilsArgs): Promise<unknown> {
    return this.councils.list(args);
  }

  @FieldResolver(() => AdministrativeUnit)
  unit(@Root() council: Council, @Ctx() ctx: Context): Promise<AdministrativeUnit | null> {
    return this.units.byId(ctx, council.unitId);
  }

  @FieldResolver(() => [CouncilTerm], { description: 'Oldest first.' })
  terms(@Root() council: Council, @Ctx() ctx: Context): Promise<CouncilTerm[]> {
    return this.councils.terms(ctx, council.id);
  }

  @FieldResolver(() => CouncilTerm, {
    nullable: true,
    description: 'The term of that day (today, or the last of a council that has ended).',
  })
  term(
    @Root() council: Council,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<CouncilTerm | null> {
    return this.councils.term(ctx, council, asOf ?? undefined);
  }

  @FieldResolver(() => CompositionConnection, { description: 'Who held the seats on a day.' })
  composition(
    @Root() council: Council,
    @Args() args: CompositionArgs,
    @Ctx() ctx: Context,
  ): Promise<CompositionConnection> {
    return this.compositions.of(ctx, council, args);
  }

  @FieldResolver(() => PublicBodyConnection, { description: 'Its standing body, committees, groups and office.' })
  bodies(@Root() council: Council, @Args() args: CouncilBodiesArgs): Promise<unknown> {
    return this.bodiesOf.list({ ...args, councilId: council.id });
  }

  @FieldResolver(() => PublicBody, {
    nullable: true,
    description: 'The People’s Committee of its unit, as of that day (today where not given).',
  })
  async peoplesCommittee(
    @Root() council: Council,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<PublicBody | null> {
    const of = { unitId: council.unitId, kind: BodyKind.PEOPLES_COMMITTEE, asOf: asOf ?? today(ctx), first: 1 };
    return (await this.bodiesOf.list(of)).edges[0]?.node ?? null;
  }

  @FieldResolver(() => [OfficeHolding], { description: 'Its offices: on that day, or ever.' })
  offices(
    @Root() council: Council,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<OfficeHolding[]> {
    return this.officesOf.ofCouncil(ctx, council.id, asOf ?? undefined);
  }
}

@Resolver(() => CouncilTerm)
export class CouncilTermResolver {
  constructor(private readonly councils: CouncilService) {}

  @FieldResolver(() => String, { description: 'Khóa in Roman numerals: XVII.' })
  numeral(@Root() term: CouncilTerm): string {
    return roman(term.ordinal);
  }

  @FieldResolver(() => Council)
  council(@Root() term: CouncilTerm, @Ctx() ctx: Context): Promise<Council | null> {
    return this.councils.byId(ctx, term.councilId);
  }
}
