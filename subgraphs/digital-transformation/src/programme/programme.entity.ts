/** DxProgramme: what tasks belong to, from one day to another. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType({ description: 'A programme of digital transformation of a council.' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
@Entity('programme')
export class DxProgramme {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'council_id' })
  councilId!: string;

  @Field(() => String)
  @Column('text')
  title!: string;

  @Field(() => DateScalar)
  @Column('date', { name: 'starts_on' })
  startsOn!: string;

  @Field(() => DateScalar)
  @Column('date', { name: 'ends_on' })
  endsOn!: string;

  @Field(() => Boolean, { description: 'Invented for the demonstration.' })
  @Column('boolean')
  illustrative!: boolean;
}
