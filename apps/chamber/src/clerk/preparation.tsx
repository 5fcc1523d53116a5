/** Preparation: each step with its legal term, last day and light; recording one, with the reason where it is late. */
import { useState } from 'preact/hooks';
import { Done, focusWrong, Notice, OrderDialog, TextField, useField } from '../chair/parts/order.js';
import { Icon, type IconName } from '../shared/icons.js';
import { sourceText } from '../shared/source.js';
import type { Convening, Step } from './convening.js';
import { tc } from './convening-words.js';
import { dayText, dayTyped } from './days.js';
import { RatingPersons } from './rating-persons.js';

export const LIGHTS: Readonly<Record<Step['light'], readonly [string, IconName]>> = {
  ON_TIME: ['ok', 'check'],
  DONE_LATE: ['warn', 'check'],
  DUE_SOON: ['warn', 'clock'],
  OVERDUE: ['bad', 'warning'],
  NOT_YET: ['mut', 'circle'],
};

export function PreparationPage({
  convening,
  today,
  asked = null,
}: {
  convening: Convening;
  today: string;
  /** The step that is being recorded from the start (gallery). */
  asked?: Step['step'] | null;
}) {
  const [recording, setRecording] = useState<Step['step'] | null>(asked);
  const { session, last } = convening;
  const report = session?.preparation;
  if (!session || !report) return <p role="status">{tc(session ? 'prep.none' : 'c.loading')}</p>;
  const step = [...report.steps, ...report.afterwards].find((s) => s.step === recording);
  const begin = (name: Step['step']): void => {
    convening.clear();
    setRecording(name);
  };
  return (
    <>
      <div class="head">
        <h1>{tc('prep.title', { x: session.name, d: dayText(session.opensOn) })}</h1>
      </div>
      <p class="small">{tc('prep.lead')}</p>
      {report.late > 0 ? (
        <p class="note warn">
          <Icon name="warning" />
          <span>{tc('prep.late', { n: report.late })}</span>
        </p>
      ) : null}
      <Done text={last?.tone === 'ok' ? last.words() : null} />
      <Notice text={!step && last?.tone === 'bad' ? last.words() : null} />
      <label class="rad">
        <input
          type="checkbox"
          checked={report.holdsRating}
          disabled={convening.busy}
          onChange={(event) => {
            const box = event.currentTarget;
            const wanted = box.checked;
            // What stands is what the server holds: a refusal leaves it as it was.
            void convening.holdRating(wanted).then((done) => {
              if (!done) box.checked = !wanted;
            });
          }}
        />
        {tc('prep.rating')}
      </label>
      <Steps title={tc('prep.step')} steps={report.steps} onRecord={begin} />
      {report.holdsRating ? <RatingPersons convening={convening} today={today} /> : null}
      <h2>{tc('prep.after')}</h2>
      <Steps title={tc('prep.after')} steps={report.afterwards} onRecord={begin} />
      {step ? <RecordStep step={step} today={today} convening={convening} onClose={() => setRecording(null)} /> : null}
    </>
  );
}

function Steps({
  title,
  steps,
  onRecord,
}: {
  title: string;
  steps: readonly Step[];
  onRecord: (step: Step['step']) => void;
}) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="t framed">
        <caption class="sr">{title}</caption>
        <thead>
          <tr>
            {(['prep.step', 'prep.term', 'prep.due', 'prep.light', 'prep.actual'] as const).map((key) => (
              <th key={key} scope="col">
                {tc(key)}
              </th>
            ))}
            <th scope="col">
              <span class="sr">{tc('prep.do')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => {
            const [tone, icon] = LIGHTS[step.light];
            return (
              <tr key={step.step}>
                <td>
                  <b>{tc(`step.${step.step}`)}</b>
                </td>
                <td data-label={tc('prep.term')}>
                  {step.terms.length === 0 ? <span class="small">{tc('prep.noTerm')}</span> : null}
                  {step.terms.map((term) => (
                    <p key={term.from}>
                      {tc(`from.${term.from}`, { n: term.days })}
                      <br />
                      <span class="small">
                        {sourceText(term.reason)}
                        {term.reason.confirmed ? '' : ` · ${tc('prep.unconfirmed')}`}
                      </span>
                    </p>
                  ))}
                </td>
                <td data-label={step.dueOn ? tc('prep.due') : undefined}>
                  <span class="nb">{step.dueOn ? dayText(step.dueOn) : ''}</span>
                  {step.lastWorkingDay && step.lastWorkingDay !== step.dueOn ? (
                    <p class="small">{tc('prep.work', { d: dayText(step.lastWorkingDay) })}</p>
                  ) : null}
                </td>
                <td>
                  <span class={`tag ${tone}`}>
                    <Icon name={icon} />
                    {tc(`k.${step.light}`)}
                  </span>
                </td>
                <td data-label={step.doneOn ? tc('prep.actual') : undefined}>
                  {step.doneOn ? dayText(step.doneOn) : ''}
                  {step.evidence ? <p class="small">{step.evidence}</p> : null}
                  {step.lateReason ? <p class="small">{tc('prep.reason', { r: step.lateReason })}</p> : null}
                </td>
                <td class="n">
                  {step.step === 'FIRST_OPENING' ? null : (
                    <button
                      type="button"
                      class="bt sm"
                      aria-haspopup="dialog"
                      aria-label={`${tc(step.doneOn ? 'prep.again' : 'prep.do')}: ${tc(`step.${step.step}`)}`}
                      onClick={() => onRecord(step.step)}
                    >
                      {tc(step.doneOn ? 'prep.again' : 'prep.do')}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function RecordStep({
  step,
  today,
  convening,
  onClose,
}: {
  step: Step;
  today: string;
  convening: Convening;
  onClose: () => void;
}) {
  const doneOn = useField(dayText(today), (value) => (dayTyped(value) ? null : tc('prep.needDay')));
  const evidence = useField(step.evidence ?? '', (value) => (value.trim() === '' ? tc('prep.needEvidence') : null));
  const day = dayTyped(doneOn.value);
  const late = step.dueOn !== null && day !== null && day > step.dueOn;
  const reason = useField(step.lateReason ?? '', (value) =>
    late && value.trim() === '' ? tc('prep.needReason') : null,
  );
  const failed = convening.last?.tone === 'bad' ? convening.last.words() : null;
  return (
    <OrderDialog title={tc(`step.${step.step}`)} notice={failed} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // Each is asked, so that every mistake is shown at once.
          const sound = [doneOn.check(), evidence.check(), reason.check()].every(Boolean);
          if (!sound) focusWrong(event.currentTarget);
          else
            void convening
              .complete(step.step, day!, evidence.value.trim(), late ? reason.value.trim() : '')
              .then((done) => done && onClose());
        }}
      >
        <TextField id="done-on" label={tc('prep.doneOn')} field={doneOn} inputMode="numeric" first />
        <TextField id="evidence" label={tc('prep.evidence')} field={evidence} />
        {late ? (
          <TextField id="late" label={tc('prep.lateReason', { d: dayText(step.dueOn!) })} field={reason} lines={2} />
        ) : null}
        <div class="acts">
          <button type="button" class="bt" onClick={onClose}>
            {tc('c.back')}
          </button>
          <button type="submit" class="bt solid" aria-disabled={convening.busy}>
            {tc('prep.save')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}
