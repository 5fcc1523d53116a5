/**
 * Casting: one press becomes one ballot, however often it has to be sent.
 *
 * Each press makes a new key and a press number one higher than any this seat
 * is known to have used. Both are kept on the phone before anything is sent,
 * so that a reload goes on with the same ballot. It is sent again after 0.2,
 * 0.4, 0.8 … 3 s with full jitter until an answer comes; while the poll is
 * paused it waits; after the close it asks what became of it.
 *
 * Promises   "recorded" only on the server's word; a key is never used for
 *            another choice; a press number never goes down.
 * Elsewhere  the protocol: docs/LIVE-VOTING.md §1
 */
import type { BallotRefusal, CastMutation, MyBallotStatusQuery } from '../graph/operations.js';
import { isThree, type ThreeChoices } from '../shared/ballot-content.js';
import { GraphFault, waitBefore } from '@nghitruong/client';

type Answer = CastMutation['castBallot'];
type Status = NonNullable<MyBallotStatusQuery['myBallotStatus']>;

export interface Pending {
  /** The ballot as text, of whatever form. */
  readonly choice: string;
  readonly key: string;
  readonly press: number;
  /** The server's time as the phone knew it. */
  readonly pressedAt: string;
  readonly tries: number;
}
export interface Receipt {
  readonly choice: string | null;
  readonly press: number;
  readonly recordedAt: string;
}
export interface Refusal {
  readonly reason: BallotRefusal | 'FAULT';
  readonly vi: string;
  readonly en: string;
}
export interface CastState {
  readonly pending: Pending | null;
  readonly receipt: Receipt | null;
  /** The ballot came after the close. */
  readonly missed: boolean;
  readonly refused: Refusal | null;
}
/** What is kept on the phone for one poll. */
interface Kept {
  readonly press: number;
  readonly pending: Pending | null;
  readonly missed: boolean;
}

export type PollPhase = 'BEFORE' | 'ACCEPTING' | 'PAUSED' | 'OVER' | 'CANCELLED';

export interface CastParts {
  readonly pollId: string;
  cast(variables: {
    pollId: string;
    choice: ThreeChoices | null;
    content: string | null;
    ballotKey: string;
    press: number;
  }): Promise<Answer>;
  status(pollId: string): Promise<Status | null>;
  /** Strings under one name, kept over reloads. */
  readonly keep: { read(): string | null; write(value: string | null): void };
  newKey(): string;
  /** The server's time. */
  now(): number;
  random?(): number;
  later?(run: () => void, ms: number): () => void;
}

const nothing: CastState = { pending: null, receipt: null, missed: false, refused: null };
/** Refusals that end the matter for this press. */
const final = new Set<BallotRefusal>(['NOT_ON_ROLL', 'NOT_PRESENT', 'SUSPENDED', 'UNKNOWN_CHOICE']);
const latest = (a: Receipt | null, b: Receipt | null): Receipt | null =>
  a && b ? (b.press >= a.press ? b : a) : (b ?? a);

export class Caster {
  #state: CastState = nothing;
  #press = 0;
  #phase: PollPhase = 'BEFORE';
  #working = false;
  #failures = 0;
  #stopWaiting: (() => void) | null = null;
  #ended = false;
  readonly #listeners = new Set<(state: CastState) => void>();

  constructor(private readonly parts: CastParts) {
    const kept = this.#readKept();
    this.#press = kept.press;
    this.#state = { ...nothing, pending: kept.pending, missed: kept.missed };
  }

  get state(): CastState {
    return this.#state;
  }

