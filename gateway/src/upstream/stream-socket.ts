/**
 * One graphql-ws connection to one process of a subgraph, for any number of streams.
 *
 * Opened with its first stream, kept while it has any. Written by hand, because
 * a stream that is resumed must be signed anew: an assertion lives half a
 * minute, a stream for hours.
 *
 * Promises   a peer that went silent is noticed within two heartbeats; after a
 *            loss every stream is handed back to be placed again.
 * Elsewhere  where a stream is placed, and when it is tried again: streams ·
 *            the wire: the kit's subgraph server
 */
import { randomInt } from 'node:crypto';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { SubgraphAnswer } from '../execution/plan.js';

const HEARTBEAT_MS = 5_000;
const HANDSHAKE_MS = 3_000;
const MAX_MESSAGE = 10_000_000;

export interface PlacedStream {
  readonly id: string;
  /** The subscribe payload, signed now. */
  payload(): Record<string, unknown>;
  next(answer: SubgraphAnswer): void;
  error(errors: readonly unknown[]): void;
  complete(): void;
}

export class StreamSocket {
  private readonly streams = new Map<string, PlacedStream>();
  private socket: WebSocket | undefined;
  private acknowledged = false;
  private waiting: NodeJS.Timeout | undefined;
  private closed = false;
  /** Losses since the last acknowledgement. */
  failures = 0;

  constructor(
    private readonly url: string,
    private readonly lost: (streams: readonly PlacedStream[], why: string) => void,
  ) {}

  get size(): number {
    return this.streams.size;
  }

  get live(): boolean {
    return this.acknowledged;
  }

  add(stream: PlacedStream): void {
    this.streams.set(stream.id, stream);
    if (this.acknowledged) this.send({ id: stream.id, type: MessageType.Subscribe, payload: stream.payload() });
    else if (!this.socket && !this.waiting) this.connectSoon();
  }

  remove(stream: PlacedStream): void {
    if (!this.streams.delete(stream.id)) return;
    if (this.acknowledged) this.send({ id: stream.id, type: MessageType.Complete });
    if (this.streams.size === 0) this.rest();
  }

  close(): void {
    this.closed = true;
    this.streams.clear();
    this.rest();
  }

  private rest(): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    const { socket } = this;
    this.socket = undefined;
    this.acknowledged = false;
    this.failures = 0;
    socket?.close(1000);
  }

  /** Full jitter, doubling up to three seconds: a restarted process is not run over by everyone at once. */
  private connectSoon(): void {
    const most = this.failures === 0 ? 0 : Math.min(3_000, 100 * 2 ** this.failures);
    this.waiting = setTimeout(
      () => {
        this.waiting = undefined;
        if (!this.closed && this.streams.size > 0) this.connect();
      },
      randomInt(most + 1),
    );
  }

  private connect(): void {
    const socket = new WebSocket(this.url.replace(/^http/, 'ws'), GRAPHQL_TRANSPORT_WS_PROTOCOL, {
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MAX_MESSAGE,
    });
    this.socket = socket;
    let heard = true;
    const heartbeat = setInterval(() => {
      if (!heard) return socket.terminate();
      heard = false;
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    }, HEARTBEAT_MS);
    heartbeat.unref();
    let why = 'closed';
    socket.on('error', (error) => {
      why = error.message;
      socket.terminate();
    });
    socket.on('open', () => socket.send(`{"type":"${MessageType.ConnectionInit}"}`));
    socket.on('pong', () => (heard = true));
    socket.on('message', (data) => {
      heard = true;
      if (this.socket === socket) this.hear(socket, String(data));
    });
    socket.once('close', (code) => {
      clearInterval(heartbeat);
      if (this.socket !== socket) return;
      this.socket = undefined;
      this.acknowledged = false;
      this.failures++;
      const streams = [...this.streams.values()];
      this.streams.clear();
      this.lost(streams, `${why} (${code})`);
    });
  }

  private hear(socket: WebSocket, text: string): void {
    let message: { type?: unknown; id?: unknown; payload?: unknown };
    try {
      message = JSON.parse(text) as typeof message;
    } catch {
      return socket.terminate();
    }
    const stream = this.streams.get(String(message.id));
    switch (message.type) {
      case MessageType.ConnectionAck:
        this.acknowledged = true;
        this.failures = 0;
        for (const s of this.streams.values())
          this.send({ id: s.id, type: MessageType.Subscribe, payload: s.payload() });
        return;
      case MessageType.Ping:
        return this.send({ type: MessageType.Pong });
      case MessageType.Next:
        return stream?.next((message.payload ?? {}) as SubgraphAnswer);
      case MessageType.Error:
        this.forget(stream);
        return stream?.error(Array.isArray(message.payload) ? (message.payload as unknown[]) : []);
      case MessageType.Complete:
        this.forget(stream);
        return stream?.complete();
    }
  }

  private forget(stream: PlacedStream | undefined): void {
    if (!stream) return;
    this.streams.delete(stream.id);
    // Whoever hears of it may add another in the same turn.
    queueMicrotask(() => this.streams.size === 0 && this.rest());
  }

  private send(message: Record<string, unknown>): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }
}
