/**
 * What a count decides and seals: the threshold of the frozen base, the outcome,
 * what each row comes to, the digest over all that led to it.
 *
 * Informative kinds give no outcome. Where a board's chair has the casting vote
 * (R-VOT-16), as many for as against are decided by the chair's own ballot. Of an election each row is decided by the
 * rule; where more pass than there are places, the votes decide, and who is
 * tied for the last places needs a run-off. Of a rating or a vote of confidence
 * the gravest consequence whose share is reached holds, and no other.
 */
import { canonical, sha256Hex } from '../ballot/audit-chain.js';
import { hasThreeChoices, THREE_CHOICE_FORM, type BallotForm, type LayoutName } from '../ballot/ballot-form.rules.js';
import { baseOf, isTied, outcomeOf, type Outcome, type RowCount, type Tally } from '../ballot/tally.js';
import { needed, passes } from './majority.rules.js';
import type { RowVerdictName, RuleSnapshot } from './rule-snapshot.rules.js';
import type { Poll } from './poll.entity.js';

export interface CountedPoll {
  readonly pollId: string;
  readonly frozenHash: string;
  readonly rollHash: string;
  readonly chainLength: number;
  readonly chainHead: string;
  readonly rule: RuleSnapshot;
  readonly tally: Tally;
  /** Three choices where it is not said. */
  readonly form?: BallotForm | undefined;
  /** Of an election: how many are to be elected; all rows where it is not said. */
  readonly seatsToFill?: number | null | undefined;
  /** Of a poll with a casting vote: what the one who has it chose; null where nothing was recorded, or it cannot be known. */
  readonly castingChoice?: string | null | undefined;
}

export interface RowVerdict {
  readonly row: number;
  readonly verdict: RowVerdictName;
}

export interface Decision {
  readonly needed: number;
  /** null where there is no verdict on the question: a test, an opinion, an election. */
  readonly outcome: Outcome | null;
  /** One a row, where the rows are persons. */
  readonly verdicts?: readonly RowVerdict[] | undefined;
  readonly digest: string;
}

export function decide(poll: CountedPoll): Decision {
  const { rule, tally, form = THREE_CHOICE_FORM, seatsToFill = null } = poll;
  // On a tie the chair's own side wins; the law gives no second vote, so the tally stays as it is.
  const casting = rule.tie && isTied(tally) ? (poll.castingChoice ?? null) : undefined;
  const outcome =
    rule.informative || !hasThreeChoices(form)
      ? null
      : casting === 'FOR'
        ? 'ADOPTED'
        : outcomeOf(tally, rule.threshold);
  const enough = needed(rule.threshold, baseOf(tally, rule.threshold));
  const verdicts = tally.rows && verdictsOf(rule, tally, tally.rows, seatsToFill);
  const { pollId, frozenHash, rollHash, chainLength, chainHead } = poll;
  return {
    needed: enough,
    outcome,
    ...(verdicts && { verdicts }),
    digest: sha256Hex(
      canonical({
        ...{ pollId, frozenHash, rollHash, chainLength, chainHead, tally, needed: enough, outcome, verdicts },
        casting,
      }),
    ),
  };
}

function verdictsOf(
  rule: RuleSnapshot,
  tally: Tally,
  rows: readonly RowCount[],
  seatsToFill: number | null,
): RowVerdict[] {
  if (rule.consequences)
    return rows.map((row) => ({
      row: row.row,
      verdict:
        rule.consequences!.find((c) => passes(c, row.marks[c.mark] ?? 0, baseOf(tally, c, row)))?.verdict ??
        'NO_CONSEQUENCE',
    }));
  const votes = (row: RowCount): number => row.marks['AGREE'] ?? row.marks['CHOSEN'] ?? 0;
  const places = seatsToFill ?? rows.length;
  const passing = rows.filter((row) => passes(rule.threshold, votes(row), baseOf(tally, rule.threshold, row)));
  const ranked = passing.map(votes).sort((a, b) => b - a);
  // Of more than there are places: the last that fits, and whether the next one has as many.
  const last = ranked[places - 1];
  const tied = last !== undefined && ranked[places] === last;
  return rows.map((row) => {
    const enough = passing.includes(row) && (ranked.length <= places || votes(row) >= last!);
    return { row: row.row, verdict: !enough ? 'NOT_ELECTED' : tied && votes(row) === last ? 'RUN_OFF' : 'ELECTED' };
  });
}

/** A row of the ballot as it is put to the vote. */
export interface QuestionRow {
  readonly row: number;
  readonly personId: string | null;
  readonly name: string;
  readonly post: string | null;
}

export type Question = Pick<
  Poll,
  'id' | 'sittingId' | 'councilId' | 'agendaItemId' | 'title' | 'documentVersion' | 'durationSeconds' | 'rule'
> & {
  readonly kind: string;
  readonly form: string;
  readonly options: readonly string[];
  readonly revoteOf: string | null;
  readonly layout?: LayoutName | undefined;
  readonly rows?: readonly QuestionRow[] | undefined;
  readonly pick?: number | null | undefined;
  readonly seatsToFill?: number | null | undefined;
  readonly removalOf?: string | null | undefined;
  readonly formBasis?: string | null | undefined;
  readonly method?: string | undefined;
  readonly continues?: string | null | undefined;
  readonly runOffOf?: string | null | undefined;
};

/** SHA-256 over everything that is put to the vote, and the rule by which it is decided. */
export function frozenHashOf(question: Question): string {
  const { id, sittingId, councilId, agendaItemId, kind, form, options, title } = question;
  const { documentVersion, durationSeconds, revoteOf, rule } = question;
  const { layout, rows, pick, seatsToFill, removalOf, formBasis, method, continues, runOffOf } = question;
  return sha256Hex(
    canonical({
      ...{ id, sittingId, councilId, agendaItemId, kind, form, options, title },
      ...{ documentVersion, durationSeconds, revoteOf, rule },
      // What a question does not have is not in it: so a question of three choices keeps the hash it always had.
      ...(rows && rows.length > 0 && { layout, rows }),
      pick: pick ?? undefined,
      seatsToFill: seatsToFill ?? undefined,
      removalOf: removalOf ?? undefined,
      formBasis: formBasis ?? undefined,
      method: method === 'ELECTRONIC' ? undefined : method,
      continues: continues ?? undefined,
      runOffOf: runOffOf ?? undefined,
    }),
  );
}
