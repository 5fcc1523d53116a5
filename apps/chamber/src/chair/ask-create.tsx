/**
 * Preparing a poll from the item shown: the question, its kind, its text's version, its time.
 *
 * Only what can be prepared whole here is offered: an election is made from
 * its closed list, and a board holds no vote on persons.
 */
import { useState } from 'preact/hooks';
import { AskRows, useAsked } from './ask-rows.js';
import type { NewPoll } from './commands.js';
import type { Item } from './model.js';
import { focusWrong, OrderDialog, TextField, useField, type OrderProps } from './parts/order.js';
import { kindWord } from './poll-card.js';
import { tc } from './say.js';

const ON_PERSONS = ['CONFIDENCE_RATING', 'CONFIDENCE_VOTE', 'REMOVAL'];
const KINDS = ['RESOLUTION', 'RESOLUTION_ITEM', 'PROCEDURAL', 'OPTION_CHOICE', ...ON_PERSONS, 'CONSULTATION', 'TEST'];
const TIMES = [null, 60, 120, 180] as const;

/** A whole number from 1, or nothing. */
export const versionOf = (text: string): number | null | undefined =>
  text.trim() === '' ? null : /^[1-9]\d{0,5}$/.test(text.trim()) ? Number(text) : undefined;

export function AskCreate({
  item,
  kind: first,
  board,
  rated,
  onElections,
  onPrepare,
  ...rest
}: OrderProps & {
  item: Item;
  kind: string;
  /** A board sits, not the council. */
  board: boolean;
  rated?: readonly string[];
  /** Turns to the page where elections are prepared, where this page has it. */
  onElections?: () => void;
  onPrepare: (poll: NewPoll) => void;
}) {
  const [kind, setKind] = useState(first);
  const asked = useAsked(kind);
  const [seconds, setSeconds] = useState<number | null>(null);
  const title = useField(item.title, (value) =>
    value.trim() === '' ? tc('err.EMPTY', { x: tc('dlg.question').toLowerCase() }) : null,
  );
  const version = useField(item.documentVersion ? String(item.documentVersion) : '', (value) =>
    versionOf(value) === undefined ? tc('err.NUMBER', { x: tc('dlg.version') }) : null,
  );
  return (
    <OrderDialog title={tc('dlg.create')} {...rest}>
      <p class="small">{tc('dlg.createBody')}</p>
      <form
        style={{ display: 'grid', gap: '16px' }}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [title.check(), version.check(), asked.check()].every(Boolean);
          if (!sound) focusWrong(event.currentTarget);
          else if (!rest.busy)
            onPrepare({
              agendaItemId: item.id,
              kind,
              title: title.value.trim(),
              documentVersion: versionOf(version.value) ?? null,
              durationSeconds: seconds,
              ...asked.given(),
            });
        }}
      >
        <TextField id="question" label={tc('dlg.question')} field={title} lines={2} first />
        <fieldset>
          <legend>{tc('dlg.kind')}</legend>
          <div class="rs">
            {KINDS.filter((value) => !board || !ON_PERSONS.includes(value)).map((value) => (
              <label key={value} class="rad">
                <input type="radio" name="kind" checked={kind === value} onChange={() => setKind(value)} />
                {kindWord(value)}
              </label>
            ))}
          </div>
          {board ? null : (
            <p class="small">
              {tc('dlg.elections')}{' '}
              {onElections ? (
                <button type="button" class="lnk" onClick={onElections}>
                  {tc('dlg.toElections')}
                </button>
              ) : null}
            </p>
          )}
        </fieldset>
        <AskRows kind={kind} asked={asked} {...(rated && { rated })} />
        <div class="rs">
          <TextField id="version" label={tc('dlg.version')} field={version} inputMode="numeric" />
          <div class="fld">
            <label for="time">{tc('dlg.time')}</label>
            <select
              id="time"
              value={seconds === null ? '' : String(seconds)}
              onChange={(event) => setSeconds(event.currentTarget.value ? Number(event.currentTarget.value) : null)}
            >
              {TIMES.map((value) => (
                <option key={value} value={value ?? ''}>
                  {value === null ? tc('dlg.noLimit') : tc('dlg.secondsN', { n: value })}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div class="acts">
          <button type="button" class="bt" onClick={rest.onClose}>
            {tc('dlg.back')}
          </button>
          <button type="submit" class="bt solid" aria-disabled={rest.busy} aria-busy={rest.busy}>
            {tc('dlg.createDo')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}
