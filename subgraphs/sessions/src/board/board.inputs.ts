import { Field, ID, InputType } from 'type-graphql';
import { Visibility } from '../sitting/sitting.entity.js';

@InputType({ description: 'A meeting of a standing body, a committee or a People’s Committee.' })
export class PlanBoardMeetingInput {
  @Field(() => ID)
  bodyId!: string;
  @Field(() => Date)
  startsAt!: Date;
  @Field(() => Boolean, { defaultValue: false, description: 'Họp bất thường: not the monthly one.' })
  urgent!: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Phiên giải trình: an explanation sitting, where it ends in a conclusion.',
  })
  explanation!: boolean;
  @Field(() => Visibility, {
    defaultValue: Visibility.CLOSED,
    description: 'Who does not sit in it sees nothing, unless it is public.',
  })
  visibility!: Visibility;
  @Field(() => [String], { description: 'What it is about, in order.' })
  items!: string[];
}
