/**
 * Endpoint: one address of one subgraph, with everything that keeps a bad one from hurting.
 *
 * Keep-alive connections, at most so many calls at once, a deadline for each,
 * and a circuit breaker that asks an address that failed several times in a
 * row only now and then.
 *
 * Promises   a call ends within its deadline; what comes back is a GraphQL
 *            answer or one of two failures: nothing was sent, or unknown.
 * Secret     addresses and bodies go to the log, never to a caller.
 */
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleAll,
  IterableBackoff,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { Pool } from 'undici';
import type { SubgraphAnswer } from '../execution/plan.js';

export interface EndpointOptions {
  readonly url: string;
  readonly connections: number;
  /** Calls waiting for a connection beyond this many are refused at once. */
  readonly waiting: number;
  readonly deadlineMs: number;
  readonly maxAnswerBytes: number;
}

/** Failed without having been sent: another address may be tried, whatever the operation. */
export class NotSent extends Error {}
/** Failed after it may have been sent: a mutation must not be tried again here. */
export class NoAnswer extends Error {}

const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const FAILURES_TO_OPEN = 5;

export class Endpoint {
  private readonly pool: Pool;
  private readonly path: string;
  private readonly breaker: CircuitBreakerPolicy;
  private running = 0;

  constructor(private readonly options: EndpointOptions) {
    const url = new URL(options.url);
    this.path = url.pathname + url.search;
    this.pool = new Pool(url.origin, {
      connections: options.connections,
      pipelining: 1,
      connect: { timeout: Math.min(options.deadlineMs, 2_000) },
      keepAliveTimeout: 30_000,
      // Deadlines are ours, per call.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.breaker = circuitBreaker(handleAll, {
      breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
      halfOpenAfter: new IterableBackoff([200, 500, 1_000, 2_000]),
    });
  }

  get url(): string {
    return this.options.url;
  }

  /** False while the breaker keeps calls away: another address is asked first. */
  get open(): boolean {
    return this.breaker.state === CircuitState.Closed || this.breaker.state === CircuitState.HalfOpen;
  }

  async call(body: string, headers: Record<string, string>): Promise<SubgraphAnswer> {
    if (this.running >= this.options.connections + this.options.waiting) throw new NotSent('too many calls at once');
    this.running++;
    try {
      return await this.breaker.execute(() => this.send(body, headers));
    } catch (error) {
      if (error instanceof NotSent || error instanceof NoAnswer) throw error;
      if (error instanceof BrokenCircuitError) throw new NotSent('resting after failures');
      throw new NoAnswer((error as Error).message);
    } finally {
      this.running--;
    }
  }

  private async send(body: string, headers: Record<string, string>): Promise<SubgraphAnswer> {
    const abort = new AbortController();
    const deadline = setTimeout(
      () => abort.abort(new NoAnswer(`no answer within ${this.options.deadlineMs} ms`)),
      this.options.deadlineMs,
    );
    try {
      const response = await this.pool.request({
        method: 'POST',
        path: this.path,
        headers,
        body,
        signal: abort.signal,
      });
      const declared = Number(response.headers['content-length'] ?? 0);
      if (declared > this.options.maxAnswerBytes) {
        response.body.destroy();
        throw new NoAnswer(`answer of ${declared} bytes`);
      }
      const text = await bounded(response.body, this.options.maxAnswerBytes);
      return understood(text, response.statusCode);
    } catch (error) {
      if (error instanceof NoAnswer) throw error;
      const code = String((error as { code?: unknown }).code ?? (error as { cause?: { code?: unknown } }).cause?.code);
      throw NEVER_SENT.has(code) ? new NotSent(code) : new NoAnswer(`${code} ${(error as Error).message}`);
    } finally {
      clearTimeout(deadline);
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

async function bounded(body: AsyncIterable<Buffer>, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new NoAnswer(`answer of more than ${most} bytes`);
    chunks.push(chunk);
  }
  return (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8');
}

/** A GraphQL answer is an object with `data` or `errors`, whatever the status; anything else is no answer. */
function understood(text: string, status: number): SubgraphAnswer {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new NoAnswer(`status ${status}, not JSON`);
  }
  const answer = parsed as { data?: unknown; errors?: unknown } | null;
  if (typeof answer !== 'object' || answer === null) throw new NoAnswer(`status ${status}, no object`);
  const errors = Array.isArray(answer.errors) ? (answer.errors as unknown[]) : undefined;
  if (answer.data === undefined && !errors?.length) throw new NoAnswer(`status ${status}, neither data nor errors`);
  return { data: (answer.data ?? null) as SubgraphAnswer['data'] & object, ...(errors && { errors }) };
}
