/** What every question before an order shares: a title, what was refused, and the rule that nothing typed is lost. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../shared/i18n.js';
import { Icon } from '../../shared/icons.js';
import { Dialog } from '../../shared/ui.js';

export interface OrderProps {
  /** Why the last try came to nothing; the question stays open with its input. */
  readonly notice: string | null;
  readonly busy: boolean;
  readonly onClose: () => void;
}

export function OrderDialog({
  title,
  notice,
  danger,
  onClose,
  children,
}: { title: string; danger?: boolean; children: ComponentChildren } & Omit<OrderProps, 'busy'>) {
  return (
    <Dialog label={title} onClose={onClose} class={danger ? 'danger' : ''}>
      <h2>{title}</h2>
      <Notice text={notice} />
      {children}
    </Dialog>
  );
}

/** There from the first drawing, so that a screen reader hears what comes into it. */
export function Notice({ text }: { text: string | null }) {
  return (
    <div role="alert">
      {text ? (
        <p class="note bad">
          <Icon name="warning" />
          <span>{text}</span>
        </p>
      ) : null}
    </div>
  );
}

/** What was done, in one sentence; there from the first drawing like a notice. */
export function Done({ text }: { text: string | null }) {
  return (
    <div role="status">
      {text ? (
        <p class="note good">
          <Icon name="for" />
          <span>{text}</span>
        </p>
      ) : null}
    </div>
  );
}

export interface FieldState {
  readonly value: string;
  readonly wrong: string | null;
  set(value: string): void;
  /** True where the value is sound; else the field says what is missing. */
  check(): boolean;
}

/** A text that is checked when the order is given, not while it is typed. */
export function useField(initial: string, rule: (value: string) => string | null): FieldState {
  const [value, setValue] = useState(initial);
  const [wrong, setWrong] = useState<string | null>(null);
  return {
    value,
    wrong,
    set: (next) => {
      setValue(next);
      if (wrong) setWrong(rule(next));
    },
    check: () => {
      const problem = rule(value);
      setWrong(problem);
      return problem === null;
    },
  };
}

export function TextField({
  id,
  label,
  field,
  lines,
  first,
  inputMode,
}: {
  id: string;
  label: string;
  field: FieldState;
  lines?: number;
  first?: boolean;
  inputMode?: 'numeric';
}) {
  const common = {
    id,
    value: field.value,
    'aria-invalid': field.wrong !== null,
    'aria-describedby': field.wrong ? `${id}-wrong` : undefined,
    'data-first': first ? '' : undefined,
    onInput: (event: { currentTarget: { value: string } }) => field.set(event.currentTarget.value),
  };
  return (
    <div class="fld">
      <label for={id}>{label}</label>
      {lines ? <textarea {...common} rows={lines} /> : <input {...common} autocomplete="off" inputMode={inputMode} />}
      {field.wrong ? (
        <p class="bad" id={`${id}-wrong`}>
          {field.wrong}
        </p>
      ) : null}
    </div>
  );
}

/** A file from this machine: a button of our own words, and the name of what was chosen. */
export function FileField({
  id,
  label,
  accept,
  file,
  onChoose,
}: {
  id: string;
  label: string;
  accept: string;
  file: File | null;
  onChoose: (file: File | null) => void;
}) {
  return (
    <div class="fld">
      <label for={id}>{label}</label>
      <div class="chosen">
        <input
          id={id}
          class="sr"
          type="file"
          accept={accept}
          aria-describedby={`${id}-name`}
          onChange={(event) => onChoose(event.currentTarget.files?.[0] ?? null)}
        />
        <label class="bt sm file" for={id} aria-hidden="true">
          {t('c.chooseFile')}
        </label>
        <span id={`${id}-name`} class="small">
          {file?.name ?? t('c.noFile')}
        </span>
      </div>
    </div>
  );
}

/** The first field that is wrong takes the focus. */
export const focusWrong = (form: HTMLElement): void => {
  queueMicrotask(() => requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()));
};
