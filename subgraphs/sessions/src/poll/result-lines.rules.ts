/**
 * From the stored counts to the lines that are read: every count with its base,
 * what a row came to and by which rule. Adds nothing and decides nothing: the
 * verdicts were decided and sealed with the count.
 */
import { shortSeal } from '../ballot/audit-chain.js';
import { rowOfOption, type RowMarkName } from '../ballot/ballot-form.rules.js';
import { baseOf, isTied, type RowCount, type Tally } from '../ballot/tally.js';
import { DENOMINATORS, needed, shareOf, totalBaseOf, type Denominator, type MajorityRule } from './majority.rules.js';
import type { Poll, PollRow } from './poll.entity.js';
import {
  MarkShare,
  PollCounts,
  PollResult,
  PollRowResult,
  RuleReason,
  Share,
  Threshold,
  TieBreak,
} from './poll-result.entity.js';
import type { RuleSnapshot, RuleSource } from './rule-snapshot.rules.js';
import type { StoredTally } from './tally.service.js';

export function thresholdFrom(
  rule: MajorityRule & { readonly source: RuleSource },
  of: number,
  enough = needed(rule, of),
): Threshold {
  const { kind, num, den, base, source } = rule;
  return Object.assign(new Threshold(), {
    ...{ needed: enough, of, comparison: kind, num, den, baseKind: base },
    reason: Object.assign(new RuleReason(), source),
  });
}

export function resultFrom(
  poll: Poll,
  rows: readonly PollRow[],
  stored: StoredTally,
  lateAttempts: number,
): PollResult {
  const { tally } = stored;
  const rule = poll.rule!;
  const share = (count: number, base: number, kind: Denominator): Share =>
    Object.assign(new Share(), shareOf(count, base, kind, rule.rounding));
  const totalBase = totalBaseOf(rule.threshold.base);
  const ofTotal = (count: number): Share => share(count, tally.total, totalBase);
  const eligible = tally.presentAtOpen + tally.lateArrivals;
  return Object.assign(new PollResult(), {
    total: ofTotal(tally.total),
    present: ofTotal(tally.presentAtOpen),
    presentAtClose: ofTotal(tally.presentAtClose),
    voted: ofTotal(tally.voted),
    for: ofTotal(tally.for),
    against: ofTotal(tally.against),
    abstain: ofTotal(tally.abstain),
    notRecorded: ofTotal(tally.notRecorded),
    lateArrivals: tally.lateArrivals,
    outcome: stored.outcome,
    threshold: thresholdFrom(rule.threshold, baseOf(tally, rule.threshold), stored.needed),
    counts: Object.assign(new PollCounts(), {
      totalSeats: tally.roll?.totalSeats ?? null,
      inOffice: poll.inOffice ?? 0,
      suspended: poll.suspended ?? 0,
      presentAtOpen: tally.presentAtOpen,
      presentAtClose: tally.presentAtClose,
      eligible,
      ballotsIssued: tally.ballots?.issued ?? eligible,
      ballotsCollected: tally.ballots?.collected ?? tally.voted,
      ballotsValid: tally.ballots?.valid ?? tally.voted,
      ballotsInvalid: tally.ballots?.invalid ?? 0,
      notRecorded: tally.notRecorded,
      absentExcused: tally.roll?.excused ?? null,
      absentUnexcused: tally.roll?.unexcused ?? null,
      lateAttempts,
    }),
    forByBase: DENOMINATORS.filter((base) =>
      base === 'TOTAL_INCLUDING_SUSPENDED'
        ? tally.roll !== undefined
        : base === totalBase || (base !== 'TOTAL_DELEGATES' && base !== 'TOTAL_MEMBERS'),
    ).map((base) => share(tally.for, baseOf(tally, { base }), base)),
    tieBreak: tieBreakOf(rule, stored, poll.form === 'SECRET'),
    rows: rows.map((row) => rowResult(poll, row, stored, share)),
    sheetAbstain: ofTotal(tally.abstain + (rule.foldNotRecorded ? tally.notRecorded : 0)),
    foldNotRecorded: rule.foldNotRecorded === true,
    lateAttempts,
    seal: shortSeal(stored.digest),
    digest: stored.digest,
    chainHead: stored.chainHead,
  });
}

/** Said where it happened: which side the chair's vote gave it to, and that the text asks for a look. */
function tieBreakOf(rule: RuleSnapshot, { tally, outcome }: StoredTally, secret: boolean): TieBreak | null {
  if (!rule.tie || outcome === null || !isTied(tally)) return null;
  return Object.assign(new TieBreak(), {
    name: secret ? null : rule.tie.name,
    adopted: outcome === 'ADOPTED',
    reason: Object.assign(new RuleReason(), rule.threshold.source),
  });
}

type ShareFn = (count: number, base: number, kind: Denominator) => Share;

function rowResult(poll: Poll, row: PollRow, { tally, verdicts }: StoredTally, share: ShareFn): PollRowResult {
  const rule = poll.rule!;
  const count = countOf(poll, row, tally);
  const base = rule.rowBase?.base ?? rule.threshold.base;
  const collected = tally.ballots?.collected ?? tally.voted;
  const verdict = verdicts?.find((v) => v.row === row.row)?.verdict ?? null;
  const by = verdict === null ? undefined : decidedBy(rule, verdict);
  return Object.assign(new PollRowResult(), {
    row,
    marks: Object.entries(count.marks).map(([mark, n]) =>
      Object.assign(new MarkShare(), {
        mark: mark as RowMarkName,
        share: share(n, baseOf(tally, { base }, count), base),
      }),
    ),
    valid: share(count.valid, collected, 'BALLOTS_COLLECTED'),
    invalid: share(count.invalid, collected, 'BALLOTS_COLLECTED'),
    verdict,
    threshold: by ? thresholdFrom(by, baseOf(tally, by, count)) : null,
  });
}

/** An option is a row with one mark: that it was chosen. */
function countOf(poll: Poll, row: PollRow, tally: Tally): RowCount {
  const counted = tally.rows?.find((r) => r.row === row.row);
  if (counted) return { ...counted, marks: inOrder(poll, counted.marks) };
  const option = poll.marks.find((mark) => rowOfOption(mark) === row.row);
  const { valid = tally.voted, invalid = 0 } = tally.ballots ?? {};
  return { row: row.row, valid, invalid, marks: { CHOSEN: (option && tally.marks?.[option]) || 0 } };
}

/** As on the ballot: stored JSON keeps no order of keys. */
const inOrder = (poll: Poll, marks: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(poll.marks.map((mark) => [mark, marks[mark] ?? 0]));

/** The rule that gave the verdict; where nothing follows, the mildest that was not reached. */
const decidedBy = (rule: RuleSnapshot, verdict: string): MajorityRule & { readonly source: RuleSource } =>
  rule.consequences?.find((c) => c.verdict === verdict) ?? rule.consequences?.at(-1) ?? rule.threshold;
