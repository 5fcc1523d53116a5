/** "Chất vấn của tôi": the slip, what became of each, and the verdict on the answer. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import {
  AnsweringBodies,
  AskInterpellationAgain,
  JudgeInterpellation,
  MyQuestions,
  SubmitInterpellation,
  WithdrawInterpellation,
  type MyQuestionsQuery,
} from '../graph/operations.js';
import { dayMonthYear } from '../shared/format.js';
import type { Graph } from '@nghitruong/client';
import { pick, t } from '../shared/i18n.js';
import { Frame } from './frame.js';
import { tg } from './requests-words.js';

export type MyQuestion = NonNullable<NonNullable<MyQuestionsQuery['sitting']>['myInterpellations']>[number];
interface Body {
  readonly id: string;
  readonly name: string;
}
export interface NewSlip {
  readonly issue: string;
  readonly askedName: string;
  readonly askedOffice: string;
  readonly askedBodyId: string;
}
export type SlipAct =
  | { readonly do: 'submit'; readonly slip: NewSlip }
  | { readonly do: 'withdraw' | 'satisfied' | 'notSatisfied' | 'again'; readonly id: string };

export interface SlipsProps {
  readonly who: string;
  readonly online: boolean;
  readonly illustrative: boolean;
  readonly onBack: () => void;
  /** To the requests that delegates make together. */
  readonly onRequests?: () => void;
}

export function Slips({
  graph,
  sittingId,
  councilId,
  step,
  ...shown
}: SlipsProps & { graph: Graph; sittingId: string; councilId: string; step: number }) {
  const [mine, setMine] = useState<readonly MyQuestion[] | null>(null);
  const [bodies, setBodies] = useState<readonly Body[]>([]);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const read = useCallback(async () => {
    try {
      setMine((await graph.run(MyQuestions, { sittingId })).sitting?.myInterpellations ?? []);
    } catch {
      // What was read before stays.
    }
  }, [graph, sittingId]);
  useEffect(() => void read(), [read, step]);
  useEffect(() => {
    void graph
      .run(AnsweringBodies, { councilId })
      .then(({ publicBodies }) => setBodies(publicBodies.edges.map(({ node }) => node)))
      .catch(() => undefined);
  }, [graph, councilId]);
  const send = async (act: SlipAct): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setSaid(null);
    try {
      const answer: { __typename: string; vi?: string; en?: string } = (await request(graph, sittingId, act)).said;
      if (answer.__typename !== 'Refused') return true;
      setSaid(pick({ vi: answer.vi ?? '', en: answer.en ?? '' }));
    } catch {
      setSaid(t('b.speakFailed'));
    } finally {
      setBusy(false);
      await read();
    }
    return false;
  };
  return <SlipsPicture {...shown} mine={mine} bodies={bodies} busy={busy} said={said} onAct={send} />;
}

function request(graph: Graph, sittingId: string, act: SlipAct): Promise<{ said: { __typename: string } }> {
  switch (act.do) {
    case 'submit':
      return graph.run(SubmitInterpellation, { input: { sittingId, ...act.slip } });
    case 'withdraw':
      return graph.run(WithdrawInterpellation, { interpellationId: act.id });
    case 'again':
      return graph.run(AskInterpellationAgain, { interpellationId: act.id, sittingId });
    default:
      return graph.run(JudgeInterpellation, { interpellationId: act.id, satisfied: act.do === 'satisfied' });
  }
}

export function SlipsPicture({
  mine,
  bodies,
  busy,
  said,
  onAct,
  onBack,
  onRequests,
  ...frame
}: SlipsProps & {
  mine: readonly MyQuestion[] | null;
  bodies: readonly Body[];
  busy: boolean;
  said: string | null;
  onAct: (act: SlipAct) => Promise<boolean>;
}) {
  const [slip, setSlip] = useState<NewSlip>({ issue: '', askedName: '', askedOffice: '', askedBodyId: '' });
  const set = (part: Partial<NewSlip>): void => setSlip({ ...slip, ...part });
  const whole = Object.values(slip).every((value) => value.trim() !== '');
  const button = (act: SlipAct, label: string) => (
    <button type="button" class="btn sec" aria-disabled={busy} onClick={() => void onAct(act)}>
      {label}
    </button>
  );
  return (
    <Frame
      {...frame}
      actions={
        <>
          {onRequests ? (
            <button type="button" class="btn sec" onClick={onRequests}>
              {tg('open')}
            </button>
          ) : null}
          <button type="button" class="btn" onClick={onBack}>
            {t('c.back')}
          </button>
        </>
      }
    >
      <h1 class="b-q">{t('b.slips')}</h1>
      <div role="alert">{said ? <p class="card b-strong">{said}</p> : null}</div>
      {mine === null ? <p role="status">{t('c.loading')}</p> : null}
      {mine?.map((each) => (
        <section class="card slip" key={each.id}>
          <p class="b-strong">{each.title}</p>
          <p class="b-hint">
            {each.askedName}, {each.askedOffice}
          </p>
          <p>
            {t(`b.slip.${each.state}`)}
            {each.dueOn ? ` · ${t('b.slipDue', { d: dayMonthYear(`${each.dueOn}T00:00:00+07:00`) })}` : ''}
          </p>
          {each.writtenAnswer ? <p class="b-hint">{each.writtenAnswer}</p> : null}
          {each.commitments.map((promise) => (
            <p class="b-hint" key={promise.id}>
              {t('b.slipPromise', { x: promise.title })}
            </p>
          ))}
          {each.state === 'SUBMITTED' ? button({ do: 'withdraw', id: each.id }, t('b.slipWithdraw')) : null}
          {each.state === 'ANSWERED' || each.state === 'ANSWERED_IN_WRITING' ? (
            <>
              {button({ do: 'satisfied', id: each.id }, t('b.slip.SATISFIED'))}
              {button({ do: 'notSatisfied', id: each.id }, t('b.slip.NOT_SATISFIED'))}
            </>
          ) : null}
          {each.state === 'NOT_SATISFIED' ? button({ do: 'again', id: each.id }, t('b.slipAgain')) : null}
        </section>
      ))}
      <form
        class="slip"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!whole || busy) return;
          void onAct({ do: 'submit', slip }).then((done) =>
            done ? setSlip({ issue: '', askedName: '', askedOffice: '', askedBodyId: '' }) : undefined,
          );
        }}
      >
        <h2 class="menu-title">{t('b.slipNew')}</h2>
        <label>
          {t('b.slipIssue')}
          <textarea
            rows={3}
            maxLength={1000}
            value={slip.issue}
            onInput={(e) => set({ issue: e.currentTarget.value })}
          />
        </label>
        <label>
          {t('b.slipWho')}
          <input autocomplete="off" value={slip.askedName} onInput={(e) => set({ askedName: e.currentTarget.value })} />
        </label>
        <label>
          {t('b.slipOffice')}
          <input
            autocomplete="off"
            value={slip.askedOffice}
            onInput={(e) => set({ askedOffice: e.currentTarget.value })}
          />
        </label>
        <label>
          {t('b.slipBody')}
          <select value={slip.askedBodyId} onChange={(e) => set({ askedBodyId: e.currentTarget.value })}>
            <option value="">{t('b.slipChoose')}</option>
            {bodies.map((body) => (
              <option key={body.id} value={body.id}>
                {body.name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="btn" aria-disabled={busy || !whole}>
          {t('b.slipSend')}
        </button>
      </form>
    </Frame>
  );
}
