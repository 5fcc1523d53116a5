/** Writing a version of the programme, line by line: words, kind, sitting, order and what stands under what. */
import { useState } from 'preact/hooks';
import { Notice, TextField, useField } from '../chair/parts/order.js';
import { tc } from './convening-words.js';
import { kindFor, MAX_DEPTH, settled, type Line } from './programme.js';
import { tp } from './programme-words.js';

const KINDS = ['PROCEDURE', 'REPORT', 'RESOLUTION', 'QUESTIONING', 'PERSONNEL'] as const;

interface ProgrammeEditorProps {
  readonly number: number;
  readonly sittings: readonly { readonly id: string; readonly name: string }[];
  readonly lines: readonly Line[];
  readonly template: readonly string[];
  readonly busy: boolean;
  readonly notice: string | null;
  readonly onSave: (lines: readonly Line[], note: string) => void;
  readonly onClose: () => void;
}

export function ProgrammeEditor({
  number,
  sittings,
  lines: first,
  template,
  busy,
  notice,
  onSave,
  onClose,
}: ProgrammeEditorProps) {
  const [lines, setLines] = useState<readonly Line[]>(first);
  const [wrong, setWrong] = useState(false);
  const note = useField('', () => null);
  // Most sessions are of one sitting or begin with one: new lines go there.
  const place = lines.at(-1)?.sittingId ?? sittings[0]?.id ?? null;
  const fresh = (title: string, kind: Line['kind'] = 'REPORT'): Line => ({
    id: null,
    title,
    kind,
    sittingId: place,
    depth: 0,
  });
  const change = (index: number, given: Partial<Line>): void =>
    setLines(settled(lines.map((line, i) => (i === index ? { ...line, ...given } : line))));
  const swap = (index: number, by: 1 | -1): void => {
    const next = [...lines];
    [next[index], next[index + by]] = [next[index + by]!, next[index]!];
    setLines(settled(next));
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const empty = lines.length === 0 || lines.some((line) => line.title.trim() === '');
        setWrong(empty);
        if (!empty && !busy) onSave(lines, note.value);
      }}
    >
      <div class="head">
        <h1>{tp('editing', { n: number })}</h1>
      </div>
      <Notice text={wrong ? tp('empty') : notice} />
      {lines.length === 0 && template.length > 0 ? (
        <button
          type="button"
          class="bt"
          onClick={() => setLines(template.map((title) => fresh(title, kindFor(title))))}
        >
          {tp('do.template')}
        </button>
      ) : null}
      <ol class="plain lines-edit">
        {lines.map((line, i) => {
          const named = line.title.trim() || tp('item', { n: i + 1 });
          const act = (label: string, sign: string, possible: boolean, work: () => void) => (
            <button
              type="button"
              class="bt sm sign"
              aria-label={label}
              title={label}
              aria-disabled={!possible}
              onClick={() => possible && work()}
            >
              <span aria-hidden="true">{sign}</span>
            </button>
          );
          return (
            <li key={line.id ?? `new-${i}`} class={`depth-${line.depth}`}>
              <div class="fld">
                <label for={`line-${i}`}>{tp('item', { n: i + 1 })}</label>
                <textarea
                  id={`line-${i}`}
                  rows={2}
                  maxLength={1000}
                  value={line.title}
                  aria-invalid={wrong && line.title.trim() === ''}
                  onInput={(event) => change(i, { title: event.currentTarget.value })}
                />
              </div>
              <div class="rs">
                <select
                  aria-label={tp('kindOf', { n: i + 1 })}
                  value={line.kind}
                  onChange={(event) => change(i, { kind: event.currentTarget.value as Line['kind'] })}
                >
                  {KINDS.map((kind) => (
                    <option key={kind} value={kind}>
                      {tp(`kind.${kind}`)}
                    </option>
                  ))}
                </select>
                <select
                  aria-label={tp('sittingOf', { n: i + 1 })}
                  value={line.sittingId ?? ''}
                  onChange={(event) => change(i, { sittingId: event.currentTarget.value || null })}
                >
                  <option value="">{tp('noSitting')}</option>
                  {sittings.map((sitting) => (
                    <option key={sitting.id} value={sitting.id}>
                      {sitting.name}
                    </option>
                  ))}
                </select>
              </div>
              <div class="signs">
                {act(tp('do.up', { x: named }), '↑', i > 0, () => swap(i, -1))}
                {act(tp('do.down', { x: named }), '↓', i < lines.length - 1, () => swap(i, 1))}
                {act(tp('do.in', { x: named }), '→', i > 0 && line.depth < MAX_DEPTH, () =>
                  change(i, { depth: line.depth + 1 }),
                )}
                {act(tp('do.out', { x: named }), '←', line.depth > 0, () => change(i, { depth: line.depth - 1 }))}
                {act(tp('do.remove', { x: named }), '✕', true, () =>
                  setLines(settled(lines.filter((_, other) => other !== i))),
                )}
              </div>
            </li>
          );
        })}
      </ol>
      <button type="button" class="bt" onClick={() => setLines([...lines, fresh('')])}>
        {tp('do.add')}
      </button>
      <TextField id="programme-note" label={tp('note')} field={note} />
      <div class="acts">
        <button type="button" class="bt" onClick={onClose}>
          {tc('c.back')}
        </button>
        <button type="submit" class="bt solid" aria-disabled={busy}>
          {tp('do.save', { n: number })}
        </button>
      </div>
    </form>
  );
}
