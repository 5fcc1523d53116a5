/** DxRefused: an expected "no" as data, a member of every mutation's result. */
import { message, type Params } from '@nghitruong/kit/errors';
import { Access } from '@nghitruong/kit/federation';
import { Field, ObjectType } from 'type-graphql';
import { errors } from './errors.js';

@ObjectType({ description: 'Nothing was changed, and why: a code and a sentence in both languages.' })
@Access('EVERYONE')
export class DxRefused {
  @Field(() => String)
  code!: string;
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;
}

export function refused(code: keyof typeof errors & string, params: Params = {}): DxRefused {
  const { vi, en } = message(errors, code, params);
  return Object.assign(new DxRefused(), { code, vi, en });
}

/** One form for one text (NFC), without blank ends. */
export const clean = (text: string): string => text.normalize('NFC').trim();

/** The first of these texts that is empty or too long. */
export function lengthFault(
  texts: Readonly<Record<string, readonly [text: string, max: number]>>,
): DxRefused | undefined {
  for (const [field, [text, max]] of Object.entries(texts)) {
    if (text.length < 1 || text.length > max) return refused('DX_TEXT_LENGTH', { field, max });
  }
  return undefined;
}

export const isUuid = (id: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id);
