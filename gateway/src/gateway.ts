/**
 * The gateway as one value: mounted by whoever has a host.
 *
 * Wiring only. Elsewhere  who gets in: admission · what runs: execution ·
 * which supergraph: supergraph · what is called: upstream · who watches: live ·
 * how it is spoken: door
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createAssertionSigner, type TokenVerifier } from '@nghitruong/kit/auth';
import { systemClock, systemIds, type Clock, type Ids } from '@nghitruong/kit/context';
import type { Fault } from '@nghitruong/kit/errors';
import { createLog, type Log } from '@nghitruong/kit/log';
import { createMetrics, Disposal, type Metrics } from '@nghitruong/kit/host';
import type { Tracer } from '@nghitruong/kit/traces';
import { Admission, type AdHoc, type Admitted } from './admission/admission.js';
import { CONFIDENTIAL_FIELDS } from './admission/confidential.js';
import { DisabledAccounts } from './admission/disabled.js';
import { defaultLimits, type Limits } from './admission/limits.js';
import { TrustedDocuments } from './admission/trusted.js';
import { Front, type Answered, type RunOperation } from './door/apollo.js';
import { createExplorer } from './door/explorer.js';
import { createEventDoor } from './door/events.js';
import { createHttpDoor } from './door/http.js';
import { InFlight } from './door/in-flight.js';
import { createSocketDoor } from './door/socket.js';
import { internal, type FailureSource } from './execution/failures.js';
import type { Send } from './execution/plan.js';
import { Shared } from './execution/shared.js';
import { Hub } from './live/hub.js';
import { createGatewayMetrics } from './metrics.js';
import type { PlannerChoice } from './supergraph/choice.js';
import { Supergraph, type Generation } from './supergraph/supergraph.js';
import { watch } from './supergraph/watch.js';
import { SubgraphCaller, type UpstreamLimits } from './upstream/caller.js';
import type { Identity } from './upstream/identity.js';
import { Streams } from './upstream/streams.js';
import { eventTraces, operationSpan, tracedSend } from './upstream/traced.js';

export interface GatewayOptions {
  /** The supergraph's file (watched), or its text. */
  readonly supergraph: string | { readonly sdl: string };
  /** Addresses by subgraph; a subgraph that is not named here is asked at the supergraph's own address. */
  readonly subgraphUrls?: Readonly<Record<string, readonly string[]>>;
  /** PKCS#8, base64: what subgraphs know the gateway by. `null` for subgraphs that ask for no signature. */
  readonly gatewayPrivateKey: string | null;
  readonly tokens: TokenVerifier;
  /** Files of trusted documents (watched), or documents by their id. */
  readonly documents?: readonly (string | Readonly<Record<string, string>>)[];
  readonly allowedOrigins?: readonly string[];
  /** The subgraph whose `accountsDisabled` is followed: those accounts' tokens and sockets are refused at once. */
  readonly disabledAccounts?: string;
  /** Root fields of which no correlation id is logged or sent on. */
  readonly confidentialFields?: readonly string[];
  readonly adHoc?: AdHoc;
  readonly limits?: Partial<Limits>;
  /** `auto` unless said otherwise. */
  readonly planner?: PlannerChoice;
  readonly upstream?: Partial<UpstreamLimits>;
  /** What the explorer shows first. */
  readonly exampleQuery?: string;
  readonly watchEveryMs?: number;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly log?: Log;
  readonly metrics?: Metrics;
  /** Where traces were asked for. */
  readonly tracer?: Tracer;
}

export interface Gateway {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  explorer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Resolves while a supergraph is loaded. */
  ready(): Promise<void>;
  /** For subgraphs that move: takes effect at once, for calls and streams alike. */
  useSubgraphs(urls: Readonly<Record<string, readonly string[]>>): void;
  /** True where another supergraph took over; false where it is the same or was refused. */
  useSupergraph(sdl: string): Promise<boolean>;
  /** Ends the sockets and event streams of an account whose rights have changed. */
  revoke(accountId: string): void;
  close(): Promise<void>;
}

