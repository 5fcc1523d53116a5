/** Seals: a short keyed digest over a value, for receipts that anyone holding the key can check. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export function createSeal(key: string | Buffer, value: string): string {
  return createHmac('sha256', key).update(value).digest('base64url');
}

export function openSeal(key: string | Buffer, value: string, seal: string): boolean {
  const expected = Buffer.from(createSeal(key, value));
  const given = Buffer.from(seal);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
