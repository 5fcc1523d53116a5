import { Field, ID, InputType } from 'type-graphql';
import { GuestKind } from './guest.entity.js';
import type { GuestKindName } from './guest.rules.js';

@InputType()
export class InviteGuestInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => GuestKind)
  kind!: GuestKindName;
  @Field(() => String, { description: 'At most 200 characters.' })
  fullName!: string;
  @Field(() => String, { nullable: true, description: 'The office or body the guest comes from.' })
  office?: string | null;
}
