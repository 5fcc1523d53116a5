/**
 * The documents of the session on the delegate's phone, between votes: fetched
 * with one tap, opened with the next. That it was opened is noted by the server
 * before it gives anything.
 */
import { useEffect, useState } from 'preact/hooks';
import { DocumentPart, MyDocuments, OpenDocument, type MyDocumentsQuery } from '../graph/operations.js';
import { type Graph, GraphFault, pause, waitBefore } from '@nghitruong/client';
import { pick, t, translator } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';
import { Frame } from './frame.js';

export type MyDocument = NonNullable<MyDocumentsQuery['sitting']>['session']['documents'][number];
export type Fetched =
  | { readonly at: 'FETCHING'; readonly done: number; readonly of: number }
  | { readonly at: 'READY'; readonly url: string; readonly fileName: string }
  | { readonly at: 'FAILED'; readonly why: string };

const td = translator({
  vi: {
    title: 'Tài liệu kỳ họp',
    none: 'Chưa có tài liệu nào được gửi.',
    late: 'Gửi muộn',
    fetch: 'Tải về',
    fetching: 'Đang tải {a}/{b}',
    open: 'Mở tệp',
    opened: 'Đã mở',
    new: 'Chưa mở',
    failed: 'Chưa tải được. Hãy thử lại.',
  },
  en: {
    title: 'Documents of the session',
    none: 'No document has been sent yet.',
    late: 'Sent late',
    fetch: 'Fetch',
    fetching: 'Fetching {a} of {b}',
    open: 'Open the file',
    opened: 'Opened',
    new: 'Not opened',
    failed: 'It could not be fetched. Please try again.',
  },
});

export interface DocumentsProps {
  readonly who: string;
  readonly online: boolean;
  readonly illustrative: boolean;
  readonly onBack: () => void;
}

const sentVersion = (document: MyDocument) =>
  document.versions.find((v) => v.number === document.mine?.version) ?? document.versions[0];

export function Documents({ graph, sittingId, ...shown }: DocumentsProps & { graph: Graph; sittingId: string }) {
  const [documents, set] = useState<readonly MyDocument[] | null>(null);
  const [fetched, setFetched] = useState<Readonly<Record<string, Fetched>>>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const ended = new AbortController();
    void (async () => {
      for (let attempt = 0; !ended.signal.aborted; attempt += 1) {
        try {
          set((await graph.run(MyDocuments, { sittingId }, { signal: ended.signal })).sitting?.session.documents ?? []);
          return;
        } catch {
          await pause(300 + waitBefore(attempt), ended.signal);
        }
      }
    })();
    return () => ended.abort();
  }, [graph, sittingId, turn]);
  const fetchOne = async (document: MyDocument): Promise<void> => {
    const say = (state: Fetched): void => setFetched((all) => ({ ...all, [document.id]: state }));
    const version = sentVersion(document);
    if (!version) return;
    say({ at: 'FETCHING', done: 0, of: version.parts });
    try {
      if (document.mine) {
        const { said } = await graph.run(OpenDocument, { documentId: document.id });
        if (said.__typename === 'Refused') return say({ at: 'FAILED', why: pick(said) });
      }
      const parts: Uint8Array<ArrayBuffer>[] = [];
      for (let index = 0; index < version.parts; index += 1) {
        const { documentPart } = await graph.run(DocumentPart, {
          documentId: document.id,
          version: version.number,
          index,
        });
        if (documentPart == null) return say({ at: 'FAILED', why: td('failed') });
        parts.push(Uint8Array.from(atob(documentPart), (c) => c.charCodeAt(0)));
        say({ at: 'FETCHING', done: index + 1, of: version.parts });
      }
      const url = URL.createObjectURL(new Blob(parts, { type: version.mediaType }));
      say({ at: 'READY', url, fileName: version.fileName });
      setTurn((n) => n + 1);
    } catch (error) {
      const said = error instanceof GraphFault ? error.said : null;
      say({ at: 'FAILED', why: said ? pick(said) : td('failed') });
    }
  };
  return <DocumentsPicture documents={documents} fetched={fetched} onFetch={(d) => void fetchOne(d)} {...shown} />;
}

export function DocumentsPicture({
  documents,
  fetched,
  onFetch,
  who,
  online,
  illustrative,
  onBack,
}: DocumentsProps & {
  documents: readonly MyDocument[] | null;
  fetched: Readonly<Record<string, Fetched>>;
  onFetch: (document: MyDocument) => void;
}) {
  return (
    <Frame
      who={who}
      online={online}
      illustrative={illustrative}
      actions={
        <button type="button" class="btn" onClick={onBack}>
          {t('c.back')}
        </button>
      }
    >
      <h1 class="b-q">{td('title')}</h1>
      {documents === null ? <p role="status">{t('c.loading')}</p> : null}
      {documents?.length === 0 ? <p>{td('none')}</p> : null}
      <ul class="rows">
        {documents?.map((document) => {
          const state = fetched[document.id];
          const busy = state?.at === 'FETCHING';
          return (
            <li key={document.id} class="card">
              <p class="b-strong">{document.title}</p>
              <p class="b-vote">
                <Icon name={document.mine?.openedAt ? 'check' : 'document'} />
                <span>
                  {td(document.mine?.openedAt ? 'opened' : 'new')}
                  {document.sending?.late ? ` · ${td('late')}` : ''}
                </span>
              </p>
              {state?.at === 'FAILED' ? <p role="alert">{state.why}</p> : null}
              {state?.at === 'READY' ? (
                <a class="btn" href={state.url} target="_blank" rel="noopener" download={state.fileName}>
                  {td('open')}
                </a>
              ) : (
                <button
                  type="button"
                  class="btn sec"
                  aria-label={busy ? undefined : `${td('fetch')}: ${document.title}`}
                  aria-disabled={busy}
                  onClick={() => !busy && onFetch(document)}
                >
                  {busy ? td('fetching', { a: state.done, b: state.of }) : td('fetch')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Frame>
  );
}
