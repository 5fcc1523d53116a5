/**
 * One person's sheet of what was counted on paper or by hands: every line a
 * number; empty is not nought.
 *
 * The same form at the clerk's desk and on the phone of a member of the tally
 * committee, so that whoever enters second reads the same lines as the first.
 */
import { useState } from 'preact/hooks';
import type { TallySheetInput } from '../graph/types.js';
import { tp } from './count-words.js';
import { pick } from './i18n.js';
import { Icon } from './icons.js';

export interface CountedPaper {
  readonly id: string;
  readonly title: string;
  readonly method: string;
  readonly markLabels: readonly string[];
  /** Whose side decides a tie; null where nobody’s does. */
  readonly castingVoter: string | null;
  readonly ballotForm: {
    readonly layout: string;
    readonly rows: readonly { readonly row: number; readonly name: string; readonly post: string | null }[];
  };
  readonly turnout: { readonly present: number };
}
export interface CountSoFar {
  readonly entered: number;
  readonly differences: readonly { readonly vi: string; readonly en: string }[];
}

type Side = NonNullable<TallySheetInput['casting']>;
const SIDES = ['FOR', 'AGAINST', 'ABSTAIN', 'NONE'] as const satisfies readonly Side[];

const read = (names: readonly string[], values: Readonly<Record<string, string>>): number[] | null => {
  const all = names.map((name) => (/^\d{1,6}$/.test((values[name] ?? '').trim()) ? Number(values[name]) : -1));
  return all.some((n) => n < 0) ? null : all;
};

export function CountForm({
  poll,
  count,
  busy,
  sealed = null,
  button,
  onEnter,
}: {
  readonly poll: CountedPaper;
  readonly count: CountSoFar | null;
  readonly busy: boolean;
  /** Ballots of devices that were given up for this count: kept, and not to be counted in. */
  readonly sealed?: { readonly recorded: number } | null;
  /** The look of the page's own button. */
  readonly button: string;
  /** @returns whether the sheet was taken */
  readonly onEnter: (sheet: TallySheetInput) => Promise<boolean>;
}) {
  const [values, set] = useState<Readonly<Record<string, string>>>({});
  const [wrong, setWrong] = useState(false);
  const [mine, setMine] = useState(false);
  const [side, setSide] = useState<Side | ''>('');
  const { layout, rows } = poll.ballotForm;
  const paper = poll.method === 'PAPER';
  const heads = paper ? (['issued', 'notReturned', 'invalid'] as const) : [];
  const marks = layout === 'CHOICE' ? poll.markLabels.map((_, i) => `m${i}`) : [];
  const cells = (row: number): string[] => [...poll.markLabels.map((_, i) => `r${row}m${i}`), `r${row}x`];
  // The marks of a question stand in the order for, against, abstain.
  const tied = Number(values['m0']) > 0 && Number(values['m0']) === Number(values['m1']);
  const casting = layout === 'CHOICE' && tied ? poll.castingVoter : null;
  const names = [...heads, ...marks, ...(layout === 'CHOICE' ? [] : rows.flatMap((r) => cells(r.row)))];
  const field = (name: string, label: string) => (
    <div class="fld" key={name}>
      <label for={`${poll.id}-${name}`}>{label}</label>
      <input
        id={`${poll.id}-${name}`}
        inputMode="numeric"
        autocomplete="off"
        value={values[name] ?? ''}
        aria-invalid={wrong && !/^\d{1,6}$/.test((values[name] ?? '').trim())}
        onInput={(event) => {
          const { value } = event.currentTarget;
          set((was) => ({ ...was, [name]: value }));
        }}
      />
    </div>
  );
  const send = async (): Promise<void> => {
    const all = read(names, values);
    setWrong(all === null || (casting !== null && side === ''));
    if (!all || busy || (casting !== null && side === '')) return;
    const at = (name: string): number => all[names.indexOf(name)] ?? 0;
    const taken = await onEnter({
      issued: at('issued'),
      notReturned: at('notReturned'),
      invalid: at('invalid'),
      marks: marks.map(at),
      ...(casting !== null && side !== '' && { casting: side }),
      rows:
        layout === 'CHOICE'
          ? []
          : rows.map((r) => ({
              row: r.row,
              invalid: at(`r${r.row}x`),
              marks: poll.markLabels.map((_, i) => at(`r${r.row}m${i}`)),
            })),
    });
    if (taken) setMine(true);
  };
  return (
    <form
      class="stack framed paper"
      noValidate
      aria-label={poll.title}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2>{poll.title}</h2>
      <p class="small">
        {tp(paper ? 'byPaper' : 'byHands')} · {tp('present', { n: poll.turnout.present })}
      </p>
      {sealed ? <p>{tp('sealed', { n: sealed.recorded })}</p> : null}
      <div class="grid">
        {paper ? field('issued', tp('issued')) : null}
        {paper ? field('notReturned', tp('notReturned')) : null}
        {paper ? field('invalid', tp('invalid')) : null}
        {marks.map((name, i) => field(name, poll.markLabels[i]!))}
      </div>
      {casting === null ? null : (
        <div class="fld">
          <label for={`${poll.id}-casting`}>{tp('casting', { x: casting })}</label>
          <select
            id={`${poll.id}-casting`}
            value={side}
            aria-invalid={wrong && side === ''}
            onChange={(event) => setSide(event.currentTarget.value as Side | '')}
          >
            <option value="">–</option>
            {SIDES.map((each) => (
              <option key={each} value={each}>
                {tp(`casting.${each}`)}
              </option>
            ))}
          </select>
          {wrong && side === '' ? <p class="bad">{tp('castingNeeded')}</p> : null}
        </div>
      )}
      {layout === 'CHOICE'
        ? null
        : rows.map((r) => (
            <fieldset key={r.row}>
              <legend>
                {r.row}. {r.name}
                {r.post ? `, ${r.post}` : ''}
              </legend>
              <div class="grid">
                {poll.markLabels.map((label, i) => field(`r${r.row}m${i}`, label))}
                {field(`r${r.row}x`, tp('invalidRow'))}
              </div>
            </fieldset>
          ))}
      <div role="status">
        {count && count.differences.length > 0 ? (
          <p class="note bad">
            <Icon name="warning" />
            <span>{tp('differs', { x: count.differences.map(pick).join(', ') })}</span>
          </p>
        ) : count?.entered === 1 ? (
          <p class="note">
            <Icon name="person" />
            <span>{tp(mine ? 'waiting' : 'second')}</span>
          </p>
        ) : null}
        {wrong ? <p class="bad">{tp('number')}</p> : null}
      </div>
      <div class="acts">
        <button type="submit" class={button} aria-disabled={busy}>
          {tp('enter')}
        </button>
      </div>
    </form>
  );
}
