/**
 * The upstream of a run: the schema of sessions behind the kit's own door, with
 * a chamber that changes as often as it is told to, and a ballot box that
 * answers from memory. Signatures and tokens are verified as in sessions; what
 * is left out is its database, which other figures measure.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createAssertionVerifier, createTokenVerifier } from '@nghitruong/kit/auth';
import { systemClock, systemIds } from '@nghitruong/kit/context';
import { createLog } from '@nghitruong/kit/log';
import { createHost, createSubgraphServer } from '@nghitruong/kit/server';
import { parse } from 'graphql';
import { answering } from './child.js';
import { evenly, now } from './clock.js';
import { chamberView } from './view.js';

const log = createLog('source');

type Event = { readonly chamber: ReturnType<typeof chamberView> };

/** One who listens: whatever is not read yet waits here, so that the source loses nothing. */
class Listener implements AsyncIterableIterator<Event> {
  private readonly waiting: Event[] = [];
  private wake: ((result: IteratorResult<Event>) => void) | undefined;

  constructor(private readonly left: (listener: Listener) => void) {}

  push(event: Event): void {
    const { wake } = this;
    this.wake = undefined;
    if (wake) wake({ value: event, done: false });
    else this.waiting.push(event);
  }

  next(): Promise<IteratorResult<Event>> {
    const value = this.waiting.shift();
    if (value) return Promise.resolve({ value, done: false });
    return new Promise((resolve) => (this.wake = resolve));
  }

  return(): Promise<IteratorResult<Event>> {
    this.left(this);
    this.wake?.({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

const listeners = new Set<Listener>();
let most = 0;
let event = 0;
let more = 0;
let ballots = 0;

function subscribe(): Listener {
  const listener = new Listener((l) => listeners.delete(l));
  listeners.add(listener);
  most = Math.max(most, listeners.size);
  listener.push({ chamber: chamberView(event, now(), more) });
  return listener;
}

const resolvers = {
  Query: { chamberNow: () => chamberView(event, now(), more) },
  Mutation: {
    castBallot: (_: unknown, { pollId, choice, press }: { pollId: string; choice: string; press: number }) => ({
      __typename: 'BallotReceipt',
      pollId,
      choice,
      content: choice,
      press,
      recordedAt: new Date().toISOString(),
      chainIndex: ++ballots,
      seal: 'a'.repeat(64),
    }),
  },
  Subscription: { chamber: { subscribe } },
};

answering({
  async serve({ publicKey, issuer, jwks }: { publicKey: string; issuer: string; jwks: string }) {
    const sdl = readFileSync(join(__dirname, '../../../schema/subgraphs/sessions.graphql'), 'utf8');
    const server = createSubgraphServer({
      name: 'sessions',
      schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]),
      assertions: createAssertionVerifier(publicKey, 'sessions'),
      tokens: createTokenVerifier({ issuer, audience: 'nghitruong', jwks }),
      clock: systemClock,
      ids: systemIds(),
      log,
    });
    const host = await createHost({ name: 'sessions', port: 0, log, routes: [{ prefix: '/graphql', ...server }] });
    return `${host.url}/graphql`;
  },
  /** Sends so many events; gives the numbers of the first and the last. */
  async emit(given: { perSecond: number; count: number; more?: number }) {
    more = given.more ?? 0;
    const first = event + 1;
    await evenly(given.perSecond, given.count, () => {
      const sent = { chamber: chamberView(++event, now(), more) };
      for (const listener of listeners) listener.push(sent);
    });
    return { first, last: event };
  },
  /** Streams now, and the most there ever were since it was asked before. */
  streams() {
    const said = { now: listeners.size, most };
    most = listeners.size;
    return said;
  },
});
