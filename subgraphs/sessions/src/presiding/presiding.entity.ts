/** Who presides a sitting, and who may. */
import { Access } from '@nghitruong/kit/federation';
import { enumOf } from '../enum-of.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { PRESIDING_AS, type PresidingAsName } from './presiding.rules.js';

export const PresidingAs = enumOf(PRESIDING_AS);
registerEnumType(PresidingAs, {
  name: 'PresidingAs',
  description: 'Chủ tịch · Phó Chủ tịch · người triệu tập kỳ họp thứ nhất · danh bạ chưa ghi chức vụ (R-SES-10).',
});

@ObjectType({ description: 'Chủ tọa: who presides.' })
@Access('EVERYONE')
export class Presiding {
  @Field(() => ID)
  personId!: string;
  @Field(() => String)
  name!: string;
  @Field(() => PresidingAs)
  as!: PresidingAsName;
  @Field(() => Date)
  since!: Date;
}

@ObjectType({ description: 'Someone to whom presiding may be handed over.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class PresidingCandidate {
  councilId!: string;
  @Field(() => ID)
  personId!: string;
  @Field(() => String)
  name!: string;
  @Field(() => PresidingAs)
  as!: PresidingAsName;
}

export const presidingOf = (sitting: Sitting): Presiding | null =>
  sitting.presidingPersonId === null
    ? null
    : Object.assign(new Presiding(), {
        personId: sitting.presidingPersonId,
        name: sitting.presidingName!,
        as: sitting.presidingAs!,
        since: sitting.presidingSince!,
      });
