/**
 * Refused: the fields of an expected "no": a code, and the sentence in both languages.
 *
 * Each owner names a type of its own after it (`PetitionRefused`), so that a
 * union in the supergraph has one member for each owner that may refuse.
 *
 * Elsewhere  the codes and sentences: the owner's errors.ts
 */
import { Field, ObjectType } from 'type-graphql';
import type { Message } from '../errors/index.js';

@ObjectType({ isAbstract: true } as never)
export abstract class RefusedData {
  @Field(() => String)
  code!: string;
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;

  static because<T extends RefusedData>(this: new () => T, { code, vi, en }: Message): T {
    return Object.assign(new this(), { code, vi, en });
  }
}
