/** The text of a resolution: paragraph by paragraph, against the version before, and writing the next one. */
import { useState } from 'preact/hooks';
import { Notice, TextField, focusWrong, useField } from '../chair/parts/order.js';
import { dayMonthYear } from '../shared/format.js';
import { tc } from './convening-words.js';
import type { Difference, OneResolutionDesk, Whole } from './resolution.js';
import { tw } from './resolution-page-words.js';

type Text = Whole['texts'][number];

export function TextCard({
  texts,
  adopted,
  difference,
}: {
  texts: readonly Text[];
  adopted: number | null;
  difference: OneResolutionDesk['difference'];
}) {
  const latest = texts.at(-1)!;
  const before = texts.at(-2);
  const [shown, setShown] = useState<Difference | null | undefined>(undefined);
  return (
    <section class="card" aria-labelledby="resolution-text">
      <h2 id="resolution-text">
        {tw('text.title', { n: latest.version })}, {dayMonthYear(latest.writtenAt)}
        {adopted === latest.version ? ` (${tw('text.adopted')})` : ''}
      </h2>
      {latest.note ? <p class="small">{latest.note}</p> : null}
      {before ? (
        <div class="acts">
          <button
            type="button"
            class="bt sm"
            aria-expanded={shown !== undefined}
            onClick={() =>
              shown === undefined ? void difference(before.version, latest.version).then(setShown) : setShown(undefined)
            }
          >
            {shown === undefined ? tw('text.compare', { n: before.version }) : tw('text.hide')}
          </button>
        </div>
      ) : null}
      {shown === null ? <p role="alert">{tw('text.unread')}</p> : null}
      {shown ? (
        <ul class="plain tree">
          {shown.map((each) => (
            <li key={`${each.change} ${each.id}`}>
              {each.change === 'SAME' ? null : (
                <span class={`tag ${each.change === 'ADDED' ? 'ok' : each.change === 'REMOVED' ? 'bad' : 'mut'}`}>
                  {tw(`change.${each.change}`)}
                </span>
              )}{' '}
              {each.change === 'CHANGED'
                ? each.words.map((word, i) =>
                    word.change === 'OUT' ? (
                      <del key={i}>{word.text} </del>
                    ) : word.change === 'IN' ? (
                      <ins key={i}>{word.text} </ins>
                    ) : (
                      `${word.text} `
                    ),
                  )
                : (each.after ?? <del>{each.before}</del>)}
            </li>
          ))}
        </ul>
      ) : (
        latest.paragraphs.map((paragraph) => <p key={paragraph.id}>{paragraph.text}</p>)
      )}
    </section>
  );
}

interface Written {
  readonly key: string;
  readonly text: string;
}

/** Each paragraph in a field of its own: what is not touched keeps its words, and with them its id. */
export function ParagraphEditor({
  title: named,
  paragraphs: first,
  version,
  busy,
  notice,
  onSave,
  onClose,
}: {
  title: string;
  paragraphs: Text['paragraphs'];
  version: number;
  busy: boolean;
  notice: string | null;
  onSave: (paragraphs: readonly string[], title: string, note: string) => void;
  onClose: () => void;
}) {
  const [paragraphs, setParagraphs] = useState<readonly Written[]>(first.map(({ id, text }) => ({ key: id, text })));
  const [made, setMade] = useState(0);
  const title = useField(named, (value) => (value.trim() === '' ? tw('f.empty') : null));
  const note = useField('', () => null);
  const [wrong, setWrong] = useState(false);
  const addAfter = (index: number): void => {
    setParagraphs([
      ...paragraphs.slice(0, index + 1),
      { key: `new-${made}`, text: '' },
      ...paragraphs.slice(index + 1),
    ]);
    setMade(made + 1);
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const kept = paragraphs.map(({ text }) => text.trim()).filter((text) => text !== '');
        setWrong(kept.length === 0);
        if (!title.check()) focusWrong(event.currentTarget);
        else if (kept.length > 0 && !busy) onSave(kept, title.value.trim(), note.value);
      }}
    >
      <div class="head">
        <h1>{tw('do.revise')}</h1>
      </div>
      <Notice text={wrong ? tw('f.empty') : notice} />
      <TextField id="revised-title" label={tw('f.title')} field={title} lines={2} />
      {paragraphs.map((paragraph, i) => (
        <div key={paragraph.key} class="fld">
          <label for={`paragraph-${paragraph.key}`}>{tw('f.paragraph', { n: i + 1 })}</label>
          <textarea
            id={`paragraph-${paragraph.key}`}
            rows={Math.min(8, 2 + Math.floor(paragraph.text.length / 90))}
            value={paragraph.text}
            onInput={(event) => {
              const text = event.currentTarget.value;
              setParagraphs(paragraphs.map((other, at) => (at === i ? { ...other, text } : other)));
            }}
          />
          <div class="signs">
            <button type="button" class="bt sm" onClick={() => addAfter(i)}>
              {tw('f.after', { n: i + 1 })}
            </button>
            <button type="button" class="bt sm" onClick={() => setParagraphs(paragraphs.filter((_, at) => at !== i))}>
              {tw('f.drop', { n: i + 1 })}
            </button>
          </div>
        </div>
      ))}
      {paragraphs.length === 0 ? (
        <button type="button" class="bt sm" onClick={() => addAfter(-1)}>
          {tw('f.after', { n: 0 })}
        </button>
      ) : null}
      <TextField id="revised-note" label={tw('f.note')} field={note} />
      <div class="acts">
        <button type="button" class="bt" onClick={onClose}>
          {tc('c.back')}
        </button>
        <button type="submit" class="bt solid" aria-disabled={busy}>
          {tw('f.saveVersion', { n: version })}
        </button>
      </div>
    </form>
  );
}
