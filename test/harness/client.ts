/** A client as a phone or a wall is one: HTTP with trusted documents or ad-hoc, sockets that come back. */
import { randomUUID } from 'node:crypto';
import { createClient, type Client } from 'graphql-ws';
import { Agent, request } from 'undici';
import WebSocket from 'ws';

export interface Answer<T = Record<string, unknown>> {
  readonly data?: T | null;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions?: Record<string, unknown>;
  }[];
}

/** Many people of one hall share one machine here: sockets are kept and bounded. */
const agent = new Agent({
  connections: 256,
  pipelining: 1,
  keepAliveTimeout: 30_000,
  connect: { rejectUnauthorized: false },
});

export async function ask<T = Record<string, unknown>>(
  graph: string,
  query: string,
  variables: Record<string, unknown> = {},
  token?: string,
  more: { lang?: string; body?: Record<string, unknown> } = {},
): Promise<Answer<T>> {
  const { body } = await request(graph, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(more.lang && { 'accept-language': more.lang }),
    },
    body: JSON.stringify({ query, variables, ...more.body }),
  });
  return (await body.json()) as Answer<T>;
}

export function socket(graph: string, token?: string): Client {
  return createClient({
    url: graph.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: token ? { token } : {},
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: async () => new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80)),
  });
}

/** Presses and retries the same key until an answer comes, as LIVE-VOTING §1 says. */
export async function castUntilAnswered(
  graph: string,
  vote: { pollId: string; choice: string; ballotKey?: string; press?: number },
  token: string,
  stillTrying: () => boolean = () => true,
): Promise<{ answer: Record<string, unknown>; ballotKey: string; tries: number; milliseconds: number }> {
  const ballotKey = vote.ballotKey ?? randomUUID();
  const variables = { pollId: vote.pollId, choice: vote.choice, ballotKey, press: vote.press ?? 1 };
  const since = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      const { data } = await ask<{ castBallot?: Record<string, unknown> }>(graph, CAST, variables, token);
      const answer = data?.castBallot;
      if (answer && answer['reason'] !== 'POLL_PAUSED')
        return { answer, ballotKey, tries, milliseconds: performance.now() - since };
    } catch {
      // not known: the same key again
    }
    if (!stillTrying()) throw new Error('no answer before the deadline');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(3_000, 100 * 2 ** Math.min(tries, 5))));
  }
}

export const CAST = `mutation Cast($pollId: ID!, $choice: BallotOption!, $ballotKey: ID!, $press: Int!) {
  castBallot(pollId: $pollId, choice: $choice, ballotKey: $ballotKey, press: $press) {
    __typename
    ... on BallotReceipt { pollId choice press recordedAt chainIndex seal }
    ... on BallotRefused { reason vi en }
  }
}`;
