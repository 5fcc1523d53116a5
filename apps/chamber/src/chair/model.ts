/**
 * What the chair's console reads of the chamber, as its pure functions need it.
 *
 * The live query selects more; whatever it answers fits these shapes. Times are
 * ISO 8601 in UTC. Fields that only the chair and the clerk may ask for are
 * nullable: a console without the right still draws.
 */
export type PollState =
  'DRAFT' | 'READY' | 'OPEN' | 'PAUSED' | 'CLOSING' | 'CLOSED' | 'CERTIFIED' | 'PUBLISHED' | 'CANCELLED' | 'ANNULLED';
export type PollKind = 'RESOLUTION' | 'RESOLUTION_ITEM' | 'PROCEDURAL' | 'REMOVAL' | 'TEST' | (string & {});
export type SittingState = 'PLANNED' | 'OPEN' | 'BREAK' | 'ENDED';
export type Phase = 'SUBMISSION' | 'VERIFICATION' | 'DISCUSSION' | 'ITEMS' | 'WHOLE' | 'PUBLISH';
export type SpeechKind = 'CONTRIBUTION' | 'PRO' | 'CONTRA' | 'POINT_OF_ORDER' | 'QUESTION' | 'ANSWER';
export type Visibility = 'PUBLIC' | 'CLOSED';
export type ItemState = 'PENDING' | 'CURRENT' | 'DONE';
export type Outcome = 'ADOPTED' | 'REJECTED' | (string & {});

export const PHASES: readonly Phase[] = ['SUBMISSION', 'VERIFICATION', 'DISCUSSION', 'ITEMS', 'WHOLE', 'PUBLISH'];

export interface Item {
  readonly id: string;
  readonly position: number;
  readonly title: string;
  readonly shortTitle?: string | null;
  /** Only a draft resolution goes through the six steps of law. */
  readonly kind?: 'PROCEDURE' | 'REPORT' | 'RESOLUTION' | 'QUESTIONING' | 'PERSONNEL' | null;
  readonly phase: Phase;
  readonly state: ItemState;
  readonly documentVersion?: number | null;
  readonly outcome?: Outcome | null;
}

export interface Reason {
  readonly key: string;
  readonly ruleSetId: string;
  readonly ruleSetHash: string;
  readonly instrument: string;
  readonly article: string;
  readonly confidence: string;
  readonly confirmed: boolean;
  readonly noteVi?: string | null;
  readonly noteEn?: string | null;
}

export interface Threshold {
  readonly needed: number;
  readonly of: number;
  readonly comparison: string;
  readonly num: number;
  readonly den: number;
  readonly baseKind: string;
  readonly reason?: Reason | null;
}

export interface Share {
  readonly count: number;
  readonly percentText: string;
  readonly percentTextEn: string;
  readonly baseLabelVi: string;
  readonly baseLabelEn: string;
}

export interface Result {
  readonly total: Share;
  readonly present: Share;
  readonly voted: Share;
  readonly for: Share;
  readonly against: Share;
  readonly abstain: Share;
  readonly notRecorded: Share;
  readonly lateArrivals: number;
  readonly outcome?: Outcome | null;
  /** Of a board where as many were for as against: whose vote decided. */
  readonly tieBreak?: {
    readonly name?: string | null;
    readonly adopted: boolean;
    readonly reason: { readonly instrument: string; readonly article: string };
  } | null;
  readonly threshold: Threshold;
  readonly seal: string;
  readonly foldNotRecorded?: boolean;
  /** As the printed sheet says it, by the rule of the day. */
  readonly sheetAbstain?: Share;
  readonly counts?: {
    readonly ballotsIssued: number;
    readonly ballotsCollected: number;
    readonly ballotsValid: number;
    readonly ballotsInvalid: number;
  };
  /** Persons or options, in the order of the ballot. */
  readonly rows?: readonly {
    readonly row: { readonly row: number; readonly name: string; readonly post?: string | null };
    readonly marks: readonly { readonly mark: string; readonly share: Share }[];
    readonly invalid: { readonly count: number };
    readonly verdict?: string | null;
  }[];
}

export interface Missing {
  readonly seatId: string;
  readonly fullName: string;
  readonly groupName?: string | null;
  readonly connected: boolean;
  readonly lastSeenAt?: string | null;
}

