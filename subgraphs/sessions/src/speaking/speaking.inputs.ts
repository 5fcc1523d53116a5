/** What chair and secretary send of a speaker. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { SpeechKind } from './speaker-request.entity.js';
import type { SpeechKindName } from './speaking.states.js';

@InputType({ description: 'A delegate by seat, or a guest by name and office.' })
export class AddSpeakerInput {
  @Field(() => ID)
  sittingId!: string;
  @Field(() => Int)
  expectedStep!: number;
  @Field(() => SpeechKind)
  kind!: SpeechKindName;
  @Field(() => ID, { nullable: true })
  seatId?: string | null;
  @Field(() => ID, { nullable: true, description: 'A guest of the sitting’s list, instead of a name.' })
  guestId?: string | null;
  @Field(() => String, { nullable: true, description: 'A guest’s name, at most 200 characters.' })
  fullName?: string | null;
  @Field(() => String, { nullable: true, description: 'A guest’s office, at most 200 characters.' })
  office?: string | null;
}
