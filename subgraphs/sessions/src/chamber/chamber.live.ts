/**
 * The live chamber: everyone who watches a sitting gets its latest state.
 *
 * A command commits, says `changed`, and a hint goes over the bus to every
 * process; each process that has viewers reads the state once and hands the
 * same object to all of them. State, not deltas: a hint may be lost, doubled
 * or late without harm, and once a second each process compares what it shows
 * with what is stored.
 *
 * Promises   the first value is the present state; at most 20 changes a second,
 *            first and last of a burst included, and never faster than twice
 *            the last fan-out took; one beat a second with the server's time;
 *            a viewer that is slow holds one slot, the latest state, no queue;
 *            no beat while the state cannot be read: silence is the honest sign.
 * Odd part   the iterator is written by hand: a generator that waits cannot be
 *            returned, and a viewer that leaves must be let go at once.
 */
import type { Bus } from '@nghitruong/kit/bus';
import type { Clock } from '@nghitruong/kit/context';
import type { Log } from '@nghitruong/kit/log';
import type { Chamber } from './chamber.entity.js';
import { Hub, topicOf, type ChamberSource, type LiveTiming } from './hub.live.js';

const TIMING: LiveTiming = { minMs: 50, beatMs: 1_000, retryMs: 250 };

export class ChamberLive {
  private readonly hubs = new Map<string, Hub>();
  private readonly told = new Map<string, { again: boolean; timer: NodeJS.Timeout }>();
  private disposed = false;

  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly source: ChamberSource,
    private readonly timing: LiveTiming = TIMING,
  ) {}

  /** After a commit: whoever watches this sitting looks again. Never throws, never waits. */
  changed(sittingId: string): void {
    if (this.disposed) return;
    const told = this.told.get(sittingId);
    if (told) told.again = true;
    else this.tell(sittingId);
  }

  /** The present state and then each later one. */
  async subscribe(sittingId: string): Promise<AsyncIterableIterator<Chamber>> {
    if (this.disposed) throw new Error('the live chamber has stopped');
    let hub = this.hubs.get(sittingId);
    if (!hub) {
      hub = new Hub(sittingId, this.bus, this.clock, this.log, this.source, this.timing, () =>
        this.hubs.delete(sittingId),
      );
      this.hubs.set(sittingId, hub);
    }
    return hub.join();
  }

  /** For the operator and the tests: sittings that this process has viewers of. */
  get watched(): number {
    return this.hubs.size;
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    for (const [sittingId, { again, timer }] of this.told) {
      clearTimeout(timer);
      if (again) await this.publish(sittingId);
    }
    this.told.clear();
    await Promise.all([...this.hubs.values()].map((hub) => hub.close()));
  }

  private tell(sittingId: string): void {
    void this.publish(sittingId);
    const timer = setTimeout(() => {
      const told = this.told.get(sittingId);
      this.told.delete(sittingId);
      if (told?.again) this.tell(sittingId);
    }, this.timing.minMs).unref();
    this.told.set(sittingId, { again: false, timer });
  }

  private async publish(sittingId: string): Promise<void> {
    try {
      await this.bus.publish(topicOf(sittingId), 'changed');
    } catch (err) {
      // Nothing is lost: every process looks again within a second.
      this.log.warn({ err, sittingId }, 'chamber: the hint could not be sent');
    }
  }
}
