import { Access, Connection, DateScalar, Edge, PageArgs } from '@nghitruong/kit/federation';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { AdministrativeLevel, AdministrativeUnit, UnitKind } from './unit.entity.js';

@ArgsType()
export class UnitsArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: 'Units of that day; of today where not given.' })
  asOf?: string;
  @Field(() => AdministrativeLevel, { nullable: true })
  level?: AdministrativeLevel;
  @Field(() => UnitKind, { nullable: true })
  kind?: UnitKind;
  @Field(() => ID, { nullable: true, description: 'Units directly under this one on that day.' })
  parentId?: string;
  @Field(() => String, {
    nullable: true,
    description: 'Part of a name, with or without marks (Thuỷ = Thủy = thuy), or a whole official code.',
  })
  search?: string;
}

@ArgsType()
export class ChildrenArgs extends PageArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'On that day; where not given, today or the unit’s last day.',
  })
  asOf?: string;
}

@ObjectType('AdministrativeUnitEdge')
@Access('EVERYONE')
export class AdministrativeUnitEdge extends Edge(AdministrativeUnit) {}

@ObjectType('AdministrativeUnitConnection')
@Access('EVERYONE')
export class AdministrativeUnitConnection extends Connection(AdministrativeUnitEdge) {}
