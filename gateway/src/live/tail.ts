/**
 * Tail: the payload of one event, written once and shared by everyone who watches.
 *
 * Odd part  whole WebSocket frames are made here, head and all: to hand a socket
 *           one buffer that is ready costs half of what a library's framing does,
 *           and nine thousand sockets wait for it.
 */
import { answerText, type Completed } from '../execution/executable.js';
import { textFrame } from './frame.js';

export class Tail {
  /** `{"data":…}` or `{"errors":…,"data":…}`. */
  readonly text: string;
  private bytes: Buffer | undefined;
  private last: { readonly id: string; readonly frame: Buffer } | undefined;

  constructor(completed: Completed) {
    this.text = answerText(completed);
  }

  /** The WebSocket frame of one viewer's message; the same buffer for those who follow each other under one id. */
  frame(id: string): Buffer {
    if (this.last?.id === id) return this.last.frame;
    this.bytes ??= Buffer.from(`${this.text}}`);
    const frame = textFrame(Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`), this.bytes);
    this.last = { id, frame };
    return frame;
  }
}
