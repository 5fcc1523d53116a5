/**
 * Auth: from a token to an actor, in every process that acts.
 *
 * Two tokens travel with a call. The caller's bearer token (JWT from the
 * issuer, verified against its JWKS) says who acts. The gateway's assertion
 * (one call, thirty seconds, bound to the body; signed, or under a key agreed
 * upon) says that the call came through the door; a subgraph answers nothing
 * without it. For a stream that many viewers share, the assertion carries a
 * class of rights and no bearer token is sent: no person is in it.
 *
 * Promises   a token that fails any check never becomes an actor.
 * Elsewhere  what an actor may do: each noun's policy, and @access in federation
 */
export type Role =
  'DELEGATE' | 'CHAIR' | 'SESSION_SECRETARY' | 'TALLY_COMMITTEE' | 'OFFICER' | 'DISPLAY' | 'DEVELOPER' | 'ADMIN';

export const ROLES: readonly Role[] = [
  'DELEGATE',
  'CHAIR',
  'SESSION_SECRETARY',
  'TALLY_COMMITTEE',
  'OFFICER',
  'DISPLAY',
  'DEVELOPER',
  'ADMIN',
];

/** A role held in one council, for one public body, or everywhere (neither given). */
export interface Grant {
  readonly role: Role;
  readonly councilId?: string;
  /** For OFFICER: the public body the officer answers for. For other roles: the one whose meetings the role is held in. */
  readonly bodyId?: string;
}

export interface Actor {
  /** RIGHTS is a class of viewers of one shared stream: it has grants and no person. */
  readonly kind: 'ANONYMOUS' | 'PERSON' | 'DISPLAY' | 'RIGHTS';
  /** The account's id; absent for ANONYMOUS and RIGHTS. */
  readonly accountId?: string;
  readonly personId?: string;
  readonly displayId?: string;
  /** What a display is called on the chair's console. */
  readonly displayName?: string;
  readonly grants: readonly Grant[];
  /** A card signs its holder into one sitting only. */
  readonly sittingId?: string;
  /** The device the token is bound to. */
  readonly deviceId?: string;
  /** Seconds since 1970 at which the token ends. */
  readonly expiresAt?: number;
  /** Seconds since 1970 at which the person last proved to be that person, where the token says so (`auth_time`, RFC 9470). */
  readonly authenticatedAt?: number;
  /** The token's own id. */
  readonly tokenId?: string;
  readonly lang?: 'vi' | 'en';
}

export const ANONYMOUS: Actor = Object.freeze({ kind: 'ANONYMOUS', grants: Object.freeze([]) as readonly Grant[] });

/** Where a grant holds: a body's chair chairs that body, never its council. */
const placeOf = (grant: Grant): string | undefined =>
  grant.role === 'OFFICER' ? grant.councilId : (grant.bodyId ?? grant.councilId);

/**
 * Has the actor that role, in that place where one is named: a council, or a
 * body that meets by itself? A grant without a place holds everywhere.
 */
export function hasRole(actor: Actor, role: Role, placeId?: string | null): boolean {
  return actor.grants.some((g) => {
    const place = placeOf(g);
    return g.role === role && (place === undefined || placeId == null || place === placeId);
  });
}

/**
 * The class of rights of an actor: equal for all who may see the same.
 * A display or a delegate of the same council share one; a person is never in it.
 */
export function rightsOf(actor: Actor): readonly Grant[] {
  const seen = new Map<string, Grant>();
  for (const { role, councilId, bodyId } of actor.grants) {
    const grant: Grant = { role, ...(councilId && { councilId }), ...(bodyId && { bodyId }) };
    seen.set(JSON.stringify([role, councilId ?? '', bodyId ?? '']), grant);
  }
  return [...seen.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, g]) => g);
}

export { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from './token.js';
export {
  createAssertionSigner,
  createAssertionVerifier,
  generateGatewayKeys,
  type AssertionSigner,
  type AssertionVerifier,
  type CallKey,
} from './assertion.js';
export { createSeal, openSeal } from './seal.js';
