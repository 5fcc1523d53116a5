import type { Message } from '@nghitruong/kit/errors';
import { Access } from '@nghitruong/kit/federation';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { Account } from './account.entity.js';

@ObjectType({ description: 'Why an account was not changed.' })
@Access('ADMIN')
export class AccountRefused {
  @Field(() => String)
  code!: string;
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;

  static because({ code, vi, en }: Message): AccountRefused {
    return Object.assign(new AccountRefused(), { code, vi, en });
  }
}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [Account, AccountRefused] as const,
    resolveType: (value) => (value instanceof AccountRefused ? AccountRefused : Account),
  });
export const DisableAccountResult = resultOf('DisableAccountResult');
export const EnableAccountResult = resultOf('EnableAccountResult');
