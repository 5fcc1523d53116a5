/** Account: who may be given which rights. Readable by ADMIN only; holds no secret even so. */
import { Access, Connection, Edge, PageArgs } from '@nghitruong/kit/federation';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('account')
@ObjectType()
@Access('ADMIN')
export class Account {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('text')
  @Field(() => String)
  login!: string;
  @Column('text', { name: 'display_name' })
  @Field(() => String)
  displayName!: string;
  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  @Field(() => Date, { nullable: true })
  disabledAt!: Date | null;
  @Column('boolean')
  @Field(() => Boolean)
  illustrative!: boolean;
}

@ObjectType()
@Access('ADMIN')
export class AccountGrant {
  @Field(() => String)
  role!: string;
  @Field(() => ID, { nullable: true })
  inCouncil!: string | null;
  @Field(() => ID, { nullable: true })
  forBody!: string | null;
}

@ObjectType({ description: 'Every account that is disabled now: its tokens and sockets are refused at the doors.' })
@Access('ADMIN')
export class AccountsDisabled {
  @Field(() => [ID])
  ids!: string[];
}

@ArgsType()
export class AccountsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'The beginning of a login.' })
  login?: string;
}

@ObjectType('AccountEdge')
@Access('ADMIN')
export class AccountEdge extends Edge(Account) {}
@ObjectType('AccountConnection')
@Access('ADMIN')
export class AccountConnection extends Connection(AccountEdge) {}
