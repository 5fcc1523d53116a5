/** A version of a session's programme, and how it differs from the adopted one. */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../enum-of.js';
import { AgendaItemKind } from './agenda-item.entity.js';
import { CHANGES, type ChangeName, type ProgrammeItem } from './programme.rules.js';

export const ProgrammeChangeKind = enumOf(CHANGES);
registerEnumType(ProgrammeChangeKind, {
  name: 'ProgrammeChangeKind',
  description: 'Thêm · bỏ · chuyển chỗ · sửa lời.',
});

@ObjectType({ description: 'One item of a programme; a parent stands before its children.' })
@Access('EVERYONE')
export class ProgrammeEntry implements ProgrammeItem {
  @Field(() => ID)
  id!: string;
  @Field(() => ID, { nullable: true })
  parentId!: string | null;
  @Field(() => String)
  title!: string;
  @Field(() => AgendaItemKind)
  kind!: AgendaItemKind;
  @Field(() => ID, { nullable: true })
  sittingId!: string | null;
}

@ObjectType()
@Access('EVERYONE')
export class ProgrammeDifference {
  @Field(() => ProgrammeChangeKind)
  change!: ChangeName;
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  title!: string;
  @Field(() => String, { nullable: true, description: 'The words before, where they changed.' })
  before!: string | null;
}

@ObjectType({ description: 'Chương trình kỳ họp: one version, frozen when it was made.' })
@Access('EVERYONE')
export class Programme {
  @Field(() => ID)
  id!: string;
  sessionId!: string;
  @Field(() => Int)
  number!: number;
  @Field(() => [ProgrammeEntry])
  items!: ProgrammeEntry[];
  @Field(() => String, { nullable: true })
  note!: string | null;
  @Field(() => Date)
  madeAt!: Date;
  @Field(() => ID, { nullable: true, description: 'The procedural poll that adopted it; null for a draft.' })
  adoptedByPollId!: string | null;
}

@InputType()
export class ProgrammeEntryInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Of an item that is on the programme already; a new one goes without.',
  })
  id?: string | null;
  @Field(() => Int, { nullable: true, description: 'The position in this list, from 0, of the item above it.' })
  parent?: number | null;
  @Field(() => String)
  title!: string;
  @Field(() => AgendaItemKind)
  kind!: AgendaItemKind;
  @Field(() => ID, { nullable: true })
  sittingId?: string | null;
}

@InputType()
export class DraftProgrammeInput {
  @Field(() => ID)
  sessionId!: string;
  @Field(() => Int, { description: 'The number of the version that was seen; 0 where there was none.' })
  seen!: number;
  @Field(() => [ProgrammeEntryInput])
  items!: ProgrammeEntryInput[];
  @Field(() => String, { nullable: true })
  note?: string | null;
}
