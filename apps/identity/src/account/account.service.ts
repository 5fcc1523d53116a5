/** Accounts: read from the directory's published view each time, so a disabled account gets nothing from that moment. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Grant } from '@nghitruong/kit/auth';

export interface Account {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly personId?: string;
  readonly grants: readonly Grant[];
  readonly disabled: boolean;
}

interface AccountRow {
  account_id: string;
  login: string;
  display_name: string;
  person_id: string | null;
  grants: Grant[] | null;
  disabled: boolean;
}

const COLUMNS = 'account_id, login, display_name, person_id, grants, disabled';

export class AccountService {
  constructor(private readonly source: DataSource) {}

  /** @param manager within a transaction: a second connection of the pool could wait for this one's for ever */
  async byId(accountId: string, manager: EntityManager | DataSource = this.source): Promise<Account | undefined> {
    return this.one(manager, `SELECT ${COLUMNS} FROM directory.published_account_v1 WHERE account_id = $1`, accountId);
  }

  async byLogin(login: string): Promise<Account | undefined> {
    return this.one(this.source, `SELECT ${COLUMNS} FROM directory.published_account_v1 WHERE login = $1`, login);
  }

  private async one(manager: EntityManager | DataSource, sql: string, parameter: string): Promise<Account | undefined> {
    const [row] = (await manager.query(sql, [parameter])) as AccountRow[];
    if (!row) return undefined;
    return {
      id: row.account_id,
      login: row.login,
      displayName: row.display_name,
      ...(row.person_id && { personId: row.person_id }),
      grants: row.grants ?? [],
      disabled: row.disabled,
    };
  }
}
