/** The council's own rules at the desk: what may be set, the law's value beside it, the regulation, what was before. */
import type { Graph } from '@nghitruong/client';
import { useState } from 'preact/hooks';
import { Done, focusWrong, Notice, OrderDialog, TextField, useField, type OrderProps } from '../chair/parts/order.js';
import { language } from '../shared/i18n.js';
import { Buttons, SelectField } from './ask-resolution.js';
import { dayText, dayTyped } from './days.js';
import {
  partTyped,
  typedOf,
  useLocalRules,
  valueOf,
  wordsOf,
  type LocalField,
  type LocalRule,
  type LocalRules,
  type NewLocalRule,
  type OwnRule,
} from './local-rules.js';
import { tq } from './local-rules-words.js';

export function LocalRulesTask({ graph, councilId, today }: { graph: Graph; councilId: string; today: string }) {
  return <LocalRulesPage rules={useLocalRules(graph, councilId, today)} today={today} />;
}

type Asked = { readonly rule: LocalRule; readonly end: OwnRule | null };

const titleOf = (rule: LocalRule): string => (language() === 'vi' ? rule.titleVi : rule.titleEn);
const never = (own: OwnRule): boolean => own.validTo !== null && own.validTo < own.validFrom;
/** In force, or to come. */
const stands = (own: OwnRule, today: string): boolean => !never(own) && (own.validTo === null || own.validTo >= today);

export function LocalRulesPage({ rules, today }: { rules: LocalRules; /** yyyy-MM-dd */ today: string }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { all, busy, last } = rules;
  const trouble = last?.tone === 'bad' ? last.words() : null;
  const set = (rule: LocalRule): boolean => rule.history.some((own) => stands(own, today));
  const common = { busy, notice: trouble, onClose: () => setAsked(null) };
  const after = (work: Promise<boolean>): void => void work.then((done) => done && setAsked(null));
  const cards = (of: readonly LocalRule[]) =>
    of.map((rule) => (
      <RuleCard
        key={rule.key}
        rule={rule}
        today={today}
        onAsk={(end) => {
          rules.clear();
          setAsked({ rule, end });
        }}
      />
    ));
  return (
    <>
      <div class="head">
        <h1>{tq('title')}</h1>
      </div>
      <p class="small">{tq('lead')}</p>
      <Done text={last?.tone === 'ok' ? last.words() : null} />
      <Notice text={asked ? null : trouble} />
      {all === null ? (
        <p role="status">{tq('loading')}</p>
      ) : (
        <>
          <h2>{tq('own')}</h2>
          {all.some(set) ? cards(all.filter(set)) : <p>{tq('none')}</p>}
          <h2>{tq('others')}</h2>
          {cards(all.filter((rule) => !set(rule)))}
        </>
      )}
      {asked && asked.end === null ? (
        <AskRecord {...common} rule={asked.rule} today={today} onSave={(rule) => after(rules.record(rule))} />
      ) : null}
      {asked?.end ? (
        <AskEnd
          {...common}
          rule={asked.rule}
          own={asked.end}
          onSave={(day, decision) => after(rules.end(asked.end!, day, decision))}
        />
      ) : null}
    </>
  );
}

