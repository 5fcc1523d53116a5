/** Accounts, for administrators. */
import { loader, type Context } from '@nghitruong/kit/context';
import { connectionFrom, decodeCursor, pageSize, type Page } from '@nghitruong/kit/federation';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { manyByKey } from '../batch/batch.rules.js';
import { isUuid } from '../delegate/delegate.service.js';
import { Account, type AccountGrant, type AccountsArgs } from './account.entity.js';

export class AccountService {
  constructor(private readonly dataSource: DataSource) {}

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
