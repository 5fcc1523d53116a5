/**
 * Resolution (nghị quyết): a text before the council, and what became of it.
 *
 * The row is the present state; versions, verifications, numbers, steps and
 * events are rows of their own that are only ever added.
 */
import { Access, Connection, DateScalar, Edge } from '@nghitruong/kit/federation';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { enumOf } from '../enum-of.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import type { Rule } from '../sitting/seat.service.js';
import { STEP_KINDS, type StepKindName } from './resolution-deadlines.rules.js';
import { RESOLUTION_KINDS, type ResolutionKindName } from './resolution-number.rules.js';
import { PARAGRAPH_CHANGES, type Paragraph } from './resolution-text.rules.js';
import {
  RELATION_KINDS,
  VALIDITY_STATES,
  type RelationKindName,
  type ValidityStateName,
} from './resolution-validity.rules.js';
import { RESOLUTION_STATES, type ResolutionStateName } from './resolution.states.js';

export const ResolutionState = enumOf(RESOLUTION_STATES);
registerEnumType(ResolutionState, {
  name: 'ResolutionState',
  description:
    'Dự thảo · đã trình · đủ điều kiện trình hội đồng · không được thông qua · đã rút · đã thông qua · đã ký chứng thực · đã công bố.',
});
export const ResolutionKind = enumOf(RESOLUTION_KINDS);
registerEnumType(ResolutionKind, { name: 'ResolutionKind', description: 'Quy phạm pháp luật · cá biệt (R-RES-04).' });
export const ResolutionStepKind = enumOf(STEP_KINDS);
registerEnumType(ResolutionStepKind, {
  name: 'ResolutionStepKind',
  description: 'Ký chứng thực · gửi cấp trên · gửi cơ quan thực hiện · đăng công báo · niêm yết, đưa tin (R-RES-05).',
});
export const ResolutionRelationKind = enumOf(RELATION_KINDS);
registerEnumType(ResolutionRelationKind, {
  name: 'ResolutionRelationKind',
  description: 'Sửa đổi, bổ sung · thay thế · bãi bỏ · đình chỉ (R-RES-07).',
});
export const ResolutionValidityState = enumOf(VALIDITY_STATES);
registerEnumType(ResolutionValidityState, {
  name: 'ResolutionValidityState',
  description:
    'Chưa ban hành · chưa có hiệu lực · còn hiệu lực · bị đình chỉ · bị thay thế · bị bãi bỏ · hết hiệu lực.',
});
export const VerificationConclusion = enumOf(['AGREED', 'AGREED_WITH_CHANGES', 'NOT_AGREED'] as const);
export type VerificationConclusionName = keyof typeof VerificationConclusion;
registerEnumType(VerificationConclusion, {
  name: 'VerificationConclusion',
  description: 'Nhất trí · nhất trí, đề nghị chỉnh sửa · chưa nhất trí.',
});
export const ParagraphChange = enumOf(PARAGRAPH_CHANGES);
registerEnumType(ParagraphChange, { name: 'ParagraphChange', description: 'Giữ · sửa · thêm · bỏ · chuyển chỗ.' });
export const WordChange = enumOf(['KEPT', 'OUT', 'IN'] as const);
registerEnumType(WordChange, { name: 'WordChange', description: 'Giữ · bỏ · thêm.' });

