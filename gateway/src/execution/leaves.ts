/** Leaves: scalars and enums as text, checked against the schema that callers see. */
import { isEnumType, type GraphQLEnumType, type GraphQLScalarType } from 'graphql';
import { placeOf } from './paths.js';
import type { Writing } from './shape.js';

export function writeLeaf(
  type: GraphQLScalarType | GraphQLEnumType,
  label: string,
): (value: unknown, writing: Writing) => string | undefined {
  const text = isEnumType(type) ? enumText(type) : scalarText(type.name);
  return (value, writing) => {
    if (value === null || value === undefined || typeof value === 'function') return undefined;
    const written = text(value);
    if (written === undefined) writing.failures.valueInvalid(placeOf(writing), label);
    return written;
  };
}

type ToText = (value: unknown) => string | undefined;

/** Nothing that JSON writes otherwise than it is: no quotes, backslashes, control characters, halves of pairs. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** The JSON of a text; most texts are their own. */
export const textOfString = (value: string): string => (PLAIN.test(value) ? `"${value}"` : JSON.stringify(value));

/** A value that was made inaccessible is no value. */
function enumText(type: GraphQLEnumType): ToText {
  const texts = new Map<unknown, string>(type.getValues().map((v) => [v.name, JSON.stringify(v.name)]));
  return (value) => texts.get(value);
}

function scalarText(name: string): ToText {
  switch (name) {
    case 'String':
      return (v) => (typeof v === 'string' ? textOfString(v) : undefined);
    case 'ID':
      return (v) => (typeof v === 'string' ? textOfString(v) : Number.isInteger(v) ? `"${String(v)}"` : undefined);
    case 'Int':
      return (v) => (typeof v === 'number' && (v | 0) === v ? String(v) : undefined);
    case 'Float':
      return (v) => (typeof v === 'number' && Number.isFinite(v) ? String(v) : undefined);
    case 'Boolean':
      return (v) => (v === true ? 'true' : v === false ? 'false' : undefined);
    default:
      return (v) => JSON.stringify(v) as string | undefined;
  }
}
