/** What may be said of a draft, and how long it lies open for it. Days are yyyy-MM-dd. */
import { createHash } from 'node:crypto';
import { searchKey } from '@nghitruong/kit/i18n';
import { addDays, RESOLUTION_RULE, type DueDay, type Rules } from '../resolution/resolution-deadlines.rules.js';

export const MAX_COMMENT = 2000;
export const MIN_COMMENT = 10;
export const MAX_REPLY = 4000;
export const MAX_PERSONAL = 200;
export const HOUR_MS = 3_600_000;

export const COMMENT_STATES = ['RECEIVED', 'PUBLISHED', 'WITHHELD'] as const;
export type CommentStateName = (typeof COMMENT_STATES)[number];
export const COMMENT_OUTCOMES = ['ANSWERED', 'ACCEPTED', 'NOT_ACCEPTED'] as const;
export type CommentOutcomeName = (typeof COMMENT_OUTCOMES)[number];

export interface Period {
  readonly openedOn: string;
  readonly closesOn: string;
}

/** The first and the last day both count. */
export const isOpen = ({ openedOn, closesOn }: Period, today: string): boolean =>
  openedOn <= today && today <= closesOn;

/** The earliest last day of a period that opens on that day; null where no rule names one. */
export function earliestClose(rules: Rules, openedOn: string): DueDay | null {
  const rule = rules.get(RESOLUTION_RULE.comment);
  const days = Number(rule?.value['value']);
  return rule && Number.isInteger(days) && days > 0 ? { dueOn: addDays(openedOn, days - 1), rule } : null;
}

// Line breaks are part of a text; what else is not to be seen is not.
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;
const MARKUP = /<\s*\/?\s*[a-z!?]|&(?:[a-z]+|#x?[0-9a-f]+);/i;

export type Told = { readonly text: string } | { readonly wrong: 'COMMENT_LENGTH' | 'COMMENT_MARKUP' };

/** One form for one text: NFC, no unseen letters, no blank ends, at most one empty line in a row. */
export function readComment(given: string): Told {
  const text = given
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, (letter) => (letter === '\n' ? letter : ''))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (text.length < MIN_COMMENT || text.length > MAX_COMMENT) return { wrong: 'COMMENT_LENGTH' };
  return MARKUP.test(text) ? { wrong: 'COMMENT_MARKUP' } : { text };
}

/** The same words with other marks, capitals or stops are the same comment. */
export const textKey = (text: string): string =>
  createHash('sha256')
    .update(
      searchKey(text)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .digest('hex');
