/**
 * The door of one subgraph: GraphQL over HTTP and graphql-ws, for the gateway only.
 *
 * Every request carries the gateway's assertion over its body; a person's
 * request also carries that person's token, which is verified here again. On a
 * socket the two come with each subscription, in `extensions`, because one
 * upstream socket serves many viewers.
 *
 * Wire      headers `x-nt-gateway` (assertion), `authorization` (bearer),
 *           `x-nt-correlation`, `accept-language`, and in answers `x-nt-key`
 *           (this process's half of call keys); on a socket, per operation:
 *           extensions { gateway, token, correlation, lang }, where the
 *           assertion covers the exact text of `query` followed by the JSON of
 *           `variables` (`{}` where there are none)
 * Promises  no stack, path or SQL leaves; an unknown fault is INTERNAL with an
 *           id that the log has too; variables are never logged.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  execute,
  GraphQLError,
  parse,
  subscribe,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { CloseCode, makeServer, type ServerOptions } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { ANONYMOUS, type Actor, type AssertionVerifier, type TokenVerifier } from '../auth/index.js';
import { correlated, type Clock, type Context, type Ids, type Lang } from '../context/index.js';
import { Fault, fault, kitErrors, message } from '../errors/index.js';
import type { Log } from '../log/index.js';
import type { Tracer } from '../traces/index.js';
import { BodyTooLarge, readBody, sendJson } from './http.js';

export interface SubgraphServerOptions {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly assertions: AssertionVerifier;
  readonly tokens: TokenVerifier;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly maxBodyBytes?: number;
  /** Where traces were asked for. */
  readonly tracer?: Tracer;
}

