/**
 * The gateway's assertion: that this very call came through the door.
 *
 * A compact Ed25519 signature over audience, expiry (30 s), the SHA-256 of the
 * request body, and, for a shared stream, the class of rights it may see.
 * Made in the fetcher for every call, `_entities` and `_service` included.
 *
 * Why by hand   `node:crypto` signs in ~40 µs synchronously; a JOSE library
 *               goes through WebCrypto's promises for every call. The format is
 *               a plain JWS (EdDSA), so any subgraph in any language can check it.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { fault, kitErrors } from '../errors/index.js';
import { grantsFrom } from './token.js';
import type { Grant } from './index.js';

const LIFETIME_SECONDS = 30;
/** Clocks of two machines of one hall differ by less. */
const SKEW_SECONDS = 5;
const HEADER = Buffer.from('{"alg":"EdDSA","typ":"nt-gateway+jwt"}').toString('base64url');

export interface Assertion {
  readonly rights?: readonly Grant[];
}

export interface AssertionSigner {
  sign(audience: string, body: string | Buffer, rights?: readonly Grant[]): string;
}
export interface AssertionVerifier {
  /** Throws GATEWAY_ONLY unless the assertion is the gateway's, for this audience, this body and this half minute. */
  verify(assertion: string | undefined, body: string | Buffer): Assertion;
}

/** A fresh pair as two texts (PKCS#8 and SPKI, base64), for a secret store or a settings file. */
export function generateGatewayKeys(): { privateKey: string; publicKey: string } {
  const pair = generateKeyPairSync('ed25519');
  return {
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

const digest = (body: string | Buffer): string => createHash('sha256').update(body).digest('base64url');

export function createAssertionSigner(privateKey: string, now: () => number = Date.now): AssertionSigner {
  const key: KeyObject = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return {
    sign(audience, body, rights) {
      const claims = {
        iss: 'gateway',
        aud: audience,
        exp: Math.floor(now() / 1000) + LIFETIME_SECONDS,
        bod: digest(body),
        ...(rights && { rights }),
      };
      const content = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
      return `${content}.${sign(null, Buffer.from(content), key).toString('base64url')}`;
    },
  };
}

export function createAssertionVerifier(
  publicKey: string,
  audience: string,
  now: () => number = Date.now,
): AssertionVerifier {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  return {
    verify(assertion, body) {
      const refuse = () => fault(kitErrors, 'GATEWAY_ONLY');
      const [header, claims, signature, more] = (assertion ?? '').split('.');
      if (header !== HEADER || !claims || !signature || more !== undefined) throw refuse();
      if (!verify(null, Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'))) throw refuse();
      let said: Record<string, unknown>;
      try {
        said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
      } catch {
        throw refuse();
      }
      const seconds = Math.floor(now() / 1000);
      const exp = typeof said['exp'] === 'number' ? said['exp'] : 0;
      if (said['aud'] !== audience || exp < seconds || exp > seconds + LIFETIME_SECONDS + SKEW_SECONDS) throw refuse();
      if (said['bod'] !== digest(body)) throw refuse();
      return said['rights'] === undefined ? {} : { rights: grantsFrom(said['rights']) };
    },
  };
}
