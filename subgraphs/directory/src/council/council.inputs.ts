import { Access, Connection, DateScalar, Edge, PageArgs } from '@nghitruong/kit/federation';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { Delegate, DelegateStatus } from '../delegate/delegate.entity.js';
import { AdministrativeLevel } from '../unit/unit.entity.js';
import { Council, CouncilTerm } from './council.entity.js';

@ArgsType()
export class CouncilsArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: 'Councils that existed on that day; all where not given.' })
  asOf?: string;
  @Field(() => AdministrativeLevel, { nullable: true })
  level?: AdministrativeLevel;
  @Field(() => String, { nullable: true, description: 'Part of a name, with or without marks.' })
  search?: string;
}

@ArgsType()
export class CompositionArgs extends PageArgs {
  @Field(() => DateScalar)
  asOf!: string;
  @Field(() => [DelegateStatus], {
    nullable: true,
    description: 'Seats of these statuses; where not given, all that are held: in office and suspended.',
  })
  status?: DelegateStatus[];
}

@ObjectType('CouncilEdge')
@Access('EVERYONE')
export class CouncilEdge extends Edge(Council) {}

@ObjectType('CouncilConnection')
@Access('EVERYONE')
export class CouncilConnection extends Connection(CouncilEdge) {}

@ObjectType('CompositionEdge')
@Access('EVERYONE')
export class CompositionEdge extends Edge(Delegate) {
  @Field(() => DelegateStatus, { description: 'On the day asked for.' })
  status!: DelegateStatus;
  @Field(() => DateScalar, { description: 'Since when.' })
  since!: string;
}

@ObjectType('CompositionConnection', { description: 'Who held the seats of a council on a day, by given name.' })
@Access('EVERYONE')
export class CompositionConnection extends Connection(CompositionEdge) {
  @Field(() => DateScalar)
  asOf!: string;
  @Field(() => CouncilTerm, { nullable: true, description: 'The term of that day; null where the council had none.' })
  term!: CouncilTerm | null;
  @Field(() => Int, { description: 'Seats of the term.' })
  elected!: number;
  @Field(() => Int)
  inOffice!: number;
  @Field(() => Int)
  suspended!: number;
  @Field(() => Boolean, { description: 'Fewer than two thirds of those elected are left (R-ORG-08).' })
  belowTwoThirds!: boolean;
}
