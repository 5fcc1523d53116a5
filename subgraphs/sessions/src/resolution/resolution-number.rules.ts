/**
 * The name of an adopted resolution: its number as it is printed, and the path
 * by which it is cited for ever (R-RES-04, RES-8).
 *
 * Normative and individual resolutions are numbered apart, so both may be the
 * third of one year: their paths differ, too.
 */
export const RESOLUTION_KINDS = ['NORMATIVE', 'INDIVIDUAL'] as const;
export type ResolutionKindName = (typeof RESOLUTION_KINDS)[number];

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** `03/2024/NQ-HĐND` of a normative one, `03/NQ-HĐND` of an individual one. */
export const numberText = (kind: ResolutionKindName, number: number, year: number): string =>
  kind === 'NORMATIVE' ? `${twoDigits(number)}/${year}/NQ-HĐND` : `${twoDigits(number)}/NQ-HĐND`;

/** `/vn/hai-phong/hdnd/nq/2024/03`; an individual one is `nq-ca-biet`. */
export const citationOf = (councilId: string, kind: ResolutionKindName, number: number, year: number): string =>
  `/vn/${councilId.replace(/^hdnd-/, '')}/hdnd/${kind === 'NORMATIVE' ? 'nq' : 'nq-ca-biet'}/${year}/${twoDigits(number)}`;

export interface WrittenNumber {
  readonly kind: ResolutionKindName;
  readonly number: number;
  /** null where the number does not say it: an individual one has its year from its day. */
  readonly year: number | null;
}

/** The number as someone wrote it (`03/2024/NQ-HĐND`, `3/NQ-HDND`), or undefined where it is none. */
export function readNumber(text: string): WrittenNumber | undefined {
  const found = /^0*(\d{1,4})\/(?:(\d{4})\/)?NQ-H[ĐD]ND$/.exec(text.normalize('NFC').replace(/\s+/g, '').toUpperCase());
  if (!found || Number(found[1]) === 0) return undefined;
  const year = found[2] === undefined ? null : Number(found[2]);
  return { kind: year === null ? 'INDIVIDUAL' : 'NORMATIVE', number: Number(found[1]), year };
}
