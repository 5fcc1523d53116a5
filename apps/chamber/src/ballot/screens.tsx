/** Each screen of the ballot: what stands in the middle, and what stands at the bottom. */
import type { ComponentChildren } from 'preact';
import { hourMinute, hourMinuteSecond } from '../shared/format.js';
import { choiceWords } from '../shared/ballot-content.js';
import { t, type MessageKey } from '../shared/i18n.js';
import { Icon, OptionIcon } from '../shared/icons.js';
import { baseLabel, percent, resultLines, tieWords } from '../shared/result.js';
import { Banner } from '../shared/ui.js';
import { gluedVerdict, verdictOf, verdictWords } from '../shared/verdict.js';
import { ta } from './absence-words.js';
import type { BallotView } from './ballot.states.js';
import { documentsTitle } from './documents-title.js';
import type { Act, Drawn, Moment, Of } from './drawn.js';
import { Facts, MineCard, Panel, Question, Reminder, State } from './parts.js';
import { QrCode } from './qr.js';
import { RowLines } from './row-lines.js';
import { change, open, pressed, recorded, sending } from './voting.js';

const History = ({ act }: { act: Act }) => (
  <button type="button" class="btn sec" onClick={() => act.history()}>
    <Icon name="list" />
    {t('b.mine')}
  </button>
);

const DocumentsButton = ({ act }: { act: Act }) => (
  <button type="button" class="btn sec" onClick={() => act.documents()}>
    <Icon name="document" />
    {documentsTitle()}
  </button>
);

const reasonKeys: Record<string, MessageKey> = {
  SUSPENDED: 'b.reason.SUSPENDED',
  NOT_PRESENT: 'b.reason.NOT_PRESENT',
  NOT_ON_ROLL: 'b.reason.NOT_ON_ROLL',
};
const reasonWords = (reason: string): string => (reasonKeys[reason] ? t(reasonKeys[reason]) : reason);
export const pauseWords = (reason: string): string => (reason === 'SERVER_RESTART' ? t('w.serverRestart') : reason);

const notIn = ({ seat }: Of<'NOT_IN'>, act: Act): Drawn => ({
  main: (
    <>
      <State icon="person" tone="warn">
        {t('b.notinName')}
      </State>
      <h1 class="b-q">{t('b.notinDo')}</h1>
      <QrCode text={seat.checkInCode} />
      {seat.cardNumber === null ? null : <p class="b-center b-strong">{t('b.seat', { n: seat.cardNumber })}</p>}
      <p class="b-hint">{t('b.notinWhy')}</p>
      <DocumentsButton act={act} />
      <button type="button" class="btn sec" onClick={() => act.slips()}>
        <Icon name="document" />
        {t('b.slips')}
      </button>
      {act.absence ? (
        <button type="button" class="btn sec" onClick={() => act.absence?.()}>
          <Icon name="person" />
          {ta('open')}
        </button>
      ) : null}
    </>
  ),
});

const waiting = ({ seat, item, count, ended }: Of<'WAITING'>, act: Act): Drawn => ({
  main: (
    <>
      {seat.present && seat.since ? <State icon="check">{t('b.in', { t: hourMinute(seat.since) })}</State> : null}
      <h1 class="b-q">{t(ended ? 'b.ended' : 'b.waitName')}</h1>
      <p>{t(ended ? 'b.endedWhy' : 'b.waitWhy')}</p>
      {item ? (
        <div class="card">
          <p class="b-hint">{t('b.onItem', { i: item.position, n: count })}</p>
          <p class="b-strong">{item.title}</p>
          {item.documentVersion === null ? null : <p class="b-hint">{t('c.draft', { v: item.documentVersion })}</p>}
        </div>
      ) : null}
    </>
  ),
  actions: (
    <>
      {seat.present && !ended ? (
        <button type="button" class="btn sec" onClick={() => act.speak()}>
          <Icon name="microphone" />
          {t('b.speak')}
        </button>
      ) : null}
      <DocumentsButton act={act} />
      <History act={act} />
    </>
  ),
});

const announced = ({ poll, seconds }: Of<'ANNOUNCED'>): Drawn => ({
  main: (
    <>
      <State icon="bell" seconds={seconds}>
        {t('w.soon')}
      </State>
      <Question text={poll.title} />
      <Facts poll={poll} />
    </>
  ),
  actions: <p class="b-hint">{t('b.soon')}.</p>,
});

