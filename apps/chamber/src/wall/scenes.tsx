/** The bodies of the wall: S the state, T the title, then what is asked for in it, R the rule under a hairline. */
import type { ComponentChildren } from 'preact';
import { glue, hourMinute, hourMinuteSecond, minutesSeconds } from '../shared/format.js';
import { t, type MessageKey } from '../shared/i18n.js';
import { Icon, type IconName } from '../shared/icons.js';
import { td } from '../shared/messages.desk.js';
import { needKey } from '../shared/need.js';
import { Digits } from '../shared/ui.js';
import { ResultPanel, ResultTable } from './result.js';
import { pagesOf } from './pages.js';
import { RowsFacts, RowsTable } from './rows.js';
import { isManual, titleSize, type Poll, type Scene, type Stale, type Turnout, type WallView } from './wall.states.js';

function State({
  icon,
  tone = '',
  note,
  children,
}: {
  icon: IconName;
  tone?: '' | 'warn' | 'calm';
  note?: string;
  children: ComponentChildren;
}) {
  return (
    <p class={`w-state ${tone}`}>
      <Icon name={icon} />
      <span>{children}</span>
      {note ? <span class="r">{note}</span> : null}
    </p>
  );
}

/** Over a page of rows a long title is as small as may be: the rows are what is read. */
const Title = ({ text, paged = false }: { text: string; paged?: boolean }) => (
  <h1 class={`w-title ${paged && titleSize(text) !== 'l' ? 'xs' : titleSize(text)}`}>{glue(text)}</h1>
);

function Rule({ icon, children, right }: { icon?: IconName; children: ComponentChildren; right?: string }) {
  return (
    <p class="w-rule">
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
      {right ? <span class="r nb">{right}</span> : null}
    </p>
  );
}

/** A sentence with its numbers in bold and unbroken. */
export function Bold({ text, of }: { text: string; of: string }) {
  const [before, after] = text.split(of);
  return after === undefined ? (
    <>{text}</>
  ) : (
    <>
      {before}
      <b class="nb">{of}</b>
      {after}
    </>
  );
}

const formNote = (poll: Poll): string =>
  [
    t(poll.form === 'SECRET' ? 'c.secret' : 'c.public'),
    poll.kind === 'ELECTION' && poll.seatsToFill != null ? t('c.seats', { n: poll.seatsToFill }) : null,
    poll.documentVersion === null ? null : t('c.draft', { v: poll.documentVersion }),
  ]
    .filter(Boolean)
    .join(' · ');

function Need({ poll }: { poll: Poll }) {
  const { needed: k, of: n } = poll.threshold;
  return (
    <Rule icon="scales">
      <Bold text={t(needKey(poll.kind), { k, n })} of={`${k}/${n}`} />
    </Rule>
  );
}

function Count({ turnout, top, lost = false }: { turnout: Turnout; top: string; lost?: boolean }) {
  return (
    <div>
      <p class="w-cap">{top}</p>
      <p class="w-big">
        {lost ? '–' : turnout.recorded}
        <small>/{turnout.present}</small>
      </p>
      <p class="w-cap">{t('w.turnoutEnd')}</p>
    </div>
  );
}

function Timer({ label, seconds }: { label: string; seconds: number | null }) {
  if (seconds === null) return null;
  return (
    <div class="w-side" role="timer">
      <p class="w-cap">{label}</p>
      <p class="w-time">
        <Digits text={minutesSeconds(seconds)} spoken={t('c.seconds', { n: seconds })} />
      </p>
    </div>
  );
}

