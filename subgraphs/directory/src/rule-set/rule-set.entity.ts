/** Rule sets as they are asked for: the value, where it comes from, and who has confirmed it. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AdministrativeLevel } from '../unit/unit.entity.js';

export enum RuleOverridable {
  NEVER = 'NEVER',
  LOCAL_RULES = 'LOCAL_RULES',
  CHAIR = 'CHAIR',
}
registerEnumType(RuleOverridable, {
  name: 'RuleOverridable',
  description: 'By nobody · by the council’s own working rules · by the chair.',
});

export enum ThresholdComparison {
  GREATER_THAN = 'GREATER_THAN',
  AT_LEAST = 'AT_LEAST',
}
registerEnumType(ThresholdComparison, { name: 'ThresholdComparison', description: 'quá · từ … trở lên' });

@Entity('rule_set')
@ObjectType({
  description: 'The rules of one level in one period, loaded from a file and kept for ever under its hash.',
})
@Access('EVERYONE')
export class RuleSet {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;
  @PrimaryColumn('text')
  @Field(() => String, { description: 'SHA-256 of the content; acts keep it.' })
  hash!: string;
  @Column('text')
  @Field(() => AdministrativeLevel)
  level!: AdministrativeLevel;
  @Column('text', { name: 'name_vi' })
  @Field(() => String)
  nameVi!: string;
  @Column('text', { name: 'name_en' })
  @Field(() => String)
  nameEn!: string;
  @Column('date', { name: 'valid_from' })
  @Field(() => DateScalar)
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
  @Column('timestamptz', { name: 'loaded_at' })
  @Field(() => Date)
  loadedAt!: Date;
}

@ObjectType({ description: 'A share of a base, compared in integers.' })
@Access('EVERYONE')
export class RuleThreshold {
  @Field(() => ThresholdComparison, { nullable: true })
  kind!: ThresholdComparison | null;
  @Field(() => Int)
  num!: number;
  @Field(() => Int)
  den!: number;
  @Field(() => String)
  base!: string;
}

@Entity('rule_confirmation')
@ObjectType({
  description: 'A named clerk’s word for a rule that was not read in the law. For this very value and source.',
})
@Access('EVERYONE')
export class RuleConfirmation {
  @PrimaryColumn('uuid')
  id!: string;
  @Column('text', { name: 'rule_set_id' })
  ruleSetId!: string;
  @Column('text', { name: 'rule_key' })
  ruleKey!: string;
  @Column('text', { name: 'rule_hash' })
  ruleHash!: string;
  @Column('text', { name: 'account_id' })
  accountId!: string;
  @Column('text', { name: 'confirmed_by' })
  @Field(() => String)
  confirmedBy!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  note!: string | null;
  @Column('timestamptz', { name: 'confirmed_at' })
  @Field(() => Date)
  confirmedAt!: Date;
}

@Entity('rule')
@ObjectType({ description: 'One rule, and why it is what it is.' })
@Access('EVERYONE')
export class Rule {
  @PrimaryColumn('text', { name: 'rule_set_id' })
  @Field(() => ID)
  ruleSetId!: string;
  @PrimaryColumn('text', { name: 'rule_set_hash' })
  @Field(() => String)
  ruleSetHash!: string;
  @PrimaryColumn('text', { name: 'rule_key' })
  @Field(() => String, { description: 'For instance `poll.resolution.threshold`.' })
  key!: string;
  @Column('text')
  @Field(() => String, { description: 'Of this rule alone; a confirmation holds for it.' })
  hash!: string;
  @Column('jsonb')
  value!: Record<string, unknown>;
  @Column('text')
  @Field(() => String)
  instrument!: string;
  @Column('text')
  @Field(() => String)
  article!: string;
  @Column('text')
  @Field(() => String, {
    description:
      'V1 read in the law · V2, V2-weak a secondary source · K-hi, K-med, K-lo own knowledge, to be confirmed by a clerk.',
  })
  confidence!: string;
  @Column('text')
  @Field(() => RuleOverridable)
  overridable!: RuleOverridable;
  @Column('boolean', { name: 'carried_forward' })
  @Field(() => Boolean, { description: 'The successor of its law was not read; the value goes on until somebody has.' })
  carriedForward!: boolean;
  @PrimaryColumn('date', { name: 'valid_from' })
  @Field(() => DateScalar)
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
  @Column('text', { name: 'note_vi', nullable: true })
  @Field(() => String, { nullable: true })
  noteVi!: string | null;
  @Column('text', { name: 'note_en', nullable: true })
  @Field(() => String, { nullable: true })
  noteEn!: string | null;
}

@Entity('rule_override')
@ObjectType({ description: 'A council’s own value in place of its level’s rule: who decided it, and why.' })
@Access('EVERYONE')
export class RuleOverride {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('text', { name: 'council_id' })
  councilId!: string;
  @Column('text', { name: 'rule_key' })
  @Field(() => String)
  key!: string;
  @Column('jsonb')
  value!: Record<string, unknown>;
  @Column('text')
  @Field(() => String)
  reason!: string;
  @Column('text')
  @Field(() => String)
  instrument!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Of the regulation, where it is one of the council’s own.' })
  article!: string | null;
  @Column('date', { name: 'adopted_on', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: 'When the regulation was adopted.' })
  adoptedOn!: string | null;
  @Column('text', { name: 'decided_by' })
  @Field(() => String)
  decidedBy!: string;
  @Column('date', { name: 'valid_from' })
  @Field(() => DateScalar)
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
  @Column('boolean')
  @Field(() => Boolean)
  illustrative!: boolean;
  @Column('timestamptz', { name: 'recorded_at' })
  @Field(() => Date)
  recordedAt!: Date;
  @Column('text', { name: 'recorded_by', nullable: true })
  recordedBy!: string | null;
  @Column('text', { name: 'ended_by', nullable: true })
  endedBy!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'When its end was recorded.' })
  endedAt!: Date | null;
  @Column('text', { name: 'end_decision', nullable: true })
  @Field(() => String, { nullable: true, description: 'What ended it.' })
  endDecision!: string | null;
}
