/** What is asked before an order about a resolution: the committee, a reason, what it says of another, a new draft. */
import { useState } from 'preact/hooks';
import { focusWrong, OrderDialog, TextField, useField, type OrderProps } from '../chair/parts/order.js';
import { tc } from './convening-words.js';
import type { Body, NewDraft, NewRelation } from './resolution.js';
import { tw } from './resolution-page-words.js';

const filled = (value: string): string | null => (value.trim() === '' ? tw('f.empty') : null);

export function Buttons({ busy, onClose, words }: { busy: boolean; onClose: () => void; words: string }) {
  return (
    <div class="acts">
      <button type="button" class="bt" onClick={onClose}>
        {tc('c.back')}
      </button>
      <button type="submit" class="bt solid" aria-disabled={busy}>
        {words}
      </button>
    </div>
  );
}

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly words: string;
}

export function SelectField<Value extends string>({
  id,
  label,
  value,
  choices,
  wrong = null,
  onChange,
}: {
  id: string;
  label: string;
  value: Value | '';
  choices: readonly Choice<Value>[];
  wrong?: string | null;
  onChange: (value: Value | '') => void;
}) {
  return (
    <div class="fld">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={wrong !== null}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => onChange(event.currentTarget.value as Value | '')}
      >
        {value === '' || !choices.some((choice) => choice.value === value) ? <option value="">–</option> : null}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.words}
          </option>
        ))}
      </select>
      {wrong ? (
        <p class="bad" id={`${id}-wrong`}>
          {wrong}
        </p>
      ) : null}
    </div>
  );
}

export const bodyChoices = (bodies: readonly Body[]): Choice[] =>
  bodies.map((body) => ({ value: body.id, words: body.name }));

export function AskSubmit({
  bodies,
  first,
  onSave,
  ...rest
}: OrderProps & { bodies: readonly Body[]; first: string | null; onSave: (bodyId: string) => void }) {
  const [bodyId, setBodyId] = useState(first ?? '');
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <OrderDialog title={tw('do.submit')} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setWrong(bodyId === '' ? tw('f.choose') : null);
          if (bodyId !== '' && !rest.busy) onSave(bodyId);
        }}
      >
        <SelectField
          id="verifier"
          label={tw('f.verifier')}
          value={bodyId}
          choices={bodyChoices(bodies)}
          wrong={wrong}
          onChange={setBodyId}
        />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tw('do.submit')} />
      </form>
    </OrderDialog>
  );
}

export function AskReason({
  title,
  onSave,
  ...rest
}: OrderProps & { title: string; onSave: (reason: string) => void }) {
  const reason = useField('', filled);
  return (
    <OrderDialog title={title} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!reason.check()) focusWrong(event.currentTarget);
          else if (!rest.busy) onSave(reason.value.trim());
        }}
      >
        <TextField id="resolution-reason" label={tw('f.reason')} field={reason} lines={3} first />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={title} />
      </form>
    </OrderDialog>
  );
}

const RELATIONS = ['AMENDS', 'REPLACES', 'REPEALS', 'SUSPENDS'] as const;

export function AskRelation({
  others,
  onSave,
  ...rest
}: OrderProps & {
  others: readonly { readonly id: string; readonly title: string; readonly numberText: string | null }[];
  onSave: (relation: NewRelation) => void;
}) {
  const [kind, setKind] = useState<NewRelation['kind']>('AMENDS');
  const [toId, setToId] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const part = useField('', () => null);
  return (
    <OrderDialog title={tw('do.relate')} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setWrong(toId === '' ? tw('f.choose') : null);
          if (toId !== '' && !rest.busy)
            onSave({ kind, toId, part: part.value.trim() || null, takesEffectOn: null, endsOn: null });
        }}
      >
        <SelectField
          id="relation-kind"
          label={tw('rel.kind')}
          value={kind}
          choices={RELATIONS.map((value) => ({ value, words: tw(`rel.${value}`) }))}
          onChange={(value) => value && setKind(value)}
        />
        <SelectField
          id="relation-to"
          label={tw('rel.to')}
          value={toId}
          choices={others.map((other) => ({
            value: other.id,
            words: other.numberText ? `${other.numberText} – ${other.title}` : other.title,
          }))}
          wrong={wrong}
          onChange={setToId}
        />
        <TextField id="relation-part" label={tw('rel.part')} field={part} />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tw('f.save')} />
      </form>
    </OrderDialog>
  );
}

const KINDS = ['NORMATIVE', 'INDIVIDUAL'] as const;

export function AskDraft({
  bodies,
  sessionId,
  onSave,
  ...rest
}: OrderProps & { bodies: readonly Body[]; sessionId: string | null; onSave: (draft: NewDraft) => void }) {
  const [kind, setKind] = useState<NewDraft['kind']>('NORMATIVE');
  const [submitter, setSubmitter] = useState('');
  const title = useField('', filled);
  const text = useField('', filled);
  return (
    <OrderDialog title={tw('do.draft')} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [title.check(), text.check()].every(Boolean);
          if (!sound) focusWrong(event.currentTarget);
          else if (!rest.busy)
            onSave({
              kind,
              title: title.value.trim(),
              text: text.value,
              submittedById: submitter || null,
              verifyingBodyId: null,
              sessionId,
            });
        }}
      >
        <TextField id="draft-title" label={tw('f.title')} field={title} lines={2} first />
        <SelectField
          id="draft-kind"
          label={tw('f.kind')}
          value={kind}
          choices={KINDS.map((value) => ({ value, words: tw(`kind.${value}`) }))}
          onChange={(value) => value && setKind(value)}
        />
        <SelectField
          id="draft-submitter"
          label={tw('f.submitter')}
          value={submitter}
          choices={bodyChoices(bodies)}
          onChange={setSubmitter}
        />
        <TextField id="draft-text" label={tw('f.text')} field={text} lines={8} />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tw('f.saveDraft')} />
      </form>
    </OrderDialog>
  );
}
