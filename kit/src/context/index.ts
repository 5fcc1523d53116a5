/**
 * Context: what every piece of work is done with, and on whose behalf.
 *
 * The first argument of every service. Time and ids are taken from here and
 * nowhere else, so a test can hold the clock and a replay gives the same ids.
 *
 * Elsewhere  who the actor is: auth · what may be said of it: log
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '../auth/index.js';
import type { Log } from '../log/index.js';

export { correlated, withCorrelation } from './correlation.js';

export type Lang = 'vi' | 'en';

export interface Clock {
  now(): Date;
}

export interface Ids {
  /** Time-ordered (UUID version 7): for whatever may show when it was made. */
  next(): string;
  /** Random (UUID version 4): where order would tell a secret. */
  random(): string;
}

export interface Context {
  readonly actor: Actor;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly lang: Lang;
  /** One id from the door to the database. Never logged for the cast of a secret poll. */
  readonly correlationId: string;
  /** A cache that lives as long as the request: data loaders are kept here by name. */
  readonly loaders: Map<string, unknown>;
}

export const systemClock: Clock = { now: () => new Date() };

export function systemIds(clock: Clock = systemClock): Ids {
  return { next: () => uuidv7(clock.now().getTime()), random: () => randomUUID() };
}

/** Many ids are made in one millisecond: how they begin is written once for all of them. */
let written = { milliseconds: -1, text: '' };

/** RFC 9562 version 7: 48 bits of milliseconds, then the 74 random bits of a version 4, whose entropy Node draws for many at once. */
export function uuidv7(milliseconds: number): string {
  if (milliseconds !== written.milliseconds) {
    const time = milliseconds.toString(16).padStart(12, '0');
    written = { milliseconds, text: `${time.slice(0, 8)}-${time.slice(8)}-7` };
  }
  return written.text + randomUUID().slice(15);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of another shape are nobody's, and never reach a uuid column. */
export const isUuid = (id: string): boolean => UUID.test(id);

/** The loader of this request under that name, made on first use. */
export function loader<T>(ctx: Context, name: string, make: () => T): T {
  const known = ctx.loaders.get(name) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  ctx.loaders.set(name, made);
  return made;
}

/** The same id for the same name, for ever (UUID version 8 over SHA-256): demonstration data only. */
export function seededId(name: string): string {
  const bytes = createHash('sha256').update(`nghitruong seed ${name}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
