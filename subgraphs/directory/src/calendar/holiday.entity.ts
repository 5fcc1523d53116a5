/** Holiday: a day on which deadlines in working days stand still. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('holiday')
@ObjectType()
@Access('EVERYONE')
export class Holiday {
  @PrimaryColumn('date')
  @Field(() => DateScalar)
  day!: string;
  @Column('text', { name: 'name_vi' })
  @Field(() => String)
  nameVi!: string;
  @Column('text', { name: 'name_en' })
  @Field(() => String)
  nameEn!: string;
  @Column('text')
  @Field(() => String)
  source!: string;
  @Column('text')
  @Field(() => String, {
    description: 'K-hi, K-med or K-lo: the year’s decision was not read and a clerk must confirm it.',
  })
  confidence!: string;
}
