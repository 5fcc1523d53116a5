/**
 * A ballot as text, as the server reads it: FOR, OPTION_2, or each row with its
 * mark, 1=HIGH,2=,3=LOW. What a page shows of a ballot it reads from this text.
 */
import type { PollViewFragment } from '../graph/operations.js';
import { t, type MessageKey } from './i18n.js';

export type BallotForm = Pick<PollViewFragment['ballotForm'], 'layout' | 'max' | 'mayAbstain'> & {
  readonly marks: readonly string[];
  readonly rows: readonly { readonly row: number; readonly name: string; readonly post?: string | null }[];
};
export type ThreeChoices = 'FOR' | 'AGAINST' | 'ABSTAIN';
export const threeChoices: readonly ThreeChoices[] = ['FOR', 'AGAINST', 'ABSTAIN'];

export const isThree = (text: string): text is ThreeChoices => (threeChoices as readonly string[]).includes(text);
export const hasRows = (form: BallotForm): boolean => form.layout !== 'CHOICE';
export const hasOptions = (form: BallotForm): boolean => form.layout === 'CHOICE' && form.rows.length > 0;

/** One mark a row, or none. */
export const rowsText = (marks: readonly (string | null)[]): string =>
  marks.map((mark, i) => `${i + 1}=${mark ?? ''}`).join(',');

/** The mark of each row; none of a row that has no single one. */
export const rowsOfText = (form: BallotForm, text: string | null): (string | null)[] => {
  const parts = text?.split(',') ?? [];
  return form.rows.map((_, i) => {
    const mark = parts[i]?.slice(parts[i].indexOf('=') + 1) ?? '';
    return form.marks.includes(mark) ? mark : null;
  });
};

export const markWord = (mark: string): string => t(`mark.${mark}` as MessageKey);

/** What a choice is called: an option by its own name, rows by how many are marked. */
export function choiceWords(form: BallotForm, text: string): string {
  if (hasRows(form)) return t('rows.words', { a: rowsOfText(form, text).filter(Boolean).length, b: form.rows.length });
  if (isThree(text)) return t(`o.${text}`);
  const option = /^OPTION_(\d+)$/.exec(text);
  return form.rows.find((r) => String(r.row) === option?.[1])?.name ?? text;
}

/** The same where the form is not at hand: in the list of the own votes. */
export function plainWords(text: string): string {
  if (isThree(text)) return t(`o.${text}`);
  const option = /^OPTION_(\d+)$/.exec(text);
  if (option) return t('rows.optionN', { n: option[1]! });
  const parts = text.split(',');
  return t('rows.words', { a: parts.filter((p) => !p.endsWith('=')).length, b: parts.length });
}
