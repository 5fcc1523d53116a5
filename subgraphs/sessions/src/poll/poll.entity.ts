/**
 * Poll (biểu quyết): one question, put to the delegates once.
 *
 * The row holds the states up to CLOSED and does not change afterwards; what
 * follows (certified, published, annulled) are rulings, rows of their own. The
 * state and the revision that anyone sees are made of both.
 */
import { Access } from '@nghitruong/kit/federation';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import { enumOf } from '../enum-of.js';
import { LAYOUTS, THREE_CHOICES, type BallotForm, type LayoutName } from '../ballot/ballot-form.rules.js';
import { BALLOT_OPTIONS, type BallotOptionName } from '../ballot/tally.js';
import { POLL_KINDS, REMOVALS, type PollKindName, type RemovalName } from './poll-kind.rules.js';
import { POLL_METHODS, type PollMethodName } from './poll-method.policy.js';
import { POLL_STATES, type PollStateName } from './poll.states.js';
import type { RuleSnapshot } from './rule-snapshot.rules.js';

export const PollState = enumOf(POLL_STATES);
registerEnumType(PollState, {
  name: 'PollState',
  description:
    'Dự thảo · sẵn sàng · đang mở · tạm dừng · sắp kết thúc · đã kết thúc · đã xác nhận · đã công bố · đã bỏ · đã hủy kết quả.',
});

export const PollKind = enumOf(POLL_KINDS);
registerEnumType(PollKind, {
  name: 'PollKind',
  description:
    'Toàn văn nghị quyết · từng nội dung · thủ tục · miễn nhiệm, bãi nhiệm · biểu quyết thử, không tính vào kết quả · chọn phương án · bầu cử chức danh · lấy phiếu tín nhiệm · bỏ phiếu tín nhiệm · lấy ý kiến.',
});

export const RemovalOf = enumOf(REMOVALS);
registerEnumType(RemovalOf, {
  name: 'RemovalOf',
  description: 'Miễn nhiệm, bãi nhiệm người giữ chức vụ: quá nửa · bãi nhiệm đại biểu: ít nhất hai phần ba (R-VOT-05).',
});

export const BallotLayout = enumOf(LAYOUTS);
registerEnumType(BallotLayout, {
  name: 'BallotLayout',
  description: 'Chọn một · mỗi dòng một mức · đánh dấu không quá số lượng được bầu.',
});

export const PollForm = enumOf(['PUBLIC', 'SECRET'] as const);
registerEnumType(PollForm, { name: 'PollForm', description: 'Công khai · bỏ phiếu kín (R-VOT-03).' });

export const PollMethod = enumOf(POLL_METHODS);
registerEnumType(PollMethod, {
  name: 'PollMethod',
  description: 'Trên thiết bị · phiếu giấy · giơ tay (R-VOT-20).',
});

export { type PollKindName } from './poll-kind.rules.js';
export const BallotOption = enumOf(BALLOT_OPTIONS);
registerEnumType(BallotOption, {
  name: 'BallotOption',
  description: 'Tán thành · không tán thành · không biểu quyết (R-VOT-01).',
});

export const PollOutcome = enumOf(['ADOPTED', 'REJECTED'] as const);
registerEnumType(PollOutcome, { name: 'PollOutcome', description: 'Được thông qua · không được thông qua.' });

export const AnnulmentKind = enumOf(['TECHNICAL_FAULT', 'WRONG_TEXT', 'WRONG_ROLL', 'PROCEDURE'] as const);
export type AnnulmentKindName = keyof typeof AnnulmentKind;
registerEnumType(AnnulmentKind, {
  name: 'AnnulmentKind',
  description: 'Lỗi kỹ thuật · sai văn bản · sai danh sách · sai thủ tục.',
});

