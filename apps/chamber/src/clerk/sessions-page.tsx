/** Sessions at the desk: planning one by its legal days, its sittings, and which one is being prepared. */
import { useEffect, useState } from 'preact/hooks';
import { Done, focusWrong, Notice, OrderDialog, TextField, useField } from '../chair/parts/order.js';
import { dayMonthYear, hourMinute } from '../shared/format.js';
import type { Graph } from '@nghitruong/client';
import { Icon } from '../shared/icons.js';
import { sourceText } from '../shared/source.js';
import type { ConvenedSession } from './convening.js';
import { tc } from './convening-words.js';
import { dayText, dayTyped } from './days.js';
import { LIGHTS } from './preparation.js';
import {
  useSessions,
  type DeskSession,
  type DeskSitting,
  type NewSession,
  type PlannedStep,
  type Sessions,
} from './sessions.js';
import { AskSitting } from './ask-sitting-plan.js';
import { ts } from './sessions-words.js';

const KINDS = ['REGULAR', 'THEMATIC', 'EXTRAORDINARY'] as const;

export function SessionsTask({
  graph,
  sittingId,
  now,
  ...chosen
}: { graph: Graph; sittingId: string; now: number } & Pick<SessionsPageProps, 'chosen' | 'onChoose'>) {
  const year = Number(dayMonthYear(now).slice(-4));
  return <SessionsPage sessions={useSessions(graph, sittingId, year)} year={year} {...chosen} />;
}

interface SessionsPageProps {
  readonly sessions: Sessions;
  readonly year: number;
  /** The session that preparation, documents and programme are about. */
  readonly chosen: ConvenedSession['id'] | null;
  readonly onChoose: (sessionId: string) => void;
  /** What is asked from the start (gallery). */
  readonly asked?: Asked | null;
}

type Asked =
  | { readonly what: 'session' }
  | { readonly what: 'sitting'; readonly session: DeskSession; readonly sitting: DeskSitting | null };

export function SessionsPage({ sessions, year, chosen, onChoose, asked: first = null }: SessionsPageProps) {
  const [asked, setAsked] = useState<Asked | null>(first);
  const { all, last, ofYear } = sessions;
  const ask = (what: Asked): void => {
    sessions.clear();
    setAsked(what);
  };
  const close = (): void => setAsked(null);
  return (
    <>
      <div class="head">
        <h1>{ts('title')}</h1>
      </div>
      <p class="small">{ts('lead')}</p>
      {ofYear ? (
        <p class={ofYear.met ? 'small' : 'note warn'}>
          {ofYear.needed === null
            ? ts('ofYearFree', { y: year, n: ofYear.count })
            : ts('ofYear', {
                y: year,
                n: ofYear.count,
                k: ofYear.needed,
                x: ofYear.reason ? sourceText(ofYear.reason) : '',
              })}
        </p>
      ) : null}
      <Done text={last?.tone === 'ok' ? last.words() : null} />
      <Notice text={!asked && last?.tone === 'bad' ? last.words() : null} />
      {all ? (
        <div class="acts">
          <button type="button" class="bt solid" aria-haspopup="dialog" onClick={() => ask({ what: 'session' })}>
            {ts('plan.open')}
          </button>
        </div>
      ) : null}
      {all === null ? <p role="status">{tc('c.loading')}</p> : null}
      {all?.map((session) => (
        <SessionCard
          key={session.id}
          session={session}
          chosen={session.id === chosen}
          onChoose={() => onChoose(session.id)}
          onSitting={(sitting) => ask({ what: 'sitting', session, sitting })}
        />
      ))}
      {sessions.hasMore ? (
        <button type="button" class="bt" onClick={() => sessions.more()}>
          {ts('more')}
        </button>
      ) : null}
      {asked?.what === 'session' ? <AskSession sessions={sessions} latest={all?.[0] ?? null} onClose={close} /> : null}
      {asked?.what === 'sitting' ? (
        <AskSitting sessions={sessions} session={asked.session} sitting={asked.sitting} onClose={close} />
      ) : null}
    </>
  );
}

