/** Four pages, each opened with a card, and the resolutions, which are everyone's; nothing here needs a sign-in. */
import { language, setLanguage, t, useLanguage, type MessageKey } from '../shared/i18n.js';
import { Icon, type IconName } from '../shared/icons.js';
import { DemoMark } from '../shared/ui.js';

const pages: readonly { href: string; icon: IconName; name: MessageKey; why: MessageKey }[] = [
  { href: '/wall', icon: 'screen', name: 'd.wall', why: 'd.wallWhy' },
  { href: '/b', icon: 'phone', name: 'd.ballot', why: 'd.ballotWhy' },
  { href: '/chair', icon: 'bell', name: 'd.chair', why: 'd.chairWhy' },
  { href: '/clerk', icon: 'person', name: 'd.clerk', why: 'd.clerkWhy' },
  { href: '/nghi-quyet', icon: 'document', name: 'd.public', why: 'd.publicWhy' },
];

export function Door({ illustrative }: { illustrative: boolean }) {
  useLanguage();
  const other = language() === 'vi' ? 'en' : 'vi';
  return (
    <div class="d">
      <header class="d-head">
        <span>{t('c.name')}</span>
        <button type="button" class="d-lang" lang={other} onClick={() => setLanguage(other)}>
          {other === 'en' ? 'English' : 'Tiếng Việt'}
        </button>
      </header>
      <main>
        <h1>{t('c.name')}</h1>
        <p class="d-lead">{t('d.lead')}</p>
        <nav aria-label={t('d.links')}>
          <ul>
            {pages.map((page) => (
              <li key={page.href}>
                <a href={page.href}>
                  <Icon name={page.icon} />
                  <span>
                    <b>{t(page.name)}</b>
                    <small>{t(page.why)}</small>
                  </span>
                  <Icon name="next" />
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p class="d-hint">{t('d.cards')}</p>
      </main>
      {illustrative ? (
        <footer>
          <DemoMark />
        </footer>
      ) : null}
    </div>
  );
}
