/** Council and its terms. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AdministrativeLevel } from '../unit/unit.entity.js';

@Entity('council')
@ObjectType()
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class Council {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;
  @Column('text', { name: 'unit_id' })
  unitId!: string;
  @Column('text')
  @Field(() => AdministrativeLevel)
  level!: AdministrativeLevel;
  @Column('text')
  @Field(() => String)
  name!: string;
  @Column('text', { name: 'short_name' })
  @Field(() => String)
  shortName!: string;
  @Column('text', { name: 'search_key' })
  searchKey!: string;
  @Column('date', { name: 'valid_from' })
  @Field(() => DateScalar)
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
  @Column('boolean')
  @Field(() => Boolean, { description: 'Its seats, people and votes are invented: dữ liệu minh họa.' })
  illustrative!: boolean;
}

@Entity('council_term')
@ObjectType({ description: 'Nhiệm kỳ.' })
@Access('EVERYONE')
export class CouncilTerm {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('text', { name: 'council_id' })
  councilId!: string;
  @Column('int')
  @Field(() => Int, { description: 'Khóa.' })
  ordinal!: number;
  @Column('int', { name: 'start_year' })
  @Field(() => Int)
  startYear!: number;
  @Column('int', { name: 'end_year' })
  @Field(() => Int)
  endYear!: number;
  @Column('date', { name: 'valid_from' })
  @Field(() => DateScalar)
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
  @Column('text', { name: 'ordinal_basis' })
  @Field(() => String, { description: 'Why the ordinal is what it is (R-ORG-10).' })
  ordinalBasis!: string;
  @Column('text', { name: 'ordinal_confidence' })
  @Field(() => String, { description: 'V1, V2, K-hi, K-med or K-lo; K must be confirmed by a clerk.' })
  ordinalConfidence!: string;
  @Column('boolean')
  @Field(() => Boolean)
  illustrative!: boolean;
}