@Entity('resolution')
@ObjectType({ description: 'Nghị quyết: from its draft to its end.' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class Resolution {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('text', { name: 'council_id' })
  @Field(() => ID)
  councilId!: string;
  @Column('text')
  @Field(() => ResolutionKind)
  kind!: ResolutionKindName;
  @Column('text')
  @Field(() => String)
  title!: string;
  @Column('text', { name: 'submitted_by', nullable: true })
  submittedById!: string | null;
  @Column('text', { name: 'verifying_body', nullable: true })
  verifyingBodyId!: string | null;
  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId!: string | null;
  @Column('text')
  @Field(() => ResolutionState)
  state!: ResolutionStateName;
  @Column('text')
  origin!: 'DRAFTED' | 'IMPORTED';
  @Column('int')
  @Field(() => Int, { description: 'Rises with every command; a command says which it saw.' })
  revision!: number;
  @Column('int', { name: 'next_paragraph' })
  nextParagraph!: number;
  @Column('date', { name: 'drafted_on' })
  draftedOn!: string;
  @Column('date', { name: 'submitted_on', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: 'When the dossier reached the verifying committee.' })
  submittedOn!: string | null;
  @Column('int', { nullable: true })
  number!: number | null;
  @Column('int', { name: 'number_year', nullable: true })
  numberYear!: number | null;
  @Column('text', { name: 'number_text', nullable: true })
  @Field(() => String, { nullable: true, description: '03/2024/NQ-HĐND; given with the adoption, without a gap.' })
  numberText!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The path it is cited by: /vn/hai-phong/hdnd/nq/2024/03.' })
  citation!: string | null;
  @Column('uuid', { name: 'poll_id', nullable: true })
  pollId!: string | null;
  /** Whose result it confirms. */
  @Column('uuid', { name: 'confirms_poll', nullable: true })
  confirmsPollId!: string | null;
  @Column('int', { name: 'adopted_version', nullable: true })
  @Field(() => Int, { nullable: true })
  adoptedVersion!: number | null;
  @Column('date', { name: 'adopted_on', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  adoptedOn!: string | null;
  @Column('date', { name: 'closes_on', nullable: true })
  closesOn!: string | null;
  @Column('date', { name: 'signed_on', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  signedOn!: string | null;
  @Column('date', { name: 'effective_from', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  effectiveFrom!: string | null;
  @Column('text', { name: 'effective_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it takes effect earlier than an unconfirmed rule says.' })
  effectiveReason!: string | null;
  @Column('date', { name: 'expires_on', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: 'Its own last day, where it names one.' })
  expiresOn!: string | null;
  /** The rules of its day, kept with the adoption. */
  @Column('jsonb')
  rules!: Record<string, Rule>;
  @Column({ type: 'date', name: 'listed_on', insert: false, update: false, nullable: true })
  listedOn!: string;
  @Column('boolean')
  @Field(() => Boolean, { description: 'Invented for the demonstration; never a real event.' })
  illustrative!: boolean;
}
@ObjectType('ResolutionEdge')
@Access('EVERYONE')
export class ResolutionEdge extends Edge(Resolution) {}
@ObjectType('ResolutionConnection')
@Access('EVERYONE')
export class ResolutionConnection extends Connection(ResolutionEdge) {}

@ObjectType({ description: 'One paragraph; its id stays from version to version.' })
@Access('EVERYONE')
export class ResolutionParagraph {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  text!: string;
}

@ObjectType({ description: 'One text of a draft. It never changes; another text is another version.' })
@Access('EVERYONE')
export class ResolutionVersion {
  @Field(() => Int)
  version!: number;
  @Field(() => String, { description: 'SHA-256 of the paragraphs with their ids, in their order.' })
  textHash!: string;
  @Field(() => [ResolutionParagraph])
  paragraphs!: Paragraph[];
  @Field(() => String, { nullable: true, description: 'What was changed, in the author’s words.' })
  note!: string | null;
  @Field(() => Date)
  writtenAt!: Date;
}

@ObjectType()
@Access('EVERYONE')
export class WordDifference {
  @Field(() => WordChange)
  change!: keyof typeof WordChange;
  @Field(() => String)
  text!: string;
}

@ObjectType()
@Access('EVERYONE')
export class ParagraphDifferenceView {
  @Field(() => ID)
  id!: string;
  @Field(() => ParagraphChange)
  change!: keyof typeof ParagraphChange;
  @Field(() => String, { nullable: true })
  before!: string | null;
  @Field(() => String, { nullable: true })
  after!: string | null;
  @Field(() => [WordDifference])
  words!: readonly WordDifference[];
}

@ObjectType({ description: 'A committee’s report, or the recorded reason why there is none.' })
@Access('EVERYONE')
export class ResolutionVerification {
  bodyId!: string | null;
  @Field(() => Boolean, { description: 'No report: the reason why the draft may go on without one.' })
  waived!: boolean;
  @Field(() => Int, { nullable: true })
  version!: number | null;
  @Field(() => VerificationConclusion, { nullable: true })
  conclusion!: VerificationConclusionName | null;
  @Field(() => String, { description: 'The report’s summary, or the reason.' })
  words!: string;
  @Field(() => DateScalar)
  reportedOn!: string;
  @Field(() => Boolean, {
    description: 'Later than the rule of the day says; null where there is no rule.',
    nullable: true,
  })
  late!: boolean | null;
}

@ObjectType({ description: 'A day that something is due, and why.' })
@Access('EVERYONE')
export class ResolutionDeadline {
  @Field(() => DateScalar)
  dueOn!: string;
  @Field(() => DateScalar, { nullable: true })
  doneOn!: string | null;
  @Field(() => Boolean, { description: 'Done late, or not done and past.' })
  late!: boolean;
  @Field(() => RuleReason)
  reason!: RuleReason;
}

@ObjectType({ description: 'One step after the adoption: done, due, or both.' })
@Access('EVERYONE')
export class ResolutionStep {
  @Field(() => ResolutionStepKind)
  kind!: StepKindName;
  @Field(() => DateScalar, { nullable: true, description: 'null where the rules that were read name no day.' })
  dueOn!: string | null;
  @Field(() => DateScalar, { nullable: true })
  doneOn!: string | null;
  @Field(() => Boolean)
  late!: boolean;
  @Field(() => String, { nullable: true })
  note!: string | null;
  @Field(() => RuleReason, { nullable: true })
  reason!: RuleReason | null;
}

@ObjectType({ description: 'What one resolution says of another.' })
@Access('EVERYONE')
export class ResolutionRelation {
  @Field(() => ID)
  id!: string;
  fromId!: string;
  toId!: string;
  @Field(() => ResolutionRelationKind)
  kind!: RelationKindName;
  @Field(() => String, { nullable: true, description: 'Điều, khoản; null for the whole.' })
  part!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Its own day, where it is later than the resolution’s.' })
  takesEffectOn!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The last day of a suspension.' })
  endsOn!: string | null;
}

@ObjectType({ description: 'Whether it is in force on a day, and on what the answer rests.' })
@Access('EVERYONE')
export class ResolutionValidity {
  @Field(() => ResolutionValidityState)
  state!: ValidityStateName;
  @Field(() => DateScalar)
  asOf!: string;
  @Field(() => DateScalar, { nullable: true })
  since!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The last day that is known; null for no end in sight.' })
  until!: string | null;
  @Field(() => Boolean, { description: 'In force, with parts amended, replaced, repealed or suspended.' })
  partly!: boolean;
  @Field(() => [ResolutionRelation])
  because!: ResolutionRelation[];
  @Field(() => RuleReason, { nullable: true, description: 'The rule that ends documents of an abolished council.' })
  reason!: RuleReason | null;
}

@ObjectType({ description: 'A resolution whose end is near or past, and which nothing has replaced.' })
@Access('EVERYONE')
export class ResolutionAlarm {
  @Field(() => Resolution)
  resolution!: Resolution;
  @Field(() => DateScalar, { description: 'Its last day.' })
  lastDay!: string;
  @Field(() => Int, { description: 'Days left; negative when it is past.' })
  daysLeft!: number;
  @Field(() => Boolean, { description: 'Of a council that was abolished.' })
  abolishedCouncil!: boolean;
  @Field(() => RuleReason, { nullable: true })
  reason!: RuleReason | null;
}
@ObjectType('ResolutionAlarmEdge')
@Access('EVERYONE')
export class ResolutionAlarmEdge extends Edge(ResolutionAlarm) {}
@ObjectType('ResolutionAlarmConnection')
@Access('EVERYONE')
export class ResolutionAlarmConnection extends Connection(ResolutionAlarmEdge) {}
