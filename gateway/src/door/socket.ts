/**
 * The socket door: `graphql-transport-ws`, one session per socket.
 *
 * Written by hand around the library's names and close codes: it writes each
 * event itself, as a frame that is ready, and a viewer who cannot keep up holds
 * one slot with the latest state instead of a queue.
 *
 * Promises   identity from `connection_init {token}`; a bad token or a foreign
 *            page never gets in; the socket ends with its token (4403);
 *            mutations are refused; messages, streams and the time to begin are
 *            bounded; a peer that vanished is noticed within two heartbeats.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket, WebSocketServer, type RawData } from 'ws';
import type { Fault } from '@nghitruong/kit/errors';
import type { Clock } from '@nghitruong/kit/context';
import type { Admission } from '../admission/admission.js';
import type { Hub } from '../live/hub.js';
import type { GatewayMetrics } from '../metrics.js';
import type { RunOperation } from './apollo.js';
import { Heard } from './heard.js';
import { originAllowed } from './origin.js';
import { HEARTBEAT_MS, SocketSession } from './session.js';

/** Not all sockets are asked in the same moment: thousands of pings and their answers would hold a state back. */
const SHARES = 100;

export interface SocketDoorOptions {
  readonly admission: Admission;
  readonly hub: Hub;
  readonly run: RunOperation;
  readonly allowedOrigins: readonly string[];
  readonly messageBytes: number;
  readonly subscriptionsPerSocket: number;
  readonly initMs: number;
  readonly clock: Clock;
  readonly metrics: GatewayMetrics;
  readonly unexpected: (error: unknown) => Fault;
}

export interface SocketDoor {
  readonly size: number;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends every socket of an account: its rights have changed. */
  revoke(accountId: string): void;
  close(): Promise<void>;
}

/** Thousands of them stand open and come again together: what they do is one function each, and what they need lies on them. */
class DoorSocket extends WebSocket {
  session: SocketSession | undefined = undefined;
  share: Set<SocketSession> | undefined = undefined;
}

export function createSocketDoor(options: SocketDoorOptions): SocketDoor {
  const server = new WebSocketServer({
    noServer: true,
    WebSocket: DoorSocket,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: options.messageBytes,
    handleProtocols: (offered) => (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false),
  });
  const sockets = new Set<DoorSocket>();
  const shares = Array.from({ length: SHARES }, () => new Set<SocketSession>());
  const ofSessions = { ...options, heard: new Heard() };
  let emptied: (() => void) | undefined;
  let came = 0;
  let beats = 0;

  function opened(socket: DoorSocket, wire: Duplex): void {
    sockets.add(socket);
    socket.once('close', closed);
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL)
      return socket.close(CloseCode.SubprotocolNotAcceptable, 'graphql-transport-ws');
    socket.session = new SocketSession(socket, wire, ofSessions);
    socket.share = shares[came++ % SHARES]!;
    socket.share.add(socket.session);
    socket.on('message', hear).on('pong', heard).on('error', failed);
  }

  function closed(this: WebSocket): void {
    const socket = this as DoorSocket;
    sockets.delete(socket);
    if (socket.session) {
      socket.share!.delete(socket.session);
      socket.session.closed();
    }
    if (sockets.size === 0) emptied?.();
  }

  // One timer for all: with thousands of sockets, thousands of timers would be the load.
  const heartbeat = setInterval(() => {
    for (const session of shares[beats++ % SHARES]!) session.beat();
  }, HEARTBEAT_MS / SHARES);
  heartbeat.unref();

  return {
    get size() {
      return sockets.size;
    },
    upgrade(request, socket, head) {
      if (!originAllowed(request, options.allowedOrigins)) {
        options.metrics.refused('socket', 'ORIGIN_REFUSED');
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => opened(ws, socket));
    },
    revoke(accountId) {
      for (const { session } of sockets) session?.revoke(accountId);
    },
    async close() {
      clearInterval(heartbeat);
      server.close();
      for (const socket of sockets) socket.close(1001, 'going away');
      if (sockets.size === 0) return;
      const hard = setTimeout(() => sockets.forEach((s) => s.terminate()), 1_000);
      await new Promise<void>((resolve) => (emptied = resolve));
      clearTimeout(hard);
    },
  };
}

function hear(this: WebSocket, data: RawData, binary: boolean): void {
  if (binary) return this.close(CloseCode.BadRequest, 'text frames only');
  (this as DoorSocket).session!.hear(String(data));
}

function heard(this: WebSocket): void {
  (this as DoorSocket).session!.heard();
}

function failed(this: WebSocket): void {
  this.terminate();
}
