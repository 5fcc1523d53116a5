/**
 * Session: one socket from its first message to its last.
 *
 * States follow the protocol: waiting for `connection_init`, then acknowledged;
 * every message that does not belong there closes the socket with its code.
 */
import { CloseCode, MessageType } from 'graphql-ws';
import type { GraphQLFormattedError } from 'graphql';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { Fault, fault, kitErrors } from '@nghitruong/kit/errors';
import type { Asked, Visitor } from '../admission/admission.js';
import { gatewayErrors } from '../errors.js';
import type { Channel, Viewer } from '../live/channel.js';
import { PING, textFrame } from '../live/frame.js';
import { Tail } from '../live/tail.js';
import type { Heard, Message } from './heard.js';
import { isLoopback } from './origin.js';
import type { SocketDoorOptions } from './socket.js';

/** Above it a viewer is slow, and its states wait in their slots until everything before them is gone. */
const SLOW_BYTES = 128_000;
/** Who asks and asks and never reads is sent away before their answers fill the memory. */
const UNREAD_BYTES = 8_000_000;
/** Within it each socket is asked for a sign of life. */
export const HEARTBEAT_MS = 10_000;
const MAX_ID = 100;

const ACKNOWLEDGED = textFrame(Buffer.from(`{"type":"${MessageType.ConnectionAck}"}`), Buffer.alloc(0));

/** One operation on a socket. What is told to it after it has gone is not heard. */
class Running implements Viewer {
  /** Set once it has joined; what comes before that is a subscription being admitted. */
  channel: Channel | undefined = undefined;
  /** The latest state that could not be sent yet. */
  slot: Tail | undefined = undefined;
  gone = false;

  constructor(
    readonly id: string,
    private readonly session: SocketSession,
  ) {}

  next(tail: Tail): void {
    this.session.next(this, tail);
  }

  error(errors: readonly GraphQLFormattedError[]): void {
    this.session.failed(this, errors);
  }

  complete(): void {
    this.session.completed(this);
  }

  leave(): void {
    this.gone = true;
    this.channel?.leave(this);
  }
}

export interface SessionOptions extends SocketDoorOptions {
  readonly heard: Heard;
}

export class SocketSession {
  /** Few: to look through them costs less than a table for each socket. */
  private running: Running[] = [];
  private initTimer: NodeJS.Timeout | undefined;
  private expiry: NodeJS.Timeout | undefined = undefined;
  private visitor: Visitor | undefined = undefined;
  private initialised = false;
  private alive = true;
  private drains = false;

  /** @param wire what the socket lies on: whole frames of states go there past the library's framing */
  constructor(
    private readonly socket: WebSocket,
    private readonly wire: Duplex,
    private readonly options: SessionOptions,
  ) {
    this.initTimer = setTimeout(saidNothing, options.initMs, socket);
  }

  heard(): void {
    this.alive = true;
  }

  beat(): void {
    if (!this.alive) return this.socket.terminate();
    this.alive = false;
    this.send(PING);
    this.endInTime();
  }

  revoke(accountId: string): void {
    if (this.visitor?.actor.accountId === accountId) this.socket.close(CloseCode.Forbidden, 'the account was revoked');
  }

  closed(): void {
    clearTimeout(this.initTimer);
    clearTimeout(this.expiry);
    const all = this.running;
    this.running = [];
    for (const one of all) one.leave();
  }

