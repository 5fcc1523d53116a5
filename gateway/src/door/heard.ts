/**
 * Heard: what sockets say, read.
 *
 * Thousands who watch one sitting say the very same when they come, and come
 * again together after a loss: the same text is parsed once, and what it came to
 * is shared. Nobody is in it: only messages that subscribe are kept, and a token
 * comes in another one.
 *
 * Promises   so many, each of so many characters at most, the longest unused
 *            going first; what is kept is frozen: nobody who is handed it can
 *            change what another is handed.
 */
import { MessageType } from 'graphql-ws';

const MOST = 64;
const MAX_LENGTH = 2_000;

/** Nothing of it is believed. */
export interface Message {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly payload?: unknown;
}

export class Heard {
  private readonly kept = new Map<string, Message>();

  /** How many are kept. */
  get size(): number {
    return this.kept.size;
  }

  /** Throws where the text is not JSON. */
  read(text: string): Message {
    const known = this.kept.get(text);
    if (known) {
      this.kept.delete(text);
      this.kept.set(text, known);
      return known;
    }
    const message = JSON.parse(text) as Message;
    if (text.length <= MAX_LENGTH && message?.type === MessageType.Subscribe) {
      if (this.kept.size >= MOST) this.kept.delete(this.kept.keys().next().value!);
      this.kept.set(text, frozen(message));
    }
    return message;
  }
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
