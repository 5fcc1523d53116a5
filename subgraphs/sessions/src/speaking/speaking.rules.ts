/**
 * How long a speech may take, and by how much it went over.
 *
 * The limits are rows of the rule set (R-SES-16: the council's own working
 * rules set them); a speech keeps the limit and the rule that it was called
 * under.
 */
import type { Rule } from '../sitting/seat.service.js';
import type { SpeechKindName } from './speaking.states.js';

export const TIMER_KEYS = ['timer.defaults', 'timer.pointOfOrder'] as const;
/** One tap of the chair. */
export const EXTENSION_SECONDS = 60;
const MAX_SECONDS = 3_600;

const PLACE: Readonly<Record<SpeechKindName, readonly [key: (typeof TIMER_KEYS)[number], field: string]>> = {
  CONTRIBUTION: ['timer.defaults', 'speech'],
  PRO: ['timer.defaults', 'speech'],
  CONTRA: ['timer.defaults', 'speech'],
  QUESTION: ['timer.defaults', 'question'],
  ANSWER: ['timer.defaults', 'answer'],
  POINT_OF_ORDER: ['timer.pointOfOrder', 'value'],
};

export interface SpeechLimit {
  readonly seconds: number;
  readonly source: Omit<Rule, 'value'>;
}

/** The limit and where it is written; undefined where the set has no sound number for that kind. */
export function limitOf(kind: SpeechKindName, rules: ReadonlyMap<string, Rule>): SpeechLimit | undefined {
  const [key, field] = PLACE[kind];
  const rule = rules.get(key);
  if (!rule) return undefined;
  const { value, ...source } = rule;
  const seconds = value[field];
  return typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0 && seconds <= MAX_SECONDS
    ? { seconds, source }
    : undefined;
}

interface Timed {
  readonly startedAt: Date | null;
  readonly limitSeconds: number | null;
  readonly extendedSeconds: number;
}

/** When the time runs out, on the server's clock; null before the speech began. */
export const endsAtOf = ({ startedAt, limitSeconds, extendedSeconds }: Timed): Date | null =>
  startedAt === null || limitSeconds === null
    ? null
    : new Date(startedAt.getTime() + (limitSeconds + extendedSeconds) * 1_000);

/** Whole seconds beyond the time that was given, 0 where it was kept. */
export function overSecondsOf(speech: Timed, at: Date): number {
  const endsAt = endsAtOf(speech);
  return endsAt === null ? 0 : Math.max(0, Math.floor((at.getTime() - endsAt.getTime()) / 1_000));
}

/** The new order: those named first, in that order, then the others as they stood. */
export function reordered<T extends { readonly id: string }>(queue: readonly T[], first: readonly string[]): T[] {
  const named = first.flatMap((id) => queue.find((each) => each.id === id) ?? []);
  return [...new Set([...named, ...queue])];
}
