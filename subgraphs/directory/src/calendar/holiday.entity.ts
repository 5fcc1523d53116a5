/** Holiday: a day on which deadlines in working days stand still. MakeUpDay: a Saturday or Sunday that is worked instead. */
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

@Entity('make_up_day')
@ObjectType({ description: 'Ngày làm bù: a Saturday or Sunday that is worked instead of another day.' })
@Access('EVERYONE')
export class MakeUpDay {
  @PrimaryColumn('date')
  @Field(() => DateScalar)
  day!: string;
  @Column('date', { name: 'in_lieu_of' })
  @Field(() => DateScalar, { description: 'The weekday that was given off for it.' })
  inLieuOf!: string;
  @Column('text')
  @Field(() => String)
  source!: string;
  @Column('text')
  @Field(() => String, {
    description: 'K-hi, K-med or K-lo: the year’s decision was not read and a clerk must confirm it.',
  })
  confidence!: string;
}
