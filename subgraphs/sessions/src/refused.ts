/**
 * Refused: an expected "no" as data, a member of every mutation's result union.
 *
 * A service throws a Refusal, so that its transaction rolls back; the resolver
 * turns it into data with `orRefused`. Everything else that is thrown is a
 * fault and stays an error.
 */
import { message, type Message, type Params } from '@nghitruong/kit/errors';
import { Access } from '@nghitruong/kit/federation';
import { Field, ObjectType } from 'type-graphql';
import { errors } from './errors.js';

@ObjectType({ description: 'Nothing was changed, and why: a code and a sentence in both languages.' })
@Access('EVERYONE')
export class Refused {
  @Field(() => String)
  code!: string;
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;
}

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
    const { code, vi, en } = error.said;
    return Object.assign(new Refused(), { code, vi, en });
  }
}
