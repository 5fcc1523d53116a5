/**
 * Apollo Server as the front of HTTP, with our executor behind it.
 *
 * It is given what admission let in, so what it would parse, validate and hash
 * again is handed to it through its own document store. Its answer is text that
 * the executor has already written: the data travels under a symbol, which
 * `stringifyResult` writes out.
 *
 * What is left for it then is to find the media type that the caller likes best
 * and to put the parts together. Callers who say it as nearly all do are
 * answered without it: its pipeline took half of a small request's time.
 *
 * Promises  both ways give the same answer, byte for byte.
 * Odd part  plug-ins that read `data` see an empty object, and a schema that is not ours; errors they see whole.
 */
import { ApolloServer, HeaderMap, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { buildSchema, GraphQLError, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import type { Ids } from '@nghitruong/kit/context';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { Log } from '@nghitruong/kit/log';
import type { Admitted } from '../admission/admission.js';
import type { KnownDocument } from '../admission/documents.js';
import { answerText, type Completed } from '../execution/executable.js';

const TEXT = Symbol('text');

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';
/** What Apollo Server chooses for what nearly everybody accepts. */
const CHOSEN: ReadonlyMap<string, string> = new Map([
  ['', JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/json, text/plain, */*', JSON_TYPE],
  ['application/graphql-response+json', RESPONSE_TYPE],
  ['application/graphql-response+json, application/json', RESPONSE_TYPE],
  ['application/graphql-response+json, application/json;q=0.9', RESPONSE_TYPE],
  ['application/graphql-response+json,application/json;q=0.9', RESPONSE_TYPE],
]);

export interface FrontContext extends BaseContext {
  readonly admitted: Admitted;
  /** Of the answer, once there is one: in an object of its own, for the context is copied on its way. */
  readonly answer: { correlationId: string };
}

export interface Answered extends Completed {
  /** Under which it was asked of subgraphs: of another request, where that one's answer was shared. */
  readonly correlationId: string;
}

export type RunOperation = (admitted: Admitted) => Promise<Answered>;

export interface FrontAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly correlationId: string;
}

export class Front {
  private constructor(
    private readonly server: ApolloServer<FrontContext>,
    private readonly admitted: AdmittedDocuments,
    private readonly run: RunOperation,
  ) {}

  static async start(options: { run: RunOperation; ids: Ids; log: Log }): Promise<Front> {
    const admitted = new AdmittedDocuments();
    const server = new ApolloServer<FrontContext>({
      gateway: servedBy(options.run),
      documentStore: admitted,
      persistedQueries: false,
      introspection: true,
      csrfPrevention: true,
      allowBatchedHttpRequests: false,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      logger: quiet(options.log),
      plugins: [
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginLandingPageDisabled(),
        ApolloServerPluginSchemaReportingDisabled(),
        ApolloServerPluginUsageReportingDisabled(),
      ],
      formatError: (formatted, error) => onlyOurs(formatted, error, options),
      stringifyResult: (result) => textOf(result),
    });
    await server.start();
    return new Front(server, admitted, options.run);
  }

  /** Throws what the operation cannot be planned for. */
  async answer(admitted: Admitted, accept = ''): Promise<FrontAnswer> {
    admitted.operation.executable();
    const type = CHOSEN.get(accept);
    if (type === undefined) return this.negotiated(admitted, accept);
    const answered = await this.run(admitted);
    return { status: 200, type, text: answerText(answered), correlationId: answered.correlationId };
  }

  private async negotiated(admitted: Admitted, accept: string): Promise<FrontAnswer> {
    const headers = new HeaderMap();
    headers.set('content-type', 'application/json');
    headers.set('accept', accept);
    const context: FrontContext = { admitted, answer: { correlationId: admitted.correlationId } };
    const response = await this.admitted.during(admitted.document, () =>
      this.server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          headers,
          search: '',
          body: {
            query: admitted.document.text,
            ...(admitted.operationName && { operationName: admitted.operationName }),
            variables: admitted.given,
          },
        },
        context: () => Promise.resolve(context),
      }),
    );
    if (response.body.kind !== 'complete') throw new Error('incremental delivery is not offered');
    return {
      status: response.status ?? 200,
      type: response.headers.get('content-type') ?? JSON_TYPE,
      text: response.body.string,
      correlationId: context.answer.correlationId,
    };
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

/**
 * What it serves, as it believes. It is handed documents that were admitted and has them executed, both under the
 * supergraph that is served; it asks no schema anything, and told of that one it would keep the last in memory and
 * write the next one out in the moment of a swap. So it has a schema of its own that says nothing.
 */
const servedBy = (run: RunOperation): GatewayInterface => ({
  onSchemaLoadOrUpdate(callback) {
    callback({ apiSchema: buildSchema('type Query { nothing: Boolean }'), coreSupergraphSdl: '' });
    return () => undefined;
  },
  load: () =>
    Promise.resolve({
      executor: async (request) => {
        const context = request.context as FrontContext;
        const { dataText, errors, correlationId } = await run(context.admitted);
        context.answer.correlationId = correlationId;
        const data = { [TEXT]: dataText } as Record<string, unknown>;
        return { data, ...(errors.length > 0 && { errors: errors.map(asGraphQLError) }) };
      },
    }),
  stop: () => Promise.resolve(),
});

/**
 * The documents of the requests being answered: parsed and validated by
 * admission, under the supergraph that it let them in with, so that Apollo
 * Server does neither again, least of all under the next one.
 */
class AdmittedDocuments {
  private readonly inFlight = new Map<string, { document: DocumentNode; requests: number }>();

  async during<T>({ id, document }: KnownDocument, work: () => Promise<T>): Promise<T> {
    const known = this.inFlight.get(id);
    if (known) known.requests++;
    else this.inFlight.set(id, { document, requests: 1 });
    try {
      return await work();
    } finally {
      const kept = this.inFlight.get(id)!;
      if (--kept.requests === 0) this.inFlight.delete(id);
    }
  }

  /** It asks by its schema's hash and the text's SHA-256: the last 64 digits are the document's id. */
  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.inFlight.get(key.slice(-64))?.document);
  }

  set(): Promise<void> {
    return Promise.resolve();
  }

  delete(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

const asGraphQLError = (e: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(e.message, { path: e.path as (string | number)[] | undefined, extensions: e.extensions });

/** Whatever Apollo Server itself says in its own words is told as ours. */
function onlyOurs(
  formatted: GraphQLFormattedError,
  error: unknown,
  { ids, log }: { ids: Ids; log: Log },
): GraphQLFormattedError {
  const { code, vi, en, params } = formatted.extensions ?? {};
  const path = formatted.path && formatted.path.length > 0 ? { path: formatted.path } : {};
  if (typeof vi === 'string') return { message: formatted.message, ...path, extensions: { code, params, vi, en } };
  if (code === 'BAD_REQUEST') {
    const said = fault(kitErrors, 'BAD_REQUEST', { why: 'accept, content-type' });
    return { message: said.message, extensions: said.extensions };
  }
  const id = ids.next();
  log.error({ err: error, errorId: id }, 'the front failed');
  const said = fault(kitErrors, 'INTERNAL', { id });
  return { message: said.message, ...path, extensions: said.extensions };
}

function textOf(result: { data?: unknown; errors?: readonly GraphQLFormattedError[] }): string {
  const dataText = (result.data as Record<symbol, string> | null | undefined)?.[TEXT];
  if (dataText === undefined) return JSON.stringify(result);
  return answerText({ dataText, errors: result.errors ?? [] });
}

function quiet(log: Log) {
  const say = (message?: unknown): void => log.debug({ message: String(message) }, 'apollo server');
  return {
    debug: say,
    info: say,
    warn: say,
    error: (message?: unknown) => log.warn({ message: String(message) }, 'apollo server'),
  };
}
