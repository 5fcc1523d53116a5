/**
 * The graph over HTTP: trusted documents only, known by their id.
 *
 * Promises   an answer, or a GraphFault that says whether the same request may
 *            be sent again. A request whose token has just ended is repeated
 *            once with a fresh one.
 * Elsewhere  what arrives by itself: socket, live · answers as data: client
 */
import { onTheWire, type Asked } from './operation.js';

export interface SaidInBoth {
  readonly vi: string;
  readonly en: string;
}

/** Nothing is known about what the server did: neither done nor lost. */
export class GraphFault extends Error {
  constructor(
    readonly code: string,
    readonly said: SaidInBoth | null,
    /** The network or the server failed; the same request may be repeated. */
    readonly retryable: boolean,
  ) {
    super(said?.en ?? code);
    this.name = 'GraphFault';
  }
}

/** Who is asking; `refresh` gets a fresh token although the old one may look good. */
export interface TokenSource {
  token(options?: { refresh?: boolean }): Promise<string | null>;
}

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly vi?: string; readonly en?: string };
}
interface GraphAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphError[];
}

const notRetryable = new Set([
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID_INPUT',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'UNKNOWN_DOCUMENT',
  'UNAUTHENTICATED',
]);

export function faultOf(error: GraphError): GraphFault {
  const { code = 'INTERNAL', vi, en } = error.extensions ?? {};
  return new GraphFault(code, vi && en ? { vi, en } : null, !notRetryable.has(code));
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** How long to wait for an answer. */
  readonly timeoutMs?: number;
  /** Asks with this token first: one that proves more than the page's own, and ends sooner. */
  readonly token?: string;
}

export class Graph {
  constructor(
    private readonly tokens: TokenSource,
    private readonly url = '/graphql',
    private readonly request: typeof fetch = (...all) => fetch(...all),
  ) {}

  /**
   * Runs one query or mutation. Throws GraphFault, also where an error took every field that was asked for: a field
   * that is null then says nothing. Errors beside other data (a part that is down) are not faults.
   */
  async run<Data, Variables>(
    operation: Asked<Data, Variables>,
    variables: Variables,
    options: RunOptions = {},
  ): Promise<Data> {
    const { data, errors } = await this.answer(operation, variables, options);
    const [first] = errors;
    if (first && Object.values(data as object).every((field) => field === null)) throw faultOf(first);
    return data;
  }

  /** As `run`, with the errors of the parts that are missing beside the data. */
  async answer<Data, Variables>(
    operation: Asked<Data, Variables>,
    variables: Variables,
    options: RunOptions = {},
  ): Promise<{ readonly data: Data; readonly errors: readonly GraphError[] }> {
    try {
      return await this.#once(operation, variables, options, false);
    } catch (error) {
      if (error instanceof GraphFault && error.code === 'UNAUTHENTICATED')
        return this.#once(operation, variables, { ...options, token: undefined }, true);
      throw error;
    }
  }

  async #once<Data, Variables>(
    operation: Asked<Data, Variables>,
    variables: Variables,
    options: RunOptions,
    refresh: boolean,
  ): Promise<{ readonly data: Data; readonly errors: readonly GraphError[] }> {
    const deadline = AbortSignal.timeout(options.timeoutMs ?? 8_000);
    const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
    let answer: GraphAnswer<Data>;
    try {
      const token = options.token ?? (await this.tokens.token({ refresh }));
      const response = await this.request(this.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ ...onTheWire(operation as Asked<never, never>), variables }),
        signal,
      });
      const body: unknown = await response.json().catch(() => null);
      if (body === null || typeof body !== 'object')
        throw new GraphFault(
          response.status === 401 ? 'UNAUTHENTICATED' : 'UNAVAILABLE',
          null,
          response.status !== 401,
        );
      answer = body as GraphAnswer<Data>;
    } catch (error) {
      if (error instanceof GraphFault) throw error;
      throw new GraphFault('UNREACHABLE', null, true);
    }
    const first = answer.errors?.[0];
    if (answer.data === undefined || answer.data === null)
      throw first ? faultOf(first) : new GraphFault('UNAVAILABLE', null, true);
    const denied = answer.errors?.find((e) => e.extensions?.code === 'UNAUTHENTICATED');
    if (denied && !refresh) throw faultOf(denied);
    return { data: answer.data, errors: answer.errors ?? [] };
  }
}
