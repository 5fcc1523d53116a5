/** The head of both consoles: which council, which sitting, is the data invented, is all well, which language, what time. */
import type { ComponentChildren } from 'preact';
import { hourMinute } from '../../shared/format.js';
import { language, setLanguage } from '../../shared/i18n.js';
import { DemoMark, Digits } from '../../shared/ui.js';

export interface TopProps {
  readonly council: string;
  readonly what: string;
  readonly illustrative: boolean;
  readonly now: number;
  readonly before?: ComponentChildren;
  readonly children?: ComponentChildren;
}

export function Top({ council, what, illustrative, now, before, children }: TopProps) {
  const time = hourMinute(now);
  return (
    <header class="c-top">
      {before}
      <b>{shortCouncil(council)}</b>
      <span class="mut">{what}</span>
      {illustrative ? <DemoMark /> : null}
      <span class="sp" />
      {children}
      <LanguageSwitch />
      <time dateTime={new Date(now).toISOString()}>
        <Digits text={time} spoken={time} />
      </time>
    </header>
  );
}

/** The head of a tablet has room for the usual short form; paper has the whole name. */
const shortCouncil = (name: string): string => name.replace(/^Hội đồng nhân dân\b/u, 'HĐND');

/** Named in its own tongue. */
export function LanguageSwitch() {
  const other = language() === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" class="bt sm" lang={other} onClick={() => setLanguage(other)}>
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </button>
  );
}
