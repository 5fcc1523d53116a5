/**
 * Cards: one person (or display), one sitting, one use.
 *
 * Promises   only hashes of the codes are stored: a card that was not printed
 *            at its issue can only be issued again; of one subject and sitting
 *            at most one card waits to be used, whoever issues at the same time.
 * Elsewhere  using a card: exchange.service · what a code looks like: card.rules
 */
import type { DataSource } from 'typeorm';
import { seededId, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault } from '@nghitruong/kit/errors';
import type { AccountService } from '../account/account.service.js';
import { errors } from '../errors.js';
import type { Vault } from '../key/vault.js';
import { createGate, type Gate } from '../pin/gate.js';
import type { PinService } from '../pin/pin.service.js';
import { slowHash } from '../pin/slow-hash.js';
import { codeHash, newCode, newTypedCode, pageOf, rolesIn, showTypedCode, type Page } from './card.rules.js';

export interface CardRow {
  readonly id: string;
  readonly kind: 'PERSON' | 'DISPLAY';
  readonly subject_id: string;
  readonly sitting_id: string;
  readonly display_name: string | null;
  readonly council_id: string | null;
  readonly expires_at: Date;
  readonly failed_attempts: number;
  readonly used_at: Date | null;
  readonly used_by_device: string | null;
  readonly used_key_hash: Buffer | null;
  readonly replaced_at: Date | null;
}

export interface IssuedCard {
  readonly cardId: string;
  /** 22 characters; shown now and never again. */
  readonly code: string;
  /** Eight characters as `BCFG-2345`; shown now and never again. */
  readonly typedCode: string;
  /** The page with the code in its fragment, which no server ever sees. */
  readonly url: string;
  readonly kind: 'PERSON' | 'DISPLAY';
  readonly displayName: string;
  readonly sittingId: string;
  readonly expiresAt: Date;
  /** The account, or the display. */
  readonly subjectId: string;
}

export interface IssueCardInput {
  readonly accountId?: string;
  readonly login?: string;
  readonly sittingId: string;
  /** The council or body of the sitting: by what its holder does there the card opens a page. */
  readonly placeId?: string;
  /** Sets the account's PIN; needed where it has none. */
  readonly pin?: string;
  /** The page to open; by the account's roles unless said. */
  readonly page?: Page;
  readonly expiresAt?: Date;
}

export interface IssueDisplayCardInput {
  /** Also who the display is: the same name in the same sitting is the same display. */
  readonly name: string;
  readonly sittingId: string;
  readonly councilId: string;
  readonly expiresAt?: Date;
}

export class CardService {
  private readonly typedSalt: Buffer;
  /** One at a time: this is also what paces whoever guesses typed codes. */
  private readonly typedGate: Gate = createGate(1, 32);

  constructor(
    private readonly source: DataSource,
    private readonly accounts: AccountService,
    private readonly pins: PinService,
    vault: Vault,
    private readonly origin: string,
    private readonly lifetimeMs: number,
  ) {
    this.typedSalt = vault.derive('typed card code');
  }

  /** @throws ACCOUNT_UNKNOWN, ACCOUNT_DISABLED, PIN_MISSING, PIN_MALFORMED */
  async issue(ctx: Context, input: IssueCardInput): Promise<IssuedCard> {
    const named = input.accountId ?? input.login ?? '';
    const account = await (input.accountId !== undefined
      ? this.accounts.byId(input.accountId)
      : this.accounts.byLogin(named));
    if (!account) throw fault(errors, 'ACCOUNT_UNKNOWN', { login: named });
    if (account.disabled) throw fault(errors, 'ACCOUNT_DISABLED');
    if (input.pin !== undefined) await this.pins.set(ctx, account.id, input.pin);
    else if (!(await this.pins.exists(account.id))) throw fault(errors, 'PIN_MISSING', { login: account.login });
    const page = input.page ?? pageOf('PERSON', rolesIn(account.grants, input.placeId));
    return this.insert(ctx, {
      kind: 'PERSON',
      subjectId: account.id,
      sittingId: input.sittingId,
      displayName: account.displayName,
      page,
      ...(input.expiresAt && { expiresAt: input.expiresAt }),
    });
  }

