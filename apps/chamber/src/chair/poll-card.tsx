/** The poll in the middle of the console, one face for each of its states. */
import type { ComponentChildren } from 'preact';
import { hourMinuteSecond, minutesSeconds } from '../shared/format.js';
import { Icon, type IconName } from '../shared/icons.js';
import { pick } from '../shared/i18n.js';
import { hasNumber, needKey } from '../shared/need.js';
import { Digits } from '../shared/ui.js';
import type { ConsoleChamber, ConsolePoll, Missing } from './model.js';
import type { ChairKey } from './next-step.js';
import { MissingEffect, ResultPanel } from './result.js';
import { say, tc } from './say.js';
import { missingCause, screensReport, secondsUntil } from './watch.js';

export interface Seen {
  readonly chamber: ConsoleChamber;
  readonly poll: ConsolePoll;
  /** The server's time, or null while the connection is silent: then no clock runs. */
  readonly now: number | null;
  readonly onWhy: () => void;
  readonly onMissing: () => void;
}

const KINDS: Readonly<Record<string, ChairKey>> = {
  RESOLUTION: 'kind.RESOLUTION',
  RESOLUTION_ITEM: 'kind.RESOLUTION_ITEM',
  PROCEDURAL: 'kind.PROCEDURAL',
  REMOVAL: 'kind.REMOVAL',
  OPTION_CHOICE: 'kind.OPTION_CHOICE',
  ELECTION: 'kind.ELECTION',
  CONFIDENCE_RATING: 'kind.CONFIDENCE_RATING',
  CONFIDENCE_VOTE: 'kind.CONFIDENCE_VOTE',
  CONSULTATION: 'kind.CONSULTATION',
  TEST: 'kind.TEST',
};
export const kindWord = (kind: string): string => (KINDS[kind] ? tc(KINDS[kind]) : kind);

const TAGS: Readonly<Record<ConsolePoll['state'], readonly [string, IconName, ChairKey]>> = {
  DRAFT: ['mut', 'document', 'state.DRAFT'],
  READY: ['mut', 'lock', 'state.READY'],
  OPEN: ['now', 'ballot', 'w.open'],
  PAUSED: ['warn', 'pause', 'w.paused'],
  CLOSING: ['warn', 'clock', 'w.closing'],
  CLOSED: ['mut', 'stop', 'state.CLOSED'],
  CERTIFIED: ['mut', 'stop', 'state.CLOSED'],
  PUBLISHED: ['ok', 'check', 'state.PUBLISHED'],
  CANCELLED: ['mut', 'cross', 'b.cancelled'],
  ANNULLED: ['warn', 'again', 'w.annulled'],
};

export function PollCard(seen: Seen) {
  const { poll } = seen;
  return (
    <>
      <PollHead {...seen} />
      <h1 id="poll-title">{poll.title}</h1>
      <Sealed poll={poll} />
      <PollBody {...seen} />
    </>
  );
}

/** What devices had recorded before the vote went over to paper or hands: kept, and not counted. */
function Sealed({ poll }: Pick<Seen, 'poll'>) {
  if (!poll.sealed) return null;
  return (
    <p class="note">
      <Icon name="lock" />
      <span>
        {tc('sealed.line', { n: poll.sealed.recorded })} {tc('c.reason', { r: poll.sealed.reason })}.
      </span>
    </p>
  );
}

