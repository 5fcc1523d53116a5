/**
 * A small graph behind real sockets: trusted documents over HTTP and graphql-ws,
 * a counter whose additions carry a key, and a switch that loses answers.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, execute, graphql, GraphQLError, parse, subscribe } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Operation } from '../src/index';

const schema = buildSchema(`
  type Query { total: Int! who: String broken: String }
  type Mutation { add(by: Int!, key: ID!): Int! }
  type Subscription { total: Int! }
`);

const texts = new Map<string, string>();
function trusted<Data, Variables>(name: string, text: string): Operation<Data, Variables> {
  const id = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  texts.set(id, text);
  return { id, name };
}
export const Total = trusted<{ total: number }, object>('Total', 'query Total { total }');
export const Who = trusted<{ who: string | null }, object>('Who', 'query Who { who }');
export const Parts = trusted<{ total: number; broken: string | null }, object>('Parts', 'query Parts { total broken }');
export const Add = trusted<{ add: number }, { by: number; key?: string }>(
  'Add',
  'mutation Add($by: Int!, $key: ID!) { add(by: $by, key: $key) }',
);
export const Totals = trusted<{ total: number }, object>('Totals', 'subscription Totals { total }');
export const totalText = texts.get(Total.id)!;

export class Door {
  total = 0;
  /** The keys of the additions, in the order in which they came. */
  readonly keys: string[] = [];
  /** Answers of HTTP that are yet to be lost after the work was done. */
  lose = 0;
  readonly tokens = new Set(['good']);
  #server: Server | undefined;
  #sockets: WebSocketServer | undefined;
  #port = 0;
  readonly #watching = new Set<() => void>();

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get watchers(): number {
    return this.#watching.size;
  }

  set(total: number): void {
    this.total = total;
    for (const wake of this.#watching) wake();
  }

  async open(): Promise<void> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        void this.#answer(request.headers.authorization, Buffer.concat(parts).toString()).then((answer) => {
          if (this.lose > 0) {
            this.lose -= 1;
            return void request.socket.destroy();
          }
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify(answer));
        });
      });
    });
    const sockets = new WebSocketServer({ server, path: '/graphql' });
    useServer(
      {
        schema,
        execute,
        subscribe,
        onConnect: ({ connectionParams }) => this.#known(connectionParams?.['token'] as string | null),
        onSubscribe: (_context, _id, { extensions, variables }) => {
          const text = texts.get(extensions?.['documentId'] as string);
          if (!text) return [refusal('DOCUMENT_UNKNOWN')];
          return {
            schema,
            document: parse(text),
            variableValues: variables,
            rootValue: { total: () => this.#totals() },
          };
        },
      },
      sockets,
    );
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    this.#sockets = sockets;
  }

  /** As a machine that was switched off: every connection cut, the address kept. */
  async close(): Promise<void> {
    for (const socket of this.#sockets?.clients ?? []) socket.terminate();
    this.#sockets?.close();
    this.#server?.closeAllConnections();
    if (this.#server?.listening) await new Promise((resolve) => this.#server!.close(resolve));
  }

  #known(token: string | null | undefined): boolean {
    return token === null || token === undefined || this.tokens.has(token);
  }

  async #answer(authorization: string | undefined, body: string): Promise<unknown> {
    const token = authorization?.replace('Bearer ', '');
    if (!this.#known(token)) return { data: null, errors: [refusal('UNAUTHENTICATED')] };
    const asked = JSON.parse(body) as { documentId?: string; query?: string; variables: Record<string, unknown> };
    const text = asked.documentId ? texts.get(asked.documentId) : [...texts.values()].find((t) => t === asked.query);
    if (!text) return { data: null, errors: [refusal('NOT_FOUND')] };
    return graphql({
      schema,
      source: text,
      variableValues: asked.variables,
      rootValue: {
        total: () => this.total,
        who: () => token ?? null,
        broken: () => {
          throw refusal('UNAVAILABLE');
        },
        add: ({ by, key }: { by: number; key: string }) => {
          if (!this.keys.includes(key)) this.total += by;
          this.keys.push(key);
          return this.total;
        },
      },
    });
  }

  #totals(): AsyncIterableIterator<{ total: number }> {
    let sent: number | null = null;
    let ended = false;
    let wake: () => void = () => undefined;
    const woken = (): void => wake();
    this.#watching.add(woken);
    const end = (): Promise<IteratorReturnResult<undefined>> => {
      ended = true;
      this.#watching.delete(woken);
      wake();
      return Promise.resolve({ done: true, value: undefined });
    };
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        while (!ended && sent === this.total) await new Promise<void>((resolve) => (wake = resolve));
        if (ended) return { done: true, value: undefined };
        sent = this.total;
        return { done: false, value: { total: sent } };
      },
      return: end,
      throw: end,
    };
  }
}

const refusal = (code: string): GraphQLError =>
  new GraphQLError(code, { extensions: { code, vi: `không: ${code}`, en: `no: ${code}` } });
