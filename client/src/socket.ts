/**
 * The socket: graphql-ws, told to try for ever.
 *
 * Promises   reconnects with full jitter and never gives up; a door that turned
 *            the token away gets a fresh one; a subscription that the server
 *            ended or refused is asked for again.
 * Odd        a connection that answers no ping is thrown away although the
 *            system still thinks it open: graphql-ws would wait for hours.
 */
import { createClient, type Client } from 'graphql-ws';
import { faultOf, type GraphError, type GraphFault, type TokenSource } from './graph.js';
import { onTheWire, type Asked } from './operation.js';
import { pause, waitBefore } from './retry.js';

export interface Socket {
  subscribe<Data, Variables>(
    operation: Asked<Data, Variables>,
    variables: Variables,
    sink: { next(data: Data): void; error(error: unknown): void; complete(): void },
  ): () => void;
  /** Drops a connection that may be half open; the next try begins at once. */
  terminate(): void;
  dispose(): void;
}

/** Close codes that speak of who is asking. */
const refusals = new Set([4400, 4401, 4403]);
const pingEveryMs = 10_000;
const pongWithinMs = 5_000;

export interface SocketOptions {
  readonly url?: string;
  /** Where there is no WebSocket of its own (Node before 22): the class of `ws`. */
  readonly webSocket?: unknown;
}

export function createSocket(tokens: TokenSource, options: SocketOptions = {}): Socket {
  // A door that turned the token away gets a fresh one, even if the old one looked good.
  let turnedAway = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const client: Client = createClient({
    url: options.url ?? `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    ...(options.webSocket ? { webSocketImpl: options.webSocket } : {}),
    connectionParams: async () => ({ token: await tokens.token({ refresh: turnedAway }) }),
    on: {
      connected: () => void (turnedAway = false),
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), pongWithinMs);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
      closed: (event) => {
        clearTimeout(silence);
        turnedAway = refusals.has((event as CloseEvent).code);
      },
    },
    lazy: true,
    keepAlive: pingEveryMs,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (attempt) => pause(waitBefore(attempt)),
  });
  return {
    subscribe: (operation, variables, sink) =>
      client.subscribe<never>(wired(operation as Asked<never, never>, variables as Record<string, unknown>), {
        next: ({ data, errors }) => (data ? sink.next(data) : sink.error(errors ?? [])),
        error: (error) => sink.error(error),
        complete: () => sink.complete(),
      }),
    terminate: () => client.terminate(),
    dispose: () => void client.dispose(),
  };
}

function wired(asked: Asked<never, never>, variables: Record<string, unknown>) {
  const wire = onTheWire(asked);
  if ('query' in wire) return { query: wire.query, variables };
  const { documentId, operationName } = wire;
  return { query: '', ...(operationName && { operationName }), variables, extensions: { documentId } };
}

/** Hears one subscription until `ended`: whatever ends it, it is asked for again after a jittered wait. */
export function listen<Data, Variables>(
  socket: Socket,
  operation: Asked<Data, Variables>,
  variables: Variables,
  sink: { next(data: Data): void; refused(fault: GraphFault): void },
  ended: AbortSignal,
): void {
  let leave: (() => void) | undefined;
  let failures = 0;
  const ask = (): void => {
    if (ended.aborted) return;
    leave = socket.subscribe(operation, variables, {
      next: (data) => {
        failures = 0;
        if (!ended.aborted) sink.next(data);
      },
      error: again,
      complete: () => again(),
    });
  };
  const again = (error?: unknown): void => {
    if (ended.aborted) return;
    if (Array.isArray(error) && error[0]) sink.refused(faultOf(error[0] as GraphError));
    failures += 1;
    void pause(waitBefore(failures), ended).then(ask);
  };
  ended.addEventListener('abort', () => leave?.(), { once: true });
  ask();
}
