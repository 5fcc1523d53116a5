/**
 * The ledger of one poll: what this process knows of its roll and ballots.
 *
 * A copy of committed rows, brought up to date under the poll's lock before
 * each batch and thrown away whenever a transaction failed. It decides, in the
 * order of docs/LIVE-VOTING.md §1, what each press becomes; it never counts.
 */
import { parseContent } from './ballot-content.rules.js';
import type { BallotForm } from './ballot-form.rules.js';
import { refusalOf, type PollStateName } from '../poll/poll.states.js';

export const BALLOT_REFUSALS = [
  'KEY_REUSED',
  'NOT_ON_ROLL',
  'NOT_PRESENT',
  'SUSPENDED',
  'POLL_NOT_OPEN',
  'POLL_PAUSED',
  'POLL_CLOSED',
  'SUPERSEDED',
  'UNKNOWN_CHOICE',
] as const;
export type BallotRefusalName = (typeof BALLOT_REFUSALS)[number];

export interface Press {
  readonly personId: string;
  readonly choice: string;
  readonly ballotKey: string;
  readonly press: number;
}

export interface RecordedBallot {
  readonly chainIndex: number;
  readonly seatId: string;
  readonly choice: string;
  readonly press: number;
  readonly ballotKey: string;
  readonly recordedAt: string;
}

export interface RollSeat {
  readonly seatId: string;
  readonly personId: string;
  readonly suspended: boolean;
  /** Checked in now: at the opening or later, and not gone. */
  readonly present: boolean;
}

export type Verdict =
  | { readonly kind: 'ACCEPT'; readonly seatId: string }
  | { readonly kind: 'KNOWN'; readonly ballot: RecordedBallot }
  | { readonly kind: 'REFUSE'; readonly reason: BallotRefusalName; readonly seatId?: string };

export class BallotLedger {
  private readonly byKey = new Map<string, RecordedBallot>();
  private readonly lastPress = new Map<string, number>();
  private byPerson = new Map<string, RollSeat>();
  /** -1 until a roll was read. */
  rollRevision = -1;
  length = 0;

  constructor(private readonly form: BallotForm) {}

  setRoll(revision: number, seats: readonly RollSeat[]): void {
    this.rollRevision = revision;
    this.byPerson = new Map(seats.map((s) => [s.personId, s]));
  }

  add(ballot: RecordedBallot): void {
    this.byKey.set(ballot.ballotKey, ballot);
    this.lastPress.set(ballot.seatId, Math.max(ballot.press, this.lastPress.get(ballot.seatId) ?? 0));
    this.length = ballot.chainIndex;
  }

  judge(state: PollStateName, press: Press): Verdict {
    const seat = this.byPerson.get(press.personId);
    const known = this.byKey.get(press.ballotKey);
    if (known) {
      const same = known.seatId === seat?.seatId && known.choice === press.choice && known.press === press.press;
      return same ? { kind: 'KNOWN', ballot: known } : { kind: 'REFUSE', reason: 'KEY_REUSED' };
    }
    const byState = refusalOf(state);
    // Before the opening there is no roll to be on.
    if (byState === 'POLL_NOT_OPEN') return { kind: 'REFUSE', reason: byState };
    if (!seat) return { kind: 'REFUSE', reason: 'NOT_ON_ROLL' };
    if (seat.suspended) return { kind: 'REFUSE', reason: 'SUSPENDED' };
    if (!seat.present) return { kind: 'REFUSE', reason: 'NOT_PRESENT' };
    if (byState) return { kind: 'REFUSE', reason: byState, seatId: seat.seatId };
    if (press.press <= (this.lastPress.get(seat.seatId) ?? 0)) return { kind: 'REFUSE', reason: 'SUPERSEDED' };
    if (parseContent(this.form, press.choice) === undefined) return { kind: 'REFUSE', reason: 'UNKNOWN_CHOICE' };
    return { kind: 'ACCEPT', seatId: seat.seatId };
  }
}
