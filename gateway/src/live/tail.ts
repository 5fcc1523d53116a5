/** Tail: the payload of one event, written once and shared by everyone who watches. */
import { answerText, type Completed } from '../execution/executable.js';

export class Tail {
  /** `{"data":…}` or `{"errors":…,"data":…}`. */
  readonly text: string;
  private bytes: Buffer | undefined;

  constructor(completed: Completed) {
    this.text = answerText(completed);
  }

  /** One frame: the viewer's own head, then what all share. */
  frame(head: Buffer): Buffer {
    this.bytes ??= Buffer.from(`${this.text}}`);
    const out = Buffer.allocUnsafe(head.length + this.bytes.length);
    head.copy(out);
    this.bytes.copy(out, head.length);
    return out;
  }
}

/** What goes before the tail: the viewer's own id. */
export const headOf = (id: string): Buffer => Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