  onChange(listener: (state: CastState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The delegate pressed. One press at a time: what is being sent is sent to the end. */
  press(choice: string): boolean {
    if (this.#state.pending || this.#phase !== 'ACCEPTING') return false;
    this.#press += 1;
    const pending: Pending = {
      choice,
      key: this.parts.newKey(),
      press: this.#press,
      pressedAt: new Date(this.parts.now()).toISOString(),
      tries: 0,
    };
    this.#failures = 0;
    this.#set({ ...this.#state, pending, refused: null, missed: false });
    this.#go();
    return true;
  }

  /** What the chamber says of the poll. */
  phase(phase: PollPhase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    if (phase === 'CANCELLED' && this.#state.pending) this.#set({ ...this.#state, pending: null });
    this.#wake();
  }

  /** What the server says of this seat: the press counter follows it upwards. */
  known(status: Status): void {
    this.#press = Math.max(this.#press, status.press);
    const receipt: Receipt | null =
      status.recorded && status.recordedAt
        ? { choice: status.content ?? status.choice, press: status.press, recordedAt: status.recordedAt }
        : null;
    this.#set({ ...this.#state, receipt: latest(this.#state.receipt, receipt) });
  }

  /** What stood in the way is gone: the seat was checked in. */
  forgive(): void {
    if (this.#state.refused) this.#set({ ...this.#state, refused: null });
  }

  /** The connection is back, or the page was opened again: try now. */
  wake(): void {
    this.#wake();
  }

  stop(): void {
    this.#ended = true;
    this.#stopWaiting?.();
    this.#listeners.clear();
  }

  #wake(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    this.#go();
  }

  #go(): void {
    if (this.#working || this.#ended || this.#stopWaiting || !this.#state.pending) return;
    if (this.#phase === 'BEFORE' || this.#phase === 'PAUSED') return;
    this.#working = true;
    const pending = this.#state.pending;
    void (this.#phase === 'OVER' ? this.#ask(pending) : this.#send(pending))
      .then(() => (this.#failures = 0))
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#working = false;
        if (this.#state.pending) this.#go();
      });
  }

  async #send(pending: Pending): Promise<void> {
    const { choice, key, press } = pending;
    this.#set({ ...this.#state, pending: { ...pending, tries: pending.tries + 1 } });
    const answer = await this.parts.cast({
      pollId: this.parts.pollId,
      ...(isThree(choice) ? { choice, content: null } : { choice: null, content: choice }),
      ballotKey: key,
      press,
    });
    if (this.#ended) return;
    if (answer.__typename === 'BallotReceipt') {
      const receipt: Receipt = { choice: answer.content ?? choice, press: answer.press, recordedAt: answer.recordedAt };
      this.#set({ pending: null, receipt: latest(this.#state.receipt, receipt), missed: false, refused: null });
      return;
    }
    const { reason, vi, en } = answer;
    if (reason === 'POLL_PAUSED' || reason === 'POLL_NOT_OPEN') {
      // The chamber has not said so yet; it will, and say when it goes on.
      this.#phase = reason === 'POLL_PAUSED' ? 'PAUSED' : 'BEFORE';
      return;
    }
    if (reason === 'POLL_CLOSED') return this.#ask(pending);
    if (final.has(reason)) {
      this.#set({ ...this.#state, pending: null, refused: { reason, vi, en } });
      return;
    }
    // KEY_REUSED, SUPERSEDED: something of this seat is recorded; the server knows what.
    await this.#ask(pending, { reason, vi, en });
  }

  /** What became of it, when sending is over. */
  async #ask(pending: Pending, refused: Refusal | null = null): Promise<void> {
    const status = await this.parts.status(this.parts.pollId);
    if (this.#ended) return;
    if (status) this.known(status);
    const counted = status !== null && status.recorded && status.press >= pending.press;
    this.#set({ ...this.#state, pending: null, missed: !counted && refused === null, refused });
  }

  #failed(error: unknown): void {
    if (this.#ended) return;
    const fault = error instanceof GraphFault ? error : null;
    if (fault && !fault.retryable && fault.code !== 'UNAUTHENTICATED') {
      this.#set({
        ...this.#state,
        pending: null,
        refused: { reason: 'FAULT', vi: fault.said?.vi ?? fault.code, en: fault.said?.en ?? fault.code },
      });
      return;
    }
    this.#wait(waitBefore(this.#failures, this.parts.random));
    this.#failures += 1;
  }

  #wait(ms: number): void {
    const later =
      this.parts.later ??
      ((run, after) => {
        const timer = setTimeout(run, after);
        return () => clearTimeout(timer);
      });
    this.#stopWaiting = later(() => {
      this.#stopWaiting = null;
      this.#go();
    }, ms);
  }

  #set(state: CastState): void {
    this.#state = state;
    const kept: Kept = { press: this.#press, pending: state.pending, missed: state.missed };
    this.parts.keep.write(kept.press === 0 && !kept.pending ? null : JSON.stringify(kept));
    for (const listener of [...this.#listeners]) listener(state);
  }

  #readKept(): Kept {
    try {
      const kept = JSON.parse(this.parts.keep.read() ?? 'null') as Partial<Kept> | null;
      const sound = kept !== null && Number.isSafeInteger(kept.press);
      return sound
        ? { press: kept.press!, pending: kept.pending ?? null, missed: kept.missed === true }
        : { press: 0, pending: null, missed: false };
    } catch {
      return { press: 0, pending: null, missed: false };
    }
  }
}
