/** One item of a sitting's agenda: what it is, how far it has come. */
import { Access } from '@nghitruong/kit/federation';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AgendaItemState, AgendaPhase } from './agenda.states.js';

registerEnumType(AgendaPhase, {
  name: 'AgendaPhase',
  description: 'Tờ trình · thẩm tra · thảo luận · biểu quyết từng nội dung · biểu quyết toàn văn · công bố.',
});
registerEnumType(AgendaItemState, { name: 'AgendaItemState', description: 'Chờ · đang xem xét · xong.' });

export enum AgendaItemKind {
  PROCEDURE = 'PROCEDURE',
  REPORT = 'REPORT',
  RESOLUTION = 'RESOLUTION',
  QUESTIONING = 'QUESTIONING',
  PERSONNEL = 'PERSONNEL',
}
registerEnumType(AgendaItemKind, {
  name: 'AgendaItemKind',
  description: 'Thủ tục · báo cáo · dự thảo nghị quyết · chất vấn · nhân sự.',
});

@Entity('agenda_item')
@ObjectType({ description: 'One item of the agenda (nội dung chương trình).' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class AgendaItem {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('uuid', { name: 'sitting_id' })
  sittingId!: string;

  /** The item of the adopted programme under which this one stands. */
  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId!: string | null;

  @Column('int')
  @Field(() => Int)
  position!: number;

  @Column('text')
  @Field(() => String)
  title!: string;

  @Column('text', { name: 'short_title', nullable: true })
  @Field(() => String, { nullable: true, description: 'A short name for the wall and the console.' })
  shortTitle!: string | null;

  @Column('text')
  @Field(() => AgendaItemKind)
  kind!: AgendaItemKind;

  @Column('text')
  @Field(() => AgendaPhase)
  phase!: AgendaPhase;

  @Column('text')
  @Field(() => AgendaItemState)
  state!: AgendaItemState;

  @Column('int', { name: 'document_version', nullable: true })
  @Field(() => Int, { nullable: true, description: 'The version of the draft text that lies before the council.' })
  documentVersion!: number | null;
}
