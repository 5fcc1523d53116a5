/** "Đăng ký phát biểu": asking for the floor from the phone, and where one stands in the list. */
import { useState } from 'preact/hooks';
import { RequestToSpeak, WithdrawSpeakerRequest } from '../graph/operations.js';
import type { Graph } from '@nghitruong/client';
import { pick, t } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';
import type { Chamber } from './ballot.states.js';
import { Frame } from './frame.js';

export type SpeechKind = 'CONTRIBUTION' | 'PRO' | 'CONTRA' | 'POINT_OF_ORDER' | 'QUESTION';
const KINDS: readonly SpeechKind[] = ['CONTRIBUTION', 'PRO', 'CONTRA', 'QUESTION', 'POINT_OF_ORDER'];

export interface SpeakProps {
  readonly who: string;
  readonly online: boolean;
  readonly chamber: Chamber;
  readonly seatId: string | null;
  readonly onBack: () => void;
  /** To the slips of interpellations. */
  readonly onSlips: () => void;
}

export function Speak({ graph, ...shown }: SpeakProps & { graph: Graph }) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const { sittingId } = shown.chamber;
  const send = async (
    run: () => Promise<{ said: { __typename: string; vi?: string; en?: string } }>,
  ): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setSaid(null);
    try {
      const answer = (await run()).said;
      if (answer.__typename === 'Refused') setSaid(pick({ vi: answer.vi ?? '', en: answer.en ?? '' }));
    } catch {
      setSaid(t('b.speakFailed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <SpeakPicture
      {...shown}
      busy={busy}
      said={said}
      onAsk={(kind) => void send(() => graph.run(RequestToSpeak, { sittingId, kind }))}
      onWithdraw={(requestId) => void send(() => graph.run(WithdrawSpeakerRequest, { sittingId, requestId }))}
    />
  );
}

export function SpeakPicture({
  who,
  online,
  chamber,
  seatId,
  busy,
  said,
  onAsk,
  onWithdraw,
  onBack,
  onSlips,
}: SpeakProps & {
  readonly busy: boolean;
  readonly said: string | null;
  readonly onAsk: (kind: SpeechKind) => void;
  readonly onWithdraw: (requestId: string) => void;
}) {
  const { current = null, queue = [] } = chamber.speaking ?? {};
  const mine = seatId === null ? [] : queue.filter((each) => each.seatId === seatId);
  const free = KINDS.filter((kind) => !mine.some((each) => each.kind === kind));
  return (
    <Frame
      who={who}
      online={online}
      illustrative={chamber.illustrative}
      actions={
        <button type="button" class="btn" onClick={onBack}>
          {t('c.back')}
        </button>
      }
    >
      <h1 class="b-q">{t('b.speak')}</h1>
      {current ? (
        <p class="b-strong">
          <Icon name="microphone" /> {t('b.speakNow', { x: current.fullName })}
        </p>
      ) : null}
      {mine.length === 0 ? (
        <p class="b-hint">{queue.length === 0 ? t('b.speakNobody') : t('b.speakWaiting', { n: queue.length })}</p>
      ) : null}
      <div role="alert">{said ? <p class="card b-strong">{said}</p> : null}</div>
      {mine.map((request) => (
        <div class="card" key={request.id} role="status">
          <p class="b-strong">{t('b.speakMine', { x: t(`speech.${request.kind}`) })}</p>
          <p class="b-hint">{t('b.speakQueue', { i: queue.indexOf(request) + 1, n: queue.length })}</p>
          <button type="button" class="btn sec" aria-disabled={busy} onClick={() => onWithdraw(request.id)}>
            {t('b.speakWithdraw')}
          </button>
        </div>
      ))}
      <h2 class="menu-title">{t('b.speakWhat')}</h2>
      {free.map((kind) => (
        <button key={kind} type="button" class="btn sec" aria-disabled={busy} onClick={() => onAsk(kind)}>
          {t(`speech.${kind}`)}
        </button>
      ))}
      <button type="button" class="btn sec" onClick={onSlips}>
        <Icon name="document" />
        {t('b.slips')}
      </button>
    </Frame>
  );
}
