/** PINs of the demonstration's accounts. They are printed beside the cards: never for real accounts. */
import type { DataSource } from 'typeorm';
import type { Context } from '@nghitruong/kit/context';
import { fault } from '@nghitruong/kit/errors';
import { AccountService } from './account/account.service.js';
import { errors } from './errors.js';
import { openVault } from './key/vault.js';
import { PinService } from './pin/pin.service.js';

/**
 * Gives each login its PIN where it has none yet; may run again at any time.
 * @param source as the running role `identity`
 * @param pins login → PIN
 * @param secret the same as createIdentity is given
 * @throws Fault ACCOUNT_UNKNOWN
 */
export async function seedDemonstrationPins(
  source: DataSource,
  ctx: Context,
  pins: Readonly<Record<string, string>>,
  secret?: string,
): Promise<void> {
  const accounts = new AccountService(source);
  const byAccount = new Map<string, string>();
  for (const [login, pin] of Object.entries(pins)) {
    const account = await accounts.byLogin(login);
    if (!account) throw fault(errors, 'ACCOUNT_UNKNOWN', { login });
    byAccount.set(account.id, pin);
  }
  await new PinService(source, await openVault(source, secret)).seed(ctx, byAccount);
}
