/**
 * Exchange: from a card in the hand to a device that is signed in.
 *
 * Promises   a card signs in once, however many processes are asked at the same
 *            moment; the card alone never suffices for a person; a wrong PIN is
 *            counted before it is looked at, so tries side by side cannot pass
 *            the limit; whoever repeats the call with the same key because the
 *            answer was lost gets the same device, as the ballot does.
 */
import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault } from '@nghitruong/kit/errors';
import type { Account, AccountService } from '../account/account.service.js';
import type { DeviceService, SignedIn } from '../device/device.service.js';
import { errors } from '../errors.js';
import { isPin, PIN_TRIES } from '../pin/pin.rules.js';
import type { PinService } from '../pin/pin.service.js';
import { sameHash } from '../pin/slow-hash.js';
import { cardRefusal, isCode, readTypedCode, REPEAT_WITHIN_MS } from './card.rules.js';
import type { CardRow, CardService } from './card.service.js';

/** Either the code of the QR or the eight typed characters. */
export interface CardNamed {
  readonly card?: unknown;
  readonly typedCode?: unknown;
}

export interface ExchangeInput extends CardNamed {
  readonly pin?: string;
  readonly deviceName?: string;
  readonly remember: boolean;
  /** Made by the device, repeated when it asks again because no answer came. */
  readonly key?: string;
}

export interface Looked {
  readonly displayName: string;
  readonly needsPin: boolean;
  readonly kind: 'PERSON' | 'DISPLAY';
  readonly sittingId: string;
}

export class ExchangeService {
  constructor(
    private readonly source: DataSource,
    private readonly cards: CardService,
    private readonly accounts: AccountService,
    private readonly pins: PinService,
    private readonly devices: DeviceService,
  ) {}

  /** Whose card this is, before anything is asked. @throws CARD_UNKNOWN, CARD_USED, CARD_REPLACED, CARD_LOCKED, CARD_EXPIRED, ACCOUNT_DISABLED */
  async look(ctx: Context, named: CardNamed): Promise<Looked> {
    const card = await this.find(named);
    const refusal = cardRefusal(card, ctx.clock.now());
    if (refusal) throw fault(errors, refusal);
    const account = await this.holder(card);
    return {
      displayName: account?.displayName ?? card.display_name!,
      needsPin: card.kind === 'PERSON',
      kind: card.kind,
      sittingId: card.sitting_id,
    };
  }

  /** @throws what `look` throws, PIN_REQUIRED, PIN_WRONG, BUSY */
  async exchange(ctx: Context, input: ExchangeInput): Promise<SignedIn> {
    const card = await this.find(input);
    const now = ctx.clock.now();
    const repeats = this.repeats(card, input.key, now);
    const refusal = cardRefusal(repeats ? { ...card, used_at: null } : card, now);
    if (refusal) throw fault(errors, refusal);
    const account = await this.holder(card);
    if (account) await this.demandPin(ctx, card, account, input.pin);

    if (repeats) {
      const again = await this.devices.reopen(ctx, card.used_by_device!);
      if (!again) throw fault(errors, 'CARD_USED');
      return this.devices.signedIn(ctx, again.device, again.secret);
    }
    const deviceId = ctx.ids.random();
    const opened = await this.once(async (manager) => {
      // The point at which one of several wins: the row is used once or not at all.
      const [won] = (await manager.query(
        `WITH won AS (
           UPDATE card SET used_at = $2, used_by_device = $3, used_key_hash = $4
           WHERE id = $1 AND used_at IS NULL AND replaced_at IS NULL AND expires_at > $2 RETURNING id)
         SELECT id FROM won`,
        [card.id, ctx.clock.now(), deviceId, input.key === undefined ? null : keyHash(input.key)],
      )) as unknown[];
      return won ? this.devices.open(manager, ctx, card, deviceId, input.deviceName, input.remember) : undefined;
    });
    if (!opened) {
      throw fault(errors, cardRefusal(await this.find(input), ctx.clock.now()) ?? 'CARD_USED');
    }
    return this.devices.signedIn(ctx, opened.device, opened.secret);
  }

  /** Two cards of one person used in one moment: the second waits for the first, then takes it over. */
  private async once<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await transaction(this.source, work);
      } catch (error) {
        if (attempt === 3 || !isDriverError(error, SQLSTATE.uniqueViolation, 'one_device_per_subject_and_sitting'))
          throw error;
      }
    }
  }

  private async demandPin(ctx: Context, card: CardRow, account: Account, pin: string | undefined): Promise<void> {
    if (!isPin(pin)) throw fault(errors, 'PIN_REQUIRED');
    const tries = await this.cards.countTry(card.id);
    // No try is left; or none was, until the press beside this one turned out right.
    if (tries === undefined)
      throw fault(errors, cardRefusal(await this.cards.byId(card.id), ctx.clock.now()) ?? 'BUSY');
    let right: boolean;
    try {
      right = await this.pins.matches(account.id, pin);
    } catch (error) {
      // Too busy to look is not a wrong PIN.
      await this.cards.forgiveTry(card.id);
      throw error;
    }
    if (right) return this.cards.forgiveTry(card.id);
    if (tries >= PIN_TRIES) throw fault(errors, 'CARD_LOCKED');
    throw fault(errors, 'PIN_WRONG', { left: PIN_TRIES - tries });
  }

  private async find(named: CardNamed): Promise<CardRow> {
    let card: CardRow | undefined;
    if (isCode(named.card)) card = await this.cards.byCode(named.card);
    else {
      const typed = readTypedCode(named.typedCode);
      if (typed) card = await this.cards.byTypedCode(typed);
    }
    if (!card) throw fault(errors, 'CARD_UNKNOWN');
    return card;
  }

  private async holder(card: CardRow): Promise<Account | undefined> {
    if (card.kind === 'DISPLAY') return undefined;
    const account = await this.accounts.byId(card.subject_id);
    if (!account || account.disabled) throw fault(errors, 'ACCOUNT_DISABLED');
    return account;
  }

  private repeats(card: CardRow, key: string | undefined, now: Date): boolean {
    if (!card.used_at || !card.used_key_hash || key === undefined) return false;
    return now.getTime() - card.used_at.getTime() <= REPEAT_WITHIN_MS && sameHash(card.used_key_hash, keyHash(key));
  }
}

const keyHash = (key: string): Buffer => createHash('sha256').update(key).digest();