const manual = ({ poll }: Of<'MANUAL'>, act: Act): Drawn => ({
  main: (
    <>
      <State icon="ballot">
        {t(
          poll.state === 'CLOSED' || poll.state === 'CERTIFIED'
            ? 'w.counting'
            : poll.method === 'PAPER'
              ? 'w.byPaper'
              : 'w.byHands',
        )}
      </State>
      <Question text={poll.title} />
      <p class="b-hint">{t('b.manual')}</p>
    </>
  ),
  actions: <History act={act} />,
});

const paused = ({ poll, mine, waiting: choice }: Of<'PAUSED'>): Drawn => ({
  main: (
    <>
      <Panel tone="warn" icon="pause" title={t('w.paused')}>
        {poll.pauseReason ? <p>{t('c.reason', { r: pauseWords(poll.pauseReason) })}</p> : null}
        <p>{t('w.kept')}.</p>
      </Panel>
      {choice ? (
        <p class="card b-strong">{t('b.resume', { o: choiceWords(poll.ballotForm, choice) })}</p>
      ) : (
        <MineCard form={poll.ballotForm} mine={mine} />
      )}
      <Reminder text={poll.title} />
    </>
  ),
});

const checking = ({ poll, choice }: Of<'CHECKING'>): Drawn => ({
  main: (
    <>
      <Panel tone="busy" icon="clock" title={t('w.closed')}>
        <p>{t('b.checking')}</p>
        <p>
          {t('b.choice', { o: '' })}
          <b>{choiceWords(poll.ballotForm, choice)}</b>
        </p>
      </Panel>
      <Reminder text={poll.title} />
    </>
  ),
});

const closed = ({ poll, mine, known }: Of<'CLOSED'>, act: Act): Drawn => ({
  main: (
    <>
      <Panel tone="calm" icon="stop" title={t('w.closed')}>
        <p>{t('w.await')}.</p>
      </Panel>
      <MineCard form={poll.ballotForm} mine={mine} known={known} />
      <Reminder text={poll.title} />
    </>
  ),
  actions: <History act={act} />,
});

const missed = ({ poll }: Of<'MISSED'>, act: Act): Drawn => ({
  main: (
    <>
      <Panel tone="bad" icon="cross" title={t('b.missedName')}>
        <p>{poll.closedAt ? t('b.missedWhy', { t: hourMinuteSecond(poll.closedAt) }) : t('b.missedWhyNoTime')}</p>
        <p>{t('b.missedDo')}</p>
      </Panel>
      <Reminder text={poll.title} />
    </>
  ),
  actions: <History act={act} />,
});

const result = ({ poll, result: counted, mine, missed: late, known }: Of<'RESULT'>, act: Act): Drawn => {
  const verdict = verdictOf(counted.outcome);
  return {
    main: (
      <>
        <State icon="flag" tone="calm">
          {t('r.published')}
        </State>
        <Question text={poll.title} />
        {verdict ? (
          <p class={`words ${verdict === 'YES' ? 'i-for' : 'i-against'}`}>
            <Icon name={verdict === 'YES' ? 'for' : 'against'} />
            {gluedVerdict(t(verdictWords(verdict)))}
          </p>
        ) : null}
        <RowLines result={counted} />
        <dl class="kv card">
          {(counted.rows.length > 0 ? resultLines(counted).slice(0, 3) : resultLines(counted)).map((line) => (
            <div key={line.key}>
              <dt>
                {line.option ? <OptionIcon option={line.option} /> : null}
                <span>
                  {line.label} {line.note ? <small>{line.note}</small> : null}
                </span>
              </dt>
              <dd>{line.share.count}</dd>
              <dd>{percent(line.share)}</dd>
            </div>
          ))}
        </dl>
        <p class="b-hint">
          {baseLabel(counted.total)}.
          {verdict ? ` ${t('r.needShort', { k: counted.threshold.needed, n: counted.threshold.of })}.` : ''}
        </p>
        {tieWords(counted) ? <p class="b-hint">{tieWords(counted)}.</p> : null}
        <MineCard form={poll.ballotForm} mine={mine} missed={late} known={known} />
      </>
    ),
    actions: <History act={act} />,
  };
};