function RuleCard({ rule, today, onAsk }: { rule: LocalRule; today: string; onAsk: (end: OwnRule | null) => void }) {
  const title = titleOf(rule);
  const note = language() === 'vi' ? rule.rule.noteVi : rule.rule.noteEn;
  const standing = rule.history.filter((own) => stands(own, today));
  const before = rule.history.filter((own) => !stands(own, today));
  const named = (words: string): string => tq('of', { x: words, y: title });
  return (
    <section class="card rule" aria-label={title}>
      <h3>{title}</h3>
      {standing.map((own) => (
        <div key={own.id}>
          <p>
            <b>{tq('ours', { x: wordsOf(rule, own.valueJson) })}</b>{' '}
            <span class={`tag ${own.validFrom <= today ? 'ok' : 'warn'}`}>
              {tq(own.validFrom <= today ? 'when.now' : 'when.later')}
            </span>
          </p>
          <About own={own} />
          {own.endedAt === null ? (
            <div class="acts">
              <button
                type="button"
                class="bt sm"
                aria-haspopup="dialog"
                aria-label={named(tq('do.end'))}
                onClick={() => onAsk(own)}
              >
                {tq('do.end')}
              </button>
            </div>
          ) : null}
        </div>
      ))}
      <p>
        {tq('law', { x: wordsOf(rule, rule.rule.valueJson) })}{' '}
        {rule.rule.needsConfirmation ? <span class="tag warn">{tq('waits')}</span> : null}
      </p>
      <p class="small">
        {[tq('source', { x: rule.rule.instrument, y: rule.rule.article }), ...(note ? [note] : [])].join(' · ')}
      </p>
      <div class="acts">
        <button
          type="button"
          class="bt sm"
          aria-haspopup="dialog"
          aria-label={named(tq('do.record'))}
          onClick={() => onAsk(null)}
        >
          {tq('do.record')}
        </button>
      </div>
      {before.length > 0 ? (
        <details>
          <summary class="open-list small">{tq('history', { n: before.length })}</summary>
          <ul class="plain">
            {before.map((own) => (
              <li key={own.id}>
                {wordsOf(rule, own.valueJson)} <span class="tag">{tq('when.past')}</span>
                <About own={own} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

/** The regulation, its words, and the days. */
function About({ own }: { own: OwnRule }) {
  const [x, y] = [own.instrument, own.article ?? own.decidedBy];
  const days = { a: dayText(own.validFrom), b: dayText(own.validTo ?? '') };
  return (
    <p class="small">
      {[
        own.adoptedOn ? tq('by', { x, y, d: dayText(own.adoptedOn) }) : tq('decided', { x, y }),
        never(own) ? tq('never') : tq(own.validTo === null ? 'from' : 'until', days),
        ...(own.endDecision ? [tq('ended', { x: own.endDecision })] : []),
      ].join(' · ')}
      <br />
      <q>{own.reason}</q>
    </p>
  );
}

const filled = (value: string): string | null => (value.trim() === '' ? tq('need.text') : null);
const dated = (value: string): string | null => (dayTyped(value) ? null : tq('need.day'));

function AskRecord({
  rule,
  today,
  onSave,
  ...rest
}: OrderProps & { rule: LocalRule; today: string; onSave: (rule: NewLocalRule) => void }) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => {
    const value = valueOf((rule.own ?? rule.rule).valueJson);
    return Object.fromEntries(rule.fields.map((field) => [field.name, typedOf(field, value)]));
  });
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const regulation = useField('', filled);
  const adopted = useField('', dated);
  const article = useField('', filled);
  const words = useField('', filled);
  const from = useField(dayText(today), dated);
  return (
    <OrderDialog title={titleOf(rule)} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const parts = rule.fields.map((field) => [field, partTyped(field, typed[field.name] ?? '')] as const);
          const missing = parts.filter(([, part]) => part === null).map(([field]) => field);
          setWrong(
            Object.fromEntries(
              missing.map((field) => [
                field.name,
                tq('need.value', { x: language() === 'vi' ? field.boundsVi : field.boundsEn }),
              ]),
            ),
          );
          const sound = [regulation, adopted, article, words, from].map((field) => field.check()).every(Boolean);
          if (missing.length > 0 || !sound) return focusWrong(event.currentTarget);
          if (rest.busy) return;
          onSave({
            key: rule.key,
            valueJson: JSON.stringify(Object.assign({}, ...parts.map(([, part]) => part))),
            regulation: regulation.value.trim(),
            adoptedOn: dayTyped(adopted.value)!,
            article: article.value.trim(),
            words: words.value.trim(),
            validFrom: dayTyped(from.value)!,
          });
        }}
      >
        {rule.fields.map((field, place) => (
          <ValueField
            key={field.name}
            field={field}
            first={place === 0}
            value={typed[field.name] ?? ''}
            wrong={wrong[field.name] ?? null}
            onChange={(value) => setTyped((known) => ({ ...known, [field.name]: value }))}
          />
        ))}
        <TextField id="rule-regulation" label={tq('f.regulation')} field={regulation} />
        <TextField id="rule-adopted" label={tq('f.adopted')} field={adopted} inputMode="numeric" />
        <TextField id="rule-article" label={tq('f.article')} field={article} />
        <TextField id="rule-words" label={tq('f.words')} field={words} lines={3} />
        <TextField id="rule-from" label={tq('f.from')} field={from} inputMode="numeric" />
        <p class="small">{tq('final')}</p>
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tq('do.record')} />
      </form>
    </OrderDialog>
  );
}

function ValueField({
  field,
  first,
  value,
  wrong,
  onChange,
}: {
  field: LocalField;
  first: boolean;
  value: string;
  wrong: string | null;
  onChange: (value: string) => void;
}) {
  const words = language() === 'vi' ? field.vi : field.en;
  const label = field.unit === 'SECONDS' ? tq('f.seconds', { x: words }) : words;
  const id = `rule-${field.name}`;
  if (field.kind === 'FLAG' || field.kind === 'CHOICE')
    return (
      <SelectField
        id={id}
        label={label}
        value={value}
        choices={
          field.kind === 'FLAG'
            ? (['true', 'false'] as const).map((each) => ({ value: each, words: tq(each === 'true' ? 'yes' : 'no') }))
            : field.choices.map((each) => ({ value: each.value, words: language() === 'vi' ? each.vi : each.en }))
        }
        wrong={wrong}
        onChange={onChange}
      />
    );
  return (
    <TextField
      id={id}
      label={label}
      field={{ value, wrong, set: onChange, check: () => true }}
      first={first}
      {...(field.kind === 'WHOLE' && { inputMode: 'numeric' as const })}
    />
  );
}

function AskEnd({
  rule,
  own,
  onSave,
  ...rest
}: OrderProps & { rule: LocalRule; own: OwnRule; onSave: (validTo: string, decision: string) => void }) {
  const until = useField('', dated);
  const decision = useField('', filled);
  const before = new Date(Date.parse(own.validFrom) - 86_400_000).toISOString().slice(0, 10);
  return (
    <OrderDialog title={tq('of', { x: tq('do.end'), y: titleOf(rule) })} {...rest}>
      <p>{wordsOf(rule, own.valueJson)}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [until, decision].map((field) => field.check()).every(Boolean);
          if (!sound) return focusWrong(event.currentTarget);
          if (!rest.busy) onSave(dayTyped(until.value)!, decision.value.trim());
        }}
      >
        <TextField id="rule-until" label={tq('f.until')} field={until} inputMode="numeric" first />
        <TextField id="rule-decision" label={tq('f.decision')} field={decision} lines={2} />
        <p class="small">{tq('mistake', { d: dayText(before) })}</p>
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tq('do.end')} />
      </form>
    </OrderDialog>
  );
}
