/**
 * The bus of several machines: NATS core. No JetStream: nothing is kept.
 *
 * One connection, one subject per topic that someone here listens to, so a
 * process hears what it asked for and no more. A connection that is lost is
 * replaced by a new one, endlessly; the library's own way of coming back is
 * not used, because it keeps what is published meanwhile and sends it later.
 *
 * Promises   `publish` waits for the server to have the message, at most
 *            `answerMs`; while there is no connection it rejects at once and
 *            keeps nothing. A server that does not answer is left. Whoever was
 *            too slow a reader is cut off by the server: a lost connection too.
 * Odd part   a bus whose server is away starts all the same: votes do not need
 *            it. Credentials that are refused stop the start, as any wrong setting.
 */
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { readFile } from 'node:fs/promises';
import type { Log } from '../log/index.js';
import type { Bus } from './index.js';
import { checkMessage, checkTopic, Topics } from './topics.js';

export interface NatsOptions {
  /** `nats://` or `tls://`, several separated by commas; a name and password, or a token, before the first host. */
  readonly url: string;
  /** A file of credentials, as NATS' own tools write it (JWT and seed). */
  readonly credentialsFile?: string;
  /** How long the server may take to answer; 5,000 where not given. */
  readonly answerMs?: number;
}

const ANSWER_MS = 5_000;
const RETRY_MS = 250;

/** A connection, and the ears on it by topic. */
interface Line {
  readonly connection: NatsConnection;
  readonly ears: Map<string, Subscription>;
  /** Rejects when the connection has ended. */
  readonly lost: Promise<never>;
}

export async function createNatsBus(options: NatsOptions, log?: Log): Promise<Bus> {
  // Whoever does not use it does not load it.
  const nats = await import('@nats-io/transport-node');
  const answerMs = options.answerMs ?? ANSWER_MS;
  const { servers, tls, user, pass, token } = natsServers(options.url);
  const authenticator =
    options.credentialsFile === undefined
      ? undefined
      : nats.credsAuthenticator(await readFile(options.credentialsFile));
  const topics = new Topics(log);
  let closed = false;
  let line: Line | undefined;
  let retry: NodeJS.Timeout | undefined;
  let told = false;

  async function connect(): Promise<void> {
    const connection = await nats.connect({
      name: 'nghitruong bus',
      servers,
      ...(tls && { tls: {} }),
      ...(user !== undefined && { user, pass }),
      ...(token !== undefined && { token }),
      ...(authenticator && { authenticator }),
      reconnect: false,
      timeout: answerMs,
      pingInterval: answerMs,
      maxPingOut: 2,
    });
    if (closed) return connection.close();
    const lost = connection.closed().then((err) => {
      throw err ?? new Error('the connection to NATS was lost');
    });
    const opened: Line = { connection, ears: new Map(), lost };
    lost.catch((err: unknown) => {
      if (line === opened) line = undefined;
      if (closed) return;
      log?.warn({ err }, 'bus: the connection to NATS was lost');
      again();
    });
    void tellErrors(connection);
    line = opened;
    for (const topic of topics.names()) listen(opened, topic);
    try {
      await confirm(opened);
    } catch {
      return; // Lost again already: the next one tells.
    }
    told = false;
    topics.missed();
  }

  /** A little later, and not all processes at once. */
  function again(): void {
    retry = setTimeout(
      () => {
        connect().catch((err: unknown) => {
          if (closed) return;
          // Once per outage, not four times a second.
          if (!told)
            log?.warn({ err }, 'bus: NATS cannot be reached; trying on, displays look by themselves meanwhile');
          told = true;
          again();
        });
      },
      RETRY_MS + Math.random() * RETRY_MS,
    );
  }

  /** What the server refuses without ending the connection, such as a subject that this account may not use. */
  async function tellErrors(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status())
      if (status.type === 'error') log?.error({ err: status.error }, 'bus: NATS refuses');
  }

  function listen({ connection, ears }: Line, topic: string): void {
    if (ears.has(topic)) return;
    ears.set(
      topic,
      connection.subscribe(subjectOf(topic), {
        callback: (err, message) => {
          if (!err) topics.deliver(topic, message.string());
        },
      }),
    );
  }

  /** The server has all that was sent so far. A server that does not say so in time is left. */
  async function confirm({ connection, lost }: Line): Promise<void> {
    const late = setTimeout(() => void connection.close(), answerMs);
    const answered = connection.flush();
    answered.catch(() => undefined);
    try {
      await Promise.race([answered, lost]);
    } finally {
      clearTimeout(late);
    }
  }

  try {
    await connect();
  } catch (err) {
    if (err instanceof nats.AuthorizationError) throw err;
    told = true;
    log?.warn({ err }, 'bus: NATS cannot be reached; trying on, displays look by themselves meanwhile');
    again();
  }
  return {
    async publish(topic, message) {
      if (closed) throw new Error('the bus is closed');
      checkTopic(topic);
      checkMessage(message);
      if (!line) throw new Error('the bus is not connected');
      line.connection.publish(subjectOf(topic), message);
      await confirm(line);
    },
    async subscribe(topic, handler) {
      if (closed) throw new Error('the bus is closed');
      checkTopic(topic);
      const remove = topics.add(topic, handler);
      if (line) {
        listen(line, topic);
        // Lost meanwhile: the next connection listens for it, and says `undefined`.
        await confirm(line).catch(() => undefined);
      }
      return async () => {
        remove();
        if (topics.has(topic)) return;
        line?.ears.get(topic)?.unsubscribe();
        line?.ears.delete(topic);
      };
    },
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(retry);
      topics.clear();
      await line?.connection.close();
    },
  };
}

/** One token of a subject: what NATS gives a meaning (`.`, `*`, `>`, blanks) is written as in a URL, and so is `%`. */
const subjectOf = (topic: string): string =>
  `nghitruong.${encodeURIComponent(topic).replace(/[.*]/g, (c) => (c === '.' ? '%2E' : '%2A'))}`;

/**
 * What a URL of NATS says.
 * @throws with one clause where it is none; the clause names no credentials
 */
export function natsServers(url: string): {
  servers: string[];
  tls: boolean;
  user?: string;
  pass?: string;
  token?: string;
} {
  const parts = url.split(',').map((s) => s.trim());
  const all = parts.map((s) => (URL.canParse(s) ? new URL(s) : undefined));
  if (!all.every((u): u is URL => u !== undefined && /^(nats|tls):$/.test(u.protocol) && u.hostname !== ''))
    throw new Error('nats://host:4222 or tls://host:4222, several separated by commas');
  const tls = all[0]!.protocol === 'tls:';
  if (all.some((u) => (u.protocol === 'tls:') !== tls)) throw new Error('all nats:// or all tls://');
  const given = new Set(all.filter((u) => u.username).map((u) => `${u.username}:${u.password}`));
  if (given.size > 1) throw new Error('the same name and password for every server');
  const { username, password } = all.find((u) => u.username) ?? all[0]!;
  return {
    servers: all.map((u) => `${u.hostname}:${u.port || 4222}`),
    tls,
    ...(username && password && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    ...(username && !password && { token: decodeURIComponent(username) }),
  };
}
