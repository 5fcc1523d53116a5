/**
 * Live: one sitting's chamber as it is now, for as long as the page is open.
 *
 * Every message is the whole view. It is drawn when (step, revision) is not
 * lower than what is drawn; an equal one is a beat. One beat a second comes:
 * silence for 3 s is LATE, for 10 s LOST, and a socket that says nothing is
 * thrown away although the system still thinks it open.
 *
 * Promises   reconnects for ever, with jitter; asks over HTTP every two seconds
 *            while no socket lives.
 * Odd        a view that stays lower for ten seconds of beats is drawn after
 *            all: the server was restored from a copy, and this page is wrong.
 */
import { monotonic, ServerClock } from './clock.js';
import { GraphFault, type Graph, type TokenSource } from './graph.js';
import type { Asked } from './operation.js';
import { pause } from './retry.js';
import { createSocket, listen, type Socket } from './socket.js';

/** What orders and dates a message. */
export interface Stamped {
  readonly sittingId: string;
  readonly step: number;
  readonly revision: number;
  readonly serverTime: string;
}
export type Connection = 'CONNECTING' | 'ONLINE' | 'LATE' | 'LOST';
export interface LiveState<View> {
  readonly view: View | null;
  readonly connection: Connection;
  /** Since the last message, in milliseconds. */
  readonly silentMs: number;
  /** The server's time of the last message. */
  readonly heardAt: string | null;
  /** The server refuses this viewer; waiting does not help. */
  readonly denied: GraphFault | null;
}

export const lateAfterMs = 3_000;
export const lostAfterMs = 10_000;

/** Not lower than what is drawn; another sitting is always drawn. */
export const isCurrent = (drawn: Stamped | null, next: Stamped): boolean =>
  drawn === null ||
  drawn.sittingId !== next.sittingId ||
  next.step > drawn.step ||
  (next.step === drawn.step && next.revision >= drawn.revision);

export const isBeat = (drawn: Stamped | null, next: Stamped): boolean =>
  drawn !== null && drawn.sittingId === next.sittingId && drawn.step === next.step && drawn.revision === next.revision;

export const connectionAfter = (heard: boolean, silentMs: number): Connection =>
  silentMs >= lostAfterMs ? 'LOST' : silentMs >= lateAfterMs ? 'LATE' : heard ? 'ONLINE' : 'CONNECTING';

export interface LiveOptions<View extends Stamped, LiveData, NowData> {
  readonly graph: Graph;
  readonly tokens: TokenSource;
  readonly sittingId: string;
  readonly live: Asked<LiveData, { sittingId: string }>;
  readonly now: Asked<NowData, { sittingId: string }>;
  readonly ofLive: (data: LiveData) => View | null;
  readonly ofNow: (data: NowData) => View | null;
  readonly socket?: Socket;
  readonly own?: () => number;
}

export class Live<View extends Stamped, LiveData = unknown, NowData = unknown> {
  readonly clock: ServerClock;
  #state: LiveState<View> = { view: null, connection: 'CONNECTING', silentMs: 0, heardAt: null, denied: null };
  readonly #listeners = new Set<(state: LiveState<View>) => void>();
  readonly #own: () => number;
  readonly #socket: Socket;
  #heardOwn: number;
  #heard = false;
  #socketOwn: number;
  #lowerSince: number | null = null;
  #stop: (() => void) | null = null;

  constructor(private readonly options: LiveOptions<View, LiveData, NowData>) {
    this.#own = options.own ?? monotonic;
    this.clock = new ServerClock(this.#own);
    this.#socket = options.socket ?? createSocket(options.tokens);
    this.#heardOwn = this.#socketOwn = this.#own();
  }

  get state(): LiveState<View> {
    return this.#state;
  }

  onChange(listener: (state: LiveState<View>) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  start(): void {
    if (this.#stop) return;
    const ended = new AbortController();
    this.#watch(ended.signal);
    const ticking = setInterval(() => this.tick(), 250);
    void this.#poll(ended.signal);
    const page = typeof document === 'undefined' ? null : document;
    const wake = (): void => {
      // A phone that slept: its socket is dead far more often than not.
      if (page?.visibilityState !== 'hidden' && this.#own() - this.#socketOwn > lateAfterMs) this.#renew();
    };
    page?.addEventListener('visibilitychange', wake);
    globalThis.addEventListener?.('online', wake);
    this.#stop = () => {
      ended.abort();
      clearInterval(ticking);
      page?.removeEventListener('visibilitychange', wake);
      globalThis.removeEventListener?.('online', wake);
      this.#socket.dispose();
    };
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }

  /** A view that came by another way (the answer of a command) counts as heard as well. */
  accept(next: View): void {
    const now = this.#own();
    this.clock.observe(next.serverTime);
    this.#heardOwn = now;
    this.#heard = true;
    const drawn = this.#state.view;
    const current = isCurrent(drawn, next);
    if (current) this.#lowerSince = null;
    else this.#lowerSince ??= now;
    const restored = this.#lowerSince !== null && now - this.#lowerSince > lostAfterMs;
    if (restored) this.#lowerSince = null;
    const view = restored || (current && !isBeat(drawn, next)) ? next : drawn;
    this.#set({ view, connection: 'ONLINE', silentMs: 0, heardAt: next.serverTime, denied: null });
  }

  /** Looks at the clock; called four times a second. */
  tick(): void {
    const silentMs = this.#own() - this.#heardOwn;
    const connection = connectionAfter(this.#heard, silentMs);
    const aged =
      connection !== 'ONLINE' &&
      connection !== 'CONNECTING' &&
      Math.floor(silentMs / 1000) !== Math.floor(this.#state.silentMs / 1000);
    if (connection !== this.#state.connection || aged) this.#set({ ...this.#state, connection, silentMs });
    if (this.#own() - this.#socketOwn > lateAfterMs + 1_000) this.#renew();
  }

  #renew(): void {
    this.#socketOwn = this.#own();
    this.#socket.terminate();
  }

  #watch(ended: AbortSignal): void {
    listen(
      this.#socket,
      this.options.live,
      { sittingId: this.options.sittingId },
      {
        next: (data) => {
          this.#socketOwn = this.#own();
          const view = this.options.ofLive(data);
          if (view) this.accept(view);
        },
        refused: (fault) => this.#refused(fault),
      },
      ended,
    );
  }

  /** Without a socket: ask, every two seconds. */
  async #poll(ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      await pause(2_000, ended);
      if (ended.aborted || this.#own() - this.#heardOwn < 2_000) continue;
      try {
        const view = this.options.ofNow(
          await this.options.graph.run(
            this.options.now,
            { sittingId: this.options.sittingId },
            { signal: ended, timeoutMs: 4_000 },
          ),
        );
        if (view) this.accept(view);
      } catch (error) {
        if (error instanceof GraphFault) this.#refused(error);
      }
    }
  }

  #refused(fault: GraphFault): void {
    if (fault.code === 'FORBIDDEN' || fault.code === 'NOT_FOUND') this.#set({ ...this.#state, denied: fault });
  }

  #set(state: LiveState<View>): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}
