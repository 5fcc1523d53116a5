/** PetitionAuthor: the petitioner's personal data, for the council's own side only. Not a table of TypeORM: see author.service. */
import { Access } from '@nghitruong/kit/federation';
import { Field, InputType, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Personal data of a petitioner. Each reading is recorded.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class PetitionAuthor {
  /** For the access rule: the role must be held in this council. */
  councilId!: string;

  @Field(() => String)
  fullName!: string;
  @Field(() => String, { nullable: true })
  address!: string | null;
  @Field(() => String, { nullable: true })
  phone!: string | null;
  @Field(() => String, { nullable: true })
  email!: string | null;
  @Field(() => Boolean)
  consentsToContact!: boolean;
}

@InputType()
export class PetitionAuthorInput {
  @Field(() => String)
  fullName!: string;
  @Field(() => String, { nullable: true })
  address?: string | null;
  @Field(() => String, { nullable: true })
  phone?: string | null;
  @Field(() => String, { nullable: true })
  email?: string | null;
  @Field(() => Boolean, {
    description: 'Said by the petitioner, never assumed: without it neither phone nor email is kept.',
  })
  consentsToContact!: boolean;
}
