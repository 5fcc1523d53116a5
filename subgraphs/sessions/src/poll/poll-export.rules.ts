/** The shape of an exported poll: what is verified offline, and nothing that could not be. */
import type { ChainedBallot, FrozenSeat } from '../ballot/audit-chain.js';
import type { Tally } from '../ballot/tally.js';
import type { LayoutName } from '../ballot/ballot-form.rules.js';
import type { QuestionRow, RowVerdict } from './counted.rules.js';
import type { ChainedEvent } from './poll.events.js';
import type { Sheet } from '../tally-sheet/tally-sheet.rules.js';
import type { RuleSnapshot } from './rule-snapshot.rules.js';

export const EXPORT_FORMAT = 'nghitruong-poll/1';

export interface ExportedSheet extends Sheet {
  readonly accountId: string;
  readonly personId: string | null;
}

export interface PollExport {
  readonly format: typeof EXPORT_FORMAT;
  readonly poll: {
    readonly id: string;
    readonly sittingId: string;
    readonly councilId: string;
    readonly agendaItemId: string | null;
    readonly kind: string;
    readonly form: string;
    readonly options: readonly string[];
    readonly title: string;
    readonly documentVersion: number | null;
    readonly durationSeconds: number | null;
    readonly revoteOf: string | null;
    /** Of a ballot with rows or options; absent where the question has three choices. */
    readonly layout?: LayoutName | undefined;
    readonly rows?: readonly QuestionRow[] | undefined;
    readonly pick?: number | null | undefined;
    readonly seatsToFill?: number | null | undefined;
    readonly removalOf?: string | null | undefined;
    readonly formBasis?: string | null | undefined;
    /** Absent of a poll on devices that was exported before there were others. */
    readonly method?: string | undefined;
    readonly continues?: string | null | undefined;
    readonly runOffOf?: string | null | undefined;
    readonly rule: RuleSnapshot | null;
    readonly frozenHash: string | null;
    readonly state: string;
    readonly inOffice: number | null;
    readonly suspended: number | null;
    readonly total: number | null;
    readonly presentAtOpen: number | null;
    readonly lateArrivals: number;
    readonly rollHash: string | null;
    readonly chainLength: number;
    readonly chainHead: string | null;
  };
  readonly roll: readonly (FrozenSeat & {
    readonly late: boolean;
    readonly countedIndex: number | null;
    readonly press: number;
  })[];
  readonly ballots: readonly (ChainedBallot & { readonly chainHash: string })[];
  /** Of paper and hands: each entry, in its order; absent of a poll on devices. */
  readonly sheets?: readonly ExportedSheet[] | undefined;
  readonly lateAttempts: number;
  readonly tally:
    | (Tally & {
        readonly needed: number;
        readonly outcome: 'ADOPTED' | 'REJECTED' | null;
        readonly verdicts?: readonly RowVerdict[] | undefined;
        readonly rollHash: string;
        readonly chainLength: number;
        readonly chainHead: string;
        readonly digest: string;
      })
    | null;
  readonly rulings: readonly {
    readonly state: string;
    readonly annulmentKind: string | null;
    readonly basis: string | null;
  }[];
  readonly events: readonly (Omit<ChainedEvent, 'pollId'> & { readonly chainHash: string })[];
}
