/** SupervisionRefused: an expected "no" as data, a member of every mutation's result. */
import { message, type Params } from '@nghitruong/kit/errors';
import { Access, RefusedData } from '@nghitruong/kit/federation';
import { ObjectType } from 'type-graphql';
import { errors } from './errors.js';

@ObjectType({ description: 'Nothing was changed, and why: a code and a sentence in both languages.' })
@Access('EVERYONE')
export class SupervisionRefused extends RefusedData {}

export function refused(code: keyof typeof errors & string, params: Params = {}): SupervisionRefused {
  return SupervisionRefused.because(message(errors, code, params));
}

/** The first of these texts that is empty or too long. */
export function lengthFault(
  texts: Readonly<Record<string, readonly [text: string, max: number]>>,
): SupervisionRefused | undefined {
  for (const [field, [text, max]] of Object.entries(texts)) {
    if (text.length < 1 || text.length > max) return refused('SUPERVISION_TEXT_LENGTH', { field, max });
  }
  return undefined;
}

const BODY_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The first of these that cannot be the id of a public body. */
export function bodyFault(ids: readonly (string | null | undefined)[]): SupervisionRefused | undefined {
  const wrong = ids.find((id) => id != null && !BODY_ID.test(id));
  return wrong == null ? undefined : refused('SUPERVISION_BODY_UNKNOWN', { bodyId: wrong.slice(0, 80) });
}
