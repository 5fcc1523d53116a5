/**
 * The gateway's assertion: that this very call came through the door.
 *
 * A compact Ed25519 signature over audience, expiry (30 s), the SHA-256 of the
 * request body, and, for a shared stream, the class of rights it may see.
 * Made in the fetcher for every call, `_entities` and `_service` included. A
 * process that has told its half of a call key gets the same in the shorter
 * form of call-key; one that has not, in any language, checks a plain JWS.
 *
 * Why by hand   `node:crypto` signs in ~40 µs synchronously; a JOSE library
 *               goes through WebCrypto's promises for every call.
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
import { commonKey, makeKeyPair, nameOfIntroduction, openCall, sealCall } from './call-key.js';
import { grantsFrom } from './token.js';
import type { Grant } from './index.js';
import type { Mac } from './mac.js';

const LIFETIME_SECONDS = 30;
const INTRODUCTION_SECONDS = 300;
/** An introduction is replaced when it has less than this left. */
const RENEW_SECONDS = 60;
/** Clocks of two machines of one hall differ by less. */
const SKEW_SECONDS = 5;
/** Introductions that a process remembers, each by its text and its name: those of a handful of gateways. */
const MAX_INTRODUCTIONS = 100;

const headerOf = (typ: string): string => Buffer.from(`{"alg":"EdDSA","typ":"${typ}"}`).toString('base64url');
const CALL = headerOf('nt-gateway+jwt');
const INTRODUCTION = headerOf('nt-gateway-key+jwt');

export interface Assertion {
  readonly rights?: readonly Grant[];
}

export interface AssertionSigner {
  sign(audience: string, body: string | Buffer, rights?: readonly Grant[]): string;
  /** A key for calls to the process that told this half; undefined where the half is none. */
  agree(audience: string, half: string): CallKey | undefined;
}

export interface CallKey {
  /** False once another one is to be agreed upon. */
  readonly fresh: boolean;
  /** `accepted`: the process has accepted one already, so the introduction's name is enough. */
  sign(body: string | Buffer, rights?: readonly Grant[], accepted?: boolean): string;
}

export interface AssertionVerifier {
  /** This process's half of call keys, told with its answers. */
  readonly half: string;
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
  const own = makeKeyPair();
  const seconds = (): number => Math.floor(now() / 1000);
  const signed = (header: string, claims: object): string => {
    const content = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    return `${content}.${sign(null, Buffer.from(content), key).toString('base64url')}`;
  };
  return {
    sign: (audience, body, rights) =>
      signed(CALL, {
        iss: 'gateway',
        aud: audience,
        exp: seconds() + LIFETIME_SECONDS,
        bod: digest(body),
        ...(rights && { rights }),
      }),
    agree(audience, half) {
      const common = commonKey(own, half, { audience, gateway: own.told, subgraph: half });
      if (!common) return undefined;
      const exp = seconds() + INTRODUCTION_SECONDS;
      const introduction = signed(INTRODUCTION, { iss: 'gateway', aud: audience, exp, key: own.told, to: half });
      const name = nameOfIntroduction(introduction);
      return {
        get fresh() {
          return seconds() < exp - RENEW_SECONDS;
        },
        sign: (body, rights, accepted) =>
          `${accepted ? name : introduction}~${sealCall(common, seconds() + LIFETIME_SECONDS, body, rights)}`,
      };
    },
  };
}

interface Introduced {
  readonly key: Mac;
  readonly exp: number;
}

export function createAssertionVerifier(
  publicKey: string,
  audience: string,
  now: () => number = Date.now,
): AssertionVerifier {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const own = makeKeyPair();
  const introduced = new Map<string, Introduced>();
  const refuse = () => fault(kitErrors, 'GATEWAY_ONLY');
  const seconds = (): number => Math.floor(now() / 1000);

  const current = (exp: unknown, lifetime: number): exp is number =>
    typeof exp === 'number' && exp >= seconds() && exp <= seconds() + lifetime + SKEW_SECONDS;

  /** The claims of a JWS of that type, of the gateway, for this audience. */
  function claimsOf(jws: string, type: string, lifetime: number): Record<string, unknown> {
    const [header, claims, signature, more] = jws.split('.');
    if (header !== type || !claims || !signature || more !== undefined) throw refuse();
    if (!verify(null, Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'))) throw refuse();
    let said: Record<string, unknown>;
    try {
      said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
    } catch {
      throw refuse();
    }
    if (said['aud'] !== audience || !current(said['exp'], lifetime)) throw refuse();
    return said;
  }

  function introductionOf(text: string): Introduced {
    const known = introduced.get(text);
    if (known) {
      if (known.exp >= seconds()) return known;
      introduced.delete(text);
      throw refuse();
    }
    const { exp, key: theirs, to } = claimsOf(text, INTRODUCTION, INTRODUCTION_SECONDS);
    if (to !== own.told || typeof theirs !== 'string') throw refuse();
    const common = commonKey(own, theirs, { audience, gateway: theirs, subgraph: own.told });
    if (!common) throw refuse();
    const made = { key: common, exp: exp as number };
    for (const known of [text, nameOfIntroduction(text)]) {
      if (introduced.size >= MAX_INTRODUCTIONS) introduced.delete(introduced.keys().next().value!);
      introduced.set(known, made);
    }
    return made;
  }

  const assertionOf = (rights: unknown): Assertion => (rights === undefined ? {} : { rights: grantsFrom(rights) });

  return {
    half: own.told,
    verify(assertion = '', body) {
      const at = assertion.indexOf('~');
      if (at < 0) {
        const said = claimsOf(assertion, CALL, LIFETIME_SECONDS);
        if (said['bod'] !== digest(body)) throw refuse();
        return assertionOf(said['rights']);
      }
      const said = openCall(introductionOf(assertion.slice(0, at)).key, assertion.slice(at + 1), body);
      if (!said || !current(said.expiry, LIFETIME_SECONDS)) throw refuse();
      return assertionOf(said.rights);
    },
  };
}
