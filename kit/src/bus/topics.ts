/** The handlers of one process by topic; shared by every bus. */
import type { Log } from '../log/index.js';
import type { BusHandler } from './index.js';

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
    for (const topic of [...this.byTopic.keys()]) this.deliver(topic, undefined);
  }

  clear(): void {
    this.byTopic.clear();
  }
}
