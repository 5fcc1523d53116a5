/**
 * Asking again: whoever holds this device proves by the PIN that it is in its
 * owner's hands, now. The answer is a token of two minutes that says so
 * (`auth_time`, RFC 9470); it renews nothing and replaces nothing.
 *
 * Promises   a wrong PIN is counted before it is looked at, by device, so tries
 *            side by side cannot pass the limit; the fifth signs the device out;
 *            a stranger elsewhere cannot use up the tries of this one.
 * Secret     it is asked before a secret ballot, so no time is written and
 *            nothing is logged: the hour of the PIN would be the hour of the vote.
 * Elsewhere  who demands it, and how fresh: sessions, secret-box
 */
import type { DataSource } from 'typeorm';
import type { Context } from '@nghitruong/kit/context';
import { fault } from '@nghitruong/kit/errors';
import type { AccountService } from '../account/account.service.js';
import { errors } from '../errors.js';
import { isPin, PIN_TRIES } from '../pin/pin.rules.js';
import type { PinService } from '../pin/pin.service.js';
import { personClaims, type TokenService } from '../token/token.service.js';
import { STEP_UP_SECONDS } from './device.rules.js';
import { end, type DeviceRow, type DeviceService } from './device.service.js';

export interface SteppedUp {
  readonly accessToken: string;
  readonly expiresIn: number;
}

export class StepUpService {
  constructor(
    private readonly source: DataSource,
    private readonly devices: DeviceService,
    private readonly accounts: AccountService,
    private readonly pins: PinService,
    private readonly tokens: TokenService,
  ) {}

  /** @throws STEP_UP_PIN, STEP_UP_WRONG, DEVICE_LOCKED, BUSY, and what a refresh throws */
  async prove(ctx: Context, presented: string, pin: string | undefined): Promise<SteppedUp> {
    const device = await this.devices.holding(ctx, presented);
    if (device.kind !== 'PERSON') throw fault(errors, 'SIGNED_OUT');
    if (!isPin(pin)) throw fault(errors, 'STEP_UP_PIN');
    await this.demandPin(ctx, device, pin);
    const account = await this.accounts.byId(device.subject_id);
    if (!account || account.disabled) throw fault(errors, 'ACCOUNT_DISABLED');
    const seconds = Math.floor(ctx.clock.now().getTime() / 1000);
    const claims = { ...personClaims(account), auth_time: seconds };
    const bound = { sittingId: device.sitting_id, deviceId: device.id };
    return {
      accessToken: await this.tokens.mint(ctx, device.subject_id, claims, bound, STEP_UP_SECONDS),
      expiresIn: STEP_UP_SECONDS,
    };
  }

  private async demandPin(ctx: Context, device: DeviceRow, pin: string): Promise<void> {
    const [counted] = (await this.source.query(
      `WITH counted AS (UPDATE device SET pin_tries = pin_tries + 1 WHERE id = $1 AND ended_at IS NULL AND pin_tries < $2 RETURNING pin_tries)
       SELECT pin_tries FROM counted`,
      [device.id, PIN_TRIES],
    )) as { pin_tries: number }[];
    // Ended meanwhile, or as many tries side by side as there are: none of them is looked at.
    if (!counted) throw fault(errors, 'DEVICE_LOCKED');
    let right: boolean;
    try {
      right = await this.pins.matches(device.subject_id, pin);
    } catch (error) {
      // Too busy to look is not a wrong PIN.
      await this.source.query(`UPDATE device SET pin_tries = greatest(pin_tries - 1, 0) WHERE id = $1`, [device.id]);
      throw error;
    }
    if (right) {
      await this.source.query(`UPDATE device SET pin_tries = 0 WHERE id = $1`, [device.id]);
      return;
    }
    if (counted.pin_tries < PIN_TRIES) throw fault(errors, 'STEP_UP_WRONG', { left: PIN_TRIES - counted.pin_tries });
    await end(this.source.manager, device.id, 'PIN_TRIES', ctx.clock.now());
    throw fault(errors, 'DEVICE_LOCKED');
  }
}
