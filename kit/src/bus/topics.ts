/** The handlers of one process by topic, and what may be said; shared by every bus. */
import type { Log } from '../log/index.js';
import { MAX_MESSAGE_BYTES, MAX_TOPIC_LENGTH, type BusHandler } from './index.js';

/** @throws where it is no topic: refused alike by every bus, so that none is found out only in production */
export function checkTopic(topic: string): void {
  if (topic === '' || topic.length > MAX_TOPIC_LENGTH || /[\r\n\0]|\p{Surrogate}/u.test(topic))
    throw new Error('a topic is one line of 1 to 200 characters');
}

/** @throws where it is a load */
export function checkMessage(message: string): void {
  if (Buffer.byteLength(message) > MAX_MESSAGE_BYTES) throw new Error('a bus message is a hint: at most 7,000 bytes');
}

export class Topics {
  private readonly byTopic = new Map<string, Set<BusHandler>>();
  constructor(private readonly log?: Log) {}

  add(topic: string, handler: BusHandler): () => void {
    // A fresh function per subscription: the same handler may listen twice.
    const own: BusHandler = (message) => handler(message);
    let all = this.byTopic.get(topic);
    if (!all) this.byTopic.set(topic, (all = new Set()));
    all.add(own);
    return () => {
      all.delete(own);
      if (all.size === 0 && this.byTopic.get(topic) === all) this.byTopic.delete(topic);
    };
  }

  deliver(topic: string, message: string | undefined): void {
    for (const handler of [...(this.byTopic.get(topic) ?? [])]) {
      try {
        handler(message);
      } catch (error) {
        this.log?.error({ err: error, topic }, 'a bus handler threw');
      }
    }
  }

  /** Something may have been missed: everyone looks again. */
  missed(): void {
    for (const topic of this.names()) this.deliver(topic, undefined);
  }

  /** Whoever listens, by topic. */
  names(): string[] {
    return [...this.byTopic.keys()];
  }

  has(topic: string): boolean {
    return this.byTopic.has(topic);
  }

  clear(): void {
    this.byTopic.clear();
  }
}
