/**
 * As what a person presides (R-SES-10): the chair; a vice chair, who assists;
 * in the first session of a term the convenor, until a chair is elected.
 *
 * Where the directory knows no office of that place, nobody is turned away for
 * want of one: the role of the account is enough, and the page shows no office.
 */
export const PRESIDING_AS = ['CHAIR', 'VICE_CHAIR', 'CONVENOR', 'OTHER'] as const;
export type PresidingAsName = (typeof PRESIDING_AS)[number];

export interface HeldOffice {
  readonly personId: string;
  readonly kind: 'CHAIR' | 'VICE_CHAIR';
}

/** null: that person may not preside while others hold the offices. */
export function presidesAs(
  personId: string,
  offices: readonly HeldOffice[],
  isFirstSession: boolean,
): PresidingAsName | null {
  const held =
    offices.find((o) => o.personId === personId && o.kind === 'CHAIR') ?? offices.find((o) => o.personId === personId);
  if (held) return held.kind;
  const hasChair = offices.some((o) => o.kind === 'CHAIR');
  if (isFirstSession && !hasChair) return 'CONVENOR';
  return offices.length === 0 ? 'OTHER' : null;
}
