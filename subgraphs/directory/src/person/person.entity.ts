/** Person: a name that can hold seats and offices. No birth date, no address: the directory is public. */
import { Access } from '@nghitruong/kit/federation';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('person')
@ObjectType()
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class Person {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('text', { name: 'full_name' })
  @Field(() => String)
  fullName!: string;
  @Column('text', { name: 'sort_name' })
  @Field(() => String, { description: 'Given name first: lists of names are ordered by it.' })
  sortName!: string;
  @Column('text', { name: 'search_key' })
  searchKey!: string;
  @Column('boolean')
  @Field(() => Boolean, { description: 'Invented, for demonstration: dữ liệu minh họa.' })
  illustrative!: boolean;
}
