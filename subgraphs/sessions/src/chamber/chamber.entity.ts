/**
 * The chamber: one view of everything that a wall, a phone or the console may
 * show, as one message. No table: it is read from the nouns it is made of.
 *
 * Secret     nothing of a person: what is the viewer's own is asked for apart.
 *            Before a result is published there is turnout and nothing else.
 * Elsewhere  what of a closed sitting is shown to whom: chamber.resolver
 */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Relation } from 'typeorm';
import type { AgendaItem } from '../agenda/agenda-item.entity.js';
import { AttendanceCount } from '../attendance/attendance.entity.js';
import type { Poll } from '../poll/poll.entity.js';
import type { Speaking } from '../speaking/speaker-request.entity.js';
import { Presiding } from '../presiding/presiding.entity.js';
import { SittingState } from '../sitting/sitting.states.js';
import { Visibility, type DisplayView } from '../sitting/sitting.entity.js';
import { Takeover } from './takeover.entity.js';

@ObjectType({ description: 'A display, and what it says it shows.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class ScreenReport {
  councilId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int)
  step!: number;

  @Field(() => Int)
  revision!: number;

  @Field(() => Date)
  seenAt!: Date;

  @Field(() => Int, {
    nullable: true,
    description: 'From the server’s time of the message to its drawing, in milliseconds.',
  })
  lagMs!: number | null;

  @Field(() => Boolean, { description: 'It shows what is current and was heard of within 15 s.' })
  upToDate!: boolean;
}

@ObjectType({ description: 'Everything that the hall may be shown of a sitting, ordered by (step, revision).' })
@Access('EVERYONE')
export class Chamber {
  @Field(() => ID)
  sittingId!: string;

  @Field(() => ID)
  councilId!: string;

  @Field(() => Int)
  step!: number;

  @Field(() => Int)
  revision!: number;

  @Field(() => Date, { description: 'The server’s time when this was sent: countdowns run on it.' })
  serverTime!: Date;

  @Field(() => Boolean, { description: 'Displays keep what they show.' })
  frozen!: boolean;

  @Field(() => String)
  councilName!: string;

  @Field(() => String)
  sessionName!: string;

  @Field(() => String)
  sittingName!: string;

  @Field(() => SittingState)
  sittingState!: SittingState;

  @Field(() => Date)
  startsAt!: Date;

  @Field(() => Date, { nullable: true })
  breakUntil!: Date | null;

  @Field(() => Presiding, { nullable: true, description: 'Who presides; null before somebody does.' })
  presiding!: Presiding | null;

  @Field(() => Boolean, { description: 'Invented for the demonstration: every page says so.' })
  illustrative!: boolean;

  @Field(() => AttendanceCount)
  attendance!: AttendanceCount;

  @Field(() => [ScreenReport], { nullable: true })
  @Access('CHAIR', 'SESSION_SECRETARY')
  screens!: ScreenReport[];

  @Field(() => [Takeover], {
    nullable: true,
    description: 'Devices that were taken over in this sitting, the latest first.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  takeovers!: Takeover[];

  @Field(() => Int, { nullable: true, description: 'Seats whose device was heard of within 15 s.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  connected!: number | null;

  @Field(() => Visibility, { description: 'Public, or closed: then only those who sit in it see what is under way.' })
  visibility!: Visibility;

  /** What stands behind `view`, `items`, `item`, `nextItem`, `poll` and `speaking`, which depend on who looks. */
  shownView!: DisplayView;
  allItems!: AgendaItem[];
  agendaItemId!: string | null;
  broadcastAt!: string | null;
  shownPoll!: Relation<Poll> | null;
  heardSpeaking!: Speaking;
}

@ObjectType({ description: 'The report was taken.' })
@Access('EVERYONE')
export class DeviceReported {
  @Field(() => Boolean)
  ok!: boolean;

  @Field(() => Date)
  serverTime!: Date;
}

@ObjectType({ description: 'Where the demonstration takes place today.' })
@Access('EVERYONE')
export class Demonstration {
  @Field(() => ID)
  councilId!: string;

  @Field(() => ID)
  sittingId!: string;
}
