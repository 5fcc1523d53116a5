/** What stays on every screen of the ballot: name, line, menu; the banner; actions at the bottom, never scrolled away. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { language, setLanguage, t, type Language } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';
import { read, write } from '../shared/storage.js';
import { DemoMark, Dialog } from '../shared/ui.js';

export function startTextSize(): void {
  document.documentElement.classList.toggle('xl', read('text') === 'large');
}

function Menu({ onClose, onSignOut }: { onClose: () => void; onSignOut?: (() => void) | undefined }) {
  const [large, setLarge] = useState(document.documentElement.classList.contains('xl'));
  const size = (next: boolean): void => {
    write('text', next ? 'large' : 'normal');
    document.documentElement.classList.toggle('xl', next);
    setLarge(next);
  };
  const languages: readonly [Language, string][] = [
    ['vi', 'Tiếng Việt'],
    ['en', 'English'],
  ];
  return (
    <Dialog label={t('c.text')} onClose={onClose}>
      <h2 class="menu-title">{t('c.size')}</h2>
      <div class="menu-row" role="group" aria-label={t('c.size')}>
        <button type="button" class="btn sec" aria-pressed={!large} data-first onClick={() => size(false)}>
          {t('c.textNormal')}
        </button>
        <button type="button" class="btn sec big-text" aria-pressed={large} onClick={() => size(true)}>
          {t('c.textLarge')}
        </button>
      </div>
      <h2 class="menu-title">{t('c.language')}</h2>
      <div class="menu-row" role="group" aria-label={t('c.language')}>
        {languages.map(([code, name]) => (
          <button
            key={code}
            type="button"
            class="btn sec"
            lang={code}
            aria-pressed={language() === code}
            onClick={() => setLanguage(code)}
          >
            {name}
          </button>
        ))}
      </div>
      {onSignOut ? (
        <button type="button" class="btn sec quiet" onClick={onSignOut}>
          {t('b.signout')}
        </button>
      ) : null}
      <button type="button" class="btn" onClick={onClose}>
        {t('c.close')}
      </button>
    </Dialog>
  );
}

export interface FrameProps {
  readonly who: string;
  readonly online: boolean;
  readonly illustrative: boolean;
  readonly banner?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly onSignOut?: () => void;
}

export function Frame({ who, online, illustrative, banner, children, actions, onSignOut }: FrameProps) {
  const [menu, setMenu] = useState(false);
  return (
    <div class="b">
      <header>
        <div class="b-top">
          <span class="who">{who}</span>
          <span class={`b-conn ${online ? '' : 'off'}`}>
            <Icon name={online ? 'online' : 'offline'} />
            <span class="w">{t(online ? 'c.on' : 'c.off')}</span>
          </span>
          <button type="button" class="ibtn" aria-label={t('c.text')} onClick={() => setMenu(true)}>
            <Icon name="text" />
          </button>
        </div>
        {illustrative ? (
          <p class="b-demo">
            <DemoMark />
          </p>
        ) : null}
      </header>
      <main class="b-in">
        <div class="b-banner">{banner}</div>
        <div class="b-main" tabIndex={0} role="group" aria-label={t('c.content')}>
          {children}
        </div>
        {actions ? <div class="b-acts">{actions}</div> : null}
      </main>
      {menu ? <Menu onClose={() => setMenu(false)} onSignOut={onSignOut} /> : null}
    </div>
  );
}
