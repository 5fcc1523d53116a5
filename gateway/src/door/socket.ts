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
import { WebSocketServer, type WebSocket } from 'ws';
import type { Fault } from '@nghitruong/kit/errors';
import type { Clock } from '@nghitruong/kit/context';
import type { Admission } from '../admission/admission.js';
import type { Hub } from '../live/hub.js';
import type { GatewayMetrics } from '../metrics.js';
import type { RunOperation } from './apollo.js';
import { Heard } from './heard.js';
import { isLoopback, originAllowed } from './origin.js';
import { SocketSession } from './session.js';

const HEARTBEAT_MS = 10_000;
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

export function createSocketDoor(options: SocketDoorOptions): SocketDoor {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: options.messageBytes,
    handleProtocols: (offered) => (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false),
  });
  const sessions = new Map<WebSocket, SocketSession>();
  const shares = Array.from({ length: SHARES }, () => new Set<SocketSession>());
  const heard = new Heard();
  let came = 0;
  let beats = 0;

  function opened(socket: WebSocket, wire: Duplex, request: IncomingMessage): void {
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL)
      return socket.close(CloseCode.SubprotocolNotAcceptable, 'graphql-transport-ws');
    const session = new SocketSession(socket, wire, { ...options, heard, loopback: isLoopback(request) });
    sessions.set(socket, session);
    const share = shares[came++ % SHARES]!;
    share.add(session);
    socket.on('message', (data, binary) => {
      if (binary) return socket.close(CloseCode.BadRequest, 'text frames only');
      session.hear(String(data));
    });
    socket.on('pong', () => session.heard());
    socket.on('error', () => socket.terminate());
    socket.once('close', () => {
      sessions.delete(socket);
      share.delete(session);
      session.closed();
    });
  }

  // One timer for all: with thousands of sockets, thousands of timers would be the load.
  const heartbeat = setInterval(() => {
    for (const session of shares[beats++ % SHARES]!) session.beat();
  }, HEARTBEAT_MS / SHARES);
  heartbeat.unref();

  return {
    get size() {
      return sessions.size;
    },
    upgrade(request, socket, head) {
      if (!originAllowed(request, options.allowedOrigins)) {
        options.metrics.refused('socket', 'ORIGIN_REFUSED');
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => opened(ws, socket, request));
    },
    revoke(accountId) {
      for (const session of sessions.values()) session.revoke(accountId);
    },
    async close() {
      clearInterval(heartbeat);
      for (const socket of sessions.keys()) socket.close(1001, 'going away');
      const hard = setTimeout(() => server.clients.forEach((s) => s.terminate()), 1_000);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(hard);
    },
  };
}
