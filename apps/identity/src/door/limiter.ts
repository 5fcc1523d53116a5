/**
 * A limiter: so many calls in a window, by card or device, never by address:
 * a whole hall stands behind one. In memory: it protects this process; what
 * must hold over all of them (wrong PINs, single use) is counted in the database.
 */
import type { Clock } from '@nghitruong/kit/context';
import { fault } from '@nghitruong/kit/errors';
import { errors } from '../errors.js';

const MAX_KEYS = 50_000;

export interface Limiter {
  /** @throws TOO_MANY */
  take(key: string): void;
}

export function createLimiter(clock: Clock, limit: number, windowMs: number): Limiter {
  const windows = new Map<string, { from: number; taken: number }>();
  return {
    take(key) {
      const now = clock.now().getTime();
      let window = windows.get(key);
      if (!window || now - window.from >= windowMs) {
        windows.delete(key);
        // The oldest go first; a Map keeps the order of insertion.
        if (windows.size >= MAX_KEYS) windows.delete(windows.keys().next().value!);
        window = { from: now, taken: 0 };
        windows.set(key, window);
      }
      if (++window.taken > limit)
        throw fault(errors, 'TOO_MANY', { seconds: Math.max(1, Math.ceil((window.from + windowMs - now) / 1000)) });
    },
  };
}
