/** The minutes at the desk: drafted, put into better words, read before they are signed. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import {
  DraftMinutes,
  EditMinutesSentence,
  ReadMinutes,
  SignMinutes,
  type ReadMinutesQuery,
} from '../graph/operations.js';
import { dayMonthYear, hourMinute } from '../shared/format.js';
import type { Graph } from '@nghitruong/client';
import { saidOf, saidOfFault } from './commands.js';
import { noticeOf } from './orders.js';
import { Notice } from './parts/order.js';
import { tc } from './say.js';

export type MinutesDraft = NonNullable<NonNullable<ReadMinutesQuery['sitting']>['minutes']>;

interface MinutesProps {
  readonly ended: boolean;
  /** Only the chair signs. */
  readonly maySign: boolean;
}

export function Minutes({ graph, sittingId, ...shown }: MinutesProps & { graph: Graph; sittingId: string }) {
  const [minutes, setMinutes] = useState<MinutesDraft | null | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const read = useCallback(async () => {
    try {
      setMinutes((await graph.run(ReadMinutes, { sittingId })).sitting?.minutes ?? null);
    } catch (error) {
      setNotice(noticeOf(saidOfFault(error)));
    }
  }, [graph, sittingId]);
  useEffect(() => void read(), [read]);
  const run = async (work: () => Promise<{ said: { readonly __typename: string } }>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    let done = false;
    try {
      const said = saidOf((await work()).said);
      setNotice(noticeOf(said));
      done = said.outcome === 'DONE';
    } catch (error) {
      setNotice(noticeOf(saidOfFault(error)));
    }
    setBusy(false);
    await read();
    return done;
  };
  return (
    <MinutesPicture
      {...shown}
      minutes={minutes}
      busy={busy}
      notice={notice}
      onDraft={() => void run(() => graph.run(DraftMinutes, { sittingId }))}
      onEdit={(sentenceId, text) => run(() => graph.run(EditMinutesSentence, { sentenceId, text }))}
      onSign={(hash) => void run(() => graph.run(SignMinutes, { sittingId, hash }))}
    />
  );
}

export function MinutesPicture({
  minutes,
  ended,
  maySign,
  busy,
  notice,
  onDraft,
  onEdit,
  onSign,
}: MinutesProps & {
  minutes: MinutesDraft | null | undefined;
  busy: boolean;
  notice: string | null;
  onDraft: () => void;
  onEdit: (sentenceId: string, text: string) => Promise<boolean>;
  onSign: (hash: string) => void;
}) {
  const [open, setOpen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const signed = minutes?.signedAt ?? null;
  return (
    <section class="minutes" aria-label={tc('min.title')}>
      <div class="head">
        <h1>{tc('min.title')}</h1>
      </div>
      <p class="small">
        {signed
          ? tc('min.signed', {
              d: dayMonthYear(signed),
              t: hourMinute(signed),
              h: minutes?.signedHash?.slice(0, 8) ?? '',
            })
          : tc('min.lead')}
      </p>
      <Notice text={notice} />
      {minutes === undefined ? <p>{tc('c.loading')}</p> : null}
      {signed ? null : (
        <div class="rs">
          <button
            type="button"
            class={minutes ? 'bt' : 'bt solid'}
            aria-disabled={busy}
            onClick={() => busy || onDraft()}
          >
            {tc(minutes ? 'min.again' : 'min.draft')}
          </button>
          {minutes?.hash && maySign && ended ? (
            <button type="button" class="bt solid" aria-disabled={busy} onClick={() => busy || onSign(minutes.hash!)}>
              {tc('min.sign')}
            </button>
          ) : null}
        </div>
      )}
      {minutes?.sentences.length === 0 ? <p>{tc('min.empty')}</p> : null}
      <ol>
        {minutes?.sentences.map((sentence) => (
          <li key={sentence.id}>
            {open === sentence.id ? (
              <form
                class="enter"
                onSubmit={(event) => {
                  event.preventDefault();
                  void onEdit(sentence.id, text).then((done) => (done ? setOpen(null) : undefined));
                }}
              >
                <div class="fld">
                  <label for={`s-${sentence.id}`}>{tc('min.words')}</label>
                  <textarea
                    id={`s-${sentence.id}`}
                    rows={3}
                    maxLength={4000}
                    value={text}
                    onInput={(event) => setText(event.currentTarget.value)}
                  />
                </div>
                <p class="small">{tc('min.source', { x: sentence.generated })}</p>
                <div class="rs">
                  <button type="button" class="bt" onClick={() => setOpen(null)}>
                    {tc('dlg.back')}
                  </button>
                  <button type="submit" class="bt solid" aria-disabled={busy}>
                    {tc('min.keep')}
                  </button>
                </div>
              </form>
            ) : (
              <>
                <p>
                  {sentence.text}
                  <span class="small">
                    {tc(`min.from.${sentence.source}`)}
                    {sentence.editedAt ? ` · ${tc('min.edited', { t: hourMinute(sentence.editedAt) })}` : ''}
                  </span>
                </p>
                {signed ? null : (
                  <button
                    type="button"
                    class="bt sm"
                    aria-label={tc('min.editOf', { x: sentence.text })}
                    onClick={() => {
                      setText(sentence.text);
                      setOpen(sentence.id);
                    }}
                  >
                    {tc('min.edit')}
                  </button>
                )}
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
