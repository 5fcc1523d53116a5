/**
 * Call keys: how the gateway proves call after call to one process of a subgraph without a signature for each.
 *
 * The process tells the public half of a pair that it made at its start. The
 * gateway joins it with a pair of its own (X25519, HKDF) and signs, once for
 * five minutes, an introduction: this key is mine, for this audience, towards
 * that half. Each call then carries the introduction and a keyed digest
 * (HMAC-SHA256) over its expiry, its class of rights and its body.
 *
 * Wire      `<introduction>~<expiry>.<rights>.<digest>`; the introduction is a
 *           JWS (EdDSA) of its own type, or the end of one that was accepted
 *           before; rights are the base64url of their JSON
 * Promises  nobody but the gateway and that one process can make such a digest:
 *           not another subgraph, not whoever reads the introduction; a half
 *           that somebody slipped in is refused by the process it was not of.
 * Why       a signature costs 40 µs here and 110 µs there, a digest 2.
 */
import {
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import type { Grant } from './index.js';
import { Mac } from './mac.js';

export interface KeyPair {
  readonly privateKey: KeyObject;
  /** The public half, base64url of its 32 bytes. */
  readonly told: string;
}

export function makeKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  return { privateKey, told: publicKey.export({ format: 'jwk' }).x! };
}

/** What an introduction is called once it is known. */
export const nameOfIntroduction = (introduction: string): string => introduction.slice(-24);

const HALF = /^[\w-]{43}$/;

/** The key that both sides come to. Undefined where their half is none. */
export function commonKey(
  mine: KeyPair,
  theirs: string,
  parties: { readonly audience: string; readonly gateway: string; readonly subgraph: string },
): Mac | undefined {
  if (!HALF.test(theirs)) return undefined;
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: theirs }, format: 'jwk' });
    const secret = diffieHellman({ privateKey: mine.privateKey, publicKey });
    const info = `nt-gateway call\0${parties.audience}\0${parties.gateway}\0${parties.subgraph}`;
    return new Mac(new Uint8Array(hkdfSync('sha256', secret, '', info, 32)));
  } catch {
    // A point of small order has no common key.
    return undefined;
  }
}

/** What follows the introduction. */
export function sealCall(key: Mac, expiry: number, body: string | Buffer, rights?: readonly Grant[]): string {
  const told = rights ? Buffer.from(JSON.stringify(rights)).toString('base64url') : '';
  const head = `${expiry}.${told}.`;
  return head + key.of(head, body);
}

/** Undefined unless the digest is the key's over this body. */
export function openCall(
  key: Mac,
  sealed: string,
  body: string | Buffer,
): { readonly expiry: number; readonly rights: unknown } | undefined {
  const [expiry, rights, digest, more] = sealed.split('.');
  if (!expiry || rights === undefined || !digest || more !== undefined) return undefined;
  const expected = Buffer.from(key.of(`${expiry}.${rights}.`, body));
  const given = Buffer.from(digest);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return {
    expiry: Number(expiry),
    rights: rights === '' ? undefined : (JSON.parse(Buffer.from(rights, 'base64url').toString('utf8')) as unknown),
  };
}
