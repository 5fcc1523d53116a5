/**
 * The edition's doors as a phone uses them: cards are exchanged, operations are
 * asked for by the ids of our own pages' trusted documents. No right and no
 * short cut that the hall does not have.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, type Client } from 'graphql-ws';
import { Agent, request } from 'undici';
import WebSocket from 'ws';
import { documents } from '../running.js';

export interface Said {
  readonly __typename: string;
  readonly code?: string;
  readonly vi?: string;
  readonly en?: string;
}

/** Somebody who is signed in. */
export interface Person {
  readonly name: string;
  token(): Promise<string>;
}

/** Tokens live ten minutes; a rehearsal may last longer. */
const REFRESH_MS = 8 * 60_000;

export class Door {
  private readonly agent: Agent;
  private readonly ids = new Map<string, string>();

  /** @param data the edition's folder, for the certificate of its own authority */
  constructor(
    readonly origin: string,
    private readonly data: string,
  ) {
    this.agent = new Agent({ connections: 256, keepAliveTimeout: 30_000, connect: this.tls() });
    for (const file of documents())
      for (const [id, text] of Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)) {
        const name = /^(?:query|mutation|subscription) (\w+)/m.exec(text)?.[1];
        if (name) this.ids.set(name, id);
      }
  }

  private tls(): { ca?: string } {
    const authority = join(this.data, 'tls', 'authority.pem');
    return this.origin.startsWith('https') && existsSync(authority) ? { ca: readFileSync(authority, 'utf8') } : {};
  }

  private async post(path: string, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) {
    return request(`${this.origin}${path}`, {
      method: 'POST',
      dispatcher: this.agent,
      headers: { 'content-type': 'application/json', origin: this.origin, ...headers },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
  }

  /** Exchanges a card, and its PIN, for the right to act. */
  async enter(name: string, card: string, pin?: string): Promise<Person> {
    const answer = await this.post('/id/card/exchange', { card, key: randomUUID(), ...(pin && { pin }) });
    const said = (await answer.body.json()) as { accessToken?: string; en?: string };
    if (!said.accessToken) throw new Error(`${name}: ${said.en ?? answer.statusCode}`);
    const cookie = [answer.headers['set-cookie'] ?? []]
      .flat()
      .map((c) => c.split(';')[0]!)
      .join('; ');
    let token = said.accessToken;
    let since = performance.now();
    return {
      name,
      token: async () => {
        if (performance.now() - since < REFRESH_MS) return token;
        const again = (await (await this.post('/id/refresh', {}, { cookie })).body.json()) as { accessToken?: string };
        if (again.accessToken) [token, since] = [again.accessToken, performance.now()];
        return token;
      },
    };
  }

  /** Asks one of our pages' operations. @throws where the answer is lost, or is a fault */
  async ask<T>(who: Person, name: string, variables: Record<string, unknown>, signal?: AbortSignal): Promise<T> {
    const answer = await this.post(
      '/graphql',
      { documentId: this.id(name), variables },
      { authorization: `Bearer ${await who.token()}`, accept: 'application/graphql-response+json' },
      signal,
    );
    const { data, errors } = (await answer.body.json()) as { data?: T; errors?: { message: string }[] };
    if (!data || errors?.length) throw new Error(errors?.[0]?.message ?? `${name}: ${answer.statusCode}`);
    return data;
  }

  private id(name: string): string {
    const id = this.ids.get(name);
    if (!id) throw new Error(`no page of this edition asks ${name}`);
    return id;
  }

  /** The chamber's stream, for one display. */
  async watch(who: Person, name: string, variables: Record<string, unknown>, see: (data: unknown) => void) {
    const token = await who.token();
    const options = this.tls();
    const client: Client = createClient({
      url: `${this.origin.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string) {
          super(url, protocols, { perMessageDeflate: false, ...options });
        }
      },
      connectionParams: { token },
      retryAttempts: Infinity,
      shouldRetry: () => true,
    });
    client.subscribe(
      { query: '', extensions: { documentId: this.id(name) }, variables },
      { next: (message) => see(message.data), error: () => undefined, complete: () => undefined },
    );
    return client;
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}
