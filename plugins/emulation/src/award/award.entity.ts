/** Award: who is proposed or honoured for what, in which form of the catalogue. */
import { Access, Connection, DateScalar, Edge } from '@nghitruong/kit/federation';
import { createUnionType, Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { EmulationRefused } from '../refused.js';
import { AwardAct, AwardState } from './award.states.js';

export enum AwardRecipientKind {
  COLLECTIVE = 'COLLECTIVE',
  INDIVIDUAL = 'INDIVIDUAL',
}

registerEnumType(AwardState, { name: 'EmulationAwardState' });
registerEnumType(AwardAct, { name: 'EmulationAwardAct' });
registerEnumType(AwardRecipientKind, { name: 'EmulationAwardRecipientKind' });

@ObjectType('EmulationAwardForm', {
  description: 'A form of award: rows of a catalogue, because the law changes them (R-EMU-03).',
})
@Directive('@key(fields: "code")')
@Access('EVERYONE')
@Entity('award_form')
export class AwardForm {
  @Field(() => ID)
  @PrimaryColumn('text')
  code!: string;

  @Field(() => String)
  @Column('text', { name: 'name_vi' })
  nameVi!: string;

  @Field(() => String)
  @Column('text', { name: 'name_en' })
  nameEn!: string;
}

@ObjectType('EmulationAward', { description: 'An award, from its proposal on; public once it is decided.' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
@Entity('award')
export class Award {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'council_id' })
  councilId!: string;

  @Column('uuid', { name: 'movement_id' })
  movementId!: string;

  @Column('text', { name: 'form_code' })
  formCode!: string;

  @Field(() => AwardRecipientKind)
  @Column('text', { name: 'recipient_kind' })
  recipientKind!: AwardRecipientKind;

  @Field(() => String)
  @Column('text', { name: 'recipient_name' })
  recipientName!: string;

  @Field(() => String)
  @Column('text')
  achievement!: string;

  @Field(() => AwardState)
  @Column('text')
  state!: AwardState;

  @Field(() => String, { nullable: true, description: 'Number and symbol of the decision.' })
  @Column('text', { name: 'decision_number', nullable: true })
  decisionNumber!: string | null;

  @Field(() => DateScalar, { nullable: true })
  @Column('date', { name: 'decided_on', nullable: true })
  decidedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was refused or revoked.' })
  @Column('text', { nullable: true })
  reason!: string | null;

  @Field(() => Boolean, { description: 'Invented for the demonstration.' })
  @Column('boolean')
  illustrative!: boolean;
}

@InputType('EmulationProposeAwardInput')
export class ProposeAwardInput {
  @Field(() => ID)
  movementId!: string;
  @Field(() => ID)
  formCode!: string;
  @Field(() => AwardRecipientKind)
  recipientKind!: AwardRecipientKind;
  @Field(() => String)
  recipientName!: string;
  @Field(() => String)
  achievement!: string;
}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [Award, EmulationRefused] as const,
    resolveType: (value) => (value instanceof EmulationRefused ? EmulationRefused : Award),
  });

export const ProposeAwardResult = resultOf('EmulationProposeAwardResult');
export const CheckAwardResult = resultOf('EmulationCheckAwardResult');
export const DecideAwardResult = resultOf('EmulationDecideAwardResult');
export const RefuseAwardResult = resultOf('EmulationRefuseAwardResult');
export const RevokeAwardResult = resultOf('EmulationRevokeAwardResult');

@ObjectType('EmulationAwardEdge')
@Access('EVERYONE')
export class AwardEdge extends Edge(Award) {}
@ObjectType('EmulationAwardConnection')
@Access('EVERYONE')
export class AwardConnection extends Connection(AwardEdge) {}