const defaultUpstream: UpstreamLimits = {
  connections: 64,
  waiting: 2_000,
  deadlineMs: 5_000,
  maxAnswerBytes: 20_000_000,
};
const WATCH_EVERY_MS = 500;

export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const clock = options.clock ?? systemClock;
  const ids = options.ids ?? systemIds(clock);
  const log = options.log ?? createLog('gateway');
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const metrics = createGatewayMetrics(
    options.metrics ?? createMetrics('gateway', false),
    options.adHoc === 'EVERYONE',
  );
  const allowedOrigins = options.allowedOrigins ?? [];
  const disposal = new Disposal();
  const watchEveryMs = options.watchEveryMs ?? WATCH_EVERY_MS;

  const trusted = new TrustedDocuments(log);
  for (const [i, documents] of (options.documents ?? []).entries()) {
    if (typeof documents !== 'string') trusted.set(`#${i}`, documents);
    else {
      await trusted.read(documents);
      const readAgain = (): void => void trusted.read(documents).then(() => trusted.warm(supergraph.current.documents));
      disposal.add('document watch', watch(documents, watchEveryMs, readAgain), (stop) => stop());
    }
  }

  const supergraph = disposal.add(
    'supergraph',
    new Supergraph({
      limits,
      metrics,
      log,
      planner: options.planner ?? 'auto',
      prepare: (generation) => trusted.warm(generation.documents),
      // Where only developers ask for what is not registered, nobody asks most of the time.
      restAfterwards: options.adHoc !== 'EVERYONE',
    }),
    (s) => s.close(),
  );
  if (typeof options.supergraph === 'string') await supergraph.loadFile(options.supergraph);
  else await supergraph.load(options.supergraph.sdl);

  const signer =
    options.gatewayPrivateKey === null
      ? undefined
      : createAssertionSigner(options.gatewayPrivateKey, () => clock.now().getTime());
  const caller = disposal.add(
    'subgraph connections',
    new SubgraphCaller(signer, { ...defaultUpstream, ...options.upstream }, metrics, log),
    (c) => c.close(),
  );
  const streams = disposal.add('subgraph streams', new Streams(signer, ids, log), (s) => s.close());
  const nextId = (): string => ids.next();
  const failures = (correlationId: string | undefined): FailureSource => ({ log, correlationId, nextId });
  const confidential = new Set(options.confidentialFields ?? CONFIDENTIAL_FIELDS);
  const isConfidential = (rootFields: ReadonlySet<string>): boolean => {
    for (const field of rootFields) if (confidential.has(field)) return true;
    return false;
  };
  const send =
    (identity: Identity): Send =>
    (call) =>
      caller.call(call, identity);
  const unexpected = (err: unknown): Fault => {
    const id = ids.next();
    log.error({ err, errorId: id }, 'an operation failed');
    return internal(id);
  };

  const { tracer } = options;
  const execute = async (admitted: Admitted, confidential: boolean): Promise<Answered> => {
    const { visitor, operation, given, variables } = admitted;
    const correlationId = confidential ? undefined : admitted.correlationId;
    const { lang, token } = visitor;
    const identity: Identity = { correlationId, lang, token, rights: undefined };
    // What is confidential has no correlation id, and no span either: a span says when.
    const span = tracer && correlationId && operationSpan(tracer, admitted);
    const { dataText, errors } = await operation.executable().run({
      given,
      variables,
      send: span ? tracedSend(tracer, caller, identity, span) : send(identity),
      failures: failures(correlationId),
    });
    if (span) span.end(errors.length > 0);
    return { dataText, errors, correlationId: admitted.correlationId };
  };
  const shared = new Shared<Answered>();
  const run: RunOperation = async (admitted) => {
    const { visitor, operation, given } = admitted;
    const ended = metrics.operation(admitted);
    const confidential = isConfidential(operation.rootFields);
    const answered =
      operation.kind === 'query' && !confidential
        ? await shared.ask(
            operation,
            () => `${visitor.lang} ${visitor.token ?? ''} ${JSON.stringify(given)}`,
            () => execute(admitted, false),
          )
        : await execute(admitted, confidential);
    if (answered.correlationId !== admitted.correlationId) metrics.shared();
    ended(answered.errors.length > 0 ? 'errors' : 'ok');
    return answered;
  };

  const inFlight = new InFlight();
  const disabled = disposal.add('disabled accounts', new DisabledAccounts((accountId) => revoke(accountId), log), (d) =>
    d.close(),
  );
  const admission = new Admission({
    tokens: options.tokens,
    disabled,
    trusted,
    supergraph,
    adHoc: options.adHoc ?? 'DEVELOPER',
    perAccount: limits.perAccount,
    anonymous: limits.anonymous,
    ids,
  });
  const hub = disposal.add(
    'channels',
    new Hub({
      admission,
      current: () => supergraph.current,
      streams,
      send,
      failures,
      isConfidential,
      trace: tracer && eventTraces(tracer, caller),
      metrics,
      log,
    }),
    (h) => h.close(),
  );
  const front = disposal.add('front', await Front.start({ run, ids, log }), (f) => f.stop());
  const eventDoor = createEventDoor({
    admission,
    hub,
    run,
    bodyBytes: limits.bodyBytes,
    subscriptionsPerStream: limits.subscriptionsPerSocket,
    clock,
    ids,
    metrics,
    unexpected,
  });
  const httpDoor = createHttpDoor({
    admission,
    front,
    events: eventDoor,
    allowedOrigins,
    bodyBytes: limits.bodyBytes,
    metrics,
    inFlight,
    unexpected,
  });
  // Requests in flight are answered before the connections that they need are closed.
  disposal.add('requests', inFlight, (f) => f.empty());
  const socketDoor = disposal.add(
    'sockets',
    createSocketDoor({
      admission,
      hub,
      run,
      allowedOrigins,
      messageBytes: limits.messageBytes,
      subscriptionsPerSocket: limits.subscriptionsPerSocket,
      initMs: limits.initMs,
      clock,
      metrics,
      unexpected,
    }),
    (d) => d.close(),
  );
  disposal.add('event streams', eventDoor, (d) => d.close());
  const revoke = (accountId: string): void => {
    socketDoor.revoke(accountId);
    eventDoor.revoke(accountId);
  };
  metrics.watch({
    sockets: () => socketDoor.size,
    viewers: () => hub.viewerCount,
    upstreams: () => streams.size,
    documents: () => supergraph.current.documents.size,
  });

  let moved: Readonly<Record<string, readonly string[]>> = options.subgraphUrls ?? {};
  const useAddresses = (generation: Generation): void => {
    const addresses = new Map(generation.services.map(({ name, url }) => [name, moved[name] ?? (url ? [url] : [])]));
    caller.use(addresses);
    streams.use(addresses);
  };
  const takeOver = (generation: Generation): void => {
    useAddresses(generation);
    hub.takeOver(generation);
  };
  useAddresses(supergraph.current);
  if (options.disabledAccounts) disabled.follow(streams, options.disabledAccounts, ids.next());
  supergraph.onTakenOver(takeOver);
  if (typeof options.supergraph === 'string') {
    const file = options.supergraph;
    disposal.add(
      'supergraph watch',
      watch(file, watchEveryMs, () => void supergraph.loadFile(file)),
      (stop) => stop(),
    );
  }

  return {
    handle: httpDoor,
    upgrade: (request, socket, head) => socketDoor.upgrade(request, socket, head),
    explorer: createExplorer('/graphql', options.exampleQuery),
    ready: () => Promise.resolve(void supergraph.current),
    useSubgraphs(urls) {
      moved = urls;
      useAddresses(supergraph.current);
    },
    useSupergraph: (sdl) => supergraph.load(sdl),
    revoke,
    close: () => disposal.end(log),
  };
}