const annulled = ({ poll, reason, mine }: Of<'ANNULLED'>, act: Act): Drawn => ({
  main: (
    <>
      <Panel tone="warn" icon="cross" title={t('w.annulled')}>
        {reason ? <p>{t('c.reason', { r: reason })}</p> : null}
        <p>{t('w.revote')}.</p>
      </Panel>
      <MineCard form={poll.ballotForm} mine={mine} />
      <Reminder text={poll.title} />
    </>
  ),
  actions: <History act={act} />,
});

const notEntitled = ({ poll, reason, since }: Of<'NOT_ENTITLED'>): Drawn => ({
  main: (
    <>
      <Panel tone="calm" icon="info" title={t('b.norole')}>
        {reason ? <p>{t('c.reason', { r: reasonWords(reason) })}.</p> : null}
        <p>
          {since ? `${t('b.present', { t: hourMinute(since) })} ` : ''}
          {t('b.noroleDo')}
        </p>
      </Panel>
      {poll ? <Reminder text={poll.title} /> : null}
    </>
  ),
});

const plain = (icon: 'lock' | 'info' | 'clock', title: string, words?: string): Drawn => ({
  main: (
    <Panel tone="calm" icon={icon} title={title}>
      {words ? <p>{words}</p> : null}
    </Panel>
  ),
});

const withCommittee = new Set<BallotView['screen']['at']>(['WAITING', 'ANNOUNCED', 'CLOSED', 'RESULT']);

export function drawScreen(view: BallotView, act: Act, moment: Moment): Drawn {
  const drawn = drawOne(view, act, moment);
  if (!act.committee || !withCommittee.has(view.screen.at)) return drawn;
  return {
    ...drawn,
    actions: (
      <>
        <button type="button" class="btn sec" onClick={() => act.committee?.()}>
          <Icon name="lock" />
          {t('b.committee')}
        </button>
        {drawn.actions}
      </>
    ),
  };
}

function drawOne(view: BallotView, act: Act, { byPress: focus, justPressed, who, sheet }: Moment): Drawn {
  const { screen, online } = view;
  switch (screen.at) {
    case 'LOADING':
      return { main: <p class="b-hint">{t('c.loading')}</p> };
    case 'NO_SEAT':
      return plain('info', t('b.noSeat'), t('b.noSeatWhy', { x: who }));
    case 'PRIVATE':
      return plain('lock', t('b.private'), t('w.privateNote'));
    case 'NOT_IN':
      return notIn(screen, act);
    case 'WAITING':
      return waiting(screen, act);
    case 'ANNOUNCED':
      return announced(screen);
    case 'OPEN':
      return open(screen, act, online, sheet);
    case 'SENDING':
      return justPressed && online && !screen.again ? pressed(screen) : sending(screen, !online);
    case 'RECORDED':
      return recorded(screen, act, focus, online);
    case 'CHANGE':
      return change(screen, act, sheet);
    case 'MANUAL':
      return manual(screen, act);
    case 'PAUSED':
      return paused(screen);
    case 'CHECKING':
      return checking(screen);
    case 'CLOSED':
      return closed(screen, act);
    case 'MISSED':
      return missed(screen, act);
    case 'RESULT':
      return result(screen, act);
    case 'ANNULLED':
      return annulled(screen, act);
    case 'NOT_ENTITLED':
      return notEntitled(screen);
  }
}

export function drawBanner(view: BallotView): ComponentChildren {
  switch (view.banner) {
    case null:
      return null;
    case 'OFF0':
      return (
        <Banner tone="bad" icon="offline" title={t('b.off0Name')}>
          {t('b.off0Do')}
        </Banner>
      );
    case 'OFF1':
      return (
        <Banner tone="q" icon="offline" title={t('b.off1Name')}>
          {t('b.off1Do')}
        </Banner>
      );
    case 'OFF2':
      return (
        <Banner tone="ok" icon="offline" title={t('b.off2Name')}>
          {t('b.off2Do')}
        </Banner>
      );
    case 'OFF':
      return (
        <Banner tone="calm" icon="offline" title={t('b.offName')}>
          {t('b.offDo')}
        </Banner>
      );
  }
}
