import { Access, RefusedData } from '@nghitruong/kit/federation';
import { createUnionType, ObjectType } from 'type-graphql';
import { Account } from './account.entity.js';

@ObjectType({ description: 'Why an account was not changed.' })
@Access('ADMIN')
export class AccountRefused extends RefusedData {}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [Account, AccountRefused] as const,
    resolveType: (value) => (value instanceof AccountRefused ? AccountRefused : Account),
  });
export const DisableAccountResult = resultOf('DisableAccountResult');
export const EnableAccountResult = resultOf('EnableAccountResult');
