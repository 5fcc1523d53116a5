/** OfficeHolding: who chairs what, from which day, and whether the upper body has approved (R-ORG-13). */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum OfficeKind {
  COUNCIL_CHAIR = 'COUNCIL_CHAIR',
  COUNCIL_VICE_CHAIR = 'COUNCIL_VICE_CHAIR',
  COMMITTEE_HEAD = 'COMMITTEE_HEAD',
  COMMITTEE_DEPUTY = 'COMMITTEE_DEPUTY',
  PEOPLES_COMMITTEE_CHAIR = 'PEOPLES_COMMITTEE_CHAIR',
  PEOPLES_COMMITTEE_VICE_CHAIR = 'PEOPLES_COMMITTEE_VICE_CHAIR',
}
registerEnumType(OfficeKind, {
  name: 'OfficeKind',
  description: 'Chủ tịch · Phó Chủ tịch HĐND · Trưởng ban · Phó Trưởng ban · Chủ tịch · Phó Chủ tịch UBND',
});

export enum ApprovalState {
  NOT_NEEDED = 'NOT_NEEDED',
  PENDING = 'PENDING',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
}
registerEnumType(ApprovalState, {
  name: 'ApprovalState',
  description: 'Of the upper body; the office is taken at once on election.',
});

@Entity('office_holding')
@ObjectType()
@Access('EVERYONE')
export class OfficeHolding {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('text')
  @Field(() => OfficeKind)
  kind!: OfficeKind;
  @Column('text', { name: 'council_id' })
  councilId!: string;
  @Column('text', { name: 'body_id', nullable: true })
  bodyId!: string | null;
  @Column('uuid', { name: 'person_id' })
  personId!: string;
  @Column('date', { name: 'valid_from' })
  @Field(() => DateScalar)
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  decision!: string | null;
  @Column('text', { name: 'approval_state' })
  @Field(() => ApprovalState)
  approvalState!: ApprovalState;
  @Column('date', { name: 'approval_due_on', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: 'Ten working days after the file.' })
  approvalDueOn!: string | null;
  @Column('date', { name: 'file_due_on', nullable: true })
  @Field(() => DateScalar, {
    nullable: true,
    description: 'By when the file goes up: five working days after the election.',
  })
  fileDueOn!: string | null;
  @Column('date', { name: 'file_sent_on', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  fileSentOn!: string | null;
  @Column('text', { name: 'approval_decision', nullable: true })
  @Field(() => String, { nullable: true })
  approvalDecision!: string | null;
  @Column('boolean')
  @Field(() => Boolean)
  illustrative!: boolean;
}
