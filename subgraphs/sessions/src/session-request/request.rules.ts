/**
 * Who may ask for a special session, a closed sitting or a confidence vote,
 * and when enough have asked (R-SES-02, R-SES-03, R-SES-04, R-VOT-15).
 *
 * Written proposals of delegates are summed over a window: from the opening of
 * one session until before the opening of the next. At each opening the count
 * begins again; what had reached its number before stays reached.
 */
export const REQUESTERS = [
  'STANDING_BODY',
  'PEOPLES_COMMITTEE_CHAIR',
  'DELEGATES',
  'VOTERS',
  'FRONT_COMMITTEE',
  'RATING_RESULT',
] as const;
export type Requester = (typeof REQUESTERS)[number];

export const WANTS = ['SPECIAL_SESSION', 'CLOSED_SITTING', 'CONFIDENCE_VOTE'] as const;
export type Want = (typeof WANTS)[number];

/** The rule that says how many of whom; null: the request of that body suffices by itself; undefined: it may not ask for that. */
const THRESHOLDS: Readonly<Record<Want, Readonly<Partial<Record<Requester, string | null>>>>> = {
  SPECIAL_SESSION: {
    STANDING_BODY: null,
    PEOPLES_COMMITTEE_CHAIR: null,
    DELEGATES: 'session.special.threshold',
    VOTERS: 'session.voters.threshold',
  },
  CLOSED_SITTING: {
    STANDING_BODY: null,
    PEOPLES_COMMITTEE_CHAIR: null,
    DELEGATES: 'session.closedSitting.threshold',
  },
  CONFIDENCE_VOTE: {
    DELEGATES: 'session.confidenceVote.threshold',
    FRONT_COMMITTEE: null,
    RATING_RESULT: null,
  },
};

/** Where a body that suffices by itself may ask only as far as a rule of the day lets it. */
const PERMITS: Readonly<Partial<Record<Want, Readonly<Partial<Record<Requester, string>>>>>> = {
  CONFIDENCE_VOTE: { FRONT_COMMITTEE: 'confidenceVote.frontCommittee' },
};
/** What a request rests on that nobody signs, to be shown: of the Front its permit, of a rating the rule that it met. */
const GROUNDS: Readonly<Partial<Record<Requester, string>>> = { RATING_RESULT: 'poll.confidenceRating.twoThirdsLow' };

export const permitKeyOf = (wants: Want, by: Requester): string | undefined => PERMITS[wants]?.[by];
export const groundKeyOf = (wants: Want, by: Requester): string | undefined => permitKeyOf(wants, by) ?? GROUNDS[by];

/** Raised by the published result itself, never by hand. */
export const isRaisedByResult = (by: Requester): boolean => by === 'RATING_RESULT';

export const thresholdKeyOf = (wants: Want, by: Requester): string | null | undefined => THRESHOLDS[wants][by];

/** The last opening at or before an instant: from there on proposals are summed. Null before the first. */
export function windowStart(openings: readonly Date[], at: Date): Date | null {
  const before = openings.filter((o) => o <= at).map((o) => o.getTime());
  return before.length === 0 ? null : new Date(Math.max(...before));
}

/** Signed in the window that `at` lies in. */
export const countsAt = (signedAt: Date, openings: readonly Date[], at: Date): boolean => {
  const start = windowStart(openings, at);
  return signedAt <= at && (start === null || signedAt >= start);
};
