/** What the ballot box tells of its work: how many, how fast. No label carries a choice, a seat or a poll. */
import { Counter, Histogram, type Registry } from 'prom-client';

export interface BallotMetrics {
  committed(ballots: number, seconds: number): void;
  /** RECORDED, or the reason of a refusal. */
  answered(answer: string): void;
}

export const noMetrics: BallotMetrics = { committed: () => undefined, answered: () => undefined };

export function ballotMetrics(registry: Registry): BallotMetrics {
  const answers = new Counter({
    name: 'ballots_total',
    help: 'Presses answered, by answer.',
    labelNames: ['answer'],
    registers: [registry],
  });
  const size = new Histogram({
    name: 'ballot_batch_size',
    help: 'Ballots in one transaction.',
    buckets: [0, 1, 2, 5, 10, 25, 50, 100, 250, 500],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'ballot_commit_seconds',
    help: 'From taking a batch to its commit.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  return {
    committed(ballots, took) {
      size.observe(ballots);
      seconds.observe(took);
    },
    answered: (answer) => answers.inc({ answer }),
  };
}