function PollHead({ chamber, poll, now }: Seen) {
  const called = poll.state === 'READY' && poll.opensAt;
  const [tone, icon, key] = called ? (['now', 'bell', 'w.soon'] as const) : TAGS[poll.state];
  const left = poll.state === 'OPEN' ? poll.closesAt : called ? poll.opensAt : null;
  const seconds = now === null ? null : secondsUntil(left, now);
  const result = poll.result ?? poll.provisionalResult;
  const screens = screensReport(chamber.screens, now ?? 0);
  return (
    <div class="hd">
      <span class={`tag ${tone}`}>
        <Icon name={icon} />
        {tc(key, poll.publishedAt ? { t: hourMinuteSecond(poll.publishedAt) } : {})}
      </span>
      <span class="tag mut">{tc(poll.form === 'SECRET' ? 'c.secret' : 'c.public')}</span>
      <span class="tag mut">
        {poll.documentVersion
          ? tc('kind.version', { x: kindWord(poll.kind), v: poll.documentVersion })
          : kindWord(poll.kind)}
      </span>
      {seconds === null ? null : (
        <span class="timer" role="timer" aria-label={tc(called ? 'w.starts' : 'w.left')}>
          <Digits text={minutesSeconds(seconds)} spoken={minutesSeconds(seconds)} />
        </span>
      )}
      {poll.state === 'PUBLISHED' && screens.total > 0 ? (
        <span class="m end">{tc('result.at', { a: screens.upToDate, b: screens.total, v: chamber.revision })}</span>
      ) : result ? (
        <span class="m end">{tc('r.seal', { h: result.seal })}</span>
      ) : null}
    </div>
  );
}

function PollBody(seen: Seen): ComponentChildren {
  const { poll, chamber, now } = seen;
  const result = poll.result ?? poll.provisionalResult;
  switch (poll.state) {
    case 'DRAFT':
    case 'READY':
      return (
        <>
          <Need {...seen} />
          <Numbers {...seen} />
          {poll.state === 'READY' ? <Conditions {...seen} /> : null}
        </>
      );
    case 'OPEN':
    case 'PAUSED':
      return (
        <>
          {poll.state === 'PAUSED' ? (
            <p class="note warn">
              <Icon name="pause" />
              <span>
                {poll.pauseReason ? `${tc('c.reason', { r: pauseText(poll.pauseReason) })}. ` : ''}
                {tc('pause.kept')}
              </span>
            </p>
          ) : null}
          <Need {...seen} />
          <Numbers {...seen} />
          {onDevices(poll) ? <MissingNames {...seen} /> : <p>{tc(`manual.${poll.method}` as ChairKey)}</p>}
        </>
      );
    case 'CLOSING': {
      const seconds = now === null ? null : secondsUntil(poll.closingEndsAt, now);
      return (
        <>
          <Need {...seen} />
          <Numbers {...seen} />
          {seconds === null ? null : (
            <div class="count5" role="timer">
              <strong>{seconds}</strong>
              <span>{tc('w.closingIn', { n: seconds })}</span>
            </div>
          )}
          {onDevices(poll) ? <MissingNames {...seen} /> : null}
        </>
      );
    }
    case 'CLOSED':
    case 'CERTIFIED':
    case 'PUBLISHED':
      return result ? (
        <>
          {poll.secretWarning && poll.state !== 'PUBLISHED' ? (
            <p class="note warn">
              <Icon name="warning" />
              <span>{tc(`secret.${poll.secretWarning}`)}</span>
            </p>
          ) : null}
          <ResultPanel result={result} />
          <MissingEffect result={result} />
        </>
      ) : (
        <Numbers {...seen} />
      );
    case 'ANNULLED':
      return (
        <div class="note warn">
          <Icon name="warning" />
          <span>
            <b>{poll.annulment?.wallText}</b>
            <br />
            {poll.annulment ? tc('annulled.line', { x: poll.annulment.basis }) : null}
          </span>
        </div>
      );
    case 'CANCELLED':
      return <Numbers chamber={chamber} poll={poll} />;
  }
}

/** The chair's own words, or the server's code for its own pause. */
const pauseText = (reason: string): string => (reason === 'SERVER_RESTART' ? tc('pause.SERVER_RESTART') : reason);

/** On paper and by hands nothing is recorded one by one: nobody is missing until it is counted. */
export const onDevices = (poll: Pick<ConsolePoll, 'method'>): boolean => (poll.method ?? 'ELECTRONIC') === 'ELECTRONIC';

const notRecorded = (poll: ConsolePoll): number => Math.max(0, poll.turnout.present - poll.turnout.recorded);