  async issueDisplay(ctx: Context, input: IssueDisplayCardInput): Promise<IssuedCard> {
    return this.insert(ctx, {
      kind: 'DISPLAY',
      subjectId: seededId(`display:${input.sittingId}:${input.name.normalize('NFC')}`),
      sittingId: input.sittingId,
      displayName: input.name,
      councilId: input.councilId,
      page: 'wall',
      ...(input.expiresAt && { expiresAt: input.expiresAt }),
    });
  }

  async byCode(code: string): Promise<CardRow | undefined> {
    return this.one('code_hash', codeHash(code));
  }

  async byTypedCode(typed: string): Promise<CardRow | undefined> {
    return this.one('typed_code_hash', await this.typedGate.pass(() => this.typedHash(typed)));
  }

  async byId(cardId: string): Promise<CardRow> {
    const [row] = (await this.source.query(`SELECT * FROM card WHERE id = $1`, [cardId])) as CardRow[];
    return row!;
  }

  /** Counts one try before the PIN is looked at; false where no try is left or the card was used meanwhile. */
  async countTry(cardId: string): Promise<number | undefined> {
    const [row] = (await this.source.query(
      `WITH counted AS (UPDATE card SET failed_attempts = failed_attempts + 1 WHERE id = $1 AND failed_attempts < 5 RETURNING failed_attempts)
       SELECT failed_attempts FROM counted`,
      [cardId],
    )) as { failed_attempts: number }[];
    return row?.failed_attempts;
  }

  /** The PIN of that try was right: it does not count. */
  async forgiveTry(cardId: string): Promise<void> {
    await this.source.query(
      `UPDATE card SET failed_attempts = failed_attempts - 1 WHERE id = $1 AND failed_attempts > 0`,
      [cardId],
    );
  }

  private typedHash(typed: string): Promise<Buffer> {
    return slowHash(Buffer.from(typed), this.typedSalt);
  }

  private async one(column: 'code_hash' | 'typed_code_hash', hash: Buffer): Promise<CardRow | undefined> {
    const [row] = (await this.source.query(`SELECT * FROM card WHERE ${column} = $1`, [hash])) as CardRow[];
    return row;
  }

  private async insert(
    ctx: Context,
    card: {
      kind: 'PERSON' | 'DISPLAY';
      subjectId: string;
      sittingId: string;
      displayName: string;
      councilId?: string;
      page: Page;
      expiresAt?: Date;
    },
  ): Promise<IssuedCard> {
    const code = newCode();
    const typed = newTypedCode();
    const typedHash = await this.typedHash(typed);
    const cardId = ctx.ids.next();
    for (let attempt = 1; ; attempt++) {
      const now = ctx.clock.now();
      const expiresAt = card.expiresAt ?? new Date(now.getTime() + this.lifetimeMs);
      try {
        await transaction(this.source, async (manager) => {
          await manager.query(
            `UPDATE card SET replaced_at = $3 WHERE subject_id = $1 AND sitting_id = $2 AND used_at IS NULL AND replaced_at IS NULL`,
            [card.subjectId, card.sittingId, now],
          );
          await manager.query(
            `INSERT INTO card (id, kind, subject_id, sitting_id, display_name, council_id, code_hash, typed_code_hash, issued_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
            [
              cardId,
              card.kind,
              card.subjectId,
              card.sittingId,
              card.kind === 'DISPLAY' ? card.displayName : null,
              card.councilId ?? null,
              codeHash(code),
              typedHash,
              now,
              expiresAt,
            ],
          );
        });
        return {
          cardId,
          code,
          typedCode: showTypedCode(typed),
          url: `${this.origin}/${card.page}#card=${code}`,
          kind: card.kind,
          displayName: card.displayName,
          sittingId: card.sittingId,
          expiresAt,
          subjectId: card.subjectId,
        };
      } catch (error) {
        // Another was issued for the same person in this moment: the later one stays.
        if (attempt < 5 && isDriverError(error, SQLSTATE.uniqueViolation, 'one_waiting_card_per_subject_and_sitting'))
          continue;
        throw error;
      }
    }
  }
}
