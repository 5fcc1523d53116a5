/**
 * The caller's token: verified against the issuer's published keys.
 *
 * Claims    sub account · nt_kind PERSON|DISPLAY · nt_person · nt_display · nt_display_name ·
 *           nt_grants [{role, councilId?, bodyId?}] · nt_sitting · nt_device · auth_time
 * Promises  RS256, ES256 and EdDSA only; issuer, audience and expiry checked;
 *           the key set is fetched once and again only for an unknown key id.
 */
import { createLocalJWKSet, createRemoteJWKSet, jwtVerify, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { fault, kitErrors } from '../errors/index.js';
import { ANONYMOUS, ROLES, type Actor, type Grant, type Role } from './index.js';

export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Where the keys are, the keys themselves, or what knows them at any time. */
  readonly jwks: string | JSONWebKeySet | (() => JSONWebKeySet);
  readonly clockToleranceSeconds?: number;
}

export interface TokenVerifier {
  /** `undefined` is the anonymous citizen; anything else must verify, or UNAUTHENTICATED is thrown. */
  verify(token: string | undefined): Promise<Actor>;
}

const MAX_REMEMBERED = 10_000;

export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const keys = keysOf(options.jwks);
  // Verifying once per token and process: a signature check costs more than the rest of a request.
  const remembered = new Map<string, Actor>();

  return {
    async verify(token) {
      if (token === undefined || token === '') return ANONYMOUS;
      const known = remembered.get(token);
      if (known) {
        if (known.expiresAt! * 1000 > Date.now()) return known;
        remembered.delete(token);
        throw fault(kitErrors, 'UNAUTHENTICATED');
      }
      let actor: Actor;
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer: options.issuer,
          audience: options.audience,
          algorithms: ['RS256', 'ES256', 'EdDSA'],
          clockTolerance: options.clockToleranceSeconds ?? 0,
          requiredClaims: ['exp', 'sub'],
        });
        actor = toActor(payload);
      } catch {
        throw fault(kitErrors, 'UNAUTHENTICATED');
      }
      if (remembered.size >= MAX_REMEMBERED) remembered.delete(remembered.keys().next().value!);
      remembered.set(token, actor);
      return actor;
    },
  };
}

function keysOf(jwks: TokenVerifierOptions['jwks']): JWTVerifyGetKey {
  if (typeof jwks === 'string')
    return createRemoteJWKSet(new URL(jwks), { cooldownDuration: 1_000, timeoutDuration: 3_000 });
  if (typeof jwks === 'object') return createLocalJWKSet(jwks);
  return (header, token) => createLocalJWKSet(jwks())(header, token);
}

function toActor(claims: Record<string, unknown>): Actor {
  const textOf = (name: string): string | undefined =>
    typeof claims[name] === 'string' ? (claims[name] as string) : undefined;
  const kind = claims['nt_kind'] === 'DISPLAY' ? 'DISPLAY' : 'PERSON';
  const personId = textOf('nt_person');
  const displayId = textOf('nt_display');
  const displayName = textOf('nt_display_name');
  const sittingId = textOf('nt_sitting');
  const deviceId = textOf('nt_device');
  const tokenId = textOf('jti');
  const authenticatedAt = claims['auth_time'];
  return Object.freeze({
    kind,
    accountId: String(claims['sub']),
    grants: grantsFrom(claims['nt_grants']),
    expiresAt: claims['exp'] as number,
    ...(personId && { personId }),
    ...(displayId && { displayId }),
    ...(displayName && { displayName }),
    ...(sittingId && { sittingId }),
    ...(deviceId && { deviceId }),
    ...(tokenId && { tokenId }),
    ...(typeof authenticatedAt === 'number' && { authenticatedAt }),
  }) as Actor;
}

/** Grants from a claim: unknown roles are dropped, never trusted. */
export function grantsFrom(claim: unknown): readonly Grant[] {
  if (!Array.isArray(claim)) return [];
  const out: Grant[] = [];
  for (const g of claim as Record<string, unknown>[]) {
    if (!g || !ROLES.includes(g['role'] as Role)) continue;
    out.push({
      role: g['role'] as Role,
      ...(typeof g['councilId'] === 'string' && { councilId: g['councilId'] }),
      ...(typeof g['bodyId'] === 'string' && { bodyId: g['bodyId'] }),
    });
  }
  return Object.freeze(out);
}
