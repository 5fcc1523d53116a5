/** The GraphQL door of units. */
import type { Context } from '@nghitruong/kit/context';
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import {
  AdministrativeLevel,
  AdministrativeUnit,
  UnitAttribute,
  UnitCodePeriod,
  UnitLevel,
  UnitSuccession,
} from './unit.entity.js';
import { AdministrativeUnitConnection, ChildrenArgs, UnitsArgs } from './unit.inputs.js';
import { UNIT_KINDS } from './unit-kinds.rules.js';
import type { UnitService } from './unit.service.js';

@Resolver(() => AdministrativeUnit)
export class UnitResolver {
  constructor(private readonly units: UnitService) {}

  @Query(() => AdministrativeUnit, {
    nullable: true,
    description: 'A unit; with `asOf`, only if it existed on that day.',
  })
  @Access('EVERYONE')
  unit(
    @Arg('id', () => ID) id: string,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<AdministrativeUnit | null> {
    return this.units.byIdOn(ctx, id, asOf ?? undefined);
  }

  @Query(() => AdministrativeUnitConnection, { name: 'units', description: 'Units of one day, by name.' })
  @Access('EVERYONE')
  list(@Args() args: UnitsArgs, @Ctx() ctx: Context): Promise<unknown> {
    return this.units.list(ctx, args);
  }

  @Query(() => [UnitCodePeriod], {
    description: 'Which units have borne an official code, oldest first: the state re-uses codes.',
  })
  @Access('EVERYONE')
  unitsByCode(@Arg('code', () => String) code: string, @Ctx() ctx: Context): Promise<UnitCodePeriod[]> {
    return this.units.byCode(ctx, code.trim());
  }

  @Query(() => Int, { description: 'How many units there were on a day: of one group of kinds, or of all.' })
  @Access('EVERYONE')
  unitCount(
    @Arg('asOf', () => DateScalar) asOf: string,
    @Arg('kindGroup', () => AdministrativeLevel, { nullable: true }) kindGroup: AdministrativeLevel | undefined,
  ): Promise<number> {
    return this.units.count(asOf, kindGroup ?? undefined);
  }

  @Query(() => [UnitLevel], { description: 'The levels of administration, or those of one day.' })
  @Access('EVERYONE')
  unitLevels(@Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined): Promise<UnitLevel[]> {
    return this.units.levels(asOf ?? undefined);
  }

  @FieldResolver(() => AdministrativeLevel)
  level(@Root() unit: AdministrativeUnit): AdministrativeLevel {
    return UNIT_KINDS.find((kind) => kind.id === unit.kind)!.level_id as AdministrativeLevel;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The official code on that day (today, or the unit’s last day); null on a day on which it did not exist.',
  })
  async code(
    @Root() unit: AdministrativeUnit,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<string | null> {
    return (await this.units.attributeOn(ctx, unit, asOf ?? undefined))?.code ?? null;
  }

  @FieldResolver(() => AdministrativeUnit, {
    nullable: true,
    description: 'The unit above it on that day (today, or its last day).',
  })
  async parent(
    @Root() unit: AdministrativeUnit,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<AdministrativeUnit | null> {
    const parentId = (await this.units.attributeOn(ctx, unit, asOf ?? undefined))?.parentId;
    return parentId ? this.units.byId(ctx, parentId) : null;
  }

  @FieldResolver(() => AdministrativeUnitConnection)
  children(@Root() unit: AdministrativeUnit, @Args() args: ChildrenArgs, @Ctx() ctx: Context): Promise<unknown> {
    return this.units.children(ctx, unit, args.asOf ?? undefined, args);
  }

  @FieldResolver(() => [UnitAttribute], { description: 'Its codes and parents, oldest first.' })
  attributes(@Root() unit: AdministrativeUnit, @Ctx() ctx: Context): Promise<UnitAttribute[]> {
    return this.units.attributes(ctx, unit.id);
  }

  @FieldResolver(() => [UnitSuccession], {
    description: 'Who followed it. Empty while it exists; UNRECORDED where it ended and nothing was entered.',
  })
  successors(@Root() unit: AdministrativeUnit, @Ctx() ctx: Context): Promise<UnitSuccession[]> {
    return this.units.successors(ctx, unit);
  }

  @FieldResolver(() => [UnitSuccession], { description: 'Whom it followed; UNRECORDED where nothing was entered.' })
  predecessors(@Root() unit: AdministrativeUnit, @Ctx() ctx: Context): Promise<UnitSuccession[]> {
    return this.units.predecessors(ctx, unit);
  }
}

@Resolver(() => UnitAttribute)
export class UnitAttributeResolver {
  constructor(private readonly units: UnitService) {}

  @FieldResolver(() => AdministrativeUnit, { nullable: true })
  parent(@Root() attribute: UnitAttribute, @Ctx() ctx: Context): Promise<AdministrativeUnit | null> | null {
    return attribute.parentId ? this.units.byId(ctx, attribute.parentId) : null;
  }
}

@Resolver(() => UnitSuccession)
export class UnitSuccessionResolver {
  constructor(private readonly units: UnitService) {}

  @FieldResolver(() => AdministrativeUnit, { nullable: true, description: 'Null where nothing is recorded.' })
  from(@Root() edge: UnitSuccession, @Ctx() ctx: Context): Promise<AdministrativeUnit | null> | null {
    return edge.fromId ? this.units.byId(ctx, edge.fromId) : null;
  }

  @FieldResolver(() => AdministrativeUnit, {
    nullable: true,
    description: 'Null where nothing is recorded, or where the level ended without a successor of its own.',
  })
  to(@Root() edge: UnitSuccession, @Ctx() ctx: Context): Promise<AdministrativeUnit | null> | null {
    return edge.toId ? this.units.byId(ctx, edge.toId) : null;
  }
}
