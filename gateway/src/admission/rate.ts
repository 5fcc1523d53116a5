/**
 * Rate: operations per account, never per address, because a whole hall stands behind one.
 *
 * Promises   a window begins with its account's first operation and holds no more than so many; windows that
 *            have ended are not kept longer than another one lasts.
 */
import type { Actor } from '@nghitruong/kit/auth';
import { fault } from '@nghitruong/kit/errors';
import { gatewayErrors } from '../errors.js';

const WINDOW_MS = 10_000;
/** Everyone who is not signed in. */
const NOBODY = Symbol('anonymous');

interface Window {
  taken: number;
  readonly until: number;
}

export class RateLimit {
  private readonly windows = new Map<string | typeof NOBODY, Window>();
  private sweepAt = 0;

  constructor(
    private readonly perAccount: number,
    private readonly anonymous: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** How many windows are kept. */
  get size(): number {
    return this.windows.size;
  }

  /** Throws TOO_MANY_REQUESTS. */
  take({ accountId }: Actor): void {
    const who = accountId ?? NOBODY;
    const now = this.now();
    let window = this.windows.get(who);
    if (!window || now >= window.until) {
      this.sweep(now);
      window = { taken: 0, until: now + WINDOW_MS };
      this.windows.set(who, window);
    }
    if (window.taken >= (accountId === undefined ? this.anonymous : this.perAccount))
      throw fault(gatewayErrors, 'TOO_MANY_REQUESTS', { seconds: Math.ceil((window.until - now) / 1_000) });
    window.taken++;
  }

  private sweep(now: number): void {
    if (now < this.sweepAt) return;
    this.sweepAt = now + WINDOW_MS;
    for (const [who, { until }] of this.windows) if (now >= until) this.windows.delete(who);
  }
}
