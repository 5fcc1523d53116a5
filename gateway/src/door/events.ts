/**
 * The event door: `graphql-sse`, both its modes, for viewers who cannot open a socket.
 *
 * Distinct connections: a request that accepts `text/event-stream` and nothing
 * else is answered as a stream of its own. Single connection: PUT reserves, the
 * stream comes with the reservation's token, POST puts operations on it, DELETE
 * takes them off.
 *
 * Promises   the same admission, identity and channels as on a socket: mutations
 *            are refused, a stream ends with its token or its account, only the
 *            account that reserved may use a reservation; reservations, streams
 *            and operations on one are bounded.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Ids } from '@nghitruong/kit/context';
import { Fault, fault, kitErrors } from '@nghitruong/kit/errors';
import type { Admission, Admitted, Asked, Visitor } from '../admission/admission.js';
import { gatewayErrors } from '../errors.js';
import type { Hub } from '../live/hub.js';
import { Tail } from '../live/tail.js';
import type { GatewayMetrics } from '../metrics.js';
import type { RunOperation } from './apollo.js';
import { EventStream } from './event-stream.js';
import { isLoopback } from './origin.js';
import { bearerOf, bodyOf, langOf, operationOf, Refusal } from './request.js';

export const TOKEN_HEADER = 'x-graphql-event-stream-token';
const RESERVED_MS = 10_000;
/** Reserved and not yet connected, by everyone together. */
const MAX_RESERVED = 5_000;
const MAX_ID = 100;
const MAX_TIMER_MS = 2 ** 31 - 1;
const ONLY = '';

export interface EventDoorOptions {
  readonly admission: Admission;
  readonly hub: Hub;
  readonly run: RunOperation;
  readonly bodyBytes: number;
  readonly subscriptionsPerStream: number;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly metrics: GatewayMetrics;
  readonly unexpected: (error: unknown) => Fault;
}

export interface EventDoor {
  readonly size: number;
  /** Whether the request speaks of event streams at all. */
  takes(request: IncomingMessage): boolean;
  /** Throws a Fault or a Refusal where it answers nothing itself. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  revoke(accountId: string): void;
  close(): void;
}

interface Open {
  readonly visitor: Visitor;
  readonly stream: EventStream;
  timer?: NodeJS.Timeout;
}

export function createEventDoor(options: EventDoorOptions): EventDoor {
  const { admission, hub, run, clock, ids, metrics } = options;
  const open = new Set<Open>();
  const reserved = new Map<string, Open>();
  let unconnected = 0;

  /** A stream never outlives the token that it came with. */
  const endWith = (one: Open): void => {
    const { expiresAt } = one.visitor.actor;
    if (expiresAt === undefined) return;
    const left = expiresAt * 1000 - clock.now().getTime();
    if (left <= 0) return one.stream.close();
    one.timer = setTimeout(() => endWith(one), Math.min(left, MAX_TIMER_MS));
    one.timer.unref();
  };

  const opened = (visitor: Visitor, many: boolean, closed?: () => void): Open => {
    const one: Open = {
      visitor,
      stream: new EventStream({
        many,
        skipped: () => metrics.skipped(),
        closed: () => {
          clearTimeout(one.timer);
          open.delete(one);
          closed?.();
        },
      }),
    };
    open.add(one);
    return one;
  };

  const follow = (stream: EventStream, id: string, admitted: Admitted): void => {
    const place = stream.begin(id);
    const failed = (error: unknown): void => {
      const said = error instanceof Fault ? error : options.unexpected(error);
      place.error([{ message: said.message, extensions: said.extensions }]);
    };
    if (admitted.operation.kind === 'subscription') {
      try {
        const channel = hub.join(admitted, place);
        place.left(() => channel.leave(place));
      } catch (error) {
        failed(error);
      }
      return;
    }
    run(admitted).then((completed) => {
      place.next(new Tail(completed));
      place.complete();
    }, failed);
  };

  const visitorOf = (request: IncomingMessage): Promise<Visitor> =>
    admission.visitor(bearerOf(request), langOf(request), () => isLoopback(request.socket));

  async function distinct(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await askedOf(request, options.bodyBytes);
    const visitor = await visitorOf(request);
    let admitted: Admitted | undefined;
    let refused: Fault | undefined;
    try {
      admitted = await admission.admit('events', visitor, asked);
    } catch (error) {
      // By the protocol a document that cannot run is told on the stream; who may not come in at all is told by status.
      if (!(error instanceof Fault) || error.status !== 400) throw error;
      metrics.refused('events', error.code);
      refused = error;
    }
    if (response.destroyed) return;
    const one = opened(visitor, false);
    one.stream.connect(response);
    endWith(one);
    if (admitted) follow(one.stream, ONLY, admitted);
    else one.stream.refuse(ONLY, [{ message: refused!.message, extensions: refused!.extensions }]);
  }

