/** Rate: operations per account, never per address, because a whole hall stands behind one. */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '@nghitruong/kit/auth';
import { fault } from '@nghitruong/kit/errors';
import { gatewayErrors } from '../errors.js';

const WINDOW_SECONDS = 10;

export class RateLimit {
  private readonly accounts: RateLimiterMemory;
  private readonly anonymous: RateLimiterMemory;

  constructor(perAccount: number, anonymous: number) {
    this.accounts = new RateLimiterMemory({ points: perAccount, duration: WINDOW_SECONDS });
    this.anonymous = new RateLimiterMemory({ points: anonymous, duration: WINDOW_SECONDS });
  }

  /** Throws TOO_MANY_REQUESTS. */
  async take(actor: Actor): Promise<void> {
    try {
      if (actor.accountId === undefined) await this.anonymous.consume('anonymous');
      else await this.accounts.consume(actor.accountId);
    } catch (error) {
      const seconds = Math.ceil(((error as RateLimiterRes).msBeforeNext ?? 1_000) / 1_000);
      throw fault(gatewayErrors, 'TOO_MANY_REQUESTS', { seconds });
    }
  }
}
