/** The screens while a poll takes ballots: the three buttons, the sending, the receipt, the change. */
import { hourMinute, hourMinuteSecond } from '../shared/format.js';
import { choiceWords, hasRows } from '../shared/ballot-content.js';
import { pick, t } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';
import { Banner } from '../shared/ui.js';
import type { Act, Drawn, Of } from './drawn.js';
import { ChangeButton, Choice, Facts, Options, Panel, Question, Reminder, State } from './parts.js';
import { RowActions, RowCards, type Sheet } from './rows.js';

function OpenHead({ screen }: { screen: Of<'OPEN' | 'CHANGE' | 'RECORDED' | 'SENDING'> }) {
  if (screen.closing) return <Countdown seconds={screen.seconds} voted={screen.at !== 'OPEN'} />;
  return (
    <State icon={screen.test ? 'test' : 'ballot'} tone={screen.test ? 'warn' : ''} seconds={screen.seconds}>
      {t(screen.at === 'CHANGE' ? 'b.change' : screen.test ? 'b.test' : 'b.openPublic')}
    </State>
  );
}

/** The last five seconds. Without a connection there is no number. */
function Countdown({ seconds, voted }: { seconds: number | null; voted: boolean }) {
  return (
    <section class="panel warn row">
      {seconds === null ? <Icon name="hourglass" /> : <p class="count">{seconds}</p>}
      <p class="b-strong">
        {seconds === null ? `${t('w.closing')}.` : t('b.closingLeft')}
        {voted ? null : (
          <>
            <br />
            {t('w.now')}.
          </>
        )}
      </p>
    </section>
  );
}

export const open = (screen: Of<'OPEN'>, act: Act, online: boolean, sheet: Sheet): Drawn => ({
  main: (
    <>
      {screen.refused ? (
        <Banner tone="q" icon="warning" title={t('b.refusedNot')}>
          {pick(screen.refused)}
        </Banner>
      ) : null}
      {screen.lateSince ? (
        <>
          <State icon="check">{t('b.lateName')}</State>
          <p>{t('b.lateWhy', { t: hourMinute(screen.lateSince) })}</p>
        </>
      ) : null}
      <OpenHead screen={screen} />
      <Question text={screen.poll.title} />
      {screen.closing || !online || hasRows(screen.poll.ballotForm) ? null : <Facts poll={screen.poll} />}
      {hasRows(screen.poll.ballotForm) ? <RowCards form={screen.poll.ballotForm} sheet={sheet} /> : null}
    </>
  ),
  actions: hasRows(screen.poll.ballotForm) ? (
    <RowActions form={screen.poll.ballotForm} sheet={sheet} onCast={(text) => act.press(text)} />
  ) : (
    <>
      {screen.closing || !online ? null : <p class="b-hint">{t('b.once')}.</p>}
      <Options form={screen.poll.ballotForm} onPress={(option) => act.press(option)} />
    </>
  ),
});

/** The first 300 ms of sending: the pressed button shows it, and nothing jumps. */
export const pressed = (screen: Of<'SENDING'>): Drawn => ({
  main: (
    <>
      <OpenHead screen={screen} />
      <Question text={screen.poll.title} />
      {screen.closing ? null : <Facts poll={screen.poll} />}
    </>
  ),
  actions: hasRows(screen.poll.ballotForm) ? null : (
    <>
      {screen.closing ? null : <p class="b-hint">{t('b.once')}.</p>}
      <Options form={screen.poll.ballotForm} onPress={() => undefined} pressed={screen.choice} />
    </>
  ),
});

export const sending = (screen: Of<'SENDING'>, offline: boolean): Drawn => ({
  main: (
    <>
      <OpenHead screen={screen} />
      <Panel tone="busy" icon="clock" title={t(screen.again || offline ? 'b.resending' : 'b.sendingName')} focus>
        <p>
          {t('b.choice', { o: '' })}
          <b>{choiceWords(screen.poll.ballotForm, screen.choice)}</b>
        </p>
        <p>
          {screen.again || offline
            ? t('b.pressedAt', { t: hourMinuteSecond(screen.pressedAt), n: screen.tries })
            : t('b.sendingWhy')}
        </p>
      </Panel>
      <Reminder text={screen.poll.title} />
    </>
  ),
});

export const recorded = (screen: Of<'RECORDED'>, act: Act, focus: boolean, online: boolean): Drawn => ({
  main: (
    <>
      {screen.refused ? (
        <Banner tone="q" icon="warning" title={t('b.refusedNot')}>
          {pick(screen.refused)}
        </Banner>
      ) : null}
      <OpenHead screen={screen} />
      <Panel icon="recorded" title={t('b.rec')} focus={focus}>
        {screen.mine.choice ? (
          <Choice form={screen.poll.ballotForm} option={screen.mine.choice} />
        ) : (
          <p>{t('b.cast')}</p>
        )}
        <p>{t('b.recAt', { t: hourMinuteSecond(screen.mine.recordedAt) })}</p>
      </Panel>
      <Reminder text={screen.poll.title} />
    </>
  ),
  actions:
    screen.mayChange && online ? (
      <>
        <p class="b-hint">{t('b.changeHint')}</p>
        <ChangeButton key={screen.mine.recordedAt} onPress={() => act.change(true)} />
      </>
    ) : null,
});

export const change = (screen: Of<'CHANGE'>, act: Act, sheet: Sheet): Drawn => ({
  main: (
    <>
      <OpenHead screen={screen} />
      <Question text={screen.poll.title} />
      {screen.mine.choice ? (
        <p>
          {t('b.stillCounts', {
            o: choiceWords(screen.poll.ballotForm, screen.mine.choice),
            t: hourMinuteSecond(screen.mine.recordedAt),
          })}
        </p>
      ) : null}
      {hasRows(screen.poll.ballotForm) ? <RowCards form={screen.poll.ballotForm} sheet={sheet} /> : null}
    </>
  ),
  actions: (
    <>
      {hasRows(screen.poll.ballotForm) ? (
        <RowActions form={screen.poll.ballotForm} sheet={sheet} onCast={(text) => act.press(text)} />
      ) : (
        <Options
          form={screen.poll.ballotForm}
          onPress={(option) => (option === screen.mine.choice ? act.change(false) : act.press(option))}
          current={screen.mine.choice}
        />
      )}
      <button type="button" class="btn sec" onClick={() => act.change(false)}>
        {t('b.keep')}
      </button>
    </>
  ),
});
