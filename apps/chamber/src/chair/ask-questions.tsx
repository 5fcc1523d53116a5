/** Questions before an order about an interpellation: its promise, its group, its written answer. */
import { useEffect, useState } from 'preact/hooks';
import {
  AnswerInterpellationInWriting,
  CaptureCommitment,
  DecideInterpellationGroup,
  DeferInterpellation,
  GroupInterpellations,
} from '../graph/operations.js';
import { dayMonthYear } from '../shared/format.js';
import type { Basis } from './model.js';
import { focusWrong, OrderDialog, TextField, useField, type OrderProps } from './parts/order.js';
import type { DeskRun, Question } from './questions.js';
import { tc } from './say.js';

interface AskProps extends OrderProps {
  readonly onRun: (work: DeskRun) => void;
}

const Back = ({ onClose }: { onClose: () => void }) => (
  <button type="button" class="bt" onClick={onClose}>
    {tc('dlg.back')}
  </button>
);

const required = (label: string) => (value: string) =>
  value.trim() === '' ? tc('err.EMPTY', { x: label.toLowerCase() }) : null;

const TERMS = [15, 30, 60, 90] as const;
/** A day of Vietnam, so many days on. */
export const dayAfter = (now: number, days: number): string =>
  new Date(now + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** The second tap: its term captures the promise; the words may be put right before it. */
export function AskPromise({ question, now, onRun, ...rest }: AskProps & { question: Question; now: number }) {
  const words = useField(question.title, required(tc('ask.promiseWhat')));
  return (
    <OrderDialog title={tc('ask.promiseTitle', { x: question.askedName })} {...rest}>
      <TextField id="promise" label={tc('ask.promiseWhat')} field={words} lines={2} />
      <p>
        <b>{tc('ask.promiseBy')}</b>
      </p>
      <div class="rs">
        {TERMS.map((days, index) => {
          const dueOn = dayAfter(now, days);
          return (
            <button
              key={days}
              type="button"
              class="bt"
              data-first={index === 0 ? '' : undefined}
              aria-disabled={rest.busy}
              onClick={() =>
                words.check() &&
                onRun((graph) =>
                  graph.run(CaptureCommitment, {
                    input: { interpellationId: question.id, title: words.value.trim(), dueOn },
                  }),
                )
              }
            >
              {tc('ask.days', { n: days, d: dayMonthYear(`${dueOn}T00:00:00+07:00`) })}
            </button>
          );
        })}
      </div>
      <div class="acts">
        <Back onClose={rest.onClose} />
      </div>
    </OrderDialog>
  );
}

const REASONS = ['NOT_IN_GROUPS', 'NEEDS_INVESTIGATION', 'NOT_REACHED'] as const;

export function AskWriting({ question, onRun, ...rest }: AskProps & { question: Question }) {
  return (
    <OrderDialog title={tc('ask.deferTitle')} {...rest}>
      <p>{question.title}</p>
      <p class="small">{tc('ask.deferBody')}</p>
      {REASONS.map((reason, index) => (
        <button
          key={reason}
          type="button"
          class="bt"
          data-first={index === 0 ? '' : undefined}
          aria-disabled={rest.busy}
          onClick={() => onRun((graph) => graph.run(DeferInterpellation, { interpellationId: question.id, reason }))}
        >
          {tc(`ask.reason.${reason}`)}
        </button>
      ))}
      <div class="acts">
        <Back onClose={rest.onClose} />
      </div>
    </OrderDialog>
  );
}

export function AskWritten({ question, onRun, ...rest }: AskProps & { question: Question }) {
  const answer = useField('', required(tc('ask.answerText')));
  const signedBy = useField('', required(tc('ask.signedBy')));
  return (
    <OrderDialog title={tc('ask.writtenTitle')} {...rest}>
      <p>{question.title}</p>
      <form
        class="enter"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [answer.check(), signedBy.check()].every(Boolean);
          if (!sound) return focusWrong(event.currentTarget);
          onRun((graph) =>
            graph.run(AnswerInterpellationInWriting, {
              interpellationId: question.id,
              answer: answer.value.trim(),
              signedBy: signedBy.value.trim(),
            }),
          );
        }}
      >
        <TextField id="answer" label={tc('ask.answerText')} field={answer} lines={5} first />
        <TextField id="signed-by" label={tc('ask.signedBy')} field={signedBy} />
        <p class="small">{tc('ask.noDelegation', { x: question.askedName })}</p>
        <div class="acts">
          <Back onClose={rest.onClose} />
          <button type="submit" class="bt solid" aria-disabled={rest.busy}>
            {tc('ask.writtenDo')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}

export function AskGroup({
  sittingId,
  slips,
  onRun,
  ...rest
}: AskProps & { sittingId: string; slips: readonly Question[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const title = useField('', required(tc('ask.groupTitle')));
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <OrderDialog title={tc('ask.group')} {...rest}>
      <form
        class="enter"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!title.check()) return focusWrong(event.currentTarget);
          if (chosen.size === 0) return;
          onRun((graph) =>
            graph.run(GroupInterpellations, {
              input: { sittingId, title: title.value.trim(), interpellationIds: [...chosen] },
            }),
          );
        }}
      >
        <TextField id="group-title" label={tc('ask.groupTitle')} field={title} first />
        <fieldset>
          <legend>{tc('ask.groupSlips')}</legend>
          {slips.map((slip) => (
            <label key={slip.id} class="rad">
              <input type="checkbox" checked={chosen.has(slip.id)} onChange={() => toggle(slip.id)} />
              {`${slip.title} (${slip.askedName})`}
            </label>
          ))}
        </fieldset>
        <div class="acts">
          <Back onClose={rest.onClose} />
          <button type="submit" class="bt solid" aria-disabled={rest.busy || chosen.size === 0}>
            {tc('ask.groupDo')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}

export function AskDecide({
  groupId,
  bases,
  onRun,
  ...rest
}: AskProps & { groupId: string; bases: () => Promise<readonly Basis[] | null> }) {
  const [found, setFound] = useState<readonly Basis[] | null | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    void bases().then((read) => gone || setFound(read));
    return () => void (gone = true);
  }, []);
  return (
    <OrderDialog title={tc('ask.decideTitle')} {...rest}>
      <p class="small">{tc('ask.decideBody')}</p>
      {found === undefined ? <p>{tc('c.loading')}</p> : null}
      {found === null ? <p>{tc('doors.unread')}</p> : null}
      {found?.length === 0 ? <p>{tc('doors.none')}</p> : null}
      {found?.map((basis) => (
        <button
          key={basis.id}
          type="button"
          class="bt"
          aria-disabled={rest.busy}
          onClick={() => onRun((graph) => graph.run(DecideInterpellationGroup, { groupId, basisPollId: basis.id }))}
        >
          {basis.title}
        </button>
      ))}
      <div class="acts">
        <Back onClose={rest.onClose} />
      </div>
    </OrderDialog>
  );
}
