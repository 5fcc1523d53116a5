/** How often in a row somebody holds an office (R-ORG-13): terms of the same unit, without a gap, up to one that is begun. */
export interface HeldTerm {
  /** Position of the term in the line of the unit's terms: consecutive ones differ by one. */
  readonly place: number;
}

/** Consecutive terms before `place` in which the office was held. */
export function termsInARow(held: readonly HeldTerm[], place: number): number {
  const places = new Set(held.map((h) => h.place));
  let row = 0;
  while (places.has(place - 1 - row)) row++;
  return row;
}
