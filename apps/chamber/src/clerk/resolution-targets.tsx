/** What a resolution asks for: each target with its light, its figures, and recording another. */
import { useState } from 'preact/hooks';
import { focusWrong, OrderDialog, TextField, useField, type OrderProps } from '../chair/parts/order.js';
import { Icon, type IconName } from '../shared/icons.js';
import { language } from '../shared/i18n.js';
import { bodyChoices, Buttons, SelectField } from './ask-resolution.js';
import { dayText, dayTyped } from './days.js';
import type { Body, NewReport, NewTarget, OneResolutionDesk, Target } from './resolution.js';
import { tw } from './resolution-page-words.js';

const LIGHTS: Readonly<Record<Target['standing']['light'], readonly [string, IconName]>> = {
  GREEN: ['ok', 'check'],
  AMBER: ['warn', 'clock'],
  RED: ['bad', 'warning'],
};

/** 87,5 as it is written here. */
export const figure = (value: number): string => value.toLocaleString(language() === 'vi' ? 'vi-VN' : 'en-GB');

/** Of what was typed, with a comma or a point before the decimals; null where it is no number. */
export function figureTyped(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

const filled = (value: string): string | null => (value.trim() === '' ? tw('f.empty') : null);
const day = (value: string): string | null => (dayTyped(value) ? null : tw('f.day'));
const number = (value: string): string | null => (figureTyped(value) === null ? tw('f.number') : null);

export function Targets({
  desk,
  targets,
  bodies,
}: {
  desk: OneResolutionDesk;
  targets: readonly Target[];
  bodies: readonly Body[];
}) {
  const [asked, setAsked] = useState<'target' | Target | null>(null);
  const close = (): void => setAsked(null);
  const common = {
    busy: desk.busy,
    notice: desk.last?.tone === 'bad' ? desk.last.words() : null,
    onClose: close,
  };
  const ask = (what: 'target' | Target): void => {
    desk.clear();
    setAsked(what);
  };
  return (
    <section class="card" aria-labelledby="resolution-targets">
      <h2 id="resolution-targets">{tw('target.title')}</h2>
      {targets.length === 0 ? <p>{tw('target.none')}</p> : null}
      <ul class="plain">
        {targets.map((target) => (
          <li key={target.id} class="ln lines">
            <TargetLine target={target} />
            <button
              type="button"
              class="bt sm"
              aria-haspopup="dialog"
              aria-label={tw('do.reportOf', { x: target.title })}
              onClick={() => ask(target)}
            >
              {tw('do.report')}
            </button>
          </li>
        ))}
      </ul>
      <div class="acts">
        <button type="button" class="bt sm" aria-haspopup="dialog" onClick={() => ask('target')}>
          {tw('do.target')}
        </button>
      </div>
      {asked === 'target' ? (
        <AskTarget
          {...common}
          bodies={bodies}
          onSave={(target) => void desk.setTarget(target).then((done) => done && close())}
        />
      ) : asked ? (
        <AskReport
          {...common}
          target={asked}
          onSave={(report) => void desk.report(report).then((done) => done && close())}
        />
      ) : null}
    </section>
  );
}

export function TargetLine({ target }: { target: Target }) {
  const [tone, icon] = LIGHTS[target.standing.light];
  const last = target.reports.at(-1);
  const parts = [
    tw('target.line', {
      i: target.indicator,
      d: tw(`target.${target.direction}`).toLowerCase(),
      v: figure(target.targetValue),
      m: target.measure,
      t: target.dueOn ? dayText(target.dueOn) : '–',
    }),
    ...(target.owner ? [target.owner.name] : []),
    last
      ? tw('target.last', { d: dayText(last.asOf), v: figure(last.value), m: target.measure })
      : tw('target.noReport'),
    ...(target.doneOn
      ? [tw('target.done', { d: dayText(target.doneOn) })]
      : target.standing.nextReportOn
        ? [tw('target.next', { d: dayText(target.standing.nextReportOn) })]
        : []),
  ];
  return (
    <span>
      <b>{target.title}</b>{' '}
      <span class={`tag ${tone}`}>
        <Icon name={icon} />
        {target.standing.stale ? tw('target.stale') : tw(`light.${target.standing.light}`)}
      </span>
      <br />
      <span class="small">{parts.join(' · ')}</span>
    </span>
  );
}

const DIRECTIONS = ['AT_LEAST', 'AT_MOST'] as const;

function AskTarget({
  bodies,
  onSave,
  ...rest
}: OrderProps & { bodies: readonly Body[]; onSave: (target: NewTarget) => void }) {
  const title = useField('', filled);
  const indicator = useField('', filled);
  const measure = useField('%', filled);
  const [direction, setDirection] = useState<(typeof DIRECTIONS)[number]>('AT_LEAST');
  const value = useField('', number);
  const due = useField('', day);
  const [bodyId, setBodyId] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <OrderDialog title={tw('do.target')} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setWrong(bodyId === '' ? tw('f.choose') : null);
          const sound = [title, indicator, measure, value, due].map((field) => field.check()).every(Boolean);
          if (!sound || bodyId === '') focusWrong(event.currentTarget);
          else if (!rest.busy)
            onSave({
              title: title.value.trim(),
              indicator: indicator.value.trim(),
              measure: measure.value.trim(),
              direction,
              targetValue: figureTyped(value.value)!,
              dueOn: dayTyped(due.value)!,
              bodyId,
              unitId: null,
              reportEveryDays: null,
            });
        }}
      >
        <TextField id="target-title" label={tw('target.name')} field={title} first />
        <TextField id="target-indicator" label={tw('target.indicator')} field={indicator} />
        <SelectField
          id="target-direction"
          label={tw('target.direction')}
          value={direction}
          choices={DIRECTIONS.map((each) => ({ value: each, words: tw(`target.${each}`) }))}
          onChange={(each) => each && setDirection(each)}
        />
        <div class="rs">
          <TextField id="target-value" label={tw('target.value')} field={value} />
          <TextField id="target-measure" label={tw('target.measure')} field={measure} />
        </div>
        <TextField id="target-due" label={tw('target.due')} field={due} inputMode="numeric" />
        <SelectField
          id="target-owner"
          label={tw('target.owner')}
          value={bodyId}
          choices={bodyChoices(bodies)}
          wrong={wrong}
          onChange={setBodyId}
        />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tw('f.save')} />
      </form>
    </OrderDialog>
  );
}

function AskReport({ target, onSave, ...rest }: OrderProps & { target: Target; onSave: (report: NewReport) => void }) {
  const asOf = useField('', day);
  const value = useField('', number);
  const words = useField('', () => null);
  return (
    <OrderDialog title={tw('do.reportOf', { x: target.title })} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [asOf.check(), value.check()].every(Boolean);
          if (!sound) focusWrong(event.currentTarget);
          else if (!rest.busy)
            onSave({
              targetId: target.id,
              asOf: dayTyped(asOf.value)!,
              value: figureTyped(value.value)!,
              words: words.value.trim() || null,
            });
        }}
      >
        <TextField id="report-day" label={tw('report.asOf')} field={asOf} inputMode="numeric" first />
        <TextField id="report-value" label={tw('report.value', { m: target.measure })} field={value} />
        <TextField id="report-words" label={tw('report.words')} field={words} />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tw('f.save')} />
      </form>
    </OrderDialog>
  );
}
