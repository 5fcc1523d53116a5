/**
 * Days of a resolution: when its dossier and its verification report are due,
 * from when it may take effect, until when it must be signed and sent. Days are
 * yyyy-MM-dd; every number of days comes from a rule set, and where the set has
 * no rule there is no due day.
 */
import type { Rule } from '../sitting/seat.service.js';

export const RESOLUTION_RULE = {
  dossier: 'resolution.dossier.minDays',
  report: 'resolution.report.minDays',
  effective: 'resolution.effective.minDays',
  comment: 'resolution.comment.minDays',
  sendAfterClosing: 'session.documents.sendDays',
  sendAfterSigning: 'resolution.send.daysAfterSigning',
} as const;
export const RESOLUTION_RULE_KEYS: readonly string[] = Object.values(RESOLUTION_RULE);

export type Rules = ReadonlyMap<string, Rule>;

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && addDays(day, 0) === day;

const daysOf = (rule: Rule | undefined): number | undefined => {
  const days = Number(rule?.value['value']);
  return Number.isInteger(days) && days >= 0 ? days : undefined;
};

export interface DueDay {
  readonly dueOn: string;
  readonly rule: Rule;
}

function due(rules: Rules, key: string, from: string | null, sign: 1 | -1): DueDay | null {
  const rule = rules.get(key);
  const days = daysOf(rule);
  return rule === undefined || days === undefined || from === null ? null : { dueOn: addDays(from, sign * days), rule };
}

/** The last day for the dossier to reach the verifying committee, before the session opens (R-RES-01). */
export const dossierDue = (rules: Rules, opensOn: string | null): DueDay | null =>
  due(rules, RESOLUTION_RULE.dossier, opensOn, -1);
/** The last day for the committee's report (R-RES-01). */
export const reportDue = (rules: Rules, opensOn: string | null): DueDay | null =>
  due(rules, RESOLUTION_RULE.report, opensOn, -1);
/** The first day on which it may take effect (R-RES-03). */
export const effectiveFrom = (rules: Rules, adoptedOn: string): DueDay | null =>
  due(rules, RESOLUTION_RULE.effective, adoptedOn, 1);

export const STEP_KINDS = ['SIGN', 'SEND_UPPER', 'SEND_EXECUTING', 'GAZETTE', 'POST'] as const;
export type StepKindName = (typeof STEP_KINDS)[number];

/**
 * Until when a step is due: signing with the sending, days after the session
 * closes (R-SES-18); sending to the upper body at the stricter of that and the
 * days after the signing (R-SES-19). The law that was read names no day for the
 * other steps.
 */
export function stepDue(
  step: StepKindName,
  rules: Rules,
  { closesOn, signedOn }: { readonly closesOn: string | null; readonly signedOn: string | null },
): DueDay | null {
  const closing = due(rules, RESOLUTION_RULE.sendAfterClosing, closesOn, 1);
  if (step === 'SIGN') return closing;
  if (step !== 'SEND_UPPER') return null;
  const signing = due(rules, RESOLUTION_RULE.sendAfterSigning, signedOn, 1);
  if (!closing || !signing) return closing ?? signing;
  return signing.dueOn < closing.dueOn ? signing : closing;
}
