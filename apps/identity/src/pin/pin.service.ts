/**
 * PINs of accounts: set, and checked.
 *
 * Who counts wrong tries depends on the door: a card counts its own (and locks
 * itself), the sign-in page counts by login (and makes it wait).
 */
import type { DataSource, EntityManager } from 'typeorm';
import type { Context } from '@nghitruong/kit/context';
import { fault } from '@nghitruong/kit/errors';
import { errors } from '../errors.js';
import type { Vault } from '../key/vault.js';
import { createGate, type Gate } from './gate.js';
import { isPin, waitMinutes } from './pin.rules.js';
import { hashPin, newSalt, sameHash } from './slow-hash.js';

/** What is compared for a login that does not exist, so that the answer takes as long. */
const NOBODY = { salt: Buffer.alloc(16), hash: Buffer.alloc(32) };

export class PinService {
  private readonly pepper: Buffer;
  /** Apart, so that a stranger at the sign-in page cannot fill the queue of the cards. */
  private readonly cardGate: Gate = createGate(4, 2_000);
  private readonly loginGate: Gate = createGate(1, 50);

  constructor(
    private readonly source: DataSource,
    vault: Vault,
  ) {
    this.pepper = vault.derive('pin pepper');
  }

  async exists(accountId: string): Promise<boolean> {
    const rows = (await this.source.query(`SELECT 1 FROM account_pin WHERE account_id = $1`, [accountId])) as unknown[];
    return rows.length > 0;
  }

  /** @throws PIN_MALFORMED */
  async set(
    ctx: Context,
    accountId: string,
    pin: string,
    manager: EntityManager | DataSource = this.source,
  ): Promise<void> {
    if (!isPin(pin)) throw fault(errors, 'PIN_MALFORMED');
    const salt = newSalt();
    await this.store(ctx, accountId, salt, await hashPin(pin, salt, this.pepper), manager);
  }

  /** Several accounts that share a PIN also share its salt and its one slow hash: for demonstration data, whose PINs are printed anyway. */
  async seed(ctx: Context, pins: ReadonlyMap<string, string>): Promise<void> {
    const hashes = new Map<string, { salt: Buffer; hash: Buffer }>();
    for (const [accountId, pin] of pins) {
      if (!isPin(pin)) throw fault(errors, 'PIN_MALFORMED');
      if (await this.exists(accountId)) continue;
      if (!hashes.has(pin)) {
        const salt = newSalt();
        hashes.set(pin, { salt, hash: await hashPin(pin, salt, this.pepper) });
      }
      const { salt, hash } = hashes.get(pin)!;
      await this.store(ctx, accountId, salt, hash, this.source);
    }
  }

  private async store(
    ctx: Context,
    accountId: string,
    salt: Buffer,
    hash: Buffer,
    manager: EntityManager | DataSource,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO account_pin (account_id, salt, hash, changed_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id) DO UPDATE SET salt = excluded.salt, hash = excluded.hash, changed_at = excluded.changed_at, failed_attempts = 0, locked_until = NULL`,
      [accountId, salt, hash, ctx.clock.now()],
    );
  }

  /** For a card, which has already counted this try. */
  async matches(accountId: string, pin: string): Promise<boolean> {
    return this.cardGate.pass(() => this.compare(accountId, pin));
  }

  /**
   * For the sign-in page: counts the try before it looks, so that tries side by side cannot pass the limit.
   * @returns minutes to wait, or whether the PIN is right
   */
  async tryLogin(
    ctx: Context,
    accountId: string | undefined,
    pin: string,
  ): Promise<{ right: boolean } | { waitMinutes: number }> {
    const now = ctx.clock.now();
    return this.loginGate.pass(async () => {
      if (accountId === undefined) {
        await this.compare(undefined, pin);
        return { right: false };
      }
      const [counted] = (await this.source.query(
        `WITH counted AS (
           UPDATE account_pin SET failed_attempts = failed_attempts + 1, locked_until = NULL
           WHERE account_id = $1 AND (locked_until IS NULL OR locked_until <= $2) RETURNING failed_attempts)
         SELECT failed_attempts, NULL::timestamptz AS locked_until FROM counted
         UNION ALL SELECT failed_attempts, locked_until FROM account_pin
           WHERE account_id = $1 AND locked_until > $2 AND NOT EXISTS (SELECT 1 FROM counted)`,
        [accountId, now],
      )) as { failed_attempts: number; locked_until: Date | null }[];
      if (counted?.locked_until)
        return { waitMinutes: Math.ceil((counted.locked_until.getTime() - now.getTime()) / 60_000) };
      const right = await this.compare(accountId, pin);
      if (right) {
        await this.source.query(
          `UPDATE account_pin SET failed_attempts = 0, locked_until = NULL WHERE account_id = $1`,
          [accountId],
        );
        return { right };
      }
      const minutes = waitMinutes(counted?.failed_attempts ?? 0);
      if (minutes > 0) {
        await this.source.query(`UPDATE account_pin SET locked_until = $2 WHERE account_id = $1`, [
          accountId,
          new Date(now.getTime() + minutes * 60_000),
        ]);
      }
      return { right };
    });
  }

  private async compare(accountId: string | undefined, pin: string): Promise<boolean> {
    const [row] =
      accountId === undefined
        ? []
        : ((await this.source.query(`SELECT salt, hash FROM account_pin WHERE account_id = $1`, [accountId])) as {
            salt: Buffer;
            hash: Buffer;
          }[]);
    const { salt, hash } = row ?? NOBODY;
    return sameHash(await hashPin(pin, salt, this.pepper), hash) && row !== undefined;
  }
}
