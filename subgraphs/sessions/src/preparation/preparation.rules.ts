/**
 * What the law asks before and after a session, and by which day.
 *
 * Before the opening terms are counted back ("at least 20 days before"), after
 * the closing and the signing forward. Terms are calendar days; where a last
 * legal day is not worked, the last working day before it is named beside it,
 * since nothing moves a backward term to the Monday after.
 *
 * Where two terms ask for the same act (resolutions go up within 3 days of
 * signing, and within 10 of the closing) the stricter one is the due day, and
 * both are shown (R-SES-19).
 *
 * A session that rates the confidence in office holders has four steps more
 * (R-VOT-14); one that does not has none of them.
 *
 * Elsewhere  the numbers: rule sets of the directory · working days: kit/calendar
 */
import { addDays, addWorkingDays, daysBetween, lastWorkingDayUpTo, type Calendar } from '@nghitruong/kit/calendar';
import { DueState } from '@nghitruong/kit/obligation';
import type { BoardKind } from '../board/board.rules.js';
import type { Rule } from '../sitting/seat.service.js';

export const STEPS = [
  'FIRST_OPENING',
  'RATING_REPORT',
  'CONVENING',
  'RATING_MATERIAL',
  'DOSSIER',
  'RATING_VERIFICATION',
  'ANNOUNCEMENT',
  'VERIFICATION',
  'RATING_QUESTIONS',
  'DOCUMENTS',
  'SIGNING',
  'SENDING_UPWARD',
  'PUBLICATION',
] as const;
export type StepName = (typeof STEPS)[number];
/** Of a session that holds a confidence rating, and of no other. */
export const RATING_STEPS: readonly StepName[] = [
  'RATING_REPORT',
  'RATING_MATERIAL',
  'RATING_VERIFICATION',
  'RATING_QUESTIONS',
];
export const AFTER_STEPS: readonly StepName[] = ['SIGNING', 'SENDING_UPWARD', 'PUBLICATION'];

export const FROM_DAYS = ['BEFORE_OPENING', 'AFTER_ELECTION', 'AFTER_CLOSING', 'AFTER_SIGNING'] as const;
export type FromDay = (typeof FROM_DAYS)[number];

interface TermSource {
  readonly key: string;
  readonly from: FromDay;
  /** The rule has one number for regular sessions and one for special ones. */
  readonly byKind?: boolean;
}

const TERMS: Readonly<Record<StepName, readonly TermSource[]>> = {
  FIRST_OPENING: [{ key: 'session.first.maxDays', from: 'AFTER_ELECTION' }],
  CONVENING: [{ key: 'session.convening.minDays', from: 'BEFORE_OPENING', byKind: true }],
  DOSSIER: [{ key: 'resolution.dossier.minDays', from: 'BEFORE_OPENING' }],
  ANNOUNCEMENT: [{ key: 'session.announcement.minDays', from: 'BEFORE_OPENING', byKind: true }],
  VERIFICATION: [{ key: 'resolution.report.minDays', from: 'BEFORE_OPENING' }],
  DOCUMENTS: [{ key: 'session.documents.minDays', from: 'BEFORE_OPENING' }],
  RATING_REPORT: [{ key: 'confidenceRating.report.minDays', from: 'BEFORE_OPENING' }],
  RATING_MATERIAL: [{ key: 'confidenceRating.material.minDays', from: 'BEFORE_OPENING' }],
  RATING_VERIFICATION: [{ key: 'confidenceRating.verification.minDays', from: 'BEFORE_OPENING' }],
  RATING_QUESTIONS: [{ key: 'confidenceRating.questions.minDays', from: 'BEFORE_OPENING' }],
  SIGNING: [],
  SENDING_UPWARD: [
    { key: 'resolution.send.daysAfterSigning', from: 'AFTER_SIGNING' },
    { key: 'session.documents.sendDays', from: 'AFTER_CLOSING' },
  ],
  PUBLICATION: [],
};
/** A board is not convened by decree: its law says by when the papers are there, in working days (R-SES-20). */
const BOARD_TERM: Partial<Record<BoardKind, TermSource>> = {
  PEOPLES_COMMITTEE: { key: 'peoplesCommittee.documents.workingDays', from: 'BEFORE_OPENING', byKind: true },
};
const DUE_SOON_KEY = 'session.dueSoon.days';
export const RULE_KEYS: readonly string[] = [
  ...new Set([
    ...Object.values(TERMS)
      .flat()
      .map((t) => t.key),
    ...Object.values(BOARD_TERM).map((t) => t.key),
    DUE_SOON_KEY,
  ]),
];

