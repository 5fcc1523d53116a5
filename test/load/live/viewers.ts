/** Many viewers, spread over processes: what one process of a benchmark can read must not be what is measured. */
import { availableParallelism } from 'node:os';
import { Child } from './child.js';
import type { Coming, Seen } from './crowd.js';

/** Cores that are left beside the one of the process that is measured: readers that take it away would be measured too. */
const PROCESSES = Math.max(1, availableParallelism() - 1);

export interface Received {
  readonly latencies: Float64Array;
  /** From the sending of each event to the last viewer of all. */
  readonly toLast: readonly number[];
  /** Viewer and event, of all that should have met. */
  readonly missing: number;
  readonly disordered: number;
}

export class Viewers {
  private readonly crowds: Child[];

  private constructor(
    private readonly count: number,
    processes: number,
  ) {
    this.crowds = Array.from({ length: processes }, () => Child.start('crowd'));
  }

  /** Resolves once every one of them has the present state. */
  static async come({ tokens, overMs, ...at }: Coming, processes = PROCESSES): Promise<Viewers> {
    const viewers = new Viewers(tokens.length, processes);
    await Promise.all(
      viewers.crowds.map((crowd, i) =>
        crowd.ask('come', { ...at, overMs, tokens: tokens.filter((_, j) => j % processes === i) } satisfies Coming),
      ),
    );
    return viewers;
  }

  async record(): Promise<void> {
    await this.all('record');
  }

  /** Of the events from `first` to `last`; waits until everyone has them or nothing comes any more. */
  async received({ first, last }: { first: number; last: number }): Promise<Received> {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const seen = await this.all<Seen>('seen');
    const latencies = new Float64Array(seen.reduce((sum, s) => sum + s.latencies.length, 0));
    let at = 0;
    for (const s of seen) {
      latencies.set(s.latencies, at);
      at += s.latencies.length;
    }
    const toLast: number[] = [];
    let missing = 0;
    for (let event = first; event <= last; event++) {
      const met = seen.flatMap((s) => s.last.filter((l) => l.event === event));
      toLast.push(Math.max(...met.map((m) => m.latency)));
      missing += this.count - met.reduce((sum, m) => sum + m.viewers, 0);
    }
    return { latencies, toLast, missing, disordered: seen.reduce((sum, s) => sum + s.disordered, 0) };
  }

  /** All are cut off at once; gives when the last of them had the present state again. */
  async storm(): Promise<number> {
    return Math.max(...(await this.all<number>('storm')));
  }

  async stopReading(): Promise<void> {
    await this.all('stopReading');
  }

  async sample(): Promise<Uint8Array> {
    return this.crowds[0]!.ask('sample');
  }

  async leave(): Promise<void> {
    await Promise.all(this.crowds.map((c) => c.end()));
  }

  private all<Answer>(ask: string): Promise<Answer[]> {
    return Promise.all(this.crowds.map((c) => c.ask<Answer>(ask)));
  }
}