function Holding({ scene, view }: { scene: Scene & { at: 'HOLDING' }; view: WallView }) {
  const { chamber } = view;
  const time = scene.time ? hourMinute(scene.time) : null;
  const lines: Record<typeof scene.line, string> = {
    START: t('w.start', { t: time ?? '' }),
    BREAK: time ? t('w.break', { t: time }) : t('w.breakOpen'),
    RUNNING: t('w.running'),
    ENDED: t('w.ended'),
  };
  const checked = `${chamber.attendance.present}/${chamber.attendance.total}`;
  return (
    <>
      <div class="w-center">
        <h1 class="w-hero">{glue(chamber.sessionName)}</h1>
        <p class="w-lead wide">
          {chamber.councilName}
          <br />
          {chamber.sittingName}
        </p>
        <p class="w-lead ink">{time ? <Bold text={lines[scene.line]} of={time} /> : lines[scene.line]}</p>
      </div>
      {view.stale?.lost ? null : (
        <Rule icon="person">
          <Bold text={t('w.checked', { a: chamber.attendance.present, n: chamber.attendance.total })} of={checked} />
        </Rule>
      )}
    </>
  );
}

function Item({ scene }: { scene: Scene & { at: 'ITEM' } }) {
  return (
    <>
      <State icon="list">{t('w.item', { i: scene.position, n: scene.count })}</State>
      <Title text={scene.title} />
      <div class="w-fill" />
      <ol class="w-steps">
        {scene.steps.map((step) => (
          <li
            key={step.phase}
            class={step.state === 'DONE' ? 'ok' : step.state === 'NOW' ? 'on' : ''}
            aria-current={step.state === 'NOW' ? 'step' : undefined}
          >
            {step.state === 'DONE' ? <Icon name="check" /> : null}{' '}
            {step.phase === 'WHOLE' ? t('w.stepVote') : td(`h.step.${step.phase}`)}
          </li>
        ))}
      </ol>
      <Rule>
        {scene.next
          ? t('w.next', { x: `${t('w.item', { i: scene.next.position, n: scene.count })} – ${scene.next.title}` })
          : t('w.noItem')}
      </Rule>
    </>
  );
}

function Speaking({ scene }: { scene: Scene & { at: 'SPEAKER' } }) {
  const { speaker, minutes, left, over, next } = scene;
  return (
    <>
      <State icon="microphone" note={t('speech.minutes', { x: t(`speech.${speaker.kind}`), n: minutes })}>
        {t('w.speaking')}
      </State>
      <div class="w-nums">
        <div>
          <h1 class="w-name">{glue(speaker.fullName)}</h1>
          {speaker.groupName ? <p class="w-lead">{speaker.groupName}</p> : null}
        </div>
        {over === null ? (
          <Timer label={t('w.left')} seconds={left} />
        ) : (
          <div class="w-side w-amber" role="timer">
            <p class="w-cap">{t('w.over')}</p>
            <p class="w-time">
              +<Digits text={minutesSeconds(over)} spoken={t('c.seconds', { n: over })} />
            </p>
          </div>
        )}
      </div>
      {next ? <Rule>{t('w.next', { x: next })}</Rule> : null}
    </>
  );
}

function Announced({ scene }: { scene: Scene & { at: 'ANNOUNCED' } }) {
  return (
    <>
      <State icon="bell" note={formNote(scene.poll)}>
        {t('w.soon')}
      </State>
      <Title text={scene.poll.title} />
      <div class="w-nums">
        <p class="w-lead ink">
          {t('w.prepare')}.
          <br />
          {t('w.checkin')}
        </p>
        <Timer label={t('w.starts')} seconds={scene.seconds} />
      </div>
      <Need poll={scene.poll} />
    </>
  );
}

/** Paper and hands, from the opening to the count: nothing is pressed, and no number is shown. */
function Manual({ poll, counting }: { poll: Poll; counting: boolean }) {
  const state = poll.method === 'PAPER' ? 'w.byPaper' : 'w.byHands';
  return (
    <>
      <State icon={counting ? 'stop' : 'ballot'} tone={counting ? 'calm' : undefined} note={formNote(poll)}>
        {t(counting ? 'w.counting' : state)}
      </State>
      <Title text={poll.title} />
      <div class="w-center">
        <p class="w-lead ink">{t(counting ? 'w.await' : 'w.notDevice')}</p>
      </div>
      <Need poll={poll} />
    </>
  );
}