export interface SessionDays {
  readonly kind: 'REGULAR' | 'THEMATIC' | 'EXTRAORDINARY';
  readonly opensOn: string;
  readonly closesOn: string;
  /** Given for the first session of a term only. */
  readonly electedOn: string | null;
  readonly signedOn?: string | null;
  /** Rates the confidence in office holders: said by the desk, or shown by a poll of that kind. */
  readonly holdsRating?: boolean;
}

export interface Term {
  readonly days: number;
  readonly from: FromDay;
  readonly dueOn: string;
  readonly rule: Rule;
}

export interface PlannedStep {
  readonly step: StepName;
  readonly terms: readonly Term[];
  /** The last legal day: of several terms the earliest. Null where the law names none, or none yet. */
  readonly dueOn: string | null;
  /** The last working day on or before it: when somebody is there to do it. */
  readonly lastWorkingDay: string | null;
}

/** The number of a rule; throws where it is not one: a deadline must not be decided by a typing error. */
function daysOf(rule: Rule, source: TermSource, kind: SessionDays['kind']): number {
  const days = source.byKind
    ? (rule.value[kind === 'REGULAR' ? 'regular' : 'special'] ??
      (kind === 'REGULAR' ? undefined : rule.value['urgent']))
    : rule.value['value'];
  if (!Number.isInteger(days) || (days as number) < 0)
    throw new Error(`${rule.key} holds no days for a session of kind ${kind}`);
  return days as number;
}

function dueOn(days: number, from: FromDay, session: SessionDays): string | null {
  switch (from) {
    case 'BEFORE_OPENING':
      return addDays(session.opensOn, -days);
    case 'AFTER_ELECTION':
      return session.electedOn && addDays(session.electedOn, days);
    case 'AFTER_CLOSING':
      return addDays(session.closesOn, days);
    case 'AFTER_SIGNING':
      return session.signedOn ? addDays(session.signedOn, days) : null;
  }
}

const isOf = (step: StepName, session: SessionDays): boolean =>
  step === 'FIRST_OPENING' ? session.electedOn !== null : session.holdsRating === true || !RATING_STEPS.includes(step);

/** The steps of a session in the order of their acts; a term without a rule of the day is not guessed. */
export function planSteps(session: SessionDays, rules: ReadonlyMap<string, Rule>, calendar: Calendar): PlannedStep[] {
  return STEPS.filter((step) => isOf(step, session)).map((step) => {
    const terms = TERMS[step].flatMap((source): Term[] => {
      const rule = rules.get(source.key);
      if (!rule) return [];
      const days = daysOf(rule, source, session.kind);
      const day = dueOn(days, source.from, session);
      return day === null ? [] : [{ days, from: source.from, dueOn: day, rule }];
    });
    const strictest = terms.map((t) => t.dueOn).sort()[0] ?? null;
    return { step, terms, dueOn: strictest, lastWorkingDay: strictest && lastWorkingDayUpTo(calendar, strictest) };
  });
}

/** The steps of a board's meeting: the papers, where a rule has a term for them. */
export function planBoardSteps(
  kind: BoardKind,
  session: SessionDays,
  rules: ReadonlyMap<string, Rule>,
  calendar: Calendar,
): PlannedStep[] {
  const source = BOARD_TERM[kind];
  const rule = source && rules.get(source.key);
  if (!rule) return [{ step: 'DOCUMENTS', terms: [], dueOn: null, lastWorkingDay: null }];
  const days = daysOf(rule, source, session.kind);
  const due = addWorkingDays(calendar, session.opensOn, -days);
  return [
    { step: 'DOCUMENTS', terms: [{ days, from: source.from, dueOn: due, rule }], dueOn: due, lastWorkingDay: due },
  ];
}

export const dueSoonDays = (rules: ReadonlyMap<string, Rule>): number =>
  Number(rules.get(DUE_SOON_KEY)?.value['value'] ?? 3);

/** The light of a step on a day. */
export function lightOf(due: string | null, doneOn: string | null, today: string, soonDays: number): DueState {
  if (doneOn !== null) return due === null || doneOn <= due ? DueState.ON_TIME : DueState.DONE_LATE;
  if (due === null) return DueState.NOT_YET;
  if (today > due) return DueState.OVERDUE;
  return daysBetween(today, due) <= soonDays ? DueState.DUE_SOON : DueState.NOT_YET;
}
