import { Access } from '@nghitruong/kit/federation';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A delegate’s device was replaced by another one in this sitting.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class Takeover {
  councilId!: string;
  @Field(() => ID)
  id!: string;
  @Field(() => String, { nullable: true, description: 'Whose device it is.' })
  name!: string | null;
  @Field(() => String, { nullable: true })
  fromDevice!: string | null;
  @Field(() => String, { nullable: true })
  toDevice!: string | null;
  @Field(() => Date)
  at!: Date;
}
