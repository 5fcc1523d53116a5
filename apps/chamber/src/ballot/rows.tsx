/**
 * A ballot of rows: a card a person, one mark each, a running count, and a
 * review before it is sent. Empty rows are listed there and allowed (R-VOT-12).
 *
 * It takes a form and gives a text, and knows nothing of how that is sent: in
 * the open or encrypted, the same card.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { markWord, rowsOfText, rowsText, type BallotForm } from '../shared/ballot-content.js';
import { t } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';

/** The ballot while it is being filled in: it lives on this page only. */
export interface Sheet {
  readonly marks: readonly (string | null)[];
  readonly reviewing: boolean;
  mark(row: number, mark: string): void;
  review(on: boolean): void;
  /** After the receipt of a secret ballot: what was marked is kept nowhere, not even here. */
  forget(): void;
}

interface Filling {
  readonly of: string;
  readonly marks: readonly (string | null)[];
  readonly reviewing: boolean;
}

/** `of` names the poll: another poll, another sheet. `from` is the ballot that counts already, where it may be changed. */
export function useSheet(of: string, form: BallotForm | null, from: string | null = null): Sheet {
  const [kept, set] = useState<Filling | null>(null);
  const fresh: Filling = { of, marks: form ? rowsOfText(form, from) : [], reviewing: false };
  const now = kept?.of === of && kept.marks.length === fresh.marks.length ? kept : fresh;
  return {
    marks: now.marks,
    reviewing: now.reviewing,
    // Pressing the mark that is set takes it away: a row may be left empty on purpose.
    mark: (row, mark) => set({ ...now, marks: now.marks.map((m, i) => (i === row ? (m === mark ? null : mark) : m)) }),
    review: (reviewing) => set({ ...now, reviewing }),
    forget: () => set(null),
  };
}

const count = (sheet: Sheet): number => sheet.marks.filter(Boolean).length;

function Head({ row }: { row: BallotForm['rows'][number] }) {
  return (
    <>
      <p id={`row-${row.row}`} class="b-strong">
        {row.row}. {row.name}
      </p>
      {row.post ? <p class="b-hint">{row.post}</p> : null}
    </>
  );
}

export function RowCards({ form, sheet }: { form: BallotForm; sheet: Sheet }) {
  if (sheet.reviewing) return <Review form={form} marks={sheet.marks} />;
  const full = form.max !== null && count(sheet) >= form.max;
  return (
    <>
      <p class="b-hint">
        {form.max === null
          ? t('rows.unmark')
          : full
            ? t('rows.pickFull')
            : t('rows.picked', { a: count(sheet), b: form.max })}
      </p>
      <ul class="rows">
        {form.rows.map((row, i) => (
          <li key={row.row} class="card">
            <Head row={row} />
            <div class={`marks m${form.marks.length}`} role="group" aria-labelledby={`row-${row.row}`}>
              {form.marks.map((mark) => {
                const on = sheet.marks[i] === mark;
                const off = full && !on;
                return (
                  <button
                    key={mark}
                    type="button"
                    aria-pressed={on}
                    aria-disabled={off}
                    onClick={() => off || sheet.mark(i, mark)}
                  >
                    <Icon name={on ? 'check' : 'circle'} />
                    {markWord(mark)}
                  </button>
                );
              })}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What will be sent: the empty rows first in words, then each row. */
export function Review({ form, marks }: { form: BallotForm; marks: readonly (string | null)[] }) {
  const empty = form.rows.filter((_, i) => marks[i] === null).map(({ row }) => row);
  const chosen = marks.length - empty.length;
  const summary = useRef<HTMLParagraphElement>(null);
  // The list before it was scrolled to its end: what is still empty must be seen, not looked for.
  useEffect(() => summary.current?.focus(), []);
  return (
    <>
      <p class="card b-strong" tabIndex={-1} ref={summary}>
        {form.max !== null
          ? chosen === 0
            ? t('rows.pickNone')
            : t('rows.picked', { a: chosen, b: form.max })
          : empty.length === 0
            ? t('rows.allMarked', { n: marks.length })
            : t('rows.empty', { n: empty.length, r: empty.join(', ') })}
      </p>
      <ul class="rows">
        {form.rows.map((row, i) => (
          <li key={row.row} class="card b-vote">
            <Icon name={marks[i] ? 'check' : 'circle'} />
            <span>
              {row.row}. {row.name}
              <br />
              <b>{marks[i] ? markWord(marks[i]) : t(form.max === null ? 'rows.blank' : 'rows.notChosen')}</b>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export const ReviewButton = ({ form, sheet, onPress }: { form: BallotForm; sheet: Sheet; onPress: () => void }) => (
  <button type="button" class="btn" onClick={onPress}>
    {t('rows.review', { a: count(sheet), b: form.max ?? form.rows.length })}
  </button>
);

export function RowActions({
  form,
  sheet,
  onCast,
}: {
  form: BallotForm;
  sheet: Sheet;
  onCast: (text: string) => void;
}) {
  if (!sheet.reviewing) return <ReviewButton form={form} sheet={sheet} onPress={() => sheet.review(true)} />;
  return (
    <>
      <button type="button" class="btn" onClick={() => onCast(rowsText(sheet.marks))}>
        {t('rows.send')}
      </button>
      <button type="button" class="btn sec" onClick={() => sheet.review(false)}>
        {t('rows.edit')}
      </button>
    </>
  );
}
