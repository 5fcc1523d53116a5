/** Movement and its criteria: what is striven for, and by what it is measured. */
import { Access, Connection, DateScalar, Edge } from '@nghitruong/kit/federation';
import { createUnionType, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { EmulationRefused } from '../refused.js';
import { MovementAct, MovementState } from './movement.states.js';

registerEnumType(MovementState, { name: 'EmulationMovementState' });
registerEnumType(MovementAct, { name: 'EmulationMovementAct' });

@ObjectType('EmulationMovement', { description: 'An emulation movement of a council, by term or by year.' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
@Entity('movement')
export class Movement {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'council_id' })
  councilId!: string;

  @Field(() => String, { description: 'Its theme.' })
  @Column('text')
  title!: string;

  @Field(() => MovementState)
  @Column('text')
  state!: MovementState;

  @Field(() => DateScalar)
  @Column('date', { name: 'starts_on' })
  startsOn!: string;

  @Field(() => DateScalar)
  @Column('date', { name: 'ends_on' })
  endsOn!: string;

  @Field(() => Boolean, { description: 'Invented for the demonstration.' })
  @Column('boolean')
  illustrative!: boolean;
}

@ObjectType('EmulationCriterion', {
  description: 'What is measured, with how much weight, and from where the evidence comes (R-EMU-05).',
})
@Access('EVERYONE')
@Entity('criterion')
export class Criterion {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'movement_id' })
  movementId!: string;

  @Field(() => Int)
  @Column('int')
  position!: number;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Field(() => Int, { description: 'All weights of a movement make 100.' })
  @Column('int')
  weight!: number;

  @Field(() => String, { description: 'From which facts of the platform it is scored.' })
  @Column('text')
  evidence!: string;

  @Field(() => Boolean)
  @Column('boolean')
  illustrative!: boolean;
}

@ObjectType('EmulationMovementEdge')
@Access('EVERYONE')
export class MovementEdge extends Edge(Movement) {}
@ObjectType('EmulationMovementConnection')
@Access('EVERYONE')
export class MovementConnection extends Connection(MovementEdge) {}

export const MoveMovementResult = createUnionType({
  name: 'EmulationMoveMovementResult',
  types: () => [Movement, EmulationRefused] as const,
  resolveType: (value) => (value instanceof EmulationRefused ? EmulationRefused : Movement),
});
