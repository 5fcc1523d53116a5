/**
 * The numeral of a council's next term (R-ORG-10): one more than the last;
 * of a unit that was made by merging, it continues the council of the
 * predecessor whose name and kind were kept, and begins at I where none was.
 */
export interface EarlierTerm {
  readonly ordinal: number;
  readonly unit: { readonly id: string; readonly name: string; readonly kind: string };
}

export type OrdinalBasis = 'FIRST' | 'NEXT' | 'CONTINUED' | 'RESTARTED';

export interface NextOrdinal {
  readonly ordinal: number;
  readonly basis: OrdinalBasis;
  /** The predecessor it continues. */
  readonly fromUnitId: string | null;
}

/**
 * @param own the last ordinal of this very council
 * @param predecessors the last term of each unit that went into this one
 */
export function nextOrdinal(
  unit: EarlierTerm['unit'],
  own: number | null,
  predecessors: readonly EarlierTerm[],
): NextOrdinal {
  if (own !== null) return { ordinal: own + 1, basis: 'NEXT', fromUnitId: null };
  const kept = predecessors
    .filter((p) => p.unit.kind === unit.kind && p.unit.name === unit.name)
    .sort((a, b) => b.ordinal - a.ordinal)[0];
  if (kept) return { ordinal: kept.ordinal + 1, basis: 'CONTINUED', fromUnitId: kept.unit.id };
  return { ordinal: 1, basis: predecessors.length > 0 ? 'RESTARTED' : 'FIRST', fromUnitId: null };
}
