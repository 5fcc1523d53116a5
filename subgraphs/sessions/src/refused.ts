/**
 * Refused: an expected "no" as data, a member of every mutation's result union.
 *
 * A service throws a Refusal, so that its transaction rolls back; the resolver
 * turns it into data with `orRefused`. Everything else that is thrown is a
 * fault and stays an error.
 */
import { message, type Message, type Params } from '@nghitruong/kit/errors';
import { Access, RefusedData } from '@nghitruong/kit/federation';
import { createUnionType, ObjectType, type ClassType } from 'type-graphql';
import { errors } from './errors.js';

@ObjectType({ description: 'Nothing was changed, and why: a code and a sentence in both languages.' })
@Access('EVERYONE')
export class Refused extends RefusedData {}

/** What a mutation answers with: what it made or changed, or why not. */
export const resultType = <T extends object>(name: string, type: ClassType<T>) =>
  createUnionType({
    name,
    types: () => [type, Refused] as const,
    resolveType: (value: object) => (value instanceof Refused ? Refused : type),
  });

export class Refusal extends Error {
  constructor(readonly said: Message) {
    super(said.en);
    this.name = 'Refusal';
  }
}

export function refusal(code: keyof typeof errors & string, params: Params = {}): Refusal {
  return new Refusal(message(errors, code, params));
}

/** The work's result, or its refusal as data. */
export async function orRefused<T>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Refused.because(error.said);
  }
}
