/**
 * Everything the ballot knows, kept true: the stream of the chamber, the own
 * seat, what the server says of the own ballot, and what was pressed.
 *
 * The stream is for all and says nothing of a person, so what is the own is
 * asked for: the seat while it is not checked in and at each new poll, the
 * ballot when a poll opens, when it closes and whenever the line comes back.
 * A hall asks at different moments: every question waits a random part of a
 * second first.
 */
import { useEffect, useMemo, useReducer } from 'preact/hooks';
import { Cast, MyBallotStatus, MySeat } from '../graph/operations.js';
import { chamberStream, type ChamberStream } from '../shared/chamber.js';
import { type Connection, GraphFault, pause, randomId, waitBefore } from '@nghitruong/client';
import type { Page } from '../shared/page.js';
import { read, write } from '../shared/storage.js';
import { acknowledge } from '../shared/acknowledge.js';
import { twin, type Twin } from './twin.js';
import { Caster, type CastState, type PollPhase } from './cast.js';
import {
  shownPoll,
  type BallotInput,
  type Chamber,
  type Option,
  type Poll,
  type Seat,
  type Status,
} from './ballot.states.js';

const phases: Record<Poll['state'], PollPhase> = {
  DRAFT: 'BEFORE',
  READY: 'BEFORE',
  OPEN: 'ACCEPTING',
  CLOSING: 'ACCEPTING',
  PAUSED: 'PAUSED',
  CLOSED: 'OVER',
  CERTIFIED: 'OVER',
  PUBLISHED: 'OVER',
  ANNULLED: 'OVER',
  CANCELLED: 'CANCELLED',
};
const nothingCast: CastState = { pending: null, receipt: null, missed: false, refused: null };
/** While not checked in: the clerk's desk is quick, and the code on the screen must not grow old. */
const seatEveryMs = 20_000;

export class BallotStore {
  readonly stream: ChamberStream;
  seat: Seat | null | undefined;
  changing = false;
  #caster: Caster | null = null;
  #casterPoll: string | null = null;
  readonly #statuses = new Map<string, Status>();
  #askedFor = '';
  #asking: Promise<void> = Promise.resolve();
  #connection: Connection = 'CONNECTING';
  #attendance = -1;
  #changed: () => void = () => undefined;
  #twin: Twin | null = null;
  readonly #ended = new AbortController();

  constructor(
    private readonly page: Page,
    readonly sittingId: string,
    private readonly accountId: string,
  ) {
    this.stream = chamberStream(page, sittingId);
  }

