/**
 * Event stream: one response of server-sent events, for one operation or for many.
 *
 * Before it is connected (a reservation) and while its viewer does not read, it
 * holds one slot per operation with the latest state, never a queue. Who has not
 * read for two beats is gone.
 */
import type { ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import type { Viewer } from '../live/hub.js';
import type { Tail } from '../live/tail.js';

/** Above the first a viewer is slow; below the second it may catch up. */
const SLOW_BYTES = 128_000;
const BEAT_MS = 10_000;

interface Following {
  leave?: () => void;
  slot?: Tail;
  /** What ends it, still to be sent. */
  end?: string;
}

export class EventStream {
  private readonly following = new Map<string, Following>();
  private response: ServerResponse | undefined;
  private beat: NodeJS.Timeout | undefined;
  private over = false;
  /** Something has waited to be read since the last beat. */
  private unread = false;

  constructor(
    private readonly options: {
      /** Several operations, each message with its id; otherwise one, and the stream ends with it. */
      readonly many: boolean;
      readonly skipped: () => void;
      readonly closed: () => void;
    },
  ) {}

  get size(): number {
    return this.following.size;
  }

  get connected(): boolean {
    return this.response !== undefined;
  }

  connect(response: ServerResponse): void {
    this.response = response;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-store',
      connection: 'keep-alive',
      // Proxies that gather would hold the present back.
      'x-accel-buffering': 'no',
    });
    response.write(':\n\n');
    response.on('drain', () => {
      this.unread = false;
      this.catchUp();
    });
    response.once('close', () => this.close());
    this.beat = setInterval(() => {
      if (this.unread) return void response.destroy();
      this.unread = response.writableNeedDrain;
      response.write(':\n\n');
    }, BEAT_MS);
    this.beat.unref();
    this.catchUp();
  }

  has(id: string): boolean {
    return this.following.has(id);
  }

  /** The place of an operation; what is told to it after it has gone is not heard. */
  begin(id: string): Viewer & { left(leave: () => void): void; readonly gone: boolean } {
    const mine: Following = {};
    this.following.set(id, mine);
    const here = (): boolean => this.following.get(id) === mine;
    const finish = (last: string): void => {
      if (!here()) return;
      mine.end = last;
      this.catchUp();
    };
    return {
      get gone() {
        return !here();
      },
      left: (leave) => {
        if (here() && mine.end === undefined) mine.leave = leave;
        else leave();
      },
      next: (tail) => {
        if (!here()) return;
        if (mine.slot) this.options.skipped();
        mine.slot = tail;
        this.catchUp();
      },
      error: (errors) => finish(this.frame(id, JSON.stringify({ errors })) + this.complete(id)),
      complete: () => finish(this.complete(id)),
    };
  }

  refuse(id: string, errors: readonly GraphQLFormattedError[]): void {
    this.begin(id).error(errors);
  }

  leave(id: string): void {
    const known = this.following.get(id);
    this.following.delete(id);
    known?.leave?.();
  }

  /** Ends the response and every operation on it. */
  close(): void {
    if (this.over) return;
    this.over = true;
    clearInterval(this.beat);
    const all = [...this.following.values()];
    this.following.clear();
    for (const { leave } of all) leave?.();
    this.response?.end();
    this.options.closed();
  }

  private catchUp(): void {
    const { response } = this;
    if (!response || this.over) return;
    for (const [id, one] of this.following) {
      if (response.writableLength > SLOW_BYTES) return;
      if (one.slot) {
        response.write(this.frame(id, one.slot.text));
        delete one.slot;
      }
      if (one.end === undefined) continue;
      this.following.delete(id);
      response.write(one.end);
      if (!this.options.many) this.close();
    }
  }

  private frame(id: string, text: string): string {
    return `event: next\ndata: ${this.options.many ? `{"id":${JSON.stringify(id)},"payload":${text}}` : text}\n\n`;
  }

  private complete(id: string): string {
    return `event: complete\ndata: ${this.options.many ? JSON.stringify({ id }) : ''}\n\n`;
  }
}
