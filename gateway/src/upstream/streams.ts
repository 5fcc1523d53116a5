/**
 * Streams: the gateway's own subscriptions at subgraphs.
 *
 * One connection per process of a subgraph; a stream lies on one of them, and
 * after a loss on the next. It is tried for ever: whoever watches keeps
 * watching, and the first event after a resume is the present state.
 *
 * Promises   a stream's listener hears nothing of losses; it hears of an end
 *            only when the subgraph says so, and then nothing more.
 */
import type { AssertionSigner, Grant } from '@nghitruong/kit/auth';
import type { Ids } from '@nghitruong/kit/context';
import type { Log } from '@nghitruong/kit/log';
import type { UpstreamQuestion } from '../execution/executable.js';
import type { SubgraphAnswer } from '../execution/plan.js';
import { StreamSocket, type PlacedStream } from './stream-socket.js';

export interface StreamListener {
  event(answer: SubgraphAnswer): void;
  failed(errors: readonly unknown[]): void;
  completed(): void;
}

export interface Stream {
  /** True while the subgraph is connected: what was heard last is the present. */
  readonly live: boolean;
  stop(): void;
}

/** Faults of the moment: a stream that was already running is tried again after one of these. */
const PASSING = new Set(['INTERNAL', 'GATEWAY_ONLY']);
/** Said by whoever cannot answer yet: tried again whether or not the stream ever ran. */
const NOT_YET = 'UNAVAILABLE';
const RETRY_MS = 1_000;

export class Streams {
  private readonly sockets = new Map<string, StreamSocket>();
  private services: ReadonlyMap<string, readonly string[]> = new Map();
  private readonly running = new Set<RunningStream>();
  private turn = 0;

  constructor(
    private readonly signer: AssertionSigner | undefined,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  get size(): number {
    return this.running.size;
  }

  use(services: ReadonlyMap<string, readonly string[]>): void {
    this.services = services;
    const wanted = new Set([...services.values()].flat());
    for (const [url, socket] of this.sockets) {
      if (wanted.has(url)) continue;
      this.sockets.delete(url);
      const moving = [...this.running].filter((s) => s.socket === socket);
      socket.close();
      for (const stream of moving) this.place(stream);
    }
  }

  open(
    question: UpstreamQuestion,
    rights: readonly Grant[],
    correlationId: string | undefined,
    listener: StreamListener,
  ): Stream {
    const stream = new RunningStream(this, this.ids.random(), question, rights, correlationId, listener);
    this.running.add(stream);
    this.place(stream);
    return stream;
  }

  close(): void {
    for (const stream of this.running) stream.stop();
    for (const socket of this.sockets.values()) socket.close();
    this.sockets.clear();
  }

  /** On the process with the fewest recent losses; among equals they take turns. */
  place(stream: RunningStream): void {
    const urls = this.services.get(stream.question.service) ?? [];
    if (urls.length === 0) {
      stream.again(RETRY_MS);
      return;
    }
    const first = this.turn++ % urls.length;
    const turned = [...urls.slice(first), ...urls.slice(0, first)].map((url) => this.socket(url));
    const best = turned.reduce((a, b) => (b.failures < a.failures ? b : a));
    stream.socket = best;
    best.add(stream);
  }

  ended(stream: RunningStream): void {
    this.running.delete(stream);
  }

  sign(stream: RunningStream, body: string): string | undefined {
    return this.signer?.sign(stream.question.service, body, stream.rights);
  }

  private socket(url: string): StreamSocket {
    let socket = this.sockets.get(url);
    if (!socket) {
      socket = new StreamSocket(url, (streams, why) => {
        this.log.warn({ url, why, streams: streams.length }, 'a subgraph’s stream connection was lost');
        for (const stream of streams) this.place(stream as RunningStream);
      });
      this.sockets.set(url, socket);
    }
    return socket;
  }
}

class RunningStream implements Stream, PlacedStream {
  socket: StreamSocket | undefined;
  private heard = false;
  private ended = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly streams: Streams,
    readonly id: string,
    readonly question: UpstreamQuestion,
    readonly rights: readonly Grant[],
    private readonly correlationId: string | undefined,
    private readonly listener: StreamListener,
  ) {}

  get live(): boolean {
    return !this.ended && this.socket?.live === true;
  }

  payload(): Record<string, unknown> {
    const { query, operationName } = this.question;
    // The subgraph checks the signature over what it parsed: written as it will write it.
    const variables = JSON.parse(this.question.variables) as Record<string, unknown>;
    const gateway = this.streams.sign(this, query + JSON.stringify(variables));
    return {
      query,
      ...(operationName && { operationName }),
      variables,
      ...(gateway && { extensions: { gateway, correlation: this.correlationId, lang: 'vi' } }),
    };
  }

  next(answer: SubgraphAnswer): void {
    if (this.ended) return;
    if (answer.data === undefined) {
      // Refused at the start: graphql-ws tells it as a single event without data.
      this.socket?.remove(this);
      return this.error(answer.errors ?? []);
    }
    this.heard = true;
    this.listener.event(answer);
  }

  error(errors: readonly unknown[]): void {
    if (this.ended) return;
    const code = (errors[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
    if (code === NOT_YET || (this.heard && code !== undefined && PASSING.has(code))) return this.again(RETRY_MS);
    this.end();
    this.listener.failed(errors);
  }

  complete(): void {
    if (this.ended) return;
    this.end();
    this.listener.completed();
  }

  again(afterMs: number): void {
    this.socket = undefined;
    this.retry = setTimeout(() => {
      if (!this.ended) this.streams.place(this);
    }, afterMs);
    this.retry.unref();
  }

  stop(): void {
    if (this.ended) return;
    this.end();
    this.socket?.remove(this);
  }

  private end(): void {
    this.ended = true;
    clearTimeout(this.retry);
    this.streams.ended(this);
  }
}
