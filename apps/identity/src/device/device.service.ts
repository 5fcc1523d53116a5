/**
 * Devices: who is signed in where, by a refresh secret that changes each time.
 *
 * Promises   only hashes of secrets are stored; a secret that someone else must
 *            hold ends the device (device.rules says when); of one subject and
 *            sitting one device is signed in, and the one before it is written
 *            down as taken over; a disabled account gets nothing.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault } from '@nghitruong/kit/errors';
import type { AccountService } from '../account/account.service.js';
import type { CardRow } from '../card/card.service.js';
import { errors } from '../errors.js';
import { displayClaims, personClaims, type TokenService } from '../token/token.service.js';
import { ACCESS_TOKEN_SECONDS, idleUntil, judgeSecret, lifetimeFrom, type SecretState } from './device.rules.js';

export type EndReason = 'TAKEN_OVER' | 'REUSED' | 'SIGNED_OUT' | 'DISABLED' | 'EXPIRED' | 'REVOKED' | 'PIN_TRIES';

export interface DeviceRow {
  readonly id: string;
  readonly kind: 'PERSON' | 'DISPLAY';
  readonly subject_id: string;
  readonly sitting_id: string;
  readonly display_name: string | null;
  readonly council_id: string | null;
  readonly device_name: string | null;
  readonly remembered: boolean;
  readonly created_at: Date;
  readonly idle_until: Date;
  readonly expires_at: Date;
  readonly last_used_secret: Buffer | null;
  readonly ended_at: Date | null;
  readonly end_reason: EndReason | null;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly kind: 'PERSON' | 'DISPLAY';
  readonly displayName: string;
  readonly sittingId: string;
  readonly deviceId: string;
  /** For the cookie only. */
  readonly secret: string;
  readonly remembered: boolean;
  readonly expiresAt: Date;
}

