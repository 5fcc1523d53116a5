/** A gate: so many slow things at once, so many waiting, the rest told to come again. Slow hashing must not starve the process. */
import { fault } from '@nghitruong/kit/errors';
import { errors } from '../errors.js';

export interface Gate {
  /** Throws BUSY when the queue is full. */
  pass<T>(work: () => Promise<T>): Promise<T>;
}

export function createGate(atOnce: number, waiting: number): Gate {
  let running = 0;
  const queue: (() => void)[] = [];
  return {
    async pass(work) {
      if (running >= atOnce) {
        if (queue.length >= waiting) throw fault(errors, 'BUSY');
        // Whoever leaves hands over its place, so `running` stays as it is.
        await new Promise<void>((resolve) => queue.push(resolve));
      } else running++;
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
