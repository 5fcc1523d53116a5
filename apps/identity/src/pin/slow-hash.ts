/**
 * Slow hashing: what makes six digits, or eight characters, worth storing at all.
 *
 * Six digits can be tried out in a day by whoever holds the stored hash, so a
 * PIN is peppered with a key from the vault before scrypt.
 * Promises   one thread of Node's pool of four is never taken: signatures and
 *            new database connections need it, also while a whole hall signs in.
 */
import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { createGate } from './gate.js';

/** About 30 ms and 16 MB on one core: N·r·128 bytes. */
const COST = { N: 2 ** 14, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const threads = createGate(Math.max(1, Math.min(3, availableParallelism())), Number.POSITIVE_INFINITY);

export function slowHash(value: Buffer, salt: Buffer): Promise<Buffer> {
  return threads.pass(
    () =>
      new Promise((resolve, reject) =>
        scrypt(value, salt, 32, COST, (error, key) => (error ? reject(error) : resolve(key))),
      ),
  );
}

export function hashPin(pin: string, salt: Buffer, pepper: Buffer): Promise<Buffer> {
  return slowHash(createHmac('sha256', pepper).update(pin).digest(), salt);
}

export const newSalt = (): Buffer => randomBytes(16);
export const sameHash = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
