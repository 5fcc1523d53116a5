/** Documents at the desk: added and uploaded, sent with the reason where late, and who has not opened them. */
import { useState } from 'preact/hooks';
import type { ConsoleChamber } from '../chair/model.js';
import { shortTitle } from '../chair/next-step.js';
import { FileField, focusWrong, Notice, OrderDialog, TextField, useField } from '../chair/parts/order.js';
import { dayMonthYear, hourMinute } from '../shared/format.js';
import { Icon } from '../shared/icons.js';
import type { Classification, Convening, DeskDocument } from './convening.js';
import { tc } from './convening-words.js';
import { dayText } from './days.js';

const CLASSES: readonly Classification[] = ['INTERNAL', 'PUBLIC', 'CLOSED_SITTING'];
const ACCEPTED = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg';

const sizeText = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1_048_576).toFixed(1).replace('.', ',')} MB`;

export function DocumentsPage({
  convening,
  items,
  today,
  adding: first = false,
}: {
  convening: Convening;
  items: ConsoleChamber['items'];
  today: string;
  adding?: boolean;
}) {
  const [adding, setAdding] = useState(first);
  const [late, setLate] = useState<DeskDocument | null>(null);
  const { session, last, progress } = convening;
  if (!session) return <p role="status">{tc('c.loading')}</p>;
  const due = session.preparation?.steps.find((s) => s.step === 'DOCUMENTS')?.dueOn ?? null;
  const send = (document: DeskDocument): void => {
    convening.clear();
    if (due !== null && today > due) setLate(document);
    else void convening.send(document, null);
  };
  return (
    <>
      <div class="head">
        <h1>{tc('doc.title')}</h1>
        <button
          type="button"
          class="bt solid"
          aria-haspopup="dialog"
          onClick={() => {
            convening.clear();
            setAdding(true);
          }}
        >
          <Icon name="document" />
          {tc('doc.add')}
        </button>
      </div>
      <div role="status">
        {progress && !adding ? <p>{tc('doc.progress', { a: progress.done, b: progress.of })}</p> : null}
        {last?.tone === 'ok' ? (
          <p class="note good">
            <Icon name="for" />
            <span>{last.words()}</span>
          </p>
        ) : null}
      </div>
      <Notice text={!adding && !late && last?.tone === 'bad' ? last.words() : null} />
      {session.documents.length === 0 ? <p>{tc('doc.none')}</p> : null}
      {session.documents.length === 0 ? null : (
        <div class="scroll" tabIndex={0} role="group" aria-label={tc('doc.title')}>
          <table class="t framed">
            <caption class="sr">{tc('doc.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{tc('doc.name')}</th>
                <th scope="col">{tc('doc.state')}</th>
                <th scope="col">{tc('doc.opened')}</th>
                <th scope="col">
                  <span class="sr">{tc('doc.send')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {session.documents.map((document) => (
                <DocumentRow
                  key={document.id}
                  document={document}
                  item={items.find((i) => i.id === document.agendaItemId)}
                  busy={convening.busy}
                  onSend={() => send(document)}
                  onReplace={(file) => void convening.replace(document.id, file)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {adding ? <AddDialog convening={convening} items={items} onClose={() => setAdding(false)} /> : null}
      {late ? <LateDialog convening={convening} document={late} due={due!} onClose={() => setLate(null)} /> : null}
    </>
  );
}

function DocumentRow({
  document,
  item,
  busy,
  onSend,
  onReplace,
}: {
  document: DeskDocument;
  item: ConsoleChamber['items'][number] | undefined;
  busy: boolean;
  onSend: () => void;
  onReplace: (file: File) => void;
}) {
  const { sending } = document;
  const newest = document.versions[0];
  const unsent = newest !== undefined && newest.number !== sending?.version;
  const missing = (document.deliveries ?? []).filter((d) => d.openedAt === null).map((d) => d.fullName);
  return (
    <tr>
      <td class="who">
        <b>{document.title}</b>
        <p class="small">
          {newest
            ? tc('doc.version', { v: newest.number, f: newest.fileName, s: sizeText(newest.bytes) })
            : tc('doc.noFile')}
        </p>
        <p class="small">
          {tc(`class.${document.classification}`)} · {item ? `${item.position}. ${shortTitle(item)}` : tc('doc.noItem')}
        </p>
      </td>
      <td>
        <span class={`tag ${sending ? (sending.late ? 'warn' : 'ok') : 'mut'}`}>
          <Icon name={sending ? (sending.late ? 'warning' : 'check') : 'circle'} />
          {tc(sending ? (sending.late ? 'doc.late' : 'doc.onTime') : 'doc.notSent')}
        </span>
        {sending ? (
          <p class="small">
            {tc('doc.sent', { t: `${hourMinute(sending.sentAt)} ${dayMonthYear(sending.sentAt)}` })}
            {unsent ? `; ${tc('doc.newer')}` : ''}
          </p>
        ) : null}
        {sending?.lateReason ? <p class="small">{tc('prep.reason', { r: sending.lateReason })}</p> : null}
      </td>
      <td>
        {sending ? (
          <details>
            <summary class="open-list">{tc('doc.of', { a: sending.opened, b: sending.delegates })}</summary>
            <p class="small">
              {missing.length === 0 ? tc('doc.allOpened') : tc('doc.notOpened', { x: missing.join(', ') })}
            </p>
          </details>
        ) : null}
      </td>
      <td class="n">
        <span class="pair">
          {unsent ? (
            <button
              type="button"
              class="bt sm"
              aria-label={`${tc('doc.send')}: ${document.title}`}
              aria-disabled={busy}
              onClick={() => !busy && onSend()}
            >
              {tc('doc.send')}
            </button>
          ) : null}
          <label class="bt sm file">
            {tc('doc.replace')}
            <input
              class="sr"
              type="file"
              accept={ACCEPTED}
              disabled={busy}
              aria-label={`${tc('doc.replace')}: ${document.title}`}
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                if (file) onReplace(file);
                event.currentTarget.value = '';
              }}
            />
          </label>
        </span>
      </td>
    </tr>
  );
}

function LateDialog({
  convening,
  document,
  due,
  onClose,
}: {
  convening: Convening;
  document: DeskDocument;
  due: string;
  onClose: () => void;
}) {
  const reason = useField('', (value) => (value.trim() === '' ? tc('prep.needReason') : null));
  return (
    <OrderDialog
      title={tc('doc.sendLate', { x: document.title })}
      notice={convening.last?.tone === 'bad' ? convening.last.words() : null}
      onClose={onClose}
    >
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!reason.check()) focusWrong(event.currentTarget);
          else void convening.send(document, reason.value.trim()).then((done) => done && onClose());
        }}
      >
        <p>{tc('doc.sendLateWhy', { d: dayText(due) })}</p>
        <TextField id="why" label={tc('prep.lateReason', { d: dayText(due) })} field={reason} lines={2} first />
        <div class="acts">
          <button type="button" class="bt" onClick={onClose}>
            {tc('c.back')}
          </button>
          <button type="submit" class="bt solid" aria-disabled={convening.busy}>
            {tc('doc.send')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}

function AddDialog({
  convening,
  items,
  onClose,
}: {
  convening: Convening;
  items: ConsoleChamber['items'];
  onClose: () => void;
}) {
  const title = useField('', (value) => (value.trim() === '' ? tc('doc.needTitle') : null));
  const [item, setItem] = useState('');
  const [classification, setClassification] = useState<Classification>('INTERNAL');
  const [file, setFile] = useState<File | null>(null);
  const [noSecret, setNoSecret] = useState(false);
  const [wrong, setWrong] = useState<'doc.needFile' | 'doc.secret' | null>(null);
  const { progress, last } = convening;
  const notice = wrong ? tc(wrong) : last?.tone === 'bad' ? last.words() : null;
  return (
    <OrderDialog title={tc('doc.add')} notice={notice} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const problem = !file ? 'doc.needFile' : !noSecret ? 'doc.secret' : null;
          setWrong(problem);
          if (!title.check()) focusWrong(event.currentTarget);
          else if (!problem && !convening.busy)
            void convening
              .add({ title: title.value.trim(), classification, agendaItemId: item === '' ? null : item, file: file! })
              .then((done) => done && onClose());
        }}
      >
        <TextField id="title" label={tc('doc.label')} field={title} first />
        <div class="fld">
          <label for="item">{tc('doc.item')}</label>
          <select id="item" value={item} onChange={(event) => setItem(event.currentTarget.value)}>
            <option value="">{tc('doc.noItem')}</option>
            {items.map((each) => (
              <option key={each.id} value={each.id}>{`${each.position}. ${shortTitle(each)}`}</option>
            ))}
          </select>
        </div>
        <div class="fld">
          <label for="class">{tc('doc.class')}</label>
          <select
            id="class"
            value={classification}
            onChange={(event) => setClassification(event.currentTarget.value as Classification)}
          >
            {CLASSES.map((each) => (
              <option key={each} value={each}>
                {tc(`class.${each}`)}
              </option>
            ))}
          </select>
        </div>
        <FileField id="file" label={tc('doc.file')} accept={ACCEPTED} file={file} onChoose={setFile} />
        <label class="tick">
          <input type="checkbox" checked={noSecret} onChange={(event) => setNoSecret(event.currentTarget.checked)} />
          <span>{tc('doc.noSecret')}</span>
        </label>
        <p role="status">{progress ? tc('doc.progress', { a: progress.done, b: progress.of }) : ''}</p>
        <div class="acts">
          <button type="button" class="bt" onClick={onClose}>
            {tc('c.back')}
          </button>
          <button type="submit" class="bt solid" aria-disabled={convening.busy}>
            {tc('doc.upload')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}