export interface Condition {
  readonly key: string;
  readonly met: boolean;
  /** While not met, the poll does not open; otherwise it is a warning. */
  readonly blocking?: boolean;
  readonly vi: string;
  readonly en: string;
}

export interface ConsolePoll {
  readonly id: string;
  readonly agendaItemId?: string | null;
  readonly kind: PollKind;
  readonly form: 'PUBLIC' | 'SECRET' | (string & {});
  /** On devices where it is not said. */
  readonly method?: 'ELECTRONIC' | 'PAPER' | 'HANDS';
  readonly certification?: { readonly signed: number; readonly required: number } | null;
  readonly manualCount?: {
    readonly entered: number;
    readonly agreed: boolean;
    readonly differences: readonly { readonly vi: string; readonly en: string }[];
  } | null;
  readonly state: PollState;
  readonly title: string;
  readonly documentVersion?: number | null;
  readonly threshold: Threshold;
  readonly turnout: { readonly recorded: number; readonly present: number; readonly lateArrivals: number };
  readonly opensAt?: string | null;
  readonly closesAt?: string | null;
  readonly closingEndsAt?: string | null;
  readonly publishedAt?: string | null;
  readonly pauseReason?: string | null;
  readonly annulment?: { readonly kind: string; readonly basis: string; readonly wallText: string } | null;
  readonly revote?: { readonly id: string } | null;
  readonly result?: Result | null;
  readonly provisionalResult?: Result | null;
  /** Before a secret result is published: its numbers alone tell how somebody voted. */
  readonly secretWarning?: 'FEW_BALLOTS' | 'UNANIMOUS' | null;
  /** The electronic poll that this one goes on from: kept, not counted. */
  readonly sealed?: { readonly reason: string; readonly recorded: number } | null;
  readonly missing?: readonly Missing[] | null;
  readonly conditions?: readonly Condition[] | null;
}

export interface Screen {
  readonly name: string;
  readonly step: number;
  readonly revision: number;
  readonly seenAt: string;
  readonly lagMs?: number | null;
  readonly upToDate: boolean;
}

export interface Speaker {
  readonly id: string;
  readonly seatId?: string | null;
  readonly fullName: string;
  readonly groupName?: string | null;
  readonly kind: SpeechKind;
  readonly requestedAt: string;
  readonly startedAt?: string | null;
  readonly endsAt?: string | null;
  readonly limitSeconds?: number | null;
  readonly extendedSeconds: number;
}

/** An adopted procedural poll on which the doors may be closed or opened again. */
export interface Basis {
  readonly id: string;
  readonly title: string;
}

/** Whose sitting it is: the head of the page and of the printed sheet. */
export interface Place {
  readonly councilName: string;
  readonly sessionName: string;
  readonly sittingName: string;
  readonly illustrative: boolean;
}

export interface ConsoleChamber extends Place {
  readonly sittingId: string;
  readonly councilId?: string;
  readonly startsAt: string;
  readonly breakUntil?: string | null;
  readonly step: number;
  readonly revision: number;
  readonly serverTime: string;
  readonly view: 'HOLDING' | 'AGENDA_ITEM' | 'POLL' | 'CLOSED_SITTING' | (string & {});
  readonly visibility: Visibility;
  readonly frozen: boolean;
  readonly sittingState: SittingState;
  readonly items: readonly Item[];
  readonly item?: Item | null;
  readonly nextItem?: Item | null;
  readonly attendance: {
    readonly present: number;
    readonly total: number;
    readonly excused: number;
    readonly unexcused: number;
    readonly revision?: number;
    readonly quorumNeeded?: number | null;
    readonly quorumMet: boolean;
    readonly neededToPass?: number | null;
    /** Which board sits; null of the council. */
    readonly boardKind?: string | null;
  };
  readonly poll?: ConsolePoll | null;
  readonly speaking?: { readonly current?: Speaker | null; readonly queue: readonly Speaker[] } | null;
  readonly screens?: readonly Screen[] | null;
  readonly takeovers?:
    | readonly {
        readonly id: string;
        readonly name?: string | null;
        readonly fromDevice?: string | null;
        readonly toDevice?: string | null;
        readonly at: string;
      }[]
    | null;
  readonly connected?: number | null;
}

export const ofBoard = (chamber: Pick<ConsoleChamber, 'attendance'>): boolean => Boolean(chamber.attendance.boardKind);