function Need({ poll, onWhy }: Seen) {
  const { needed: k, of: n } = poll.threshold;
  const key = needKey(poll.kind);
  const [before, after] = tc(key === 'c.need' ? 'need.line' : key, { n, k: '\u0000' }).split(`\u0000/${n}`);
  return (
    <p class="m">
      {before}
      {hasNumber(poll.kind) ? (
        <b>
          {k}/{n}
        </b>
      ) : null}
      {after}{' '}
      <button type="button" class="lnk" onClick={onWhy} aria-haspopup="dialog">
        {hasNumber(poll.kind) ? tc('h.why', { k }) : tc('need.why')}
      </button>
    </p>
  );
}

function Numbers({ chamber, poll }: Pick<Seen, 'chamber' | 'poll'>) {
  const present = poll.turnout.present || chamber.attendance.present;
  return (
    <dl class="nums">
      <div>
        <dt>{tc('h.present')}</dt>
        <dd>{present}</dd>
      </div>
      <div>
        <dt>{tc('h.connected')}</dt>
        <dd>{chamber.connected ?? '–'}</dd>
      </div>
      {onDevices(poll) ? (
        <div class="k">
          <dt>{tc('h.recorded')}</dt>
          <dd>
            {poll.turnout.recorded}
            <small>/{present}</small>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function Conditions({ chamber, poll }: Seen) {
  const offline = chamber.connected == null ? 0 : Math.max(0, chamber.attendance.present - chamber.connected);
  return (
    <div class="conds">
      <h2>{tc('cond.title')}</h2>
      {(poll.conditions ?? []).map((condition) => (
        <p key={condition.key} class="ln">
          <span class={condition.met ? 'ok-i' : condition.blocking === false ? 'warn-i' : 'bad-i'}>
            <Icon name={condition.met ? 'for' : condition.blocking === false ? 'warning' : 'against'} />
          </span>
          <span>{pick(condition)}</span>
        </p>
      ))}
      {offline > 0 ? (
        <p class="ln">
          <span class="warn-i">
            <Icon name="warning" />
          </span>
          <span>{tc('cond.offline', { n: offline })}</span>
        </p>
      ) : null}
    </div>
  );
}

/** Enough names for the chair to act on; the rest is a number. */
const NAMES_SHOWN = 6;

function MissingNames({ poll, now, onMissing }: Seen) {
  const count = notRecorded(poll);
  if (poll.turnout.present === 0) return <p>{tc('miss.nobody')}</p>;
  if (count === 0)
    return (
      <p class="ln">
        <span class="ok-i">
          <Icon name="for" />
        </span>
        <span>{tc('miss.none')}</span>
      </p>
    );
  const all = poll.missing ?? [];
  const shown = all.slice(0, all.length > NAMES_SHOWN + 1 ? NAMES_SHOWN : NAMES_SHOWN + 1);
  const more = all.length - shown.length;
  return (
    <div>
      <h2>{tc('miss.title', { n: count })}</h2>
      <ul class="miss">
        {shown.map((seat) => (
          <li key={seat.seatId}>
            <MissingSeat seat={seat} now={now} />
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <button type="button" class="lnk more" aria-haspopup="dialog" onClick={onMissing}>
          {tc('miss.more', { n: more })}
        </button>
      ) : null}
    </div>
  );
}

/** Every name with its cause, for the questions that need them all. */
export function MissingList({ missing, now }: { missing: readonly Missing[]; now: number | null }) {
  return (
    <div class="list" tabIndex={0} role="group" aria-label={tc('miss.title', { n: missing.length })}>
      {missing.map((seat) => (
        <p key={seat.seatId} class="ln">
          <Icon name={missingCause(seat, now ?? 0).icon} />
          <span>{seat.fullName}</span>
          <span class="r">{causeText(seat, now)}</span>
        </p>
      ))}
    </div>
  );
}

function causeText(seat: Missing, now: number | null): string {
  const cause = missingCause(seat, now ?? 0);
  return cause.seconds === null || now === null
    ? say(cause.word)
    : `${say(cause.word)} ${minutesSeconds(cause.seconds)}`;
}

function MissingSeat({ seat, now }: { seat: Missing; now: number | null }) {
  return (
    <>
      <Icon name={missingCause(seat, now ?? 0).icon} />
      {seat.fullName} <small>{causeText(seat, now)}</small>
    </>
  );
}
