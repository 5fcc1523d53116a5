/**
 * Merging one subgraph's answer into what is already known.
 *
 * Objects merge by key, lists of equal length by position; anything else is
 * replaced. Keys are aliases of admitted documents, which never begin with
 * two underscores apart from `__typename`, so no prototype can be reached.
 */
export type Data = Record<string, unknown>;

export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function merge(target: Data, source: Data): void {
  for (const key in source) {
    const next = source[key];
    if (next === undefined) continue;
    const known = target[key];
    if (typeof next === 'object' && next !== null && typeof known === 'object' && known !== null) {
      if (Array.isArray(next)) {
        if (Array.isArray(known) && known.length === next.length) mergeLists(known, next);
        else target[key] = next;
      } else if (!Array.isArray(known)) merge(known as Data, next as Data);
      else target[key] = next;
    } else target[key] = next;
  }
}

function mergeLists(target: unknown[], source: unknown[]): void {
  for (let i = 0; i < source.length; i++) {
    const next = source[i];
    const known = target[i];
    if (isData(next) && isData(known)) merge(known, next);
    else if (Array.isArray(next) && Array.isArray(known) && known.length === next.length) mergeLists(known, next);
    else target[i] = next;
  }
}

/** A copy for another place of the response: what is asked there next may lie under the same names and be something else. */
export function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  if (!isData(value)) return value;
  const out: Data = {};
  for (const key in value) out[key] = copyOf(value[key]);
  return out as Value;
}
