/** The bus of one process: the one-machine edition runs on it. */
import type { Log } from '../log/index.js';
import type { Bus } from './index.js';
import { checkMessage, checkTopic, Topics } from './topics.js';

export function createMemoryBus(log?: Log): Bus {
  const topics = new Topics(log);
  let closed = false;
  return {
    async publish(topic, message) {
      if (closed) throw new Error('the bus is closed');
      checkTopic(topic);
      checkMessage(message);
      // Later, never inside the publisher's own stack: as any other bus does.
      queueMicrotask(() => !closed && topics.deliver(topic, message));
    },
    async subscribe(topic, handler) {
      if (closed) throw new Error('the bus is closed');
      checkTopic(topic);
      const remove = topics.add(topic, handler);
      return async () => remove();
    },
    async close() {
      closed = true;
      topics.clear();
    },
  };
}
