/** What waits for Thường trực HĐND on the chair's console: requests that enough have asked for, decided one by one. */
import type { Graph } from '@nghitruong/client';
import { useEffect, useState } from 'preact/hooks';
import { NONE, useReadAndAct } from '../clerk/acting.js';
import { AskReason } from '../clerk/ask-resolution.js';
import type { DeskRequest } from '../clerk/requests.js';
import { tn } from '../clerk/requests-words.js';
import { DecideSessionRequest, StandingBodyTasks } from '../graph/operations.js';
import { dayMonthYear } from '../shared/format.js';
import { Done } from './parts/order.js';

/** The last signature is put elsewhere, and nothing of the sitting moves by it. */
const EVERY_MS = 20_000;

export function ChairRequests({ graph, councilId, step }: { graph: Graph; councilId: string; step: number }) {
  const { found, again, act, acting } = useReadAndAct(
    councilId === ''
      ? null
      : async (signal) =>
          (await graph.run(StandingBodyTasks, { councilId }, { signal })).council?.standingBodyTasks ?? NONE,
    [graph, councilId, step],
  );
  const { busy, last, clear } = acting;
  useEffect(() => {
    const timer = setInterval(again, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <ChairRequestsPicture
      waiting={found ?? NONE}
      busy={busy}
      said={last?.tone === 'ok' ? last.words() : null}
      notice={last?.tone === 'bad' ? last.words() : null}
      onAsk={clear}
      onDecide={(request, accepted, note) =>
        act(
          async () =>
            (await graph.run(DecideSessionRequest, { input: { requestId: request.id, accepted, note } })).said,
          () => tn('said.decided'),
        )
      }
    />
  );
}

export function ChairRequestsPicture({
  waiting,
  busy,
  said,
  notice,
  onAsk,
  onDecide,
}: {
  waiting: readonly DeskRequest[];
  busy: boolean;
  said: string | null;
  notice: string | null;
  onAsk: () => void;
  onDecide: (request: DeskRequest, accepted: boolean, note: string) => Promise<boolean>;
}) {
  const [asked, setAsked] = useState<{ readonly request: DeskRequest; readonly accepted: boolean } | null>(null);
  // Most days nothing waits: then nothing stands here.
  if (waiting.length === 0 && said === null) return null;
  const button = (request: DeskRequest, accepted: boolean) => (
    <button
      type="button"
      class="bt sm"
      aria-haspopup="dialog"
      aria-label={tn('do.decideOf', { x: tn(accepted ? 'do.accept' : 'do.refuse'), y: request.subject })}
      onClick={() => {
        onAsk();
        setAsked({ request, accepted });
      }}
    >
      {tn(accepted ? 'do.accept' : 'do.refuse')}
    </button>
  );
  return (
    <section aria-labelledby="standing-tasks">
      <h2 id="standing-tasks">{tn('tasks')}</h2>
      <Done text={said} />
      {waiting.map((request) => (
        <div key={request.id}>
          <p>
            <b>{request.subject}</b>
          </p>
          <p class="small">
            {[
              tn(`by.${request.requestedBy}`),
              tn(`wants.${request.wants}`),
              ...(request.progress.needed === null
                ? []
                : [
                    tn('progress', {
                      a: request.progress.count,
                      n: request.progress.of ?? '–',
                      k: request.progress.needed,
                    }),
                  ]),
              ...(request.metAt ? [tn('met', { d: dayMonthYear(request.metAt) })] : []),
            ].join(' · ')}
          </p>
          <div class="rs">
            {button(request, true)}
            {button(request, false)}
          </div>
        </div>
      ))}
      {asked ? (
        <AskReason
          title={tn(asked.accepted ? 'do.accept' : 'do.refuse')}
          busy={busy}
          notice={notice}
          onClose={() => setAsked(null)}
          onSave={(note) => void onDecide(asked.request, asked.accepted, note).then((done) => done && setAsked(null))}
        />
      ) : null}
    </section>
  );
}
