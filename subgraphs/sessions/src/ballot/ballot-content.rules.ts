/**
 * A ballot's content: one canonical text, whatever the form.
 *
 *   CHOICE        FOR · OPTION_2 · ABSTAIN
 *   ROWS, PICK    1=HIGH,2=LOW,3=     every row in its order, an unmarked one empty;
 *                 two marks in one row are joined in the form's order: 1=HIGH+LOW
 *
 * The same text is what a phone sends, what the box stores, what the chain and
 * the receipt cover, what a secret ballot holds before it is encrypted, and
 * what an export is counted from. Equal contents have equal texts, so keys and
 * chains compare texts and nothing else.
 *
 * Promises   parse and text are inverse to each other; a text that is not the
 *            canonical one of its form is no content at all.
 * Validity   is per row (R-VOT-12): a row with no mark, or with more than one,
 *            is invalid for that person alone. A PICK ballot with more marks
 *            than allowed is invalid as a whole: nobody can say which to drop.
 */
import type { BallotForm } from './ballot-form.rules.js';

/** Of CHOICE the one mark; else the marks of each row, first row first. */
export type BallotContent = string | readonly (readonly string[])[];

/** Longer than any form's longest text: 100 rows, every mark set. */
export const MAX_CONTENT = 4_000;

export function contentText(form: BallotForm, content: BallotContent): string {
  if (typeof content === 'string') return content;
  return content.map((marks, i) => `${i + 1}=${form.marks.filter((m) => marks.includes(m)).join('+')}`).join(',');
}

/** undefined where the text is none of the form's. */
export function parseContent(form: BallotForm, text: string): BallotContent | undefined {
  if (form.layout === 'CHOICE') return form.marks.includes(text) ? text : undefined;
  if (text.length > MAX_CONTENT) return undefined;
  const rows = text.split(',').map((row) => {
    const marks = row.slice(row.indexOf('=') + 1);
    return marks === '' ? [] : marks.split('+');
  });
  if (rows.length !== form.rows) return undefined;
  return contentText(form, rows) === text ? rows : undefined;
}

/** The mark of each row that counts; undefined for a row that is invalid. */
export const countedMarks = (rows: readonly (readonly string[])[]): (string | undefined)[] =>
  rows.map((marks) => (marks.length === 1 ? marks[0] : undefined));

/** Is the ballot as a whole invalid? Only where more are marked than may be. */
export const isOverMarked = (form: BallotForm, content: BallotContent): boolean =>
  form.max !== null && typeof content !== 'string' && content.filter((marks) => marks.length > 0).length > form.max;
