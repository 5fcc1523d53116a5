/** What a kind of poll asks beside its question: rows, whom it removes, open or secret. */
import { useState } from 'preact/hooks';
import type { NewPoll } from './commands.js';
import { TextField, useField, type FieldState } from './parts/order.js';
import { tc } from './say.js';

type Row = NonNullable<NewPoll['rows']>[number];

const PERSONS = new Set(['CONFIDENCE_RATING', 'CONFIDENCE_VOTE']);
const OPTIONS = new Set(['OPTION_CHOICE', 'CONSULTATION']);
const SECRET = new Set(['ELECTION', 'CONFIDENCE_RATING', 'CONFIDENCE_VOTE', 'REMOVAL']);
/** Where the council may decide on the other form: a rating or a vote of confidence is never in the open. */
const BY_DECISION = new Set(['ELECTION', 'REMOVAL', 'OPTION_CHOICE', 'CONSULTATION']);

/** One row a line; of persons what stands after the semicolon is the post. */
export const rowsOf = (kind: string, text: string): Row[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = PERSONS.has(kind) ? line.indexOf(';') : -1;
      const name = (at < 0 ? line : line.slice(0, at)).trim();
      const post = at < 0 ? '' : line.slice(at + 1).trim();
      return { name, post: post === '' ? null : post };
    });

const least = (kind: string): number => (PERSONS.has(kind) ? 1 : kind === 'OPTION_CHOICE' ? 2 : 0);

interface Said {
  readonly removalOf: 'OFFICE_HOLDER' | 'DELEGATE';
  readonly otherForm: boolean;
  readonly devices: boolean;
}

export interface Asked {
  readonly rows: FieldState;
  readonly basis: FieldState;
  readonly removalOf: 'OFFICE_HOLDER' | 'DELEGATE';
  /** Not the form of the rule, by a decision of the council. */
  readonly otherForm: boolean;
  readonly secret: boolean;
  readonly devices: boolean;
  set(next: Partial<Said>): void;
  check(): boolean;
  given(): Partial<NewPoll>;
}

export function useAsked(kind: string): Asked {
  const [said, setSaid] = useState<Said>({ removalOf: 'DELEGATE', otherForm: false, devices: false });
  const count = (): number => rowsOf(kind, rows.value).length;
  const rows = useField('', (value) =>
    rowsOf(kind, value).length < least(kind) ? tc('dlg.rowsFew', { n: least(kind) }) : null,
  );
  const basis = useField('', (value) =>
    value.trim() === '' ? tc('err.EMPTY', { x: tc('dlg.formBasis').toLowerCase() }) : null,
  );
  const hasRows = PERSONS.has(kind) || OPTIONS.has(kind);
  const otherForm = said.otherForm && BY_DECISION.has(kind);
  const secret = SECRET.has(kind) !== otherForm;
  const devices = said.devices && secret;
  return {
    ...{ rows, basis, ...said, otherForm, secret, devices },
    set: (next) => setSaid({ ...said, ...next }),
    check: () => [!hasRows || rows.check(), !otherForm || basis.check()].every(Boolean),
    given: () => ({
      ...(hasRows && count() > 0 && { rows: rowsOf(kind, rows.value) }),
      ...(kind === 'REMOVAL' && { removalOf: said.removalOf }),
      ...(devices && { method: 'ELECTRONIC' as const }),
      ...(otherForm && { form: secret ? ('SECRET' as const) : ('PUBLIC' as const), formBasis: basis.value.trim() }),
    }),
  };
}

/** `rated`: the lines of whom a confidence rating asks about, where the page knows them. */
export function AskRows({ kind, asked, rated = [] }: { kind: string; asked: Asked; rated?: readonly string[] }) {
  return (
    <>
      {PERSONS.has(kind) ? <TextField id="rows" label={tc('dlg.rowsPersons')} field={asked.rows} lines={5} /> : null}
      {kind === 'CONFIDENCE_RATING' && rated.length > 0 ? (
        <button type="button" class="bt sm" onClick={() => asked.rows.set(rated.join('\n'))}>
          {tc('dlg.rowsRated', { n: rated.length })}
        </button>
      ) : null}
      {OPTIONS.has(kind) ? (
        <>
          <TextField id="rows" label={tc('dlg.rowsOptions')} field={asked.rows} lines={4} />
          {kind === 'CONSULTATION' ? <p class="small">{tc('dlg.rowsNone')}</p> : null}
        </>
      ) : null}
      {kind === 'REMOVAL' ? (
        <fieldset>
          <legend>{tc('dlg.removalOf')}</legend>
          <div class="rs">
            {(['OFFICE_HOLDER', 'DELEGATE'] as const).map((of) =>
              radio('removalOf', tc(`dlg.${of}`), asked.removalOf === of, () => asked.set({ removalOf: of })),
            )}
          </div>
        </fieldset>
      ) : null}
      <AskForm kind={kind} asked={asked} />
    </>
  );
}

const radio = (name: string, label: string, checked: boolean, onChange: () => void) => (
  <label class="rad">
    <input type="radio" name={name} checked={checked} onChange={onChange} />
    {label}
  </label>
);

/** Open or secret, and how a secret one is cast. `of`: where several stand on one page, whose this is. */
export function AskForm({ kind, asked, of = '' }: { kind: string; asked: Asked; of?: string }) {
  return (
    <>
      {BY_DECISION.has(kind) ? (
        <fieldset>
          <legend>{tc('dlg.form')}</legend>
          <div class="rs">
            {radio(`form${of}`, tc(SECRET.has(kind) ? 'dlg.formRule' : 'dlg.formOpen'), !asked.otherForm, () =>
              asked.set({ otherForm: false }),
            )}
            {radio(`form${of}`, tc(SECRET.has(kind) ? 'dlg.formPublic' : 'dlg.formSecret'), asked.otherForm, () =>
              asked.set({ otherForm: true }),
            )}
          </div>
        </fieldset>
      ) : null}
      {asked.otherForm ? (
        <TextField id={`basis${of}`} label={tc('dlg.formBasis')} field={asked.basis} lines={2} />
      ) : null}
      {asked.secret ? (
        <fieldset>
          <legend>{tc('dlg.method')}</legend>
          <div class="rs">
            {radio(`method${of}`, tc('dlg.methodPaper'), !asked.devices, () => asked.set({ devices: false }))}
            {radio(`method${of}`, tc('dlg.methodDevices'), asked.devices, () => asked.set({ devices: true }))}
          </div>
        </fieldset>
      ) : null}
    </>
  );
}