export interface SubgraphServer {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

interface Operation {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: Record<string, unknown>;
}

const MAX_DOCUMENTS = 1_000;
const MAX_BODY = 1_000_000;

export function createSubgraphServer(options: SubgraphServerOptions): SubgraphServer {
  const { schema, assertions, tokens } = options;
  // The gateway's plans repeat: each document is parsed and validated once.
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();
  function documentOf(query: string): DocumentNode | readonly GraphQLError[] {
    const known = documents.get(query);
    if (known) return known;
    let made: DocumentNode | readonly GraphQLError[];
    try {
      const document = parse(query, { maxTokens: 20_000 });
      const errors = validate(schema, document);
      made = errors.length ? errors : document;
    } catch (error) {
      made = [error as GraphQLError];
    }
    if (documents.size >= MAX_DOCUMENTS) documents.delete(documents.keys().next().value!);
    documents.set(query, made);
    return made;
  }

  async function contextOf(said: {
    assertion?: string;
    body: string | Buffer;
    token?: string;
    correlation?: string;
    lang?: string;
  }): Promise<Context> {
    const { rights } = assertions.verify(said.assertion, said.body);
    const actor: Actor = rights
      ? { kind: 'RIGHTS', grants: rights }
      : said.token
        ? await tokens.verify(said.token)
        : ANONYMOUS;
    const lang: Lang = said.lang?.startsWith('en') ? 'en' : 'vi';
    const correlationId =
      said.correlation && /^[\w-]{1,64}$/.test(said.correlation) ? said.correlation : options.ids.next();
    return { actor, clock: options.clock, ids: options.ids, log: options.log, lang, correlationId, loaders: new Map() };
  }

  /** Known faults keep their code; anything else becomes INTERNAL, and the log keeps what it was. */
  function formatted(error: GraphQLError, correlationId?: string): GraphQLFormattedError {
    const inner = error.originalError ?? error;
    if (inner instanceof Fault) {
      return {
        message: inner.message,
        ...(error.locations && { locations: error.locations }),
        ...(error.path && { path: error.path }),
        extensions: inner.extensions,
      };
    }
    if ((error.originalError === undefined || error.path === undefined) && error.extensions['code'] === undefined) {
      // From parsing, validation or coercion (which wraps its cause, but ran no resolver): graphql-js's own words, which name only what the caller sent.
      const said = error.path
        ? message(kitErrors, 'INVALID_INPUT', { field: error.path.join('.'), why: error.message })
        : message(kitErrors, 'BAD_REQUEST', { why: error.message });
      return { ...error.toJSON(), extensions: { ...said } };
    }
    if (error.originalError === undefined) return error.toJSON();
    const id = options.ids.random().slice(0, 8);
    options.log.error({ err: error.originalError, path: error.path, errorId: id, correlationId }, 'a resolver failed');
    const said = fault(kitErrors, 'INTERNAL', { id });
    return { message: said.message, ...(error.path && { path: error.path }), extensions: said.extensions };
  }
  const formatResult = (result: ExecutionResult, ctx?: Context): Record<string, unknown> => ({
    ...result,
    ...(result.errors && { errors: result.errors.map((e) => formatted(e, ctx?.correlationId)) }),
  });

  const told = { 'x-nt-key': assertions.half };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return sendJson(response, 405, { errors: [{ message: 'POST' }] }, { allow: 'POST' });
    let body: Buffer;
    try {
      body = await readBody(request, options.maxBodyBytes ?? MAX_BODY);
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) return;
      return sendJson(
        response,
        413,
        { errors: [fault(kitErrors, 'BAD_REQUEST', { why: 'body' }).toJSON()] },
        { connection: 'close' },
      );
    }
    let ctx: Context;
    let operation: Operation;
    try {
      const header = (name: string): string | undefined => request.headers[name] as string | undefined;
      ctx = await contextOf({
        assertion: header('x-nt-gateway'),
        body,
        token: header('authorization')?.replace(/^Bearer /i, ''),
        correlation: header('x-nt-correlation'),
        lang: header('accept-language'),
      });
      operation = JSON.parse(body.toString('utf8')) as Operation;
      if (typeof operation.query !== 'string') throw fault(kitErrors, 'BAD_REQUEST', { why: 'query' });
    } catch (error) {
      const said = error instanceof Fault ? error : fault(kitErrors, 'BAD_REQUEST', { why: 'JSON' });
      return sendJson(response, said.status === 200 ? 400 : said.status, { errors: [said.toJSON()] }, told);
    }
    const document = documentOf(operation.query as string);
    if (!('kind' in document)) return sendJson(response, 400, { errors: document.map((e) => formatted(e)) }, told);
    const run = () =>
      execute({
        schema,
        document,
        contextValue: ctx,
        variableValues: (operation.variables ?? {}) as Record<string, unknown>,
        operationName: (operation.operationName ?? undefined) as string | undefined,
      });
    // Only what the gateway said: an id made here would say of a secret ballot when it was cast.
    const said = request.headers['x-nt-correlation'] === ctx.correlationId ? ctx.correlationId : undefined;
    // Only below a span of the gateway: what it does not trace, the cast of a secret ballot, is traced nowhere.
    const parent = request.headers['traceparent'] as string | undefined;
    const span = parent !== undefined && options.tracer?.continue(options.name, 'SERVER', parent);
    const result = (await correlated(said, run)) as ExecutionResult;
    if (span) span.end(Boolean(result.errors?.length));
    sendJson(response, 200, formatResult(result, ctx), told);
  }

  const wsOptions: ServerOptions<Record<string, unknown>, { socket: WebSocket }> = {
    schema,
    async onSubscribe(_ctx, _id, payload) {
      try {
        const said = (payload.extensions ?? {}) as Record<string, string | undefined>;
        const ctx = await contextOf({
          assertion: said['gateway'],
          body: payload.query + JSON.stringify(payload.variables ?? {}),
          token: said['token'],
          correlation: said['correlation'],
          lang: said['lang'],
        });
        const document = documentOf(payload.query);
        if (!('kind' in document)) return document;
        const args: ExecutionArgs = {
          schema,
          document,
          contextValue: ctx,
          variableValues: payload.variables ?? {},
          operationName: payload.operationName ?? undefined,
        };
        return args;
      } catch (error) {
        return [error instanceof GraphQLError ? error : fault(kitErrors, 'BAD_REQUEST', { why: 'operation' })];
      }
    },
    execute,
    subscribe,
    onNext(_ctx, _id, _payload, args, result) {
      const ctx = args.contextValue as Context;
      // All events of a stream share its context: what a loader cached for one must not answer the next.
      ctx.loaders.clear();
      return formatResult(result as ExecutionResult, ctx) as never;
    },
    onError: (_ctx, _id, _payload, errors) => errors.map((e) => formatted(e as GraphQLError)) as never,
  };
  const graphqlWs = makeServer(wsOptions);
  const upgrades = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: options.maxBodyBytes ?? MAX_BODY,
    handleProtocols: (offered) => (offered.has('graphql-transport-ws') ? 'graphql-transport-ws' : false),
  });
  upgrades.on('connection', (socket: WebSocket) => {
    const closed = graphqlWs.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve, reject) => socket.send(data, (error) => (error ? reject(error) : resolve()))),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listen) =>
          socket.on('message', (data) => {
            listen(String(data)).catch((err: unknown) => {
              options.log.error({ err }, 'a socket operation failed');
              socket.close(CloseCode.InternalServerError, 'internal');
            });
          }),
      },
      { socket },
    );
    // A peer that vanished without a word is noticed within two heartbeats.
    let alive = true;
    socket.on('pong', () => (alive = true));
    const heartbeat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, 10_000).unref();
    socket.on('error', () => socket.terminate());
    socket.once('close', (code, reason) => {
      clearInterval(heartbeat);
      void closed(code, String(reason));
    });
  });

  return {
    handle,
    upgrade: (request, socket, head) =>
      upgrades.handleUpgrade(request, socket, head, (ws) => upgrades.emit('connection', ws, request)),
    async close() {
      for (const socket of upgrades.clients) socket.close(1001, 'going away');
      const hard = setTimeout(() => upgrades.clients.forEach((s) => s.terminate()), 1_000);
      await new Promise<void>((resolve) => upgrades.close(() => resolve()));
      clearTimeout(hard);
    },
  };
}