  async function reserve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const visitor = await visitorOf(request);
    admission.arrive(visitor);
    if (unconnected >= MAX_RESERVED) throw fault(gatewayErrors, 'TOO_MANY_REQUESTS', { seconds: RESERVED_MS / 1000 });
    const token = ids.random();
    unconnected++;
    const one = opened(visitor, true, () => {
      reserved.delete(token);
      if (!one.stream.connected) unconnected--;
    });
    reserved.set(token, one);
    one.timer = setTimeout(() => one.stream.close(), RESERVED_MS);
    one.timer.unref();
    response.writeHead(201, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(token);
  }

  function reservationOf(token: string): Open {
    const one = reserved.get(token);
    if (!one) throw new Refusal(404, bad('stream token'));
    return one;
  }

  function connect(token: string, response: ServerResponse): void {
    const one = reservationOf(token);
    if (one.stream.connected) throw new Refusal(409, bad('stream open'));
    clearTimeout(one.timer);
    unconnected--;
    one.stream.connect(response);
    endWith(one);
  }

  async function put(token: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const one = reservationOf(token);
    const asked = await askedOf(request, options.bodyBytes);
    const visitor = await visitorOf(request);
    if (visitor.actor.accountId !== one.visitor.actor.accountId) throw new Refusal(403, bad('stream token'));
    const id = (asked.extensions as { operationId?: unknown } | null | undefined)?.operationId;
    if (typeof id !== 'string' || id === '' || id.length > MAX_ID) throw bad('extensions.operationId');
    if (one.stream.has(id)) throw new Refusal(409, bad('extensions.operationId'));
    if (one.stream.size >= options.subscriptionsPerStream)
      throw new Refusal(400, fault(gatewayErrors, 'TOO_MANY_SUBSCRIPTIONS', { most: options.subscriptionsPerStream }));
    const admitted = await admission.admit('events', visitor, asked);
    if (one.stream.has(id) || !open.has(one)) throw new Refusal(409, bad('extensions.operationId'));
    response.writeHead(202, { 'cache-control': 'no-store', 'x-nt-correlation': admitted.correlationId }).end();
    follow(one.stream, id, admitted);
  }

  return {
    get size() {
      return open.size;
    },
    takes: (request) =>
      acceptsOnlyEvents(request) ||
      request.method === 'PUT' ||
      request.method === 'DELETE' ||
      (request.method === 'POST' && tokenOf(request) !== undefined),
    async handle(request, response) {
      const token = tokenOf(request);
      if (request.method === 'PUT') return reserve(request, response);
      if (request.method === 'DELETE') {
        const id = paramsOf(request).get('operationId');
        if (token === undefined || !id) throw bad('token, operationId');
        reservationOf(token).stream.leave(id);
        return void response.writeHead(200, { 'cache-control': 'no-store' }).end();
      }
      if (request.method !== 'GET' && request.method !== 'POST') throw new Refusal(405, bad('method'));
      if (acceptsOnlyEvents(request)) {
        if (token !== undefined) return connect(token, response);
        return distinct(request, response);
      }
      return put(token!, request, response);
    },
    revoke(accountId) {
      for (const one of [...open]) if (one.visitor.actor.accountId === accountId) one.stream.close();
    },
    close() {
      for (const one of [...open]) one.stream.close();
    },
  };
}

const bad = (why: string): Fault => fault(kitErrors, 'BAD_REQUEST', { why });

/** General clients name event streams last, after JSON, and mean JSON. */
const acceptsOnlyEvents = ({ headers: { accept = '' } }: IncomingMessage): boolean =>
  /^\s*text\/event-stream\s*(?:;|$)/i.test(accept);

const paramsOf = (request: IncomingMessage): URLSearchParams =>
  new URL(request.url ?? '/', 'http://gateway').searchParams;

function tokenOf(request: IncomingMessage): string | undefined {
  const header = request.headers[TOKEN_HEADER];
  if (typeof header === 'string') return header || undefined;
  // Nearly every request has none, and reading an address takes its time.
  return request.url?.includes('?') ? paramsOf(request).get('token') || undefined : undefined;
}

/** POST as everywhere; GET for the browser's own EventSource, which can send neither body nor header. */
async function askedOf(request: IncomingMessage, bodyBytes: number): Promise<Asked> {
  if (request.method === 'POST') return operationOf(await bodyOf(request, bodyBytes));
  const params = paramsOf(request);
  const json = (name: string): unknown => {
    const text = params.get(name);
    if (text === null) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      throw bad(name);
    }
  };
  return {
    query: params.get('query') ?? undefined,
    documentId: params.get('documentId') ?? undefined,
    operationName: params.get('operationName') ?? undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  };
}
