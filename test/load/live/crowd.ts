/**
 * A process full of viewers. Each follows the chamber with the page's own
 * document, notes when each event reached it, and comes back after a loss as
 * the pages do.
 */
import { waitBefore } from '../../../client/src/retry.js';
import { answering } from './child.js';
import { now, pause } from './clock.js';
import { stampIn } from './view.js';
import { Wire } from './wire.js';

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

class Viewer {
  event = -1;
  private attempt = 0;
  wire: Wire | undefined;
  /** Called at the first state of each connection. */
  present: (() => void) | undefined;

  constructor(
    readonly token: string,
    readonly at: Coming,
  ) {}

  open(): void {
    const wire = new Wire(this.at.port, {
      opened: () => wire.send(JSON.stringify({ type: 'connection_init', payload: { token: this.token } })),
      message: (payload) => this.hear(wire, payload),
      closed: () => {
        if (this.wire !== wire) return;
        this.wire = undefined;
        this.again();
      },
    });
    this.wire = wire;
  }

  private again(): void {
    setTimeout(() => this.open(), waitBefore(this.attempt++));
  }

  private hear(wire: Wire, payload: Buffer): void {
    const stamp = stampIn(payload);
    if (!stamp) {
      const text = payload.toString();
      if (text.includes('"connection_ack"'))
        wire.send(
          JSON.stringify({
            id: '1',
            type: 'subscribe',
            payload: { query: '', variables: { sittingId: 'sitting' }, extensions: { documentId: this.at.documentId } },
          }),
        );
      else if (text.includes('"type":"ping"')) wire.send('{"type":"pong"}');
      else throw new Error(`a viewer was told ${text.slice(0, 300)}`);
      return;
    }
    this.attempt = 0;
    if (this.present) {
      this.present();
      this.present = undefined;
      this.event = stamp.event;
      return;
    }
    if (!recording) return;
    sample ??= Buffer.from(payload);
    if (stamp.event <= this.event) disordered++;
    this.event = stamp.event;
    const latency = now() - stamp.sentAt;
    latencies.push(latency);
    const known = last.get(stamp.event);
    if (!known) last.set(stamp.event, { event: stamp.event, latency, viewers: 1 });
    else {
      known.latency = Math.max(known.latency, latency);
      known.viewers++;
    }
  }
}

const viewers: Viewer[] = [];
let latencies: number[] = [];
let last = new Map<number, { event: number; latency: number; viewers: number }>();
let disordered = 0;
let recording = false;
let sample: Buffer | undefined;

const untilPresent = (all: readonly Viewer[]): Promise<unknown> =>
  Promise.all(all.map((v) => new Promise<void>((resolve) => (v.present = resolve))));

answering({
  /** Answers once all who came have the present state. */
  async come(coming: Coming) {
    const from = now();
    const all: Viewer[] = [];
    for (const token of coming.tokens) {
      const viewer = new Viewer(token, coming);
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
