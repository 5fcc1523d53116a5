/** Parts that several pages draw alike. Each page's own CSS gives them their place. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icons.js';
import { t } from './i18n.js';

/** Digits in cells of one width, because the family has no tabular figures; read out as `spoken`. */
export function Digits({ text, spoken }: { text: string; spoken: string }) {
  return (
    <>
      <span aria-hidden="true">
        {[...text].map((c, i) =>
          c >= '0' && c <= '9' ? (
            <i key={i} class="dg">
              {c}
            </i>
          ) : (
            c
          ),
        )}
      </span>
      <span class="sr">{spoken}</span>
    </>
  );
}

/** Stands on every page while data is invented. */
export function DemoMark({ capitals = false }: { capitals?: boolean }) {
  const words = t('c.demo');
  return (
    <span class="demo">
      <Icon name="info" />
      {capitals ? words.toUpperCase() : words}
    </span>
  );
}

export function Banner({
  tone,
  icon,
  title,
  children,
}: {
  tone: 'bad' | 'ok' | 'q' | 'calm';
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}) {
  return (
    <div class={`ban ${tone}`}>
      <Icon name={icon} />
      <span>
        {title}
        {children ? <small>{children}</small> : null}
      </span>
    </div>
  );
}

/**
 * A modal question. Escape and the backdrop close it; focus goes to the element
 * with `data-first` (the harmless answer) and comes back where it was.
 */
export function Dialog({
  label,
  onClose,
  children,
  class: extra = '',
}: {
  label: string;
  onClose: () => void;
  children: ComponentChildren;
  class?: string;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const dialog = element.current!;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first]')?.focus();
    const cancelled = (event: Event): void => {
      event.preventDefault();
      close.current();
    };
    dialog.addEventListener('cancel', cancelled);
    return () => {
      dialog.removeEventListener('cancel', cancelled);
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={`dialog ${extra}`}
      aria-label={label}
      onClick={(event) => event.target === element.current && close.current()}
    >
      <div class="dialog-in">{children}</div>
    </dialog>
  );
}

/**
 * A region that speaks: there from the first drawing, text only. The same text
 * is not said twice; `null` says nothing.
 */
export function Announce({ polite, assertive }: { polite: string | null; assertive: string | null }) {
  return (
    <div class="sr">
      <div role="status" aria-live="polite" aria-atomic="true">
        {polite}
      </div>
      <div role="alert" aria-live="assertive" aria-atomic="true">
        {assertive}
      </div>
    </div>
  );
}
