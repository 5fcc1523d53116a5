/**
 * The client: three verbs over trusted documents.
 *
 * `query` asks once, `mutate` sends a keyed command until its answer is known,
 * `live` hears a subscription for as long as it is wanted.
 *
 * Promises   nothing throws for what the server or the network did: an answer
 *            holds its data, its faults in Vietnamese and English, or both.
 *            A mutation is repeated only with its key, and always with the same.
 * Elsewhere  one sitting's chamber, ordered and with its age: live · the wire:
 *            graph, socket
 */
import { Graph, GraphFault, type RunOptions, type TokenSource } from './graph.js';
import { Live, type LiveOptions, type Stamped } from './live.js';
import type { Asked } from './operation.js';
import { randomId } from './random.js';
import { pause, waitBefore } from './retry.js';
import { createSocket, listen, type Socket } from './socket.js';
import { inWords, errorInWords, type Fault } from './words.js';

export type Answer<Data> =
  /** Faults beside data: the parts that are missing. */
  | { readonly data: Data; readonly faults: readonly Fault[] }
  | { readonly data: null; readonly faults: readonly [Fault, ...Fault[]] };

export interface ClientOptions {
  /** `https://host`; in a page, its own origin. */
  readonly origin?: string;
  /** Gives the access token; `refresh` asks for a fresh one although the old one may look good. Without it nobody is asking. */
  readonly token?: TokenSource['token'];
  readonly fetch?: typeof fetch;
  /** Where there is no WebSocket of its own (Node before 22): the class of `ws`. */
  readonly webSocket?: unknown;
}

export interface MutateOptions extends RunOptions {
  /**
   * The variable that carries the idempotency key (`ballotKey`). A key that is
   * not given is made; the mutation is then repeated with the very same
   * variables until an answer comes or `signal` ends it.
   */
  readonly key?: string;
}

/** The latest answers, one slot: who reads slowly gets the newest, never a queue. */
export interface Heard<Data> extends AsyncIterable<Answer<Data>> {
  stop(): void;
}

export interface Client {
  readonly graph: Graph;
  query<Data, Variables>(
    operation: Asked<Data, Variables>,
    variables: Variables,
    options?: RunOptions,
  ): Promise<Answer<Data>>;
  mutate<Data, Variables>(
    operation: Asked<Data, Variables>,
    variables: Variables,
    options?: MutateOptions,
  ): Promise<Answer<Data>>;
  /** Every answer to `hear`, at once; or, without it, to be iterated. */
  live<Data, Variables>(
    operation: Asked<Data, Variables>,
    variables: Variables,
    hear?: (answer: Answer<Data>) => void,
  ): Heard<Data>;
  /** One sitting's chamber as it is now, with its age, by socket or, without one, by asking. */
  follow<View extends Stamped, LiveData, NowData>(
    options: Omit<LiveOptions<View, LiveData, NowData>, 'graph' | 'tokens' | 'socket'>,
  ): Live<View, LiveData, NowData>;
  close(): void;
}

export function createClient(options: ClientOptions = {}): Client {
  const origin = (options.origin ?? location.origin).replace(/\/$/, '');
  const tokens: TokenSource = { token: options.token ?? (() => Promise.resolve(null)) };
  const graph = new Graph(tokens, `${origin}/graphql`, options.fetch);
  const open = (): Socket =>
    createSocket(tokens, { url: `${origin.replace(/^http/, 'ws')}/graphql`, webSocket: options.webSocket });
  const closed = new AbortController();
  // Opened by whoever first hears something; one for all that this client hears.
  let socket: Socket | undefined;

  async function ask<Data, Variables>(
    operation: Asked<Data, Variables>,
    variables: Variables,
    run?: RunOptions,
  ): Promise<Answer<Data>> {
    try {
      const { data, errors } = await graph.answer(operation, variables, run);
      return { data, faults: errors.map(errorInWords) };
    } catch (error) {
      if (!(error instanceof GraphFault)) throw error;
      return { data: null, faults: [inWords(error)] };
    }
  }

  return {
    graph,
    query: ask,
    async mutate<Data, Variables>(
      operation: Asked<Data, Variables>,
      variables: Variables,
      { key, ...run }: MutateOptions = {},
    ): Promise<Answer<Data>> {
      if (!key) return ask(operation, variables, run);
      // One object for every try: the key and what it stands for never part.
      const same = { [key]: randomId(), ...variables };
      for (let attempt = 0; ; attempt += 1) {
        const answer = await ask(operation, same, run);
        if (answer.data !== null || !answer.faults[0].retryable || run.signal?.aborted || closed.signal.aborted)
          return answer;
        await pause(waitBefore(attempt), run.signal ? AbortSignal.any([run.signal, closed.signal]) : closed.signal);
      }
    },
    live<Data, Variables>(
      operation: Asked<Data, Variables>,
      variables: Variables,
      hear?: (answer: Answer<Data>) => void,
    ): Heard<Data> {
      const ended = new AbortController();
      const signal = AbortSignal.any([ended.signal, closed.signal]);
      const slot = oneSlot<Answer<Data>>(signal);
      const give = hear ?? slot.put;
      listen(
        (socket ??= open()),
        operation,
        variables,
        {
          next: (data) => give({ data, faults: [] }),
          refused: (fault) => give({ data: null, faults: [inWords(fault)] }),
        },
        signal,
      );
      return { stop: () => ended.abort(), [Symbol.asyncIterator]: () => slot.iterator(() => ended.abort()) };
    },
    follow(followed) {
      const live = new Live({ ...followed, graph, tokens, socket: open() });
      closed.signal.addEventListener('abort', () => live.stop(), { once: true });
      live.start();
      return live;
    },
    close() {
      closed.abort();
      socket?.dispose();
    },
  };
}

/** Holds the newest value only. */
function oneSlot<Value>(ended: AbortSignal) {
  let held: { readonly value: Value } | null = null;
  let wake: (() => void) | null = null;
  ended.addEventListener('abort', () => wake?.(), { once: true });
  return {
    put(value: Value): void {
      held = { value };
      wake?.();
    },
    iterator: (stop: () => void): AsyncIterator<Value> => ({
      async next() {
        while (!held && !ended.aborted) await new Promise<void>((resolve) => (wake = resolve));
        wake = null;
        if (!held || ended.aborted) return { done: true, value: undefined };
        const { value } = held;
        held = null;
        return { done: false, value };
      },
      async return() {
        stop();
        return { done: true, value: undefined };
      },
    }),
  };
}
