/**
 * Accounts, for administrators.
 *
 * Promises   disabling is one transaction with its event, `directory.accountDisabled`,
 *            which identity and the doors hear; who is disabled loses nothing else.
 */
import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import { appendEvent, transaction } from '@nghitruong/kit/database';
import { message } from '@nghitruong/kit/errors';
import { connectionFrom, decodeCursor, pageSize, type Page } from '@nghitruong/kit/federation';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { manyByKey } from '../batch/batch.rules.js';
import { errors } from '../errors.js';
import { Account, type AccountGrant, type AccountsArgs } from './account.entity.js';
import { AccountRefused } from './account.inputs.js';

export class AccountService {
  constructor(
    private readonly dataSource: DataSource,
    /** After a commit that wrote an event. */
    private readonly tell: () => void,
  ) {}

  async byId(id: string): Promise<Account | null> {
    return isUuid(id) ? this.dataSource.getRepository(Account).findOneBy({ id }) : null;
  }

  async list(args: AccountsArgs): Promise<Page<Account>> {
    const query = this.dataSource.getRepository(Account).createQueryBuilder('a');
    if (args.login) query.andWhere('starts_with(a.login, :login)', { login: args.login });
    const totalCount = await query.getCount();
    if (args.after) query.andWhere('a.login > :after', { after: decodeCursor(args.after, 1)[0] });
    const rows = await query
      .orderBy('a.login')
      .limit(pageSize(args) + 1)
      .getMany();
    return connectionFrom(rows, args, (a) => [a.login], totalCount);
  }

  async setDisabled(ctx: Context, id: string, disabled: boolean): Promise<Account | AccountRefused> {
    if (disabled && ctx.actor.accountId === id) return AccountRefused.because(message(errors, 'ACCOUNT_OF_ONES_OWN'));
    if (!isUuid(id)) return this.#noSuch(id);
    const found = await transaction(this.dataSource, async (manager) => {
      const account = await manager
        .getRepository(Account)
        .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!account || (account.disabledAt !== null) === disabled) return account;
      account.disabledAt = disabled ? ctx.clock.now() : null;
      await manager.query(`UPDATE account SET disabled_at = $2 WHERE id = $1`, [id, account.disabledAt]);
      const name = disabled ? 'directory.accountDisabled' : 'directory.accountEnabled';
      await appendEvent(manager, ctx, {
        name,
        version: 1,
        payload: { accountId: id, by: ctx.actor.accountId ?? null },
      });
      return account;
    });
    this.tell();
    return found ?? this.#noSuch(id);
  }

  /** By id, so that equal states are equal texts. */
  async disabledIds(): Promise<string[]> {
    const rows: { id: string }[] = await this.dataSource.query(
      `SELECT id FROM account WHERE disabled_at IS NOT NULL ORDER BY id`,
    );
    return rows.map((r) => r.id);
  }

  #noSuch(id: string): AccountRefused {
    return AccountRefused.because(message(errors, 'NO_SUCH_ACCOUNT', { id: id.slice(0, 64) }));
  }

  grants(ctx: Context, accountId: string): Promise<AccountGrant[]> {
    return loader(
      ctx,
      'accountGrants',
      () =>
        new DataLoader<string, AccountGrant[]>(async (ids) => {
          const rows = (await this.dataSource.query(
            `SELECT account_id, role, council_id AS "inCouncil", body_id AS "forBody" FROM account_grant WHERE account_id = ANY($1::uuid[]) ORDER BY role, council_id, body_id`,
            [ids],
          )) as (AccountGrant & { account_id: string })[];
          return manyByKey(ids, rows, (g) => g.account_id);
        }),
    ).load(accountId);
  }
}
