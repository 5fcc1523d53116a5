/**
 * Key ring: the keys that sign, and the set that everyone may read.
 *
 * Made once for an installation, by whichever process comes first, and kept in
 * the database; every process looks again within five seconds.
 *
 * Promises   one first key however many processes start at once; a new key is
 *            published a minute before it signs, an old one until its last
 *            token has ended; a private key is never served.
 * Odd part   `rotate({ compromised: true })` waits for nothing and withdraws the
 *            old keys at once: every token in use ends, devices refresh by
 *            their cookies and go on.
 */
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import type { DataSource } from 'typeorm';
import type { Clock } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import type { Vault } from './vault.js';

export const SIGNING_ALGORITHM = 'ES256';
const LOOK_AGAIN_MS = 5_000;
const PUBLISH_BEFORE_SIGNING_MS = 60_000;
/** Access tokens live ten minutes and ID tokens an hour; clocks differ. */
const PUBLISH_AFTER_SIGNING_MS = 2 * 3_600_000;
const PURPOSE = 'signing key';

interface KeyRow {
  kid: string;
  public_jwk: JWK;
  sealed_private_jwk: Buffer;
  signs_from: Date;
}

export interface KeySet {
  /** Signs now. */
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** What anyone may read. */
  readonly jwks: JSONWebKeySet;
  /** With the private parts, the signing key first: for the OpenID library only. */
  readonly privateJwks: readonly JWK[];
  /** Differs whenever the set or its order differs. */
  readonly fingerprint: string;
}

export interface KeyRing {
  current(): Promise<KeySet>;
  /** What was last read; `current` has always run once before this is reachable. */
  readonly jwks: JSONWebKeySet;
  rotate(options?: { compromised?: boolean }): Promise<string>;
}

export async function openKeyRing(source: DataSource, vault: Vault, clock: Clock): Promise<KeyRing> {
  await transaction(source, async (manager) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('nghitruong identity keys'))`);
    const now = clock.now();
    const [some] = (await manager.query(
      `SELECT 1 FROM signing_key WHERE published_until IS NULL LIMIT 1`,
    )) as unknown[];
    if (!some) await addKey(manager, now, now);
  });

  async function addKey(
    manager: { query(sql: string, parameters?: unknown[]): Promise<unknown> },
    now: Date,
    signsFrom: Date,
  ): Promise<string> {
    const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
    const publicJwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(publicJwk);
    const common = { kid, alg: SIGNING_ALGORITHM, use: 'sig' };
    await manager.query(
      `INSERT INTO signing_key (kid, alg, public_jwk, sealed_private_jwk, created_at, signs_from) VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        kid,
        SIGNING_ALGORITHM,
        JSON.stringify({ ...publicJwk, ...common }),
        vault.seal(PURPOSE, JSON.stringify({ ...(await exportJWK(privateKey)), ...common })),
        now,
        signsFrom,
      ],
    );
    return kid;
  }

  let held: KeySet | undefined;
  let lookedAt = 0;
  let looking: Promise<KeySet> | undefined;

  async function look(): Promise<KeySet> {
    const now = clock.now();
    const rows = (await source.query(
      `SELECT kid, public_jwk, sealed_private_jwk, signs_from FROM signing_key
       WHERE published_until IS NULL OR published_until > $1 ORDER BY (signs_from <= $1) DESC, signs_from DESC, kid`,
      [now],
    )) as KeyRow[];
    const signing = rows[0];
    if (!signing) throw new Error('identity has no signing key');
    const fingerprint = rows.map((r) => r.kid).join(' ');
    lookedAt = now.getTime();
    if (held?.fingerprint === fingerprint) return held;
    const privateJwks = rows.map((r) => JSON.parse(vault.open(PURPOSE, r.sealed_private_jwk)) as JWK);
    held = {
      kid: signing.kid,
      privateKey: (await importJWK(privateJwks[0]!, SIGNING_ALGORITHM)) as CryptoKey,
      jwks: { keys: rows.map((r) => r.public_jwk) },
      privateJwks,
      fingerprint,
    };
    return held;
  }

  const ring: KeyRing = {
    get jwks() {
      return held!.jwks;
    },
    async current() {
      if (held && clock.now().getTime() - lookedAt < LOOK_AGAIN_MS) return held;
      looking ??= look().finally(() => (looking = undefined));
      try {
        return await looking;
      } catch (error) {
        // The database is away for a moment: the keys that are known are still right.
        if (held) return held;
        throw error;
      }
    },
    async rotate({ compromised = false } = {}) {
      const kid = await transaction(source, async (manager) => {
        await manager.query(`SELECT pg_advisory_xact_lock(hashtext('nghitruong identity keys'))`);
        const now = clock.now();
        const signsFrom = new Date(now.getTime() + (compromised ? 0 : PUBLISH_BEFORE_SIGNING_MS));
        const until = compromised ? now : new Date(signsFrom.getTime() + PUBLISH_AFTER_SIGNING_MS);
        await manager.query(
          compromised
            ? `UPDATE signing_key SET published_until = $1 WHERE published_until IS NULL OR published_until > $1`
            : `UPDATE signing_key SET published_until = $1 WHERE published_until IS NULL`,
          [until],
        );
        return addKey(manager, now, signsFrom);
      });
      lookedAt = 0;
      await ring.current();
      return kid;
    },
  };
  await ring.current();
  return ring;
}
