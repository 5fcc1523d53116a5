/** PublicBody: whoever a duty can be given to, and who sits in it. One type with a kind. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum BodyKind {
  STANDING_BODY = 'STANDING_BODY',
  COMMITTEE = 'COMMITTEE',
  DELEGATE_GROUP = 'DELEGATE_GROUP',
  OFFICE = 'OFFICE',
  PEOPLES_COMMITTEE = 'PEOPLES_COMMITTEE',
  DEPARTMENT = 'DEPARTMENT',
  FATHERLAND_FRONT = 'FATHERLAND_FRONT',
}
registerEnumType(BodyKind, {
  name: 'BodyKind',
  description: 'Thường trực · Ban · Tổ đại biểu · Văn phòng · UBND · sở, ngành · MTTQ',
});

export enum MembershipRole {
  MEMBER = 'MEMBER',
  HEAD = 'HEAD',
  DEPUTY = 'DEPUTY',
  GROUP_HEAD = 'GROUP_HEAD',
  GROUP_DEPUTY = 'GROUP_DEPUTY',
}
registerEnumType(MembershipRole, {
  name: 'MembershipRole',
  description: 'ủy viên · trưởng · phó · tổ trưởng · tổ phó',
});

@Entity('public_body')
@ObjectType()
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class PublicBody {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;
  @Column('text')
  @Field(() => BodyKind)
  kind!: BodyKind;
  @Column('text')
  @Field(() => String)
  name!: string;
  @Column('text', { name: 'short_name' })
  @Field(() => String)
  shortName!: string;
  @Column('text', { name: 'search_key' })
  searchKey!: string;
  @Column('text', { name: 'council_id', nullable: true })
  ofCouncilId!: string | null;
  @Column('text', { name: 'unit_id' })
  unitId!: string;
  @Column('date', { name: 'valid_from' })
  @Field(() => DateScalar)
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
  @Column('text', { name: 'established_by', nullable: true })
  @Field(() => String, { nullable: true, description: 'The decision that created it.' })
  establishedBy!: string | null;
  @Column('boolean')
  @Field(() => Boolean)
  illustrative!: boolean;
}

@Entity('membership')
@ObjectType()
@Access('EVERYONE')
export class Membership {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('text', { name: 'body_id' })
  bodyId!: string;
  /** One of the two: a seat of the council, or a person who has none. */
  @Column('uuid', { name: 'delegate_id', nullable: true })
  delegateId!: string | null;
  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;
  @Column('text')
  @Field(() => MembershipRole)
  role!: MembershipRole;
  @Column('date', { name: 'valid_from' })
  @Field(() => DateScalar)
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  decision!: string | null;
}