function Open({ scene }: { scene: Scene & { at: 'OPEN' } }) {
  if (isManual(scene.poll)) return <Manual poll={scene.poll} counting={false} />;
  return (
    <>
      {scene.test ? (
        <State icon="test" tone="warn" note={t('w.testNote')}>
          {t('w.testName')}
        </State>
      ) : (
        <State icon="ballot" note={formNote(scene.poll)}>
          {t('w.open')}
        </State>
      )}
      <Title text={scene.poll.title} />
      <div class="w-nums">
        <Count turnout={scene.turnout} top={t(scene.test ? 'w.inTurn' : 'w.turnoutTop')} />
        <Timer label={t('w.left')} seconds={scene.seconds} />
      </div>
      {scene.test ? <Rule icon="phone">{t('w.testCure')}</Rule> : <Need poll={scene.poll} />}
    </>
  );
}

const serverRestart = 'SERVER_RESTART';
export const pauseReason = (reason: string | null): string =>
  reason === serverRestart ? t('w.serverRestart') : (reason ?? '');

function Paused({ scene }: { scene: Scene & { at: 'PAUSED' } }) {
  const reason = pauseReason(scene.poll.pauseReason);
  const { recorded: a, present: b } = scene.turnout;
  return (
    <>
      <State icon="pause" tone="warn">
        {t('w.paused')}
      </State>
      <Title text={scene.poll.title} />
      <div class="w-center">
        {reason ? <p class="w-lead ink">{t('c.reason', { r: reason })}</p> : null}
        <p class="w-lead">{t('w.kept')}</p>
      </div>
      <Rule icon="ballot">
        <Bold text={t('w.turnout', { a, b })} of={`${a}/${b}`} />
      </Rule>
    </>
  );
}

function Closing({ scene }: { scene: Scene & { at: 'CLOSING' } }) {
  if (isManual(scene.poll)) return <Manual poll={scene.poll} counting />;
  const { seconds } = scene;
  return (
    <>
      <State icon="hourglass" tone="warn">
        {t('w.closing')}
      </State>
      <Title text={scene.poll.title} />
      <div class="w-nums">
        <Count turnout={scene.turnout} top={t('w.turnoutTop')} />
        {seconds === null ? null : (
          <div class="w-side" role="timer">
            <p class="w-cap">{t('w.endsIn')}</p>
            <p class="w-big w-amber">
              <Digits text={String(seconds)} spoken={t('c.seconds', { n: seconds })} />
            </p>
            <p class="w-cap">{t('c.second')}</p>
          </div>
        )}
      </div>
      <Rule icon="bell">
        <b>{t('w.now')}</b>
      </Rule>
    </>
  );
}

function Closed({ scene }: { scene: Scene & { at: 'CLOSED' } }) {
  if (isManual(scene.poll)) return <Manual poll={scene.poll} counting />;
  return (
    <>
      <State icon="stop" tone="calm">
        {t('w.closed')}
      </State>
      <Title text={scene.poll.title} />
      <div class="w-nums">
        <Count turnout={scene.turnout} top={t('w.turnoutTop')} />
        <p class="w-lead ink narrow">{t('w.await')}</p>
      </div>
      <Need poll={scene.poll} />
    </>
  );
}

/** From here on a title takes four lines, and the table's rows close up. */
const fourLines = 210;

function Published({ scene }: { scene: Scene & { at: 'PUBLISHED' } }) {
  const { poll, result, page } = scene;
  if (result.rows.length > 0)
    return (
      <>
        <Title text={poll.title} paged />
        <div class="w-paged">
          <RowsFacts poll={poll} result={result} />
          {pagesOf(result) > 1 ? <p class="w-facts nb">{t('r.page', { i: page + 1, n: pagesOf(result) })}</p> : null}
        </div>
        <RowsTable poll={poll} result={result} page={page} />
        {poll.kind === 'ELECTION' ? (
          <p class="w-facts">{t('r.need', { k: result.threshold.needed, n: result.threshold.of })}</p>
        ) : null}
      </>
    );
  return (
    <>
      <Title text={scene.poll.title} />
      <div class={`w-res ${scene.poll.title.length > fourLines ? 'tight' : ''}`}>
        <ResultTable poll={scene.poll} result={scene.result} />
        <ResultPanel result={scene.result} />
      </div>
    </>
  );
}