  hear(text: string): void {
    this.alive = true;
    if (this.socket.bufferedAmount > UNREAD_BYTES) return this.socket.terminate();
    let message: Message;
    try {
      message = this.options.heard.read(text);
    } catch {
      return this.socket.close(CloseCode.BadRequest, 'not JSON');
    }
    switch (message?.type) {
      case MessageType.ConnectionInit:
        return void this.begin(message.payload);
      case MessageType.Ping:
        return this.socket.send(`{"type":"${MessageType.Pong}"}`);
      case MessageType.Pong:
        return;
      case MessageType.Complete:
        return this.leave(String(message.id));
      case MessageType.Subscribe:
        if (!this.visitor) return this.socket.close(CloseCode.Unauthorized, 'Unauthorized');
        if (
          typeof message.id !== 'string' ||
          message.id === '' ||
          message.id.length > MAX_ID ||
          typeof message.payload !== 'object' ||
          message.payload === null
        )
          break;
        if (this.find(message.id))
          return this.socket.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${message.id} already exists`);
        return void this.subscribe(message.id, message.payload as Asked, this.visitor);
    }
    this.socket.close(CloseCode.BadRequest, 'not a message of the protocol');
  }

  private async begin(payload: unknown): Promise<void> {
    if (this.initialised)
      return this.socket.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    this.initialised = true;
    clearTimeout(this.initTimer);
    this.initTimer = undefined;
    const said = (typeof payload === 'object' && payload !== null ? payload : {}) as Record<string, unknown>;
    let visitor: Visitor;
    try {
      visitor = await this.options.admission.visitor(tokenIn(said), said['lang'] === 'en' ? 'en' : 'vi', () =>
        isLoopback(this.wire),
      );
    } catch {
      this.options.metrics.refused('socket', 'UNAUTHENTICATED');
      return this.socket.close(CloseCode.Forbidden, 'Forbidden');
    }
    this.visitor = visitor;
    this.endInTime();
    this.send(ACKNOWLEDGED);
  }

  /** A socket never outlives the token it came with. Only what ends before it is looked at again has a timer: most have hours. */
  private endInTime(): void {
    const seconds = this.visitor?.actor.expiresAt;
    if (seconds === undefined || this.expiry) return;
    const left = seconds * 1000 - this.options.clock.now().getTime();
    if (left > 2 * HEARTBEAT_MS) return;
    if (left <= 0) return tokenEnded(this.socket);
    this.expiry = setTimeout(tokenEnded, left, this.socket);
    this.expiry.unref();
  }

  private async subscribe(id: string, asked: Asked, visitor: Visitor): Promise<void> {
    const mine = new Running(id, this);
    this.running.push(mine);
    try {
      if (this.running.length > this.options.subscriptionsPerSocket)
        throw fault(gatewayErrors, 'TOO_MANY_SUBSCRIPTIONS', { most: this.options.subscriptionsPerSocket });
      const admitted = await this.options.admission.admit('socket', visitor, asked);
      if (mine.gone) return;
      if (admitted.operation.kind !== 'subscription') {
        const tail = new Tail(await this.options.run(admitted));
        if (mine.gone) return;
        this.write(mine, tail);
        return this.completed(mine);
      }
      mine.channel = this.options.hub.join(admitted, mine);
      // The channel may have ended, or the viewer gone, while it was joined.
      if (mine.gone) mine.channel.leave(mine);
    } catch (error) {
      const said = error instanceof Fault ? error : this.options.unexpected(error);
      this.options.metrics.refused('socket', said.code);
      this.failed(mine, [{ message: said.message, extensions: said.extensions }]);
    }
  }

  private find(id: string): Running | undefined {
    return this.running.find((r) => r.id === id);
  }

  private leave(id: string): void {
    const one = this.find(id);
    if (!one) return;
    this.running.splice(this.running.indexOf(one), 1);
    one.leave();
  }

  next(to: Running, tail: Tail): void {
    if (to.gone) return;
    if (to.slot || this.wire.writableLength > SLOW_BYTES) {
      if (to.slot) this.options.metrics.skipped();
      to.slot = tail;
      return this.whenDrained();
    }
    this.write(to, tail);
  }

  /** Far more than a stream's own mark waits in it when a viewer is slow: it will tell when that is gone. */
  private whenDrained(): void {
    if (this.drains) return;
    this.drains = true;
    this.wire.once('drain', () => {
      this.drains = false;
      this.catchUp();
    });
  }

  private write(to: Running, tail: Tail): void {
    this.send(tail.frame(to.id));
  }

  /** A whole frame, between two of the library's, which writes each of them in one go. */
  private send(frame: Buffer): void {
    if (this.socket.readyState === WebSocket.OPEN) this.wire.write(frame);
  }

  private catchUp(): void {
    for (const to of this.running) {
      const tail = to.slot;
      if (!tail) continue;
      to.slot = undefined;
      this.next(to, tail);
    }
  }

  failed(mine: Running, errors: readonly GraphQLFormattedError[]): void {
    this.finish(
      mine,
      `{"id":${JSON.stringify(mine.id)},"type":"${MessageType.Error}","payload":${JSON.stringify(errors)}}`,
    );
  }

  completed(mine: Running): void {
    this.finish(mine, `{"id":${JSON.stringify(mine.id)},"type":"${MessageType.Complete}"}`);
  }

  /** The last state goes before the end, and nothing after it. */
  private finish(mine: Running, message: string): void {
    if (mine.gone) return;
    mine.gone = true;
    this.running.splice(this.running.indexOf(mine), 1);
    if (mine.slot) this.write(mine, mine.slot);
    this.socket.send(message);
  }
}

function tokenEnded(socket: WebSocket): void {
  socket.close(CloseCode.Forbidden, 'the token has ended');
}

function saidNothing(socket: WebSocket): void {
  socket.close(CloseCode.ConnectionInitialisationTimeout, 'connection_init did not come');
}

/** As the protocol of this project says, or as a general client (the explorer) puts a header. Throws for what no header could hold. */
function tokenIn(payload: Record<string, unknown>): string | undefined {
  const header = payload['authorization'] ?? payload['Authorization'];
  const said =
    typeof payload['token'] === 'string'
      ? payload['token']
      : typeof header === 'string'
        ? header.replace(/^Bearer +/i, '')
        : '';
  if (!/^[\x21-\x7e]*$/.test(said)) throw fault(kitErrors, 'UNAUTHENTICATED');
  return said || undefined;
}
