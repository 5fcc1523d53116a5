/** VoterMeeting: where delegates met their voters (R-PET-08), and where petitions were taken down. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType({ description: 'A meeting of delegates with their voters.' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
@Entity('voter_meeting')
export class VoterMeeting {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'council_id' })
  councilId!: string;

  @Field(() => String)
  @Column('text')
  title!: string;

  @Field(() => DateScalar)
  @Column('date', { name: 'held_on' })
  heldOn!: string;

  @Field(() => String)
  @Column('text')
  place!: string;

  @Field(() => Int, { nullable: true, description: 'How many voters came; never who.' })
  @Column('int', { nullable: true })
  attendance!: number | null;

  @Field(() => Boolean)
  @Column('boolean')
  illustrative!: boolean;

  @Column('text', { name: 'unit_id', nullable: true })
  unitId!: string | null;
}
