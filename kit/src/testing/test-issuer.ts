/** Tokens for tests: a key pair of its own, and contexts for services that are called without a door. */
import { exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet } from 'jose';
import { ANONYMOUS, createTokenVerifier, type Actor, type Grant, type TokenVerifier } from '../auth/index.js';
import { systemClock, systemIds, type Clock, type Context } from '../context/index.js';
import { silentLog } from '../log/index.js';

export interface TestIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: JSONWebKeySet;
  readonly verifier: TokenVerifier;
  token(claims: {
    sub: string;
    grants?: readonly Grant[];
    personId?: string;
    displayId?: string;
    sittingId?: string;
    deviceId?: string;
    authenticatedAt?: number;
    expiresInSeconds?: number;
    audience?: string;
    issuer?: string;
  }): Promise<string>;
}

export async function createTestIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwks: JSONWebKeySet = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' }] };
  const issuer = 'https://issuer.test';
  const audience = 'nghitruong';
  return {
    issuer,
    audience,
    jwks,
    verifier: createTokenVerifier({ issuer, audience, jwks }),
    token: (c) =>
      new SignJWT({
        nt_kind: c.displayId ? 'DISPLAY' : 'PERSON',
        nt_grants: c.grants ?? [],
        ...(c.personId && { nt_person: c.personId }),
        ...(c.displayId && { nt_display: c.displayId }),
        ...(c.sittingId && { nt_sitting: c.sittingId }),
        ...(c.deviceId && { nt_device: c.deviceId }),
        ...(c.authenticatedAt !== undefined && { auth_time: c.authenticatedAt }),
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setSubject(c.sub)
        .setIssuer(c.issuer ?? issuer)
        .setAudience(c.audience ?? audience)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + (c.expiresInSeconds ?? 600))
        .sign(privateKey),
  };
}

/** A context as a door would have made it. */
export function testContext(actor: Partial<Actor> = {}, clock: Clock = systemClock): Context {
  const ids = systemIds(clock);
  return {
    actor: { ...ANONYMOUS, ...actor },
    clock,
    ids,
    log: silentLog,
    lang: 'vi',
    correlationId: ids.random(),
    loaders: new Map(),
  };
}
