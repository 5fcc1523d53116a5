/**
 * Deadlines of petitions (R-PET-02): how many calendar days a body has.
 *
 * No text read sets days for petitions that voters address to their own
 * council. What is known is the pattern for national petitions: 40 days, 50
 * where several bodies answer together. Both are therefore defaults which a
 * named clerk must confirm, and each petition says which it used.
 * Complaints and denunciations have their own procedures and no deadline here.
 */
export enum PetitionNature {
  OPINION = 'OPINION',
  PETITION = 'PETITION',
  COMPLAINT = 'COMPLAINT',
  DENUNCIATION = 'DENUNCIATION',
  QUESTION = 'QUESTION',
}

export enum PetitionOutcome {
  RESOLVED = 'RESOLVED',
  IN_PROGRESS_WITH_ROADMAP = 'IN_PROGRESS_WITH_ROADMAP',
  NOTED = 'NOTED',
  EXPLAINED = 'EXPLAINED',
  NOT_RESOLVABLE = 'NOT_RESOLVABLE',
  FORWARDED_UPPER = 'FORWARDED_UPPER',
}

export type DueRuleKey = 'petition.slaDays' | 'petition.jointSlaDays';

export interface DueRule {
  readonly key: DueRuleKey;
  readonly days: number;
  readonly instrument: string;
  readonly article: string;
  readonly confidence: 'V2';
  readonly confirmed: boolean;
  readonly noteVi: string;
  readonly noteEn: string;
}

const source = {
  instrument: '33/2017/QĐ-TTg',
  article: '12',
  confidence: 'V2',
  confirmed: false,
  noteVi:
    'Theo thời hạn dành cho kiến nghị gửi Quốc hội; áp dụng cho kiến nghị gửi HĐND là mặc định, cần người có thẩm quyền xác nhận.',
  noteEn:
    'The pattern for petitions to the National Assembly; its use for a council’s petitions is a default that must be confirmed.',
} as const;

export const dueRules: Readonly<Record<DueRuleKey, DueRule>> = {
  'petition.slaDays': { key: 'petition.slaDays', days: 40, ...source },
  'petition.jointSlaDays': { key: 'petition.jointSlaDays', days: 50, ...source },
};

/** The rule for a petition of that nature; none where the law of another procedure decides. */
export function dueRuleOf(nature: PetitionNature, jointly: boolean): DueRule | undefined {
  if (nature !== PetitionNature.PETITION && nature !== PetitionNature.QUESTION) return undefined;
  return dueRules[jointly ? 'petition.jointSlaDays' : 'petition.slaDays'];
}

/** Calendar days after a day: the day itself is not counted. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** May a petition of that nature be answered so? What the council only passes on it cannot call resolved. */
export function mayEndAs(nature: PetitionNature, outcome: PetitionOutcome): boolean {
  if (nature !== PetitionNature.COMPLAINT && nature !== PetitionNature.DENUNCIATION) return true;
  return outcome === PetitionOutcome.FORWARDED_UPPER || outcome === PetitionOutcome.EXPLAINED;
}

/** Complaints and denunciations concern persons: they are never shown to the public. */
export const publicNatures: ReadonlySet<PetitionNature> = new Set([
  PetitionNature.OPINION,
  PetitionNature.PETITION,
  PetitionNature.QUESTION,
]);
