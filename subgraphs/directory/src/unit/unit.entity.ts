/**
 * AdministrativeUnit: one life of one name and kind.
 *
 * A re-classified or moved unit is another unit that follows this one, because
 * in law it is one founded on the basis of the old. Its official code and its
 * parent are dated attributes.
 */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum UnitKind {
  CENTRAL_CITY = 'CENTRAL_CITY',
  PROVINCE = 'PROVINCE',
  SUB_CITY = 'SUB_CITY',
  URBAN_DISTRICT = 'URBAN_DISTRICT',
  RURAL_DISTRICT = 'RURAL_DISTRICT',
  TOWN = 'TOWN',
  WARD = 'WARD',
  COMMUNE = 'COMMUNE',
  TOWNSHIP = 'TOWNSHIP',
  SPECIAL_ZONE = 'SPECIAL_ZONE',
}
registerEnumType(UnitKind, {
  name: 'UnitKind',
  description:
    'thành phố trực thuộc trung ương · tỉnh · thành phố thuộc thành phố · quận · huyện · thị xã · phường · xã · thị trấn · đặc khu',
});

export enum AdministrativeLevel {
  CITY = 'CITY',
  DISTRICT = 'DISTRICT',
  COMMUNE = 'COMMUNE',
}
registerEnumType(AdministrativeLevel, {
  name: 'AdministrativeLevel',
  description: 'A level has days of validity (`unitLevels`): nothing may count on there being three.',
});

export enum SuccessionKind {
  MERGE = 'MERGE',
  SPLIT = 'SPLIT',
  ESTABLISH = 'ESTABLISH',
  DISSOLVE = 'DISSOLVE',
  RENAME = 'RENAME',
  BOUNDARY_CHANGE = 'BOUNDARY_CHANGE',
  RECLASSIFY = 'RECLASSIFY',
  TRANSFER = 'TRANSFER',
  ABOLISH_LEVEL = 'ABOLISH_LEVEL',
}
registerEnumType(SuccessionKind, {
  name: 'SuccessionKind',
  description:
    'nhập · chia · thành lập · giải thể · đổi tên · điều chỉnh địa giới · chuyển loại hình · chuyển đơn vị cấp trên · kết thúc cấp',
});

export enum SuccessionConfidence {
  VERIFIED = 'VERIFIED',
  SECONDARY = 'SECONDARY',
  DERIVED = 'DERIVED',
}
registerEnumType(SuccessionConfidence, {
  name: 'SuccessionConfidence',
  description: 'Read in the instrument · known from a second source · same code and same proper name in both lists.',
});

export enum SuccessionRecord {
  RECORDED = 'RECORDED',
  UNRECORDED = 'UNRECORDED',
}
registerEnumType(SuccessionRecord, {
  name: 'SuccessionRecord',
  description: 'UNRECORDED: nobody has entered it from an instrument; it is never guessed from codes or names.',
});

@Entity('unit')
@ObjectType()
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class AdministrativeUnit {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Ours, and stable; official codes are re-used by the state.' })
  id!: string;
  @Column('text')
  @Field(() => UnitKind)
  kind!: UnitKind;
  @Column('text')
  @Field(() => String)
  name!: string;
  @Column('text', { name: 'name_en', nullable: true })
  @Field(() => String, { nullable: true })
  nameEn!: string | null;
  @Column('text', { name: 'search_key' })
  searchKey!: string;
  @Column('date', { name: 'valid_from' })
  @Field(() => DateScalar, { description: 'The first day; for the oldest units, the first day of our records.' })
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: 'The last day; null while it exists.' })
  validTo!: string | null;
}

@Entity('unit_attribute')
@ObjectType({ description: 'The code and the parent of a unit in one period.' })
@Access('EVERYONE')
export class UnitAttribute {
  @PrimaryColumn('text', { name: 'unit_id' })
  unitId!: string;
  @Column('text')
  @Field(() => String)
  code!: string;
  @Column('text', { name: 'parent_id', nullable: true })
  parentId!: string | null;
  @PrimaryColumn('date', { name: 'valid_from' })
  @Field(() => DateScalar)
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
}

@ObjectType({ description: 'Who bore an official code, and when.' })
@Access('EVERYONE')
export class UnitCodePeriod {
  @Field(() => String)
  code!: string;
  @Field(() => AdministrativeUnit)
  unit!: AdministrativeUnit;
  @Field(() => DateScalar)
  validFrom!: string;
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
}

@Entity('unit_succession')
@ObjectType({ description: 'An edge of the succession graph, or the statement that none is recorded.' })
@Access('EVERYONE')
export class UnitSuccession {
  @PrimaryColumn('uuid')
  id!: string;
  @Column('date', { name: 'happened_on' })
  @Field(() => DateScalar, { description: 'The first day after it.' })
  date!: string;
  @Column('text')
  @Field(() => SuccessionKind, { nullable: true, description: 'Null where nothing is recorded.' })
  kind!: SuccessionKind | null;
  @Column('text', { name: 'from_id' })
  fromId!: string | null;
  @Column('text', { name: 'to_id', nullable: true })
  toId!: string | null;
  @Column('text')
  @Field(() => String, { nullable: true, description: 'The legal instrument.' })
  instrument!: string | null;
  @Column('text')
  @Field(() => SuccessionConfidence, { nullable: true })
  confidence!: SuccessionConfidence | null;
  @Field(() => SuccessionRecord)
  recorded!: SuccessionRecord;
}

@Entity('unit_level')
@ObjectType({ description: 'A level of administration, with its days.' })
@Access('EVERYONE')
export class UnitLevel {
  @PrimaryColumn('text')
  @Field(() => AdministrativeLevel)
  id!: AdministrativeLevel;
  @Column('int')
  @Field(() => Int, { description: '1 is the highest.' })
  rank!: number;
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
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  instrument!: string | null;
}
