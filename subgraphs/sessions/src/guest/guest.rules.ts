/**
 * Guests of a sitting (R-SES-11): they attend, some may speak with the chair's
 * consent, none has a vote. They are no seats, so nothing that counts seats
 * (presence, quorum, roll, denominator) ever sees them.
 */
export const GUEST_KINDS = ['GUEST_DUTY', 'GUEST', 'PRESS', 'CITIZEN'] as const;
export type GuestKindName = (typeof GUEST_KINDS)[number];

/** Press and citizens listen. */
export const mayBeHeard = (kind: GuestKindName): boolean => kind === 'GUEST_DUTY' || kind === 'GUEST';
/** Who has no duty there does not sit in a closed sitting. */
export const mayAttendClosed = (kind: GuestKindName): boolean => kind === 'GUEST_DUTY';
