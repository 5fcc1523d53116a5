/**
 * Endpoint: one address of one subgraph, with everything that keeps a bad one from hurting.
 *
 * Keep-alive connections, at most so many calls at once, a deadline for each,
 * and a breaker that asks an address that failed several times in a row only
 * now and then.
 *
 * Promises   a call ends within its deadline, waiting included; what comes back
 *            is a GraphQL answer or one of two failures: nothing was sent, or unknown.
 * Secret     addresses and bodies go to the log, never to a caller.
 * Odd part   all calls have the same deadline, so they reach it in the order in
 *            which they came: one timer, for the oldest, is enough.
 */
import type { SubgraphAnswer } from '../execution/plan.js';
import type { HttpAnswer } from './answer-reader.js';
import { Breaker } from './breaker.js';
import { Connection, NoAnswer, NotSent, type Place } from './connection.js';

export interface EndpointOptions {
  readonly url: string;
  readonly connections: number;
  /** Calls waiting for a connection beyond this many are refused at once. */
  readonly waiting: number;
  readonly deadlineMs: number;
  readonly maxAnswerBytes: number;
}

export interface Said {
  readonly answer: SubgraphAnswer;
  /** The process's half of call keys, where it tells one. */
  readonly half: string | undefined;
}

interface Call {
  readonly request: string;
  /** ASCII alone: written without a look at each letter. */
  readonly plain: boolean;
  readonly due: number;
  readonly resolve: (said: Said) => void;
  readonly reject: (error: NotSent | NoAnswer) => void;
  connection?: Connection;
}

const CONNECT_MS = 2_000;

export class Endpoint {
  private readonly place: Place;
  /** What every request begins with. */
  private readonly head: string;
  private readonly breaker = new Breaker();
  private readonly connections = new Set<Connection>();
  /** The one used last is used next: as few as possible are kept warm. */
  private readonly idle: Connection[] = [];
  /** In the order in which they came; of those without a connection, the first is next. */
  private readonly calls = new Set<Call>();
  private readonly waiting = new Set<Call>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: EndpointOptions) {
    const url = new URL(options.url);
    const tls = url.protocol === 'https:';
    this.place = {
      tls,
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (tls ? 443 : 80)),
      connectMs: Math.min(options.deadlineMs, CONNECT_MS),
      mostBytes: options.maxAnswerBytes,
    };
    this.head = `POST ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\nconnection: keep-alive\r\ncontent-type: application/json\r\naccept: application/graphql-response+json, application/json\r\n`;
  }

  get url(): string {
    return this.options.url;
  }

  /** Nothing speaks against asking it. */
  get sound(): boolean {
    return this.breaker.sound;
  }

  /** False while it is left alone. */
  get open(): boolean {
    return this.breaker.open(performance.now());
  }

  /** `headers` are whole lines, ends included. */
  call(body: string, headers: string): Promise<Said> {
    return new Promise((resolve, reject) => {
      const { connections, waiting, deadlineMs } = this.options;
      if (this.calls.size >= connections + waiting) return reject(new NotSent('too many calls at once'));
      const now = performance.now();
      if (!this.breaker.admit(now)) return reject(new NotSent('resting after failures'));
      const length = Buffer.byteLength(body);
      const request = `${this.head}${headers}content-length: ${length}\r\n\r\n${body}`;
      const call: Call = { request, plain: length === body.length, due: now + deadlineMs, resolve, reject };
      this.calls.add(call);
      if (!this.timer) this.watch(deadlineMs);
      const connection = this.free(now);
      if (connection) this.ask(call, connection);
      else this.waiting.add(call);
    });
  }

  close(): Promise<void> {
    clearTimeout(this.timer);
    for (const call of this.waiting) this.fail(call, new NotSent('closing'));
    for (const connection of [...this.connections]) connection.end('closing');
    return Promise.resolve();
  }

  private free(now: number): Connection | undefined {
    for (let kept = this.idle.pop(); kept; kept = this.idle.pop()) {
      if (kept.fresh(now)) return kept;
      kept.end('idle for too long');
    }
    if (this.connections.size >= this.options.connections) return undefined;
    const made = new Connection(this.place, (connection) => this.ended(connection));
    this.connections.add(made);
    return made;
  }

  private ended(connection: Connection): void {
    this.connections.delete(connection);
    const at = this.idle.indexOf(connection);
    if (at >= 0) this.idle.splice(at, 1);
  }

  private ask(call: Call, connection: Connection): void {
    call.connection = connection;
    connection.ask(call.request, call.plain, (answer) => {
      if (this.calls.has(call)) {
        if (answer instanceof Error) this.fail(call, answer);
        else this.answered(call, answer);
      }
      const now = performance.now();
      if (connection.fresh(now)) this.idle.push(connection);
      const [next] = this.waiting;
      const free = next && this.free(now);
      if (!free) return;
      this.waiting.delete(next);
      this.ask(next, free);
    });
  }

  private answered(call: Call, answer: HttpAnswer): void {
    let understandable: SubgraphAnswer;
    try {
      understandable = understood(answer.text, answer.status);
    } catch (error) {
      return this.fail(call, error as NoAnswer);
    }
    this.calls.delete(call);
    this.breaker.succeeded();
    call.resolve({ answer: understandable, half: answer.half });
  }

  private fail(call: Call, error: NotSent | NoAnswer): void {
    this.calls.delete(call);
    this.waiting.delete(call);
    this.breaker.failed(performance.now());
    call.reject(error);
  }

  private watch(ms: number): void {
    this.timer = setTimeout(() => {
      const now = performance.now();
      this.timer = undefined;
      for (const call of this.calls) {
        if (call.due > now) {
          this.watch(Math.ceil(call.due - now));
          return;
        }
        this.fail(call, new NoAnswer(`no answer within ${this.options.deadlineMs} ms`));
        call.connection?.end('given up');
      }
    }, ms);
    // The connections keep the process alive while something is asked.
    this.timer.unref();
  }
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
  return { data: (answer.data ?? null) as SubgraphAnswer['data'] & object, errors };
}
