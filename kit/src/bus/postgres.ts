/**
 * The bus of several processes on one PostgreSQL: LISTEN and NOTIFY.
 *
 * Two connections of its own. NOTIFY takes a database-wide lock at commit, so
 * it is never sent inside a transaction that carries ballots.
 */
import pg from 'pg';
import type { Log } from '../log/index.js';
import type { Bus } from './index.js';
import { checkMessage, checkTopic, Topics } from './topics.js';

const CHANNEL = 'nghitruong_bus';
const RETRY_MS = 250;

export async function createPostgresBus(url: string, log?: Log): Promise<Bus> {
  const topics = new Topics(log);
  const sender = new pg.Pool({ connectionString: url, max: 1, application_name: 'nghitruong bus' });
  sender.on('error', (err) => log?.warn({ err }, 'bus: a sending connection was lost'));
  let closed = false;
  let listener: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function listen(): Promise<void> {
    const client = new pg.Client({ connectionString: url, application_name: 'nghitruong bus', keepAlive: true });
    let lost = false;
    const lose = (err?: Error): void => {
      if (lost) return;
      lost = true;
      client.end().catch(() => undefined);
      if (closed) return;
      if (err) log?.warn({ err }, 'bus: the listening connection was lost');
      retry = setTimeout(reconnect, RETRY_MS);
    };
    client.on('error', lose);
    client.on('end', () => lose());
    client.on('notification', ({ payload }) => {
      if (!payload) return;
      const cut = payload.indexOf('\n');
      topics.deliver(payload.slice(0, cut), payload.slice(cut + 1));
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      lost = true;
      await client.end().catch(() => undefined);
      throw error;
    }
    listener = client;
    if (closed) await client.end();
  }

  async function reconnect(): Promise<void> {
    if (closed) return;
    try {
      await listen();
      topics.missed();
    } catch {
      if (!closed) retry = setTimeout(reconnect, RETRY_MS);
    }
  }

  await listen();
  return {
    async publish(topic, message) {
      if (closed) throw new Error('the bus is closed');
      checkTopic(topic);
      checkMessage(message);
      await sender.query('SELECT pg_notify($1, $2)', [CHANNEL, `${topic}\n${message}`]);
    },
    async subscribe(topic, handler) {
      if (closed) throw new Error('the bus is closed');
      checkTopic(topic);
      const remove = topics.add(topic, handler);
      return async () => remove();
    },
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(retry);
      topics.clear();
      await Promise.all([listener?.end().catch(() => undefined), sender.end()]);
    },
  };
}
