/**
 * From the press to the wall: how long after its commit a ballot's turnout
 * stands on a display of the hall.
 *
 * A commit waits for the reading of the chamber that shows it; the reading
 * waits for a display to say that it drew exactly that, and how long after it
 * was sent. What is drawn and not told (a display speaks once a second at most)
 * is not measured: the figure is a sample, never a guess.
 *
 * Promises   bounded whatever happens: sittings, commits and readings are few,
 *            the oldest go. No label carries a person, a poll or a choice.
 * Odd part   commit and display must meet in one process; where several share
 *            the voting each measures its part.
 */
import { Histogram, type Registry } from 'prom-client';
import type { ChamberSource } from './hub.live.js';

export interface WallLag {
  /** A batch of ballots is durable: its receipts are being handed out. */
  committed(sittingId: string): void;
  /** A reading of the chamber begins; call what it returns with what was read, just before it is sent. */
  reading(sittingId: string): (shown: Shown) => void;
  /** A display drew that, `lagMs` after it was sent. */
  drawn(sittingId: string, display: string, shown: Shown, lagMs: number): void;
}
export interface Shown {
  readonly step: number;
  readonly revision: number;
}

export const noWallLag: WallLag = {
  committed: () => undefined,
  reading: () => () => undefined,
  drawn: () => undefined,
};

const MAX_SITTINGS = 100;
const MAX_COMMITS = 1_000;
const MAX_SENT = 200;
/** A display that says more is wrong about its clock. */
const MAX_LAG_MS = 60_000;

interface Sent extends Shown {
  readonly at: number;
  /** Commits that this one shows and none before did. */
  readonly commits: readonly number[];
  readonly drawnBy: Set<string>;
}
interface Hall {
  commits: number[];
  sent: Sent[];
}

export function wallLag(observe: (seconds: number) => void, now: () => number = () => performance.now()): WallLag {
  const halls = new Map<string, Hall>();
  const hallOf = (sittingId: string): Hall => {
    const known = halls.get(sittingId);
    if (known) return known;
    if (halls.size >= MAX_SITTINGS) halls.delete(halls.keys().next().value!);
    const made: Hall = { commits: [], sent: [] };
    halls.set(sittingId, made);
    return made;
  };
  return {
    committed(sittingId) {
      const { commits } = hallOf(sittingId);
      if (commits.length >= MAX_COMMITS) commits.shift();
      commits.push(now());
    },
    reading(sittingId) {
      const began = now();
      return ({ step, revision }) => {
        const hall = halls.get(sittingId);
        if (!hall) return;
        const commits = hall.commits.filter((at) => at <= began);
        if (commits.length === 0) return;
        hall.commits = hall.commits.filter((at) => at > began);
        if (hall.sent.length >= MAX_SENT) hall.sent.shift();
        hall.sent.push({ step, revision, at: now(), commits, drawnBy: new Set() });
      };
    },
    drawn(sittingId, display, { step, revision }, lagMs) {
      const sent = halls.get(sittingId)?.sent.find((s) => s.step === step && s.revision === revision);
      if (!sent || sent.drawnBy.has(display) || sent.drawnBy.size >= MAX_SENT) return;
      sent.drawnBy.add(display);
      const lag = Math.min(Math.max(lagMs, 0), MAX_LAG_MS);
      for (const at of sent.commits) observe((sent.at - at + lag) / 1_000);
    },
  };
}

/** What viewers are shown, with the moment at which each reading of it is sent. */
export const timed = (source: ChamberSource, wall: WallLag): ChamberSource => ({
  async read(sittingId) {
    const sent = wall.reading(sittingId);
    const chamber = await source.read(sittingId);
    sent(chamber);
    return chamber;
  },
  pulse: (sittingId, shown) => source.pulse(sittingId, shown),
});

export function wallMetrics(registry: Registry): WallLag {
  const seconds = new Histogram({
    name: 'press_to_wall_seconds',
    help: 'From the commit of a ballot to its turnout being drawn by a display of the hall, as displays tell it.',
    buckets: [0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10],
    registers: [registry],
  });
  return wallLag((took) => seconds.observe(took));
}
