/** The GraphQL door of accounts: ADMIN only, on every field. */
import type { Context } from '@nghitruong/kit/context';
import { Access, servedByWiring } from '@nghitruong/kit/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Person } from '../person/person.entity.js';
import type { PersonService } from '../person/person.service.js';
import { Account, AccountConnection, AccountGrant, AccountsArgs, AccountsDisabled } from './account.entity.js';
import { DisableAccountResult, EnableAccountResult, type AccountRefused } from './account.inputs.js';
import type { AccountService } from './account.service.js';

@Resolver(() => Account)
export class AccountResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly persons: PersonService,
  ) {}

  @Query(() => Account, { nullable: true })
  @Access('ADMIN')
  account(@Arg('id', () => ID) id: string): Promise<Account | null> {
    return this.accounts.byId(id);
  }

  @Query(() => AccountConnection, { name: 'accounts', description: 'Accounts, by login.' })
  @Access('ADMIN')
  list(@Args() args: AccountsArgs): Promise<unknown> {
    return this.accounts.list(args);
  }

  @Mutation(() => DisableAccountResult, {
    description: 'Takes an account’s rights away at once. Doing it again changes nothing.',
  })
  @Access('ADMIN')
  disableAccount(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Account | AccountRefused> {
    return this.accounts.setDisabled(ctx, id, true);
  }

  @Mutation(() => EnableAccountResult)
  @Access('ADMIN')
  enableAccount(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Account | AccountRefused> {
    return this.accounts.setDisabled(ctx, id, false);
  }

  @Subscription(() => AccountsDisabled, {
    subscribe: servedByWiring,
    description:
      'The accounts that are disabled, and again whenever one is or is no more. Every message is all of them.',
  })
  @Access('ADMIN')
  accountsDisabled(@Root() state: AccountsDisabled): AccountsDisabled {
    return state;
  }

  @FieldResolver(() => Person, { nullable: true })
  person(@Root() account: Account, @Ctx() ctx: Context): Promise<Person | null> | null {
    return account.personId ? this.persons.byId(ctx, account.personId) : null;
  }

  @FieldResolver(() => [AccountGrant])
  grants(@Root() account: Account, @Ctx() ctx: Context): Promise<AccountGrant[]> {
    return this.accounts.grants(ctx, account.id);
  }
}
