import { Access, Connection, DateScalar, Edge, PageArgs } from '@nghitruong/kit/federation';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { BodyKind, Membership, PublicBody } from './public-body.entity.js';

@ArgsType()
export class CouncilBodiesArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: 'Bodies of that day; all where not given.' })
  asOf?: string;
  @Field(() => BodyKind, { nullable: true })
  kind?: BodyKind;
}

@ArgsType()
export class PublicBodiesArgs extends CouncilBodiesArgs {
  @Field(() => ID, { nullable: true })
  councilId?: string;
  @Field(() => ID, { nullable: true })
  unitId?: string;
  @Field(() => String, { nullable: true, description: 'Part of a name, with or without marks.' })
  search?: string;
}

@ArgsType()
export class MembersArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: 'Members of that day; of today where not given.' })
  asOf?: string;
}

@ObjectType('PublicBodyEdge')
@Access('EVERYONE')
export class PublicBodyEdge extends Edge(PublicBody) {}
@ObjectType('PublicBodyConnection')
@Access('EVERYONE')
export class PublicBodyConnection extends Connection(PublicBodyEdge) {}

@ObjectType('MembershipEdge')
@Access('EVERYONE')
export class MembershipEdge extends Edge(Membership) {}
@ObjectType('MembershipConnection')
@Access('EVERYONE')
export class MembershipConnection extends Connection(MembershipEdge) {}
