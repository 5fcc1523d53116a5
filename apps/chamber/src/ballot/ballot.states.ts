/**
 * What the delegate sees: one answer to one question, is my vote recorded?
 *
 * A pure function of the chamber, the seat, what the server says of this
 * ballot, what this phone has sent, and how long ago it heard anything.
 *
 * Promises   a vote that was pressed and not acknowledged is neither "recorded"
 *            nor "lost"; buttons are there only while a press could count;
 *            no countdown without a connection.
 * Elsewhere  sending and repeating: cast · words and layout: screens
 */
import type {
  AgendaItemViewFragment,
  ChamberViewFragment,
  MyBallotStatusQuery,
  MySeatQuery,
  PollViewFragment,
  ResultViewFragment,
} from '../graph/operations.js';
import { secondsLeft } from '../shared/format.js';
import type { Connection } from '@nghitruong/client';
import type { CastState } from './cast.js';

export type Chamber = ChamberViewFragment;
export type Poll = PollViewFragment;
export type Seat = NonNullable<MySeatQuery['mySeat']>;
export type Status = NonNullable<MyBallotStatusQuery['myBallotStatus']>;
/** A ballot as text: one of three choices, an option, or rows. */
export type Option = string;

/** The vote that counts for this delegate. */
export interface Mine {
  readonly choice: Option | null;
  readonly recordedAt: string;
}

export type Banner = 'OFF' | 'OFF0' | 'OFF1' | 'OFF2';

export interface Question {
  readonly poll: Poll;
  readonly test: boolean;
  readonly seconds: number | null;
  readonly closing: boolean;
}

export type Screen =
  | { readonly at: 'LOADING' }
  | { readonly at: 'NO_SEAT' }
  | { readonly at: 'NOT_IN'; readonly seat: Seat }
  | {
      readonly at: 'WAITING';
      readonly seat: Seat;
      readonly item: AgendaItemViewFragment | null;
      readonly count: number;
      readonly ended: boolean;
    }
  | { readonly at: 'PRIVATE' }
  | { readonly at: 'ANNOUNCED'; readonly poll: Poll; readonly seconds: number | null }
  | ({ readonly at: 'OPEN'; readonly lateSince: string | null; readonly refused: CastState['refused'] } & Question)
  | ({
      readonly at: 'SENDING';
      readonly choice: Option;
      readonly pressedAt: string;
      readonly tries: number;
      readonly again: boolean;
    } & Question)
  | ({
      readonly at: 'RECORDED';
      readonly mine: Mine;
      readonly mayChange: boolean;
      readonly refused: CastState['refused'];
    } & Question)
  | ({ readonly at: 'CHANGE'; readonly mine: Mine } & Question)
  | { readonly at: 'PAUSED'; readonly poll: Poll; readonly mine: Mine | null; readonly waiting: Option | null }
  | { readonly at: 'CHECKING'; readonly poll: Poll; readonly choice: Option }
  | { readonly at: 'CLOSED'; readonly poll: Poll; readonly mine: Mine | null; readonly known: boolean }
  | { readonly at: 'MISSED'; readonly poll: Poll }
  /** On paper or by hands: nothing is pressed here. */
  | { readonly at: 'MANUAL'; readonly poll: Poll }
  | {
      readonly at: 'RESULT';
      readonly poll: Poll;
      readonly result: ResultViewFragment;
      readonly mine: Mine | null;
      readonly missed: boolean;
      readonly known: boolean;
    }
  | { readonly at: 'ANNULLED'; readonly poll: Poll; readonly reason: string; readonly mine: Mine | null }
  | {
      readonly at: 'NOT_ENTITLED';
      readonly poll: Poll | null;
      readonly reason: string | null;
      readonly since: string | null;
    };

export interface BallotView {
  readonly screen: Screen;
  readonly banner: Banner | null;
  readonly online: boolean;
  readonly illustrative: boolean;
}

export interface BallotInput {
  readonly chamber: Chamber | null;
  readonly connection: Connection;
  /** undefined: not asked yet; null: this account has no seat in the sitting. */
  readonly seat: Seat | null | undefined;
  /** Of the poll that is shown; undefined until the server said. */
  readonly status: Status | undefined;
  /** What this phone has pressed in the poll that is shown. */
  readonly cast: CastState;
  readonly changing: boolean;
  /** The server's time. */
  readonly now: number;
}

const running = new Set<Poll['state']>(['OPEN', 'PAUSED', 'CLOSING']);

/** The poll that the phone is about: what the wall shows, and any that runs. */
export function shownPoll(chamber: Chamber | null): Poll | null {
  const poll = chamber?.poll ?? null;
  if (!chamber || !poll || poll.state === 'DRAFT' || poll.state === 'CANCELLED' || chamber.view === 'CLOSED_SITTING')
    return null;
  return chamber.view === 'POLL' || running.has(poll.state) ? poll : null;
}

export function mineOf(status: Status | undefined, cast: CastState): Mine | null {
  const receipt = cast.receipt;
  if (receipt && (!status?.recorded || receipt.press >= status.press))
    return { choice: receipt.choice, recordedAt: receipt.recordedAt };
  // Of a secret ballot it is known that it was cast, and not when.
  return status?.recorded ? { choice: status.content ?? status.choice, recordedAt: status.recordedAt ?? '' } : null;
}

