/** The bus of one process: the one-machine edition runs on it. */
import type { Log } from '../log/index.js';
import { MAX_MESSAGE_BYTES, type Bus } from './index.js';
import { Topics } from './topics.js';

export function createMemoryBus(log?: Log): Bus {
  const topics = new Topics(log);
  let closed = false;
  return {
    async publish(topic, message) {
      if (closed) throw new Error('the bus is closed');
      if (Buffer.byteLength(message) > MAX_MESSAGE_BYTES)
        throw new Error('a bus message is a hint: at most 7,000 bytes');
      // Later, never inside the publisher's own stack: as any other bus does.
      queueMicrotask(() => !closed && topics.deliver(topic, message));
    },
    async subscribe(topic, handler) {
      if (closed) throw new Error('the bus is closed');
      const remove = topics.add(topic, handler);
      return async () => remove();
    },
    async close() {
      closed = true;
      topics.clear();
    },
  };
}
