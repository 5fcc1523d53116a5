/** DxIndicator: what is measured, and how: a catalogue with versions, no typed percentages (DX-2). */
import { Access } from '@nghitruong/kit/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType({ description: 'An indicator of digital transformation.' })
@Directive('@key(fields: "code")')
@Access('EVERYONE')
@Entity('indicator')
export class DxIndicator {
  @Field(() => ID, { description: 'For example PAPERLESS_SESSION.' })
  @PrimaryColumn('text')
  code!: string;

  @Field(() => Int, { description: 'Rises when what is measured changes: figures of two versions are not compared.' })
  @Column('int')
  version!: number;

  @Field(() => String)
  @Column('text', { name: 'name_vi' })
  nameVi!: string;

  @Field(() => String)
  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Field(() => String, { description: 'How it is measured from the platform itself.' })
  @Column('text', { name: 'method_vi' })
  methodVi!: string;

  @Field(() => String)
  @Column('text', { name: 'method_en' })
  methodEn!: string;
}
