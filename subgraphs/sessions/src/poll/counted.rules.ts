/** What a closing decides and seals: the threshold of the frozen base, the outcome, the digest over all that led to it. */
import { canonical, sha256Hex } from '../ballot/audit-chain.js';
import { baseOf, outcomeOf, type Outcome, type Tally } from '../ballot/tally.js';
import { needed } from './majority.rules.js';
import type { RuleSnapshot } from './rule-snapshot.rules.js';
import type { Poll } from './poll.entity.js';

export interface CountedPoll {
  readonly pollId: string;
  readonly frozenHash: string;
  readonly rollHash: string;
  readonly chainLength: number;
  readonly chainHead: string;
  readonly rule: RuleSnapshot;
  readonly tally: Tally;
}

export interface Decision {
  readonly needed: number;
  /** null for a test vote: it has no verdict. */
  readonly outcome: Outcome | null;
  readonly digest: string;
}

export function decide(poll: CountedPoll): Decision {
  const { rule, tally } = poll;
  const outcome = rule.informative ? null : outcomeOf(tally, rule.threshold);
  const enough = needed(rule.threshold, baseOf(tally, rule.threshold));
  const { pollId, frozenHash, rollHash, chainLength, chainHead } = poll;
  return {
    needed: enough,
    outcome,
    digest: sha256Hex(
      canonical({ pollId, frozenHash, rollHash, chainLength, chainHead, tally, needed: enough, outcome }),
    ),
  };
}

export type Question = Pick<
  Poll,
  'id' | 'sittingId' | 'councilId' | 'agendaItemId' | 'title' | 'documentVersion' | 'durationSeconds' | 'rule'
> & {
  readonly kind: string;
  readonly form: string;
  readonly options: readonly string[];
  readonly revoteOf: string | null;
};

/** SHA-256 over everything that is put to the vote, and the rule by which it is decided. */
export function frozenHashOf(question: Question): string {
  const {
    id,
    sittingId,
    councilId,
    agendaItemId,
    kind,
    form,
    options,
    title,
    documentVersion,
    durationSeconds,
    revoteOf,
    rule,
  } = question;
  return sha256Hex(
    canonical({
      id,
      sittingId,
      councilId,
      agendaItemId,
      kind,
      form,
      options,
      title,
      documentVersion,
      durationSeconds,
      revoteOf,
      rule,
    }),
  );
}
