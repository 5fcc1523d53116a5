/** What decides a vote, as a sentence of its kind: of a rating nothing passes or fails. */
import type { MessageKey } from './i18n.js';

const SENTENCES: Readonly<Record<string, MessageKey>> = {
  ELECTION: 'r.need',
  CONFIDENCE_RATING: 'c.needRating',
  CONFIDENCE_VOTE: 'c.needConfidence',
};

/** The sentence; with {k} and {n} where a number decides. */
export const needKey = (kind: string): MessageKey => SENTENCES[kind] ?? 'c.need';
export const hasNumber = (kind: string): boolean => kind !== 'CONFIDENCE_RATING';
