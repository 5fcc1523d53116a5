/**
 * PIN rules: what a PIN is, and how it is stored.
 *
 * Six digits can be tried out in a day by whoever holds the stored hash, so
 * the hash is peppered with a key from the vault before scrypt.
 */
import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Wrong PINs after which a card is locked. */
export const PIN_TRIES = 5;
export const isPin = (value: unknown): value is string => typeof value === 'string' && /^[0-9]{6}$/.test(value);

/** About 30 ms and 16 MB on one core: N·r·128 bytes. */
const COST = { N: 2 ** 14, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

export const newSalt = (): Buffer => randomBytes(16);

export function hashPin(pin: string, salt: Buffer, pepper: Buffer): Promise<Buffer> {
  return slowHash(createHmac('sha256', pepper).update(pin).digest(), salt);
}

export function slowHash(value: Buffer, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => scrypt(value, salt, 32, COST, (error, key) => (error ? reject(error) : resolve(key))));
}

export const sameHash = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const FIRST_WAIT_MINUTES = 15;
const LONGEST_WAIT_MINUTES = 24 * 60;

/** Minutes a login must wait after that many wrong PINs in a row: none before the fifth, then 15, 30, 60 … up to a day. */
export function waitMinutes(failedAttempts: number): number {
  if (failedAttempts < PIN_TRIES) return 0;
  return Math.min(FIRST_WAIT_MINUTES * 2 ** Math.min(failedAttempts - PIN_TRIES, 10), LONGEST_WAIT_MINUTES);
}