export function ballotView(input: BallotInput): BallotView {
  const online = input.connection === 'ONLINE';
  const screen = screenOf(input, online);
  return { screen, online, banner: bannerOf(input, screen), illustrative: input.chamber?.illustrative ?? false };
}

function bannerOf({ connection, cast, chamber, status }: BallotInput, screen: Screen): Banner | null {
  if (connection === 'ONLINE' || connection === 'CONNECTING') return null;
  const poll = shownPoll(chamber);
  if (cast.pending) return 'OFF1';
  if (!poll || !running.has(poll.state)) return 'OFF';
  if (mineOf(status, cast)) return 'OFF2';
  return screen.at === 'OPEN' ? 'OFF0' : 'OFF';
}

function screenOf(input: BallotInput, online: boolean): Screen {
  const { chamber, seat, status, cast } = input;
  if (!chamber || seat === undefined) return { at: 'LOADING' };
  if (seat === null) return { at: 'NO_SEAT' };
  if (chamber.view === 'CLOSED_SITTING') return { at: 'PRIVATE' };
  const poll = shownPoll(chamber);
  const mine = mineOf(status, cast);
  if (!poll) return idle(chamber, seat);
  // A seat that is not checked in waits at the door, unless something of its own is under way or the vote is over.
  const before = poll.state === 'READY' || running.has(poll.state);
  if (before && !seat.present && !mine && !cast.pending) return atTheDoor(seat, poll);
  const refusedRoll = cast.refused?.reason === 'NOT_ON_ROLL' || cast.refused?.reason === 'SUSPENDED';
  const offRoll =
    running.has(poll.state) && !mine && (status?.onRoll === false || seat.reason === 'SUSPENDED' || refusedRoll);
  if (offRoll)
    return {
      at: 'NOT_ENTITLED',
      poll,
      reason: cast.refused?.reason ?? status?.reason ?? seat.reason,
      since: seat.since,
    };
  if (poll.method !== 'ELECTRONIC' && poll.state !== 'PUBLISHED' && poll.state !== 'ANNULLED')
    return { at: 'MANUAL', poll };
  const until = (time: string | null): number | null => (online && time ? secondsLeft(time, input.now) : null);

  switch (poll.state) {
    case 'READY':
      return poll.announcedAt || poll.opensAt
        ? { at: 'ANNOUNCED', poll, seconds: until(poll.opensAt) }
        : idle(chamber, seat);
    case 'OPEN':
    case 'CLOSING':
      return voting(input, poll, mine, until(poll.state === 'CLOSING' ? poll.closingEndsAt : poll.closesAt), seat);
    case 'PAUSED':
      return { at: 'PAUSED', poll, mine, waiting: cast.pending?.choice ?? null };
    case 'CLOSED':
    case 'CERTIFIED':
      return closed(input, poll, mine);
    case 'PUBLISHED':
      if (cast.pending || !poll.result) return closed(input, poll, mine);
      return {
        at: 'RESULT',
        poll,
        result: poll.result,
        mine,
        missed: cast.missed,
        known: mine !== null || status !== undefined,
      };
    case 'ANNULLED':
      return { at: 'ANNULLED', poll, reason: poll.annulment?.wallText ?? '', mine };
    default:
      return idle(chamber, seat);
  }
}

/** Not checked in: the own code for the clerk, unless checking in would not help. */
const atTheDoor = (seat: Seat, poll: Poll | null): Screen =>
  seat.reason === 'SUSPENDED' ? { at: 'NOT_ENTITLED', poll, reason: seat.reason, since: null } : { at: 'NOT_IN', seat };

function idle(chamber: Chamber, seat: Seat): Screen {
  const ended = chamber.sittingState === 'ENDED';
  if (!seat.present && !ended) return atTheDoor(seat, null);
  const item = chamber.view === 'HOLDING' || chamber.sittingState !== 'OPEN' ? null : chamber.item;
  return { at: 'WAITING', seat, item, count: chamber.items.length, ended };
}

function voting(
  { cast, status, changing }: BallotInput,
  poll: Poll,
  mine: Mine | null,
  seconds: number | null,
  seat: Seat,
): Screen {
  const question: Question = {
    poll,
    seconds,
    test: (poll.kind as string) === 'TEST',
    closing: poll.state === 'CLOSING',
  };
  if (cast.pending) {
    const { choice, pressedAt, tries } = cast.pending;
    return { at: 'SENDING', ...question, choice, pressedAt, tries, again: tries > 1 };
  }
  const mayChange = poll.form === 'PUBLIC';
  if (mine && changing && mayChange) return { at: 'CHANGE', ...question, mine };
  if (mine) return { at: 'RECORDED', ...question, mine, mayChange, refused: cast.refused };
  return { at: 'OPEN', ...question, lateSince: status?.late ? (seat.since ?? null) : null, refused: cast.refused };
}

function closed({ cast, status }: BallotInput, poll: Poll, mine: Mine | null): Screen {
  if (cast.pending) return { at: 'CHECKING', poll, choice: cast.pending.choice };
  if (cast.missed) return { at: 'MISSED', poll };
  return { at: 'CLOSED', poll, mine, known: mine !== null || status !== undefined };
}
