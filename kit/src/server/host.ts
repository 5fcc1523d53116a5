/**
 * Host: routes by path prefix on one port, HTTP or HTTPS, upgrades included.
 */
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Log } from '../log/index.js';
import { sendJson } from './http.js';
import type { Metrics } from './metrics.js';

export interface Route {
  /** `/graphql` matches itself and everything below it; `/` matches the rest. Longest first. */
  readonly prefix: string;
  readonly handle?: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface HostOptions {
  readonly name: string;
  readonly port: number;
  /** Loopback unless said otherwise. */
  readonly address?: string;
  readonly routes: readonly Route[];
  readonly log: Log;
  readonly metrics?: Metrics;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Ready when this resolves; otherwise `/readyz` answers 503 with the reason. */
  readonly ready?: () => Promise<void>;
  /** For a host that a whole hall can reach: how it is doing is told on this machine only. */
  readonly healthOnLoopbackOnly?: boolean;
  /** How long requests in flight may take once the host stops. */
  readonly drainMs?: number;
  /** How long a request may take to come: its headers, and all of it; and how often that is looked at. */
  readonly patience?: { readonly headersMs: number; readonly requestMs: number; readonly lookMs: number };
}

export interface Host {
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  /** Stops accepting, lets requests in flight finish, then closes what is left. */
  close(): Promise<void>;
}

const LOOK_FOR_IDLE_MS = 20;
/**
 * A hall that comes back at once after a loss stands in this line until it is let in; whom it has no place for is
 * turned away for a second or more. The system shortens it to its own `net.core.somaxconn`.
 */
const LINE = 65_535;
const PATIENCE = { headersMs: 10_000, requestMs: 30_000, lookMs: 5_000 };

export async function createHost(options: HostOptions): Promise<Host> {
  const routes = [...options.routes].sort((a, b) => b.prefix.length - a.prefix.length);
  const find = (url: string): Route | undefined => {
    const query = url.indexOf('?');
    const path = query < 0 ? url : url.slice(0, query);
    return routes.find(
      (r) =>
        r.prefix === '/' || path === r.prefix || path.startsWith(r.prefix.endsWith('/') ? r.prefix : `${r.prefix}/`),
    );
  };
  let draining = false;

  /** How the host is doing, in one word per address. */
  const health: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    async '/livez'(response) {
      sendJson(response, 200, { status: 'ok', service: options.name, pid: process.pid });
    },
    async '/readyz'(response) {
      try {
        if (draining) throw new Error('stopping');
        await options.ready?.();
        sendJson(response, 200, { status: 'ready', service: options.name });
      } catch (error) {
        sendJson(response, 503, { status: 'not ready', service: options.name, why: (error as Error).message });
      }
    },
    ...(options.metrics && {
      async '/metrics'(response) {
        response.writeHead(200, { 'content-type': options.metrics!.contentType });
        response.end(await options.metrics!.metrics());
      },
    }),
  };

  async function serve(url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const tell = Object.hasOwn(health, url) ? health[url] : undefined;
    if (tell && (!options.healthOnLoopbackOnly || isLoopback(request))) return tell(response);
    const route = find(url);
    if (!route?.handle) return sendJson(response, 404, { error: 'not found' });
    return route.handle(request, response);
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const url = request.url ?? '/';
    if (draining) response.setHeader('connection', 'close');
    serve(url, request, response).catch((err: unknown) => {
      options.log.error({ err, path: url.split('?', 1)[0] }, 'a request failed');
      if (!response.headersSent) sendJson(response, 500, { error: 'internal' });
      else response.destroy();
    });
  };

  // Slow-loris. Node looks every 30 s by itself, which would make the two limits three times as long.
  const { headersMs, requestMs, lookMs } = options.patience ?? PATIENCE;
  const patience = { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: lookMs };
  const server: Server = options.tls
    ? (createHttps({ cert: options.tls.cert, key: options.tls.key, ...patience }, onRequest) as unknown as Server)
    : createHttp(patience, onRequest);
  server.keepAliveTimeout = 65_000;
  const sockets = new Set<Duplex>();
  // One function for all: thousands of connections stay open.
  function gone(this: Duplex): void {
    sockets.delete(this);
  }
  server.on('connection', (socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.on('close', gone);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const route = find(request.url ?? '/');
    if (draining || !route?.upgrade) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    socket.on('error', destroy);
    route.upgrade(request, socket, head);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: options.address ?? '127.0.0.1', backlog: LINE }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    server,
    url: `${options.tls ? 'https' : 'http'}://${options.address === '0.0.0.0' || !options.address ? '127.0.0.1' : options.address}:${port}`,
    close() {
      draining = true;
      return new Promise<void>((resolve) => {
        const hard = setTimeout(() => {
          for (const socket of sockets) socket.destroy();
        }, options.drainMs ?? 5_000);
        // A connection that was kept alive for a request in flight is idle once that is answered.
        const idle = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
        server.close(() => {
          clearTimeout(hard);
          clearInterval(idle);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

function destroy(this: Duplex): void {
  this.destroy();
}

function isLoopback(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}
