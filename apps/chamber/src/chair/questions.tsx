/**
 * Chất vấn on the console: the questions of the sitting, who is called next,
 * and a promise captured in two taps while it is said.
 *
 * Read apart from the stream, which carries nothing that only the desk may
 * see: asked anew at each step and after each order.
 */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ConsoleQuestions, type QuestionViewFragment } from '../graph/operations.js';
import { dayMonthYear } from '../shared/format.js';
import type { Graph } from '@nghitruong/client';
import { Icon } from '../shared/icons.js';
import { AskDecide, AskGroup, AskPromise, AskWriting, AskWritten } from './ask-questions.js';
import { saidOf, saidOfFault, type Order } from './commands.js';
import type { ConsoleChamber } from './model.js';
import { noticeOf, type Orders } from './orders.js';
import { tc } from './say.js';

export type Question = QuestionViewFragment;
export type DeskRun = (graph: Graph) => Promise<{ said: { readonly __typename: string } }>;

type Asked =
  | { readonly about: 'promise' | 'defer' | 'written'; readonly question: Question }
  | { readonly about: 'group' }
  | { readonly about: 'decide'; readonly groupId: string };

export function Questions({ graph, chamber, orders }: { graph: Graph; chamber: ConsoleChamber; orders: Orders }) {
  const [list, setList] = useState<readonly Question[] | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const { sittingId, step } = chamber;
  const read = useCallback(async () => {
    try {
      setList((await graph.run(ConsoleQuestions, { sittingId })).sitting?.interpellations ?? []);
    } catch {
      // What was read before stays; the next step asks again.
    }
  }, [graph, sittingId]);
  useEffect(() => void read(), [read, step, chamber.revision]);
  const run = async (work: DeskRun): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      const said = saidOf((await work(graph)).said);
      setNotice(noticeOf(said));
      if (said.outcome === 'DONE') setAsked(null);
    } catch (error) {
      setNotice(noticeOf(saidOfFault(error)));
    } finally {
      setBusy(false);
      await read();
    }
  };
  const ask = (next: Asked): void => {
    setNotice(null);
    setAsked(next);
  };
  const close = (): void => setAsked(null);
  const common = { notice, busy, onClose: close, onRun: (work: DeskRun) => void run(work) };
  return (
    <>
      <QuestionList
        list={list}
        live={chamber.sittingState === 'OPEN'}
        busy={orders.busy || busy}
        onOrder={(order) => void orders.give(order)}
        onAsk={ask}
      />
      {asked?.about === 'promise' ? (
        <AskPromise {...common} question={asked.question} now={Date.parse(chamber.serverTime)} />
      ) : null}
      {asked?.about === 'defer' ? <AskWriting {...common} question={asked.question} /> : null}
      {asked?.about === 'written' ? <AskWritten {...common} question={asked.question} /> : null}
      {asked?.about === 'group' ? (
        <AskGroup {...common} sittingId={sittingId} slips={(list ?? []).filter((each) => each.state === 'SUBMITTED')} />
      ) : null}
      {asked?.about === 'decide' ? <AskDecide {...common} groupId={asked.groupId} bases={orders.bases} /> : null}
    </>
  );
}

export function QuestionList({
  list,
  live,
  busy,
  onOrder,
  onAsk,
}: {
  list: readonly Question[] | null;
  live: boolean;
  busy: boolean;
  onOrder: (order: Order) => void;
  onAsk: (asked: Asked) => void;
}) {
  const undecided = new Map(
    (list ?? []).flatMap((q) => (q.group && !q.group.decidedAt ? [[q.group.id, q.group]] : [])),
  );
  const button = (label: string, of: Question, act: () => void, solid = false) => (
    <button
      type="button"
      class={solid ? 'bt sm solid' : 'bt sm'}
      aria-disabled={busy}
      aria-label={`${label}: ${of.title}`}
      onClick={() => busy || act()}
    >
      {label}
    </button>
  );
  const give = (verb: 'askInterpellation' | 'answerInterpellation', of: Question) => () =>
    onOrder({ do: verb, interpellationId: of.id });
  const acts = (question: Question) => {
    const defer = button(tc('ask.defer'), question, () => onAsk({ about: 'defer', question }));
    const promise = button(tc('ask.promise'), question, () => onAsk({ about: 'promise', question }), true);
    switch (question.state) {
      case 'SUBMITTED':
      case 'GROUPED':
        return defer;
      case 'SCHEDULED':
        return [defer, live ? button(tc('ask.ask'), question, give('askInterpellation', question), true) : null];
      case 'ASKED':
        return [defer, live ? button(tc('ask.answer'), question, give('answerInterpellation', question), true) : null];
      case 'ANSWERED':
        return [live ? button(tc('ask.more'), question, give('askInterpellation', question)) : null, promise];
      case 'AWAITING_WRITING':
        return button(tc('ask.written'), question, () => onAsk({ about: 'written', question }));
      case 'ANSWERED_IN_WRITING':
        return promise;
      default:
        return null;
    }
  };
  return (
    <section class="floor" aria-label={tc('ask.title')}>
      <h2>{tc('ask.title')}</h2>
      {list === null ? <p class="small">{tc('c.loading')}</p> : null}
      {list?.length === 0 ? <p class="small">{tc('ask.none')}</p> : null}
      {list?.some((each) => each.state === 'SUBMITTED') ? (
        <div class="rs">
          <button type="button" class="bt" aria-disabled={busy} onClick={() => onAsk({ about: 'group' })}>
            {tc('ask.group')}
          </button>
        </div>
      ) : null}
      {[...undecided.values()].map((group) => (
        <div class="req" key={group.id}>
          <p>
            <b>{group.title}</b>
            <span class="small">{tc('ask.proposed')}</span>
          </p>
          <button
            type="button"
            class="bt sm"
            aria-disabled={busy}
            onClick={() => onAsk({ about: 'decide', groupId: group.id })}
          >
            {tc('ask.decide')}
          </button>
        </div>
      ))}
      {list?.map((question) => (
        <div class="req wrap" key={question.id}>
          <p>
            <b>{question.title}</b>
            <span class="small">
              {tc('ask.who', { a: question.askingName, b: question.askedName, c: question.askedOffice })}
            </span>
            <span class="small">
              {tc(`ask.state.${question.state}`)}
              {question.dueOn ? ` · ${tc('ask.due', { d: dayMonthYear(`${question.dueOn}T00:00:00+07:00`) })}` : ''}
            </span>
            {question.commitments.map((each) => (
              <span class="small" key={each.id}>
                <Icon name="check" /> {each.title}
                {each.dueOn ? ` · ${tc('ask.due', { d: dayMonthYear(`${each.dueOn}T00:00:00+07:00`) })}` : ''}
              </span>
            ))}
          </p>
          <div class="bts">{acts(question)}</div>
        </div>
      ))}
    </section>
  );
}
