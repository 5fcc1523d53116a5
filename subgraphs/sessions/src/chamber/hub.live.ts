/**
 * The viewers that one process has of one sitting: one ear on the bus, one
 * reading at a time, one beat, however many watch.
 *
 * Elsewhere  what is promised to a viewer: chamber.live
 */
import type { Bus } from '@nghitruong/kit/bus';
import type { Clock } from '@nghitruong/kit/context';
import type { Log } from '@nghitruong/kit/log';
import type { Chamber } from './chamber.entity.js';
import { Slot } from './slot.live.js';

/** What one look at the store tells between two full readings. */
export interface Pulse extends Pick<
  Chamber,
  'step' | 'revision' | 'screens' | 'connected' | 'takeovers' | 'shownPoll'
> {}

export interface ChamberSource {
  /** The whole state; throws where there is no such sitting. */
  read(sittingId: string): Promise<Chamber>;
  /** One cheap statement. */
  pulse(sittingId: string, shown: Chamber): Promise<Pulse>;
}

export interface LiveTiming {
  readonly minMs: number;
  readonly beatMs: number;
  readonly retryMs: number;
}

export const topicOf = (sittingId: string): string => `chamber:${sittingId}`;

export class Hub {
  private readonly slots = new Set<Slot<Chamber>>();
  private state: Chamber | undefined;
  private dirty = true;
  private busy = false;
  private waiting: NodeJS.Timeout | undefined;
  private beat: NodeJS.Timeout | undefined;
  private beating = false;
  private startedAt = Number.NEGATIVE_INFINITY;
  private fanOutMs = 0;
  private closed = false;
  private readonly opening: Promise<void>;
  private unsubscribe: (() => Promise<void>) | undefined;

  constructor(
    private readonly sittingId: string,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly source: ChamberSource,
    private readonly timing: LiveTiming,
    private readonly onEmpty: () => void,
  ) {
    this.opening = this.open();
  }

  async join(): Promise<AsyncIterableIterator<Chamber>> {
    const slot = new Slot<Chamber>(() => {
      this.slots.delete(slot);
      if (this.slots.size === 0) void this.close();
    });
    this.slots.add(slot);
    try {
      await this.opening;
    } catch (error) {
      await slot.return();
      throw error;
    }
    // What is on its way reaches this viewer too; otherwise the state that stands is the first message.
    if (this.state && !this.dirty && !this.busy) slot.put(this.stamped(this.state));
    return slot;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.onEmpty();
    clearTimeout(this.waiting);
    clearInterval(this.beat);
    for (const slot of [...this.slots]) await slot.return();
    await this.opening.catch(() => undefined);
    await this.unsubscribe?.();
  }

  private async open(): Promise<void> {
    // The ear first, then the first look: a change in between is heard.
    this.unsubscribe = await this.bus.subscribe(topicOf(this.sittingId), () => this.mark());
    this.startedAt = performance.now();
    this.busy = true;
    try {
      this.dirty = false;
      this.state = await this.source.read(this.sittingId);
    } finally {
      this.busy = false;
    }
    if (this.closed) return;
    this.beat = setInterval(() => void this.pulse(), this.timing.beatMs);
    this.beat.unref();
    if (this.dirty) this.schedule();
  }

  private mark(): void {
    this.dirty = true;
    this.schedule();
  }

  private schedule(afterMs = 0): void {
    if (this.closed || this.busy || this.waiting) return;
    const pause = Math.max(this.timing.minMs, 2 * this.fanOutMs);
    const wait = Math.max(afterMs, this.startedAt + pause - performance.now());
    if (wait <= 0) return void this.look();
    this.waiting = setTimeout(() => {
      this.waiting = undefined;
      void this.look();
    }, wait);
    this.waiting.unref();
  }

  /** Reads once and hands the same state to every viewer. */
  private async look(): Promise<void> {
    this.busy = true;
    this.dirty = false;
    this.startedAt = performance.now();
    let retryMs = 0;
    try {
      this.state = await this.source.read(this.sittingId);
      if (!this.closed) await this.fanOut();
    } catch (err) {
      if (!this.closed)
        this.log.warn({ err, sittingId: this.sittingId }, 'chamber: the state could not be read, trying again');
      this.dirty = true;
      retryMs = this.timing.retryMs;
    } finally {
      this.busy = false;
    }
    if (this.dirty) this.schedule(retryMs);
  }

  /** How long until this process has done all that its viewers set off. */
  private async fanOut(): Promise<void> {
    const began = performance.now();
    const message = this.stamped(this.state!);
    for (const slot of this.slots) slot.put(message);
    await new Promise((resolve) => setImmediate(resolve));
    this.fanOutMs = performance.now() - began;
  }

  private async pulse(): Promise<void> {
    if (this.beating || this.busy || this.waiting || !this.state) return;
    this.beating = true;
    try {
      const shown = this.state;
      const pulse = await this.source.pulse(this.sittingId, shown);
      if (this.closed || this.busy || this.state !== shown) return;
      if (pulse.step !== shown.step || pulse.revision !== shown.revision) return this.mark();
      this.state = Object.assign(Object.create(Object.getPrototypeOf(shown) as object) as Chamber, shown, pulse);
      await this.fanOut();
    } catch (err) {
      if (!this.closed)
        this.log.warn({ err, sittingId: this.sittingId }, 'chamber: no beat, the store does not answer');
    } finally {
      this.beating = false;
    }
  }

  private stamped(state: Chamber): Chamber {
    return Object.assign(Object.create(Object.getPrototypeOf(state) as object) as Chamber, state, {
      serverTime: this.clock.now(),
    });
  }
}