  start(changed: () => void): () => void {
    this.#changed = changed;
    const leave = this.stream.onChange(() => this.#follow());
    const silent = acknowledge(this.page.graph, this.stream);
    this.#twin = twin(this.accountId, (pollId) => void this.#refreshStatus(pollId, false));
    this.stream.start();
    void this.#refreshSeat(false);
    const desk = setInterval(() => {
      if (this.seat && !this.seat.present) void this.#refreshSeat(true);
    }, seatEveryMs);
    return () => {
      this.#ended.abort();
      clearInterval(desk);
      this.#twin?.close();
      leave();
      silent();
      this.stream.stop();
      this.#caster?.stop();
    };
  }

  input(): BallotInput {
    const { view, connection } = this.stream.state;
    const poll = shownPoll(view);
    return {
      chamber: view,
      connection,
      seat: this.seat,
      status: poll ? this.#statuses.get(poll.id) : undefined,
      cast: poll && poll.id === this.#casterPoll ? this.#caster!.state : nothingCast,
      changing: this.changing,
      now: this.stream.clock.now(),
    };
  }

  press(choice: Option): void {
    if (!this.#caster?.press(choice)) return;
    this.changing = false;
    this.#changed();
  }

  change(changing: boolean): void {
    this.changing = changing;
    this.#changed();
  }

  #follow(): void {
    const { view, connection } = this.stream.state;
    const back = connection === 'ONLINE' && (this.#connection === 'LATE' || this.#connection === 'LOST');
    this.#connection = connection;
    if (view) this.#ownPoll(view, back);
    this.#changed();
  }

  #ownPoll(chamber: Chamber, back: boolean): void {
    const poll = shownPoll(chamber);
    if (chamber.attendance.revision !== this.#attendance) {
      this.#attendance = chamber.attendance.revision;
      if (!this.seat?.present) void this.#refreshSeat(true);
    }
    if (!poll) return;
    if (poll.id !== this.#casterPoll) {
      this.#caster?.stop();
      this.#casterPoll = poll.id;
      this.#caster = this.#makeCaster(poll.id);
      this.changing = false;
    }
    this.#caster!.phase(phases[poll.state]);
    const stage = phases[poll.state] === 'PAUSED' ? 'ACCEPTING' : phases[poll.state];
    const asked = `${poll.id} ${stage}`;
    if (asked !== this.#askedFor || back) {
      const first = asked !== this.#askedFor;
      this.#askedFor = asked;
      if (back) this.#caster!.wake();
      if (stage === 'BEFORE' || back) void this.#refreshSeat(first);
      if (stage !== 'BEFORE') void this.#refreshStatus(poll.id, first);
    }
  }

  #makeCaster(pollId: string): Caster {
    const name = `ballot.${this.accountId}.${pollId}`;
    const { graph } = this.page;
    const caster = new Caster({
      pollId,
      cast: async (variables) => {
        const { castBallot } = await graph.run(Cast, variables, { timeoutMs: 5_000 });
        if (castBallot.__typename === 'BallotReceipt') this.#twin?.tell(pollId);
        return castBallot;
      },
      status: async (id) => (await graph.run(MyBallotStatus, { pollId: id }, { timeoutMs: 5_000 })).myBallotStatus,
      keep: { read: () => read(name), write: (value) => write(name, value) },
      newKey: randomId,
      now: () => this.stream.clock.now(),
    });
    caster.onChange(({ refused }) => {
      if (refused?.reason === 'NOT_PRESENT' && this.seat?.present) void this.#refreshSeat(false);
      this.#changed();
    });
    return caster;
  }

  async #refreshStatus(pollId: string, spread: boolean): Promise<void> {
    const ask = async (): Promise<void> => {
      await this.#until(spread, () => this.#readStatus(pollId));
    };
    // One at a time, the newest last: an older answer never covers a newer one.
    this.#asking = this.#asking.then(ask, ask);
    await this.#asking;
  }

  async #readStatus(pollId: string): Promise<void> {
    const { myBallotStatus: status } = await this.page.graph.run(
      MyBallotStatus,
      { pollId },
      { signal: this.#ended.signal },
    );
    if (!status) return;
    this.#statuses.set(pollId, status);
    if (pollId === this.#casterPoll) this.#caster!.known(status);
    this.#changed();
  }

  async #refreshSeat(spread: boolean): Promise<void> {
    await this.#until(
      spread,
      async () => {
        const { mySeat: seat } = await this.page.graph.run(
          MySeat,
          { sittingId: this.sittingId },
          { signal: this.#ended.signal },
        );
        // A late arrival is on the roll by now: the server's word on that comes before the buttons do.
        const arrived = seat?.present === true && this.seat?.present === false;
        if (arrived && this.#casterPoll) await this.#readStatus(this.#casterPoll);
        this.seat = seat;
        if (arrived) this.#caster?.forgive();
        this.#changed();
      },
      () => {
        // Signed in, but not as a delegate of this council.
        this.seat = null;
        this.#changed();
      },
    );
  }

  /** Asks until an answer came; the line may be down for long. */
  async #until(spread: boolean, ask: () => Promise<void>, refused?: () => void): Promise<void> {
    const { signal } = this.#ended;
    if (spread) await pause(Math.random() * 800, signal);
    for (let attempt = 0; !signal.aborted && attempt < 200; attempt += 1) {
      try {
        await ask();
        return;
      } catch (error) {
        if (error instanceof GraphFault && error.code === 'FORBIDDEN') return refused?.();
        await pause(200 + waitBefore(attempt), signal);
      }
    }
  }
}

/** The store of this sitting, and its input as of now. */
export function useBallot(page: Page, sittingId: string, accountId: string): BallotStore {
  const store = useMemo(() => new BallotStore(page, sittingId, accountId), [page, sittingId, accountId]);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => store.start(() => redraw(undefined)), [store]);
  return store;
}
