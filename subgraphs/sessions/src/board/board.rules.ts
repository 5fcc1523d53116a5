/**
 * Boards: the bodies that meet by themselves on the same engine as the council
 * (Thường trực HĐND, Ban, UBND), each with its own rules.
 *
 * A sitting is of a place: a council, or one of these bodies. Everything that
 * names the place (rights, roll, numbers, resolutions) names the body then, so
 * that nothing of a board is the council's by mistake; what level's law holds
 * is that of the council behind it.
 *
 * Promises   a rule of the plenary is never taken for a board where the board's
 *            own rule is missing: then nothing may be put to the vote.
 * Elsewhere  who sits in it: seat.service · what a tie comes to: counted.rules
 */
import type { PollKindName } from '../poll/poll-kind.rules.js';

export const BOARD_KINDS = ['STANDING_BODY', 'COMMITTEE', 'PEOPLES_COMMITTEE'] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];

export interface BoardRuleKeys {
  readonly quorum: string;
  readonly threshold: string;
}

const KEYS: Readonly<Record<BoardKind, BoardRuleKeys>> = {
  STANDING_BODY: { quorum: 'quorum.standing', threshold: 'poll.standing.threshold' },
  COMMITTEE: { quorum: 'quorum.committee', threshold: 'poll.committee.threshold' },
  PEOPLES_COMMITTEE: { quorum: 'quorum.peoplesCommittee', threshold: 'poll.peoplesCommittee.threshold' },
};

const PLENARY: BoardRuleKeys = { quorum: 'quorum.plenary', threshold: 'poll.resolution.threshold' };

/** Which rules count attendance and votes there; those of the plenary where it is a council that sits. */
export const ruleKeysOf = (kind: BoardKind | null): BoardRuleKeys => (kind === null ? PLENARY : KEYS[kind]);

export const BOARD_THRESHOLD_KEYS: readonly string[] = BOARD_KINDS.map((kind) => KEYS[kind].threshold);
export const QUORUM_KEYS: readonly string[] = [PLENARY, ...Object.values(KEYS)].map((keys) => keys.quorum);

/** Elections, ratings and removals are the council's alone. */
const OF_A_BOARD: ReadonlySet<PollKindName> = new Set<PollKindName>([
  'RESOLUTION',
  'RESOLUTION_ITEM',
  'PROCEDURAL',
  'TEST',
  'OPTION_CHOICE',
  'CONSULTATION',
]);

export const mayBoardPoll = (kind: PollKindName): boolean => OF_A_BOARD.has(kind);

/** Months that are over, lie within the body's life and have too few meetings: 1–12. */
export function missedMonths(
  of: { year: number; today: string; validFrom: string; validTo: string | null; perMonth: number },
  meetingDays: readonly string[],
): number[] {
  return Array.from({ length: 12 }, (_, i) => i + 1).filter((month) => {
    const prefix = `${of.year}-${String(month).padStart(2, '0')}`;
    const over = prefix < of.today.slice(0, 7);
    const lived = of.validFrom.slice(0, 7) <= prefix && (of.validTo === null || prefix <= of.validTo.slice(0, 7));
    return over && lived && meetingDays.filter((day) => day.startsWith(prefix)).length < of.perMonth;
  });
}

/** What those who sit are called on paper and on the desk: a board has members, not delegates. */
export interface PlaceWords {
  /** Of one: "đại biểu". */
  readonly member: string;
  /** Of all: "đại biểu HĐND". */
  readonly members: string;
  /** Of all by their full name, where guests could be meant otherwise. */
  readonly seated: { readonly vi: string; readonly en: string };
  readonly place: string;
}

export const COUNCIL_WORDS: PlaceWords = {
  member: 'đại biểu',
  members: 'đại biểu HĐND',
  seated: { vi: 'đại biểu HĐND', en: 'delegates' },
  place: 'HĐND',
};
const SEATED: Readonly<Record<BoardKind, PlaceWords['seated']>> = {
  STANDING_BODY: { vi: 'thành viên Thường trực HĐND', en: 'members of the standing body' },
  COMMITTEE: { vi: 'thành viên Ban', en: 'committee members' },
  PEOPLES_COMMITTEE: { vi: 'thành viên UBND', en: 'members of the People’s Committee' },
};
export const wordsOf = (board: { readonly kind: BoardKind; readonly shortName: string } | undefined): PlaceWords =>
  board
    ? { member: 'thành viên', members: 'thành viên', seated: SEATED[board.kind], place: board.shortName }
    : COUNCIL_WORDS;

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