function SessionCard({
  session,
  chosen,
  onChoose,
  onSitting,
}: {
  session: DeskSession;
  chosen: boolean;
  onChoose: () => void;
  onSitting: (sitting: DeskSitting | null) => void;
}) {
  const { opensOn, closesOn } = session;
  return (
    <section class="card" aria-label={session.name}>
      <h2>{session.name}</h2>
      <p class="small">
        <span class="tag">{ts(`kind.${session.kind}`)}</span>{' '}
        {opensOn === closesOn
          ? ts('day', { a: dayText(opensOn) })
          : ts('days', { a: dayText(opensOn), b: dayText(closesOn) })}
        {chosen ? ` · ${ts('chosen')}` : ''}
      </p>
      {session.sittings.length === 0 ? <p>{ts('none')}</p> : null}
      <ul class="plain">
        {session.sittings.map((sitting) => (
          <li key={sitting.id} class="ln lines">
            <span>
              <b>{sitting.name}</b>
              <br />
              <span class="small">
                {[
                  ts(`kind.${sitting.kind}`),
                  hourMinute(sitting.startsAt),
                  ts(`state.${sitting.state}`),
                  ...(sitting.visibility === 'CLOSED' ? [ts('closed')] : []),
                  ...(sitting.place ? [sitting.place] : []),
                ].join(' · ')}
              </span>
              {sitting.state === 'ENDED' ? null : (
                <details>
                  <summary class="open-list small">{ts('code')}</summary>
                  <code>{sitting.id}</code>
                </details>
              )}
            </span>
            {sitting.state === 'PLANNED' ? (
              <button
                type="button"
                class="bt sm"
                aria-haspopup="dialog"
                aria-label={ts('sit.changeOf', { x: sitting.name })}
                onClick={() => onSitting(sitting)}
              >
                {ts('sit.change')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <div class="acts wrap">
        <button
          type="button"
          class="bt sm"
          aria-haspopup="dialog"
          aria-label={ts('sit.addTo', { x: session.name })}
          onClick={() => onSitting(null)}
        >
          {ts('sit.add')}
        </button>
        <button type="button" class="bt sm" aria-label={`${ts('choose')}: ${session.name}`} onClick={onChoose}>
          {ts('choose')}
        </button>
      </div>
    </section>
  );
}

const day = (value: string): string | null => (dayTyped(value) ? null : ts('need.day'));
const whole = (value: string): string | null => (/^[1-9]\d{0,3}$/.test(value.trim()) ? null : ts('need.number'));

function AskSession({
  sessions,
  latest,
  onClose,
}: {
  sessions: Sessions;
  latest: DeskSession | null;
  onClose: () => void;
}) {
  const [kind, setKind] = useState<NewSession['kind']>('REGULAR');
  const term = useField(latest?.termOrdinal ?? '', (value) => (value.trim() === '' ? ts('need.term') : null));
  const ordinal = useField(String((latest?.ordinal ?? 0) + 1), whole);
  const opens = useField('', day);
  const closes = useField('', (value) => {
    const [from, to] = [dayTyped(opens.value), dayTyped(value)];
    return to === null ? ts('need.day') : from !== null && to < from ? ts('need.order') : null;
  });
  const first = ordinal.value.trim() === '1';
  const elected = useField('', (value) => (first ? day(value) : null));
  const opensOn = dayTyped(opens.value);
  const electedOn = first ? dayTyped(elected.value) : null;
  const [steps, setSteps] = useState<readonly PlannedStep[] | null | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    if (opensOn === null) setSteps(undefined);
    else void sessions.preview(kind, opensOn, electedOn).then((found) => !gone && setSteps(found));
    return () => void (gone = true);
  }, [kind, opensOn, electedOn]);
  return (
    <OrderDialog title={ts('plan.open')} notice={failed(sessions)} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [opens, closes, ordinal, term, elected].map((field) => field.check()).every(Boolean);
          if (!sound) focusWrong(event.currentTarget);
          else
            void sessions
              .plan({
                kind,
                termOrdinal: term.value.trim(),
                ordinal: Number(ordinal.value),
                opensOn: opensOn!,
                closesOn: dayTyped(closes.value)!,
                electedOn,
                summary: null,
              })
              .then((done) => done && onClose());
        }}
      >
        <div class="fld">
          <label for="session-kind">{ts('plan.kind')}</label>
          <select
            id="session-kind"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as NewSession['kind'])}
          >
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {ts(`kind.${each}`)}
              </option>
            ))}
          </select>
        </div>
        <TextField id="opens" label={ts('plan.opens')} field={opens} inputMode="numeric" first />
        <TextField id="closes" label={ts('plan.closes')} field={closes} inputMode="numeric" />
        <div class="rs">
          <TextField id="ordinal" label={ts('plan.ordinal')} field={ordinal} inputMode="numeric" />
          <TextField id="term" label={ts('plan.term')} field={term} />
        </div>
        {first ? <TextField id="elected" label={ts('plan.elected')} field={elected} inputMode="numeric" /> : null}
        <div role="status">
          {steps === null ? <p class="note bad">{ts('plan.unread')}</p> : null}
          {steps ? <Deadlines steps={steps} /> : null}
        </div>
        <div class="acts">
          <button type="button" class="bt" onClick={onClose}>
            {tc('c.back')}
          </button>
          <button type="submit" class="bt solid" aria-disabled={sessions.busy}>
            {ts('plan.do')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}

function Deadlines({ steps }: { steps: readonly PlannedStep[] }) {
  const dated = steps.filter((step) => step.dueOn !== null);
  return (
    <>
      <h3>{ts('plan.due')}</h3>
      <ul class="plain">
        {dated.map(({ step, dueOn, light }) => {
          const [tone, icon] = LIGHTS[light];
          return (
            <li key={step} class="ln lines">
              <span>
                {tc(`step.${step}`)}
                <br />
                <b class="nb">{dayText(dueOn!)}</b>
              </span>
              <span class={`tag ${tone}`}>
                <Icon name={icon} />
                {tc(`k.${light}`)}
              </span>
            </li>
          );
        })}
      </ul>
      {dated.some(({ light }) => light === 'OVERDUE') ? <p class="small">{ts('plan.late')}</p> : null}
    </>
  );
}

export const failed = ({ last }: Pick<Sessions, 'last'>): string | null => (last?.tone === 'bad' ? last.words() : null);
