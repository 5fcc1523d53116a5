/** A term's ordinal as it is written: khóa XVII. */
const DIGITS = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

export function roman(ordinal: number): string {
  let left = ordinal;
  let text = '';
  for (const [value, digit] of DIGITS) {
    for (; left >= value; left -= value) text += digit;
  }
  return text;
}

/** R-ORG-08: fewer than two thirds of the delegates elected are left. */
export const isBelowTwoThirds = (remaining: number, elected: number): boolean => 3 * remaining < 2 * elected;
