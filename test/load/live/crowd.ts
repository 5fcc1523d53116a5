/**
 * A process full of viewers. Each follows the chamber with the page's own
 * document, notes when each event reached it, and comes back after a loss as
 * the pages do.
 */
import { waitBefore } from '../../../client/src/retry.js';
import { answering } from './child.js';
import { now, pause } from './clock.js';
import { read, readStamp } from './view.js';
import { textFrame, Wire, type WireEvents } from './wire.js';

export interface Coming {
  readonly port: number;
  /** One viewer for each. */
  readonly tokens: readonly string[];
  readonly documentId: string;
  /** How long they take to come, evenly. */
  readonly overMs: number;
}

export interface Seen {
  /** From the sending of each event to each viewer, in milliseconds. */
  readonly latencies: Float64Array;
  /** For each event, when the last viewer of this process had it, and how many had it. */
  readonly last: readonly { readonly event: number; readonly latency: number; readonly viewers: number }[];
  /** Events that came twice or late. */
  readonly disordered: number;
}

const PONG = textFrame('{"type":"pong"}');

class Viewer implements WireEvents {
  event = -1;
  private attempt = 0;
  private readonly greeting: Buffer;
  wire: Wire | undefined;
  /** Called at the first state of each connection. */
  present: (() => void) | undefined;

  constructor(
    token: string,
    private readonly port: number,
    private readonly question: Buffer,
  ) {
    this.greeting = textFrame(JSON.stringify({ type: 'connection_init', payload: { token } }));
  }

  open(): void {
    this.wire = new Wire(this.port, this);
  }

  opened(): void {
    this.wire!.send(this.greeting);
  }

  closed(wire: Wire): void {
    if (this.wire !== wire) return;
    this.wire = undefined;
    setTimeout(() => this.open(), waitBefore(this.attempt++));
  }

  message(bytes: Buffer, from: number, to: number): void {
    if (!readStamp(bytes, from, to)) return this.answer(bytes.toString('utf8', from, to));
    const { event, sentAt } = read;
    this.attempt = 0;
    if (this.present) {
      this.present();
      this.present = undefined;
      this.event = event;
      return;
    }
    if (!recording) return;
    sample ??= Buffer.from(bytes.subarray(from, to));
    // What came twice makes nothing good that did not come.
    if (event <= this.event) return void disordered++;
    this.event = event;
    const latency = now() - sentAt;
    latencies.push(latency);
    if (newest.event !== event) newest = lastOf(event);
    if (latency > newest.latency) newest.latency = latency;
    newest.viewers++;
  }

  private answer(text: string): void {
    if (text.includes('"connection_ack"')) this.wire!.send(this.question);
    else if (text.includes('"type":"ping"')) this.wire!.send(PONG);
    else throw new Error(`a viewer was told ${text.slice(0, 300)}`);
  }
}

interface Last {
  readonly event: number;
  latency: number;
  viewers: number;
}

const viewers: Viewer[] = [];
let latencies: number[] = [];
let last = new Map<number, Last>();
let newest: Last = { event: -1, latency: 0, viewers: 0 };
let disordered = 0;
let recording = false;
let sample: Buffer | undefined;

function lastOf(event: number): Last {
  let known = last.get(event);
  if (!known) last.set(event, (known = { event, latency: 0, viewers: 0 }));
  return known;
}

const untilPresent = (all: readonly Viewer[]): Promise<unknown> =>
  Promise.all(all.map((v) => new Promise<void>((resolve) => (v.present = resolve))));

answering({
  /** Answers once all who came have the present state. */
  async come(coming: Coming) {
    const from = now();
    const all: Viewer[] = [];
    const question = textFrame(
      JSON.stringify({
        id: '1',
        type: 'subscribe',
        payload: { query: '', variables: { sittingId: 'sitting' }, extensions: { documentId: coming.documentId } },
      }),
    );
    for (const token of coming.tokens) {
      const viewer = new Viewer(token, coming.port, question);
      viewers.push(viewer);
      all.push(viewer);
    }
    const there = untilPresent(all);
    for (const [i, viewer] of all.entries()) {
      const late = from + (i * coming.overMs) / all.length - now();
      if (late > 0) await pause(late);
      viewer.open();
    }
    await there;
  },
  record() {
    [latencies, last, disordered, recording] = [[], new Map(), 0, true];
    newest = { event: -1, latency: 0, viewers: 0 };
    sample = undefined;
  },
  seen(): Seen {
    recording = false;
    return { latencies: Float64Array.from(latencies), last: [...last.values()], disordered };
  },
  /** All are cut off at once and come back; answers with when the last of them had the present state again. */
  async storm() {
    const there = untilPresent(viewers);
    for (const viewer of viewers) viewer.wire?.cut();
    await there;
    return now();
  },
  /** They stop reading, for good. */
  stopReading() {
    for (const viewer of viewers) {
      viewer.wire?.stopReading();
      // Whoever is sent away does not come back.
      viewer.wire = undefined;
    }
  },
  /** The bytes of one message that was recorded, as they came. */
  sample: () => sample,
});
