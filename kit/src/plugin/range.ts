/** Versions x.y.z and the four ranges a plug-in may name: `1.2.3`, `^1.2.3`, `~1.2.3`, `>=1.2.3`. */
export type Version = readonly [major: number, minor: number, patch: number];

export function parseVersion(text: string): Version | undefined {
  const found = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined;
}

/** Is the version in the range? Undefined where either cannot be read. */
export function inRange(version: string, range: string): boolean | undefined {
  const found = /^(\^|~|>=)?(.+)$/.exec(range.trim());
  const at = parseVersion(version);
  const from = found ? parseVersion(found[2]!) : undefined;
  if (!found || !at || !from) return undefined;
  const order = compare(at, from);
  switch (found[1]) {
    case '>=':
      return order >= 0;
    case '~':
      return order >= 0 && at[0] === from[0] && at[1] === from[1];
    case '^':
      // Below 1.0.0 each minor version may break.
      return order >= 0 && at[0] === from[0] && (from[0] > 0 || at[1] === from[1]);
    default:
      return order === 0;
  }
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
