/** The ten kinds of poll, and what a removal removes; what each means is in the tables that use them. */
export const POLL_KINDS = [
  'RESOLUTION',
  'RESOLUTION_ITEM',
  'PROCEDURAL',
  'REMOVAL',
  'TEST',
  'OPTION_CHOICE',
  'ELECTION',
  'CONFIDENCE_RATING',
  'CONFIDENCE_VOTE',
  'CONSULTATION',
] as const;
export type PollKindName = (typeof POLL_KINDS)[number];

/** Removing a delegate needs two thirds, removing from an office more than half (R-VOT-05). */
export const REMOVALS = ['OFFICE_HOLDER', 'DELEGATE'] as const;
export type RemovalName = (typeof REMOVALS)[number];