function Annulled({ scene }: { scene: Scene & { at: 'ANNULLED' } }) {
  return (
    <>
      <State icon="cross" tone="warn">
        {t('w.annulled')}
      </State>
      <Title text={scene.poll.title} />
      <div class="w-center">
        {scene.reason ? <p class="w-lead ink">{t('c.reason', { r: scene.reason })}</p> : null}
        <p class="w-lead">
          {t('w.keptFiles')} {t('w.revote')}.
        </p>
      </div>
    </>
  );
}

function Private({ scene }: { scene: Scene & { at: 'PRIVATE' } }) {
  const again = scene.again ? hourMinute(scene.again) : null;
  return (
    <div class="w-center">
      <h1 class="w-state calm w-lock">
        <Icon name="lock" />
        <span>{t('w.private')}</span>
      </h1>
      <p class="w-lead">
        {t('w.privateNote')} {again ? <Bold text={t('w.again', { t: again })} of={again} /> : null}
      </p>
    </div>
  );
}

export const age = (seconds: number): string =>
  seconds < 120 ? t('w.staleAge', { n: seconds }) : t('w.staleAgeMin', { n: Math.floor(seconds / 60) });

const countsWhileStale = (scene: Scene): scene is Scene & { turnout: Turnout; poll: Poll } => 'turnout' in scene;
const words: Partial<Record<Scene['at'], MessageKey>> = { PAUSED: 'w.paused', CLOSED: 'w.closed' };

/** Silence: the bar with the age takes the state's place; what is left is what stays true. */
function Quiet({ scene, stale, view }: { scene: Scene; stale: Stale; view: WallView }) {
  const title =
    'poll' in scene
      ? scene.poll.title
      : scene.at === 'ITEM'
        ? scene.title
        : scene.at === 'SPEAKER'
          ? scene.speaker.fullName
          : view.chamber.sessionName;
  const at = stale.since ? hourMinuteSecond(stale.since) : null;
  return (
    <>
      <p class="w-stale">
        <Icon name="offline" />
        <span>{t('w.staleName')}</span>
        <span class="r nb">{age(stale.seconds)}</span>
      </p>
      <Title text={title} />
      {countsWhileStale(scene) ? (
        <div class="w-nums one">
          <Count turnout={scene.turnout} lost={stale.lost} top={at ? t('w.turnoutAt', { t: at }) : t('w.turnoutTop')} />
          {words[scene.at] ? <p class="w-lead narrow">{t(words[scene.at]!)}</p> : null}
        </div>
      ) : (
        <div class="w-fill" />
      )}
      <Rule icon="again">{t('w.reconnecting')}</Rule>
    </>
  );
}

/** A published result and a closed sitting do not age: their picture stays, and the foot says that the line is down. */
export const staysWhileStale = (scene: Scene): boolean =>
  scene.at === 'PUBLISHED' || scene.at === 'PRIVATE' || scene.at === 'ANNULLED';

export function Body({ view }: { view: WallView }) {
  const { scene, stale } = view;
  if (stale && !staysWhileStale(scene)) return <Quiet scene={scene} stale={stale} view={view} />;
  switch (scene.at) {
    case 'HOLDING':
      return <Holding scene={scene} view={view} />;
    case 'ITEM':
      return <Item scene={scene} />;
    case 'SPEAKER':
      return <Speaking scene={scene} />;
    case 'ANNOUNCED':
      return <Announced scene={scene} />;
    case 'OPEN':
      return <Open scene={scene} />;
    case 'PAUSED':
      return <Paused scene={scene} />;
    case 'CLOSING':
      return <Closing scene={scene} />;
    case 'CLOSED':
      return <Closed scene={scene} />;
    case 'PUBLISHED':
      return <Published scene={scene} />;
    case 'ANNULLED':
      return <Annulled scene={scene} />;
    case 'PRIVATE':
      return <Private scene={scene} />;
  }
}
