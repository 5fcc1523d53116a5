/** "Xin vắng mặt": one reason, one button, and what was decided. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Graph } from '@nghitruong/client';
import { MyAbsence, RequestAbsence, WithdrawAbsenceRequest, type MyAbsenceQuery } from '../graph/operations.js';
import { pick, t } from '../shared/i18n.js';
import { ta } from './absence-words.js';
import { Frame } from './frame.js';

type OfSitting = NonNullable<MyAbsenceQuery['sitting']>;

export interface AbsenceProps {
  readonly who: string;
  readonly online: boolean;
  readonly illustrative: boolean;
  readonly onBack: () => void;
}

interface Said {
  readonly __typename: string;
  readonly vi?: string;
  readonly en?: string;
}

export function Absence({
  graph,
  sittingId,
  revision,
  ...shown
}: AbsenceProps & { graph: Graph; sittingId: string; revision: number }) {
  const [of, set] = useState<OfSitting | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const read = useCallback(
    () =>
      graph.run(MyAbsence, { sittingId }).then(
        ({ sitting }) => sitting && set(sitting),
        () => undefined,
      ),
    [graph, sittingId],
  );
  useEffect(() => void read(), [read, revision]);
  const act = async (work: () => Promise<{ said: Said }>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setSaid(null);
    try {
      const answer = (await work()).said;
      if (answer.__typename === 'Refused') setSaid(pick({ vi: answer.vi ?? '', en: answer.en ?? '' }));
    } catch {
      setSaid(ta('failed'));
    } finally {
      setBusy(false);
      await read();
    }
  };
  return (
    <AbsencePicture
      {...shown}
      of={of}
      busy={busy}
      said={said}
      onAsk={(reason) => void act(() => graph.run(RequestAbsence, { sittingId, reason }))}
      onWithdraw={(requestId) => void act(() => graph.run(WithdrawAbsenceRequest, { requestId }))}
    />
  );
}

export function AbsencePicture({
  of,
  busy,
  said,
  onAsk,
  onWithdraw,
  onBack,
  ...frame
}: AbsenceProps & {
  of: OfSitting | null;
  busy: boolean;
  said: string | null;
  onAsk: (reason: string) => void;
  onWithdraw: (requestId: string) => void;
}) {
  const [reason, setReason] = useState('');
  const mine = of?.myAbsenceRequest ?? null;
  const stands = mine?.state === 'PENDING' || mine?.state === 'APPROVED';
  return (
    <Frame
      {...frame}
      actions={
        <button type="button" class="btn" onClick={onBack}>
          {t('c.back')}
        </button>
      }
    >
      <h1 class="b-q">{ta('title')}</h1>
      <p class="b-hint">{ta('lead')}</p>
      <div role="alert">{said ? <p class="card b-strong">{said}</p> : null}</div>
      {mine ? (
        <section class="card slip">
          <p class="b-strong">{ta(`state.${mine.state}`)}</p>
          <p>{mine.reason}</p>
          {mine.decisionNote ? <p class="b-hint">{mine.decisionNote}</p> : null}
          {mine.state === 'PENDING' ? (
            <button type="button" class="btn sec" aria-disabled={busy} onClick={() => !busy && onWithdraw(mine.id)}>
              {ta('withdraw')}
            </button>
          ) : null}
        </section>
      ) : null}
      {of && of.state !== 'PLANNED' ? <p>{ta('late')}</p> : null}
      {of?.state === 'PLANNED' && !stands ? (
        <form
          class="slip"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy && reason.trim() !== '') onAsk(reason.trim());
          }}
        >
          <label>
            {ta('reason')}
            <textarea
              rows={3}
              maxLength={500}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="btn" aria-disabled={busy || reason.trim() === ''}>
            {ta('send')}
          </button>
        </form>
      ) : null}
    </Frame>
  );
}
