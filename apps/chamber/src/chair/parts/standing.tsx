/** One sentence where a page has nothing else to show yet, or will not have. */
import { t } from '../../shared/i18n.js';

export function Standing({ text, wrong, onLeave }: { text: string; wrong?: boolean; onLeave?: () => void }) {
  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <h1>{t('c.name')}</h1>
        <p role={wrong ? 'alert' : 'status'}>{text}</p>
        {onLeave ? (
          <button type="button" class="sign-in-go" onClick={onLeave}>
            {t('b.signout')}
          </button>
        ) : null}
      </div>
    </main>
  );
}
