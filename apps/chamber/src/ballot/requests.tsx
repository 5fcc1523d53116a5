/** "Đề nghị của đại biểu": what colleagues ask for, and one's own name under it. */
import type { Graph } from '@nghitruong/client';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { RequestsToSign, SignInOwnName, type RequestsToSignQuery } from '../graph/operations.js';
import { pick, t } from '../shared/i18n.js';
import { Frame } from './frame.js';
import { tg } from './requests-words.js';

export type RequestToSign = NonNullable<
  NonNullable<RequestsToSignQuery['council']>['sessionRequests']
>['edges'][number]['node'];

export interface RequestsProps {
  readonly who: string;
  readonly online: boolean;
  readonly illustrative: boolean;
  readonly onBack: () => void;
}

export function Requests({
  graph,
  councilId,
  step,
  ...shown
}: RequestsProps & { graph: Graph; councilId: string; step: number }) {
  const [all, set] = useState<readonly RequestToSign[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState<string | null>(null);
  const read = useCallback(
    () =>
      graph.run(RequestsToSign, { councilId }).then(
        ({ council }) => set((council?.sessionRequests?.edges ?? []).map(({ node }) => node)),
        () => undefined,
      ),
    [graph, councilId],
  );
  useEffect(() => void read(), [read, step]);
  const sign = async (requestId: string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    say(null);
    try {
      const answer = (await graph.run(SignInOwnName, { requestId })).said;
      if (answer.__typename === 'Refused') say(pick(answer));
    } catch {
      say(tg('failed'));
    } finally {
      setBusy(false);
      await read();
    }
  };
  return <RequestsPicture {...shown} all={all} busy={busy} said={said} onSign={(id) => void sign(id)} />;
}

export function RequestsPicture({
  all,
  busy,
  said,
  onSign,
  onBack,
  ...frame
}: RequestsProps & {
  all: readonly RequestToSign[] | null;
  busy: boolean;
  said: string | null;
  onSign: (id: string) => void;
}) {
  const [asked, ask] = useState<string | null>(null);
  const mine = all?.filter(({ requestedBy }) => requestedBy === 'DELEGATES');
  return (
    <Frame
      {...frame}
      actions={
        <button type="button" class="btn" onClick={onBack}>
          {t('c.back')}
        </button>
      }
    >
      <h1 class="b-q">{tg('title')}</h1>
      <p class="b-hint">{tg('lead')}</p>
      <div role="alert">{said ? <p class="card b-strong">{said}</p> : null}</div>
      {all === null ? <p role="status">{t('c.loading')}</p> : null}
      {mine?.length === 0 ? <p>{tg('none')}</p> : null}
      {mine?.map((request) => (
        <section class="card slip" key={request.id} aria-label={request.subject}>
          <p class="b-strong">{request.subject}</p>
          <p>{tg(`wants.${request.wants}`)}</p>
          {request.progress.needed === null ? null : (
            <p class="b-hint">
              {tg('progress', { a: request.progress.count, n: request.progress.of ?? '–', k: request.progress.needed })}
            </p>
          )}
          <div role="status">
            {request.signedByMe ? <p class="b-strong">{tg('signed')}</p> : null}
            {request.decision ? (
              <p>{tg(request.decision.accepted ? 'accepted' : 'refused', { x: request.decision.note })}</p>
            ) : request.metAt ? (
              <p>{tg('met')}</p>
            ) : null}
          </div>
          {request.decision || request.signedByMe ? null : asked === request.id ? (
            <>
              <p class="b-strong">{tg('sure', { x: frame.who })}</p>
              <button
                type="button"
                class="btn"
                aria-disabled={busy}
                onClick={() => {
                  if (busy) return;
                  ask(null);
                  onSign(request.id);
                }}
              >
                {tg('yes')}
              </button>
              <button type="button" class="btn sec" onClick={() => ask(null)}>
                {tg('no')}
              </button>
            </>
          ) : (
            <button type="button" class="btn sec" onClick={() => ask(request.id)}>
              {tg('sign')}
              <span class="sr">: {request.subject}</span>
            </button>
          )}
        </section>
      ))}
    </Frame>
  );
}
