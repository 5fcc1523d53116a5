/** EmulationRefused: an expected "no" as data, a member of every mutation's result. */
import { message, type Params } from '@nghitruong/kit/errors';
import { Access, RefusedData } from '@nghitruong/kit/federation';
import { ObjectType } from 'type-graphql';
import { errors } from './errors.js';

@ObjectType({ description: 'Nothing was changed, and why: a code and a sentence in both languages.' })
@Access('EVERYONE')
export class EmulationRefused extends RefusedData {}

export function refused(code: keyof typeof errors & string, params: Params = {}): EmulationRefused {
  return EmulationRefused.because(message(errors, code, params));
}

/** The first of these texts that is empty or too long. */
export function lengthFault(
  texts: Readonly<Record<string, readonly [text: string, max: number]>>,
): EmulationRefused | undefined {
  for (const [field, [text, max]] of Object.entries(texts)) {
    if (text.length < 1 || text.length > max) return refused('EMULATION_TEXT_LENGTH', { field, max });
  }
  return undefined;
}
