/** A target (chỉ tiêu) that a resolution sets: what, how much, until when, and who answers for it. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { AdministrativeUnitRef, DueState, EscalationStep, Obligation, PublicBodyRef } from '@nghitruong/kit/obligation';
import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { enumOf } from '../enum-of.js';
import {
  TARGET_DIRECTIONS,
  TARGET_LIGHTS,
  type TargetDirectionName,
  type TargetLightName,
} from './resolution-target.rules.js';

export const TargetDirection = enumOf(TARGET_DIRECTIONS);
registerEnumType(TargetDirection, { name: 'TargetDirection', description: 'Ít nhất · nhiều nhất.' });
export const TargetLight = enumOf(TARGET_LIGHTS);
registerEnumType(TargetLight, {
  name: 'TargetLight',
  description: 'Đúng tiến độ · sắp đến hạn hoặc đạt muộn · quá hạn hoặc không có báo cáo.',
});

const numeric = { to: (n: number): number => n, from: (n: string): number => Number(n) };

@Entity('resolution_target')
@ObjectType({
  implements: Obligation,
  description: 'Chỉ tiêu, nhiệm vụ mà nghị quyết giao (R-RES-09).',
})
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class ResolutionTarget extends Obligation {
  @PrimaryColumn('uuid')
  override id!: string;
  @Column('uuid', { name: 'resolution_id' })
  resolutionId!: string;
  @Column('text', { name: 'council_id' })
  @Field(() => ID)
  councilId!: string;
  @Column('text', { name: 'body_id' })
  bodyId!: string;
  @Column('text', { name: 'unit_id', nullable: true })
  unitId!: string | null;
  @Column('text')
  override title!: string;
  @Column('text')
  @Field(() => String, { description: 'What is measured.' })
  indicator!: string;
  @Column('text')
  @Field(() => String, { description: 'In what: %, tỷ đồng, công trình.' })
  measure!: string;
  @Column('text')
  @Field(() => TargetDirection)
  direction!: TargetDirectionName;
  @Column('numeric', { name: 'target_value', transformer: numeric })
  @Field(() => Float)
  targetValue!: number;
  @Column('date', { name: 'set_on' })
  @Field(() => DateScalar)
  setOn!: string;
  @Column('date', { name: 'due_on' })
  override dueOn!: string;
  @Column('int', { name: 'report_every_days' })
  @Field(() => Int, { description: 'At most so many days between two reports.' })
  reportEveryDays!: number;
  @Column('date', { name: 'done_on', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: 'The day it was reached, by its reports.' })
  doneOn!: string | null;
  @Column('text')
  override escalation!: EscalationStep;
  @Column('boolean')
  @Field(() => Boolean, { description: 'Invented for the demonstration; never a real event.' })
  illustrative!: boolean;

  override dueState!: DueState;
  override owner?: PublicBodyRef | null;
  override unit?: AdministrativeUnitRef | null;
}

@ObjectType({ description: 'One figure as it was reported. It never changes; another figure is another report.' })
@Access('EVERYONE')
export class ResolutionTargetReport {
  @Field(() => ID)
  id!: string;
  @Field(() => DateScalar, { description: 'The day of the figure.' })
  asOf!: string;
  @Field(() => Float)
  value!: number;
  @Field(() => String, { nullable: true })
  words!: string | null;
}

@ObjectType({ description: 'Where it stands today.' })
@Access('EVERYONE')
export class ResolutionTargetStanding {
  @Field(() => TargetLight)
  light!: TargetLightName;
  @Field(() => Boolean, {
    description: 'No report for longer than its rhythm allows: red, whatever the last figure was.',
  })
  stale!: boolean;
  @Field(() => DateScalar, { nullable: true })
  nextReportOn!: string | null;
}
