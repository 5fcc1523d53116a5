/**
 * Two questions that are often mixed up, answered apart (R-SES-13):
 *
 *   is there a quorum?        a rule of the day, often of local working rules;
 *                             WARN only shows that it is missed
 *   can anything pass at all? arithmetic: a resolution needs the votes of more
 *                             than half of all delegates, so at least as many
 *                             must be here, whatever the quorum says
 */
import { assertMajorityRule, needed, totalDelegates, type MajorityRule } from '../poll/majority.rules.js';

export interface QuorumRule extends Pick<MajorityRule, 'num' | 'den'> {
  readonly mode: 'WARN' | 'BLOCK';
}

export interface Hall {
  readonly inOffice: number;
  readonly suspended: number;
  readonly present: number;
  readonly excused: number;
}

export interface HallRules {
  readonly quorum?: QuorumRule | undefined;
  readonly threshold?: MajorityRule | undefined;
  readonly excludesSuspended: boolean;
}

export interface HallCount {
  readonly present: number;
  readonly total: number;
  readonly excused: number;
  readonly unexcused: number;
  readonly quorumNeeded: number | null;
  readonly quorumMet: boolean;
  readonly quorumMode: 'WARN' | 'BLOCK' | null;
  readonly neededToPass: number | null;
  readonly canPass: boolean;
}

/** A quorum from the data, or nothing where the data holds none; throws where it is not one. */
export function quorumRuleFrom(value: unknown): QuorumRule | undefined {
  if (value === undefined || value === null || (value as { mode?: unknown }).mode === 'NONE') return undefined;
  const rule = value as QuorumRule;
  assertMajorityRule({ ...rule, kind: 'AT_LEAST', base: 'TOTAL_DELEGATES' });
  if (rule.mode !== 'WARN' && rule.mode !== 'BLOCK') throw new Error(`not a quorum: ${JSON.stringify(value)}`);
  return rule;
}

export function countHall(hall: Hall, rules: HallRules): HallCount {
  const total = totalDelegates(hall, rules.excludesSuspended);
  const quorumNeeded = rules.quorum
    ? needed({ ...rules.quorum, kind: 'AT_LEAST', base: 'TOTAL_DELEGATES' }, total)
    : null;
  const neededToPass = rules.threshold ? needed(rules.threshold, total) : null;
  return {
    present: hall.present,
    total,
    excused: hall.excused,
    unexcused: Math.max(0, total - hall.present - hall.excused),
    quorumNeeded,
    quorumMet: quorumNeeded === null || hall.present >= quorumNeeded,
    quorumMode: rules.quorum?.mode ?? null,
    neededToPass,
    canPass: neededToPass === null || hall.present >= neededToPass,
  };
}