const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const newSecret = (): string => randomBytes(32).toString('base64url');
export const isSecret = (value: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(value);

/** What a refresh that gives nothing answers. */
type Refusal =
  'SIGNED_OUT' | 'DEVICE_LOCKED' | 'TAKEN_OVER' | 'REFRESH_REUSED' | 'REFRESH_SUPERSEDED' | 'ACCOUNT_DISABLED';

export class DeviceService {
  constructor(
    private readonly source: DataSource,
    private readonly accounts: AccountService,
    private readonly tokens: TokenService,
  ) {}

  /** In the transaction that uses the card: ends the devices before it and signs this one in. */
  async open(
    manager: EntityManager,
    ctx: Context,
    card: CardRow,
    deviceId: string,
    name: string | undefined,
    remembered: boolean,
  ): Promise<{ device: DeviceRow; secret: string }> {
    const now = ctx.clock.now();
    const earlier = (await manager.query(
      `SELECT * FROM device WHERE subject_id = $1 AND sitting_id = $2 AND ended_at IS NULL FOR UPDATE`,
      [card.subject_id, card.sitting_id],
    )) as DeviceRow[];
    for (const device of earlier) {
      const live = device.idle_until > now && device.expires_at > now;
      await end(manager, device.id, live ? 'TAKEN_OVER' : 'EXPIRED', now);
      if (!live) continue;
      await manager.query(
        `INSERT INTO takeover (id, subject_id, sitting_id, device_id, device_name, by_device_id, by_device_name, taken_over_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          ctx.ids.next(),
          device.subject_id,
          device.sitting_id,
          device.id,
          device.device_name,
          deviceId,
          name ?? null,
          now,
        ],
      );
    }
    const { expiresAt, idleUntil: idle } = lifetimeFrom(now, remembered);
    const [device] = (await manager.query(
      `INSERT INTO device (id, card_id, kind, subject_id, sitting_id, display_name, council_id, device_name, remembered, created_at, last_seen_at, idle_until, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12) RETURNING *`,
      [
        deviceId,
        card.id,
        card.kind,
        card.subject_id,
        card.sitting_id,
        card.display_name,
        card.council_id,
        name ?? null,
        remembered,
        now,
        idle,
        expiresAt,
      ],
    )) as DeviceRow[];
    return { device: device!, secret: await this.hand(manager, ctx, deviceId, null) };
  }

  /** A further first secret for a device whose sign-in answer was lost; undefined once it was ever used. */
  async reopen(ctx: Context, deviceId: string): Promise<{ device: DeviceRow; secret: string } | undefined> {
    return transaction(this.source, async (manager) => {
      const [device] = (await manager.query(`SELECT * FROM device WHERE id = $1 FOR UPDATE`, [
        deviceId,
      ])) as DeviceRow[];
      if (!device || device.ended_at || device.last_used_secret) return undefined;
      return { device, secret: await this.hand(manager, ctx, deviceId, null) };
    });
  }

  /** @throws SIGNED_OUT, TAKEN_OVER, REFRESH_REUSED, REFRESH_SUPERSEDED, ACCOUNT_DISABLED */
  async refresh(ctx: Context, presented: string): Promise<SignedIn> {
    // A refusal is returned, not thrown, within the transaction: ending the device must be kept.
    const outcome = await transaction(this.source, (manager) => this.rotate(manager, ctx, presented));
    if (typeof outcome === 'string') throw fault(errors, outcome);
    return this.signedIn(ctx, outcome.device, outcome.secret);
  }

  /** The device that holds this secret, unchanged: no time is written, no new secret handed out. @throws what `refresh` throws */
  async holding(ctx: Context, presented: string): Promise<DeviceRow> {
    const outcome = await transaction(this.source, (manager) => this.judge(manager, ctx, presented));
    if (typeof outcome === 'string') throw fault(errors, outcome);
    return outcome.device;
  }

  private async rotate(
    manager: EntityManager,
    ctx: Context,
    presented: string,
  ): Promise<Refusal | { device: DeviceRow; secret: string }> {
    const now = ctx.clock.now();
    const judged = await this.judge(manager, ctx, presented);
    if (typeof judged === 'string') return judged;
    const { device, hash } = judged;
    await manager.query(`UPDATE refresh_secret SET first_used_at = coalesce(first_used_at, $2) WHERE hash = $1`, [
      hash,
      now,
    ]);
    const [renewed] = (await manager.query(
      `WITH seen AS (UPDATE device SET last_used_secret = $2, last_seen_at = $3, idle_until = $4 WHERE id = $1 RETURNING *) SELECT * FROM seen`,
      [device.id, hash, now, idleUntil(now, device.remembered, device.expires_at)],
    )) as DeviceRow[];
    return { device: renewed!, secret: await this.hand(manager, ctx, device.id, hash) };
  }

  /** Whether the secret is good for its device; one that somebody else must hold ends the device. */
  private async judge(
    manager: EntityManager,
    ctx: Context,
    presented: string,
  ): Promise<Refusal | { device: DeviceRow; hash: Buffer }> {
    const now = ctx.clock.now();
    const hash = secretHash(presented);
    const [known] = (await manager.query(`SELECT device_id FROM refresh_secret WHERE hash = $1`, [hash])) as {
      device_id: string;
    }[];
    if (!known) return 'SIGNED_OUT';
    const [device] = (await manager.query(`SELECT * FROM device WHERE id = $1 FOR UPDATE`, [
      known.device_id,
    ])) as DeviceRow[];
    if (!device) return 'SIGNED_OUT';
    if (device.ended_at) return refusalOf(device.end_reason);
    if (device.expires_at <= now || device.idle_until <= now) {
      await end(manager, device.id, 'EXPIRED', now);
      return 'SIGNED_OUT';
    }
    // Read under the lock: a refresh side by side may just have used it.
    const [secret] = (await manager.query(`SELECT hash, parent, first_used_at FROM refresh_secret WHERE hash = $1`, [
      hash,
    ])) as SecretState[];
    const verdict = judgeSecret(secret!, device.last_used_secret, now);
    if (verdict === 'SUPERSEDED') return 'REFRESH_SUPERSEDED';
    if (verdict === 'REUSED') {
      await end(manager, device.id, 'REUSED', now);
      ctx.log.warn(
        { deviceId: device.id, sittingId: device.sitting_id },
        'a refresh secret was used twice: the device was signed out',
      );
      return 'REFRESH_REUSED';
    }
    if (device.kind === 'PERSON') {
      const account = await this.accounts.byId(device.subject_id, manager);
      if (!account || account.disabled) {
        await end(manager, device.id, 'DISABLED', now);
        return 'ACCOUNT_DISABLED';
      }
    }
    return { device, hash };
  }

  /** Tokens and names are made after the commit: what is handed out is always stored. */
  async signedIn(ctx: Context, device: DeviceRow, secret: string): Promise<SignedIn> {
    const bound = { sittingId: device.sitting_id, deviceId: device.id };
    let claims: Record<string, unknown>;
    let displayName: string;
    if (device.kind === 'PERSON') {
      const account = await this.accounts.byId(device.subject_id);
      if (!account || account.disabled) throw fault(errors, 'ACCOUNT_DISABLED');
      claims = personClaims(account);
      displayName = account.displayName;
    } else {
      claims = displayClaims(device.subject_id, device.display_name!, device.council_id!);
      displayName = device.display_name!;
    }
    return {
      accessToken: await this.tokens.mint(ctx, device.subject_id, claims, bound),
      expiresIn: ACCESS_TOKEN_SECONDS,
      kind: device.kind,
      displayName,
      sittingId: device.sitting_id,
      deviceId: device.id,
      secret,
      remembered: device.remembered,
      expiresAt: device.expires_at,
    };
  }

  /** Signs out the device that holds this secret. Unknown or ended ones are no error: the result is the same. */
  async signOut(ctx: Context, presented: string): Promise<void> {
    await this.source.query(
      `UPDATE device SET ended_at = $2, end_reason = 'SIGNED_OUT' WHERE ended_at IS NULL AND id = (SELECT device_id FROM refresh_secret WHERE hash = $1)`,
      [secretHash(presented), ctx.clock.now()],
    );
  }

  /** Ends every device of a subject, in one sitting or in all: a lost phone whose owner has no new one yet. */
  async revoke(ctx: Context, subjectId: string, sittingId?: string): Promise<void> {
    await this.source.query(
      `UPDATE device SET ended_at = $3, end_reason = 'REVOKED' WHERE ended_at IS NULL AND subject_id = $1 AND ($2::uuid IS NULL OR sitting_id = $2)`,
      [subjectId, sittingId ?? null, ctx.clock.now()],
    );
  }

  /** Of the devices that one browser holds, and of one account where it is given: those still signed in first, the newest first. */
  async newestFirst(deviceIds: readonly string[], subjectId?: string): Promise<{ id: string; ended: boolean }[]> {
    if (!deviceIds.length) return [];
    return (await this.source.query(
      `SELECT id, ended_at IS NOT NULL AS ended FROM device WHERE id = ANY($1::uuid[]) AND ($2::text IS NULL OR subject_id::text = $2) ORDER BY ended_at IS NOT NULL, created_at DESC, id DESC`,
      [deviceIds, subjectId ?? null],
    )) as { id: string; ended: boolean }[];
  }

  private async hand(manager: EntityManager, ctx: Context, deviceId: string, parent: Buffer | null): Promise<string> {
    const secret = newSecret();
    await manager.query(`INSERT INTO refresh_secret (hash, device_id, parent, issued_at) VALUES ($1, $2, $3, $4)`, [
      secretHash(secret),
      deviceId,
      parent,
      ctx.clock.now(),
    ]);
    return secret;
  }
}

export async function end(manager: EntityManager, deviceId: string, reason: EndReason, now: Date): Promise<void> {
  await manager.query(`UPDATE device SET ended_at = $3, end_reason = $2 WHERE id = $1`, [deviceId, reason, now]);
}

function refusalOf(reason: EndReason | null): Refusal {
  if (reason === 'TAKEN_OVER') return 'TAKEN_OVER';
  if (reason === 'REUSED') return 'REFRESH_REUSED';
  if (reason === 'DISABLED') return 'ACCOUNT_DISABLED';
  if (reason === 'PIN_TRIES') return 'DEVICE_LOCKED';
  return 'SIGNED_OUT';
}