@Entity('poll_ruling')
export class PollRuling {
  @PrimaryColumn('uuid', { name: 'poll_id' })
  pollId!: string;
  @PrimaryColumn('text')
  state!: 'CERTIFIED' | 'PUBLISHED' | 'ANNULLED';
  @Column('timestamptz', { name: 'ruled_at' })
  ruledAt!: Date;
  @Column('text', { name: 'ruled_by', nullable: true })
  ruledBy!: string | null;
  @Column('text', { name: 'annulment_kind', nullable: true })
  annulmentKind!: AnnulmentKindName | null;
  @Column('text', { nullable: true })
  basis!: string | null;
  @Column('text', { name: 'wall_text', nullable: true })
  wallText!: string | null;
  @ManyToOne(() => Poll, (poll) => poll.rulings)
  @JoinColumn({ name: 'poll_id' })
  poll!: Relation<Poll>;
}

@Entity('poll')
@ObjectType({ description: 'Biểu quyết: one question put to the delegates.' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class Poll {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('uuid', { name: 'sitting_id' })
  @Field(() => ID)
  sittingId!: string;
  @Column('text', { name: 'council_id' })
  @Field(() => ID)
  councilId!: string;
  @Column('uuid', { name: 'agenda_item_id', nullable: true })
  @Field(() => ID, { nullable: true })
  agendaItemId!: string | null;
  @Column('text')
  @Field(() => PollKind)
  kind!: PollKindName;
  @Column('text')
  @Field(() => PollForm)
  form!: 'PUBLIC' | 'SECRET';
  @Column('text')
  @Field(() => PollMethod)
  method!: PollMethodName;
  @Column('text')
  @Field(() => String)
  title!: string;
  /** Of CHOICE the choices, else what a row may be marked with. */
  @Column('text', { name: 'options', array: true })
  marks!: string[];
  @Column('text')
  layout!: LayoutName;
  @Column('int', { name: 'row_count' })
  rowCount!: number;
  @Column('int', { nullable: true })
  pick!: number | null;
  @Column('int', { name: 'seats_to_fill', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Of an election: how many are to be elected; null for all rows.' })
  seatsToFill!: number | null;
  @Column('text', { name: 'removal_of', nullable: true })
  @Field(() => RemovalOf, { nullable: true, description: 'Of a removal; null means of a delegate.' })
  removalOf!: RemovalName | null;
  @Column('text', { name: 'form_basis', nullable: true })
  @Field(() => String, { nullable: true, description: 'The decision by which the form is not that of the rule.' })
  formBasis!: string | null;
  @Column('int', { name: 'document_version', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Which version of the draft text is voted on.' })
  documentVersion!: number | null;
  @Column('int', { name: 'duration_seconds', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How long a timed poll stays open; null where the chair ends it.' })
  durationSeconds!: number | null;
  @Column('uuid', { name: 'revote_of', nullable: true })
  revoteOfId!: string | null;
  /** The electronic poll that was sealed for this one. */
  @Column('uuid', { nullable: true, name: 'continues' })
  continuesId!: string | null;
  /** The election among whose tied candidates this one decides. */
  @Column('uuid', { name: 'run_off_of', nullable: true })
  runOffOfId!: string | null;
  /** Of an election: the list that the council closed. */
  @Column('uuid', { name: 'candidate_list_id', nullable: true })
  @Field(() => ID, { nullable: true })
  candidateListId!: string | null;
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
  /** Opened while the sitting was closed: it stays with those who sat in it, also when the sitting is public again. */
  @Column('boolean', { name: 'held_closed' })
  heldClosed!: boolean;

  /** The state in the row: nothing beyond CLOSED. */
  @Column('text', { name: 'state' })
  rowState!: PollStateName;
  @Column('int', { name: 'revision' })
  rowRevision!: number;

  @Column('jsonb', { nullable: true })
  rule!: RuleSnapshot | null;
  @Column('text', { name: 'frozen_hash', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the question, its options, the document version and the rule, frozen at READY.',
  })
  frozenHash!: string | null;

  @Column({ name: 'ready_at', type: 'timestamptz', nullable: true })
  readyAt!: Date | null;

  @Column('timestamptz', { name: 'announced_at', nullable: true })
  @Field(() => Date, { nullable: true })
  announcedAt!: Date | null;
  @Column('timestamptz', { name: 'opens_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'When the call for the vote runs out; the chair opens it.' })
  opensAt!: Date | null;
  @Column('timestamptz', { name: 'opened_at', nullable: true })
  @Field(() => Date, { nullable: true })
  openedAt!: Date | null;
  @Column('timestamptz', { name: 'closes_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'Of a timed poll that is open: when the closing begins.' })
  closesAt!: Date | null;
  @Column('int', { name: 'remaining_ms', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Of a timed poll that is paused: what was left, in milliseconds.' })
  remainingMs!: number | null;
  @Column('text', { name: 'pause_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it is paused: the chair’s words, or SERVER_RESTART.' })
  pauseReason!: string | null;
  @Column('timestamptz', { name: 'closing_ends_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'While CLOSING: the last moment at which a ballot is taken.' })
  closingEndsAt!: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  @Field(() => Date, { nullable: true })
  closedAt!: Date | null;
  @Column('text', { name: 'cancel_reason', nullable: true })
  @Field(() => String, { nullable: true })
  cancelReason!: string | null;

  @Column('int', { name: 'in_office', nullable: true })
  inOffice!: number | null;
  @Column('int', { nullable: true })
  suspended!: number | null;
  /** The denominator "total delegates", frozen at the opening. */
  @Column('int', { nullable: true })
  total!: number | null;
  /** Seats of the term at the opening, of those too who have left the council. */
  @Column('int', { name: 'total_seats', nullable: true })
  totalSeats!: number | null;
  @Column('int', { name: 'present_at_open', nullable: true })
  presentAtOpen!: number | null;
  @Column('text', { name: 'roll_hash', nullable: true })
  rollHash!: string | null;
  @Column('int', { name: 'roll_revision' })
  rollRevision!: number;
  @Column('int', { name: 'late_arrivals' })
  lateArrivals!: number;
  @Column('int', { name: 'chain_length' })
  chainLength!: number;
  @Column('bytea', { name: 'chain_head', nullable: true })
  chainHead!: Buffer | null;

  @OneToMany(() => PollRuling, (ruling) => ruling.poll)
  rulings!: Relation<PollRuling[]>;

  @Field(() => PollState)
  get state(): PollStateName {
    return (['ANNULLED', 'PUBLISHED', 'CERTIFIED'] as const).find((state) => this.ruling(state)) ?? this.rowState;
  }

  @Field(() => Int, { description: 'Raised by every batch of ballots and every change of state.' })
  get revision(): number {
    return this.rowRevision + this.rulings.length;
  }

  @Field(() => Date, { nullable: true })
  get publishedAt(): Date | null {
    return this.ruling('PUBLISHED')?.ruledAt ?? null;
  }

  @Field(() => [BallotOption], { description: 'Of the law’s three choices those that this poll offers.' })
  get options(): BallotOptionName[] {
    return THREE_CHOICES.filter((choice) => this.marks.includes(choice));
  }

  get ballotForm(): BallotForm {
    const { layout, marks, rowCount, pick } = this;
    return { layout, marks, rows: layout === 'CHOICE' ? 0 : rowCount, max: pick };
  }

  ruling(state: PollRuling['state']): PollRuling | undefined {
    return this.rulings.find((r) => r.state === state);
  }
}

@Entity('poll_row')
@ObjectType({ description: 'One row of a ballot: a person, or an option.' })
@Access('EVERYONE')
export class PollRow {
  @PrimaryColumn('uuid', { name: 'poll_id' })
  pollId!: string;
  @PrimaryColumn('int', { name: 'row_number' })
  @Field(() => Int, { description: 'From 1.' })
  row!: number;
  @Column('uuid', { name: 'person_id', nullable: true })
  @Field(() => ID, { nullable: true })
  personId!: string | null;
  @Column('text')
  @Field(() => String)
  name!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The post held, or stood for.' })
  post!: string | null;
}
