/**
 * Bus: hints between processes, never the record.
 *
 * A message says "look again at X". It may be lost, doubled or reordered
 * without harm, because whoever hears it reads the state itself.
 *
 * Required of every implementation (bus.suite checks each):
 *   - a handler hears messages of its own topic only, its own process's included;
 *   - one publisher's messages on one topic keep their order;
 *   - a handler that throws disturbs nobody;
 *   - after `unsubscribe` resolves its handler is not called again;
 *   - after a lost connection every handler is called once with `undefined`: something may have been missed;
 *   - a topic is told from every other, whatever characters it holds;
 *   - `publish` after `close` throws; `close` twice is harmless.
 *
 * `publish` resolves when the bus has the message and rejects when that is not
 * known. Nothing is kept for later: whoever must be heard publishes again (the
 * outbox does), everyone else's listeners look again when the bus is back.
 */
export type BusHandler = (message: string | undefined) => void;

export interface Bus {
  /** At most 7,000 bytes, a hint, not a load; a topic is one line of 1 to 200 characters. */
  publish(topic: string, message: string): Promise<void>;
  subscribe(topic: string, handler: BusHandler): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export const MAX_MESSAGE_BYTES = 7_000;
export const MAX_TOPIC_LENGTH = 200;

export { createMemoryBus } from './memory.js';
export { createNatsBus, natsServers, type NatsOptions } from './nats.js';
export { createPostgresBus } from './postgres.js';
