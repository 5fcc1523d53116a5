/**
 * Timings: a histogram of seconds that costs little where it is counted.
 *
 * prom-client looks its labels up by a text made of them for every value; here
 * whoever counts keeps the place of its labels, and counting is an addition.
 * What is told of it is the same.
 */
import type { Metric } from 'prom-client';
import type { Metrics } from '@nghitruong/kit/host';

export type Labels = Readonly<Record<string, string>>;

/** The values of one set of labels. */
export class Timing {
  /** How many fell into each bucket, the one without a bound last. */
  readonly counts: number[];
  sum = 0;

  constructor(
    readonly labels: Labels,
    private readonly bounds: readonly number[],
  ) {
    this.counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  add(seconds: number): void {
    const { bounds } = this;
    let at = 0;
    while (at < bounds.length && seconds > bounds[at]!) at++;
    this.counts[at]!++;
    this.sum += seconds;
  }
}

/** As registries want it: what a line has of its own, and what all lines of a place share. */
interface Told {
  readonly labels: Record<string, string | number>;
  readonly sharedLabels: Labels;
  readonly value: number;
  readonly metricName: string;
}

export class Timings {
  readonly type = 'histogram';
  readonly aggregator = 'sum';
  private readonly all: Timing[] = [];

  constructor(
    readonly name: string,
    readonly help: string,
    private readonly bounds: readonly number[],
    registry: Metrics,
  ) {
    // What a registry asks of a metric is in its code, not in its types.
    registry.registerMetric(this as unknown as Metric);
  }

  /** A place to count at; the caller keeps it, one for each set of labels. */
  of(labels: Labels): Timing {
    const made = new Timing(labels, this.bounds);
    this.all.push(made);
    return made;
  }

  getForPromString(): Promise<unknown> {
    return Promise.resolve({ ...this.head(), values: this.all.flatMap((timing) => this.told(timing)) });
  }

  get(): Promise<unknown> {
    const values = this.all
      .flatMap((timing) => this.told(timing))
      .map(({ labels, sharedLabels, ...rest }) => ({ ...rest, labels: { ...sharedLabels, ...labels } }));
    return Promise.resolve({ ...this.head(), values });
  }

  reset(): void {
    for (const timing of this.all) {
      timing.counts.fill(0);
      timing.sum = 0;
    }
  }

  private head() {
    const { name, help, type, aggregator } = this;
    return { name, help, type, aggregator };
  }

  private told({ labels: sharedLabels, counts, sum }: Timing): Told[] {
    let count = 0;
    const line = (suffix: string, value: number, labels: Told['labels'] = {}): Told => ({
      labels,
      sharedLabels,
      value,
      metricName: `${this.name}_${suffix}`,
    });
    const buckets = counts.map((n, i) => line('bucket', (count += n), { le: this.bounds[i] ?? '+Inf' }));
    return [...buckets, line('sum', sum), line('count', count)];
  }
}
