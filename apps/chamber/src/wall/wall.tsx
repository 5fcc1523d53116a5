/** The wall's frame: the council's head, the body, the foot. */
import { hourMinute } from '../shared/format.js';
import { t } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';
import { DemoMark, Digits } from '../shared/ui.js';
import { rowsBase } from './rows.js';
import { age, Body, staysWhileStale } from './scenes.js';
import type { Poll, Result, WallView } from './wall.states.js';

/** Of a poll that a committee certifies: how many have signed. */
const signed = ({ form, certification }: Poll): string | null =>
  form === 'SECRET' && certification ? t('r.tc', { a: certification.signed, b: certification.required }) : null;

/** Of a question on paper: issued, collected, valid, invalid; a ballot with rows says it beside them. */
const papers = ({ poll, result }: { poll: Poll; result: Result }): string | null =>
  poll.method === 'PAPER'
    ? t('r.papersOf', {
        a: result.counts.ballotsIssued,
        b: result.counts.ballotsCollected,
        c: result.counts.ballotsValid,
        d: result.counts.ballotsInvalid,
      })
    : null;

const footFacts = (view: WallView): string | null => {
  const { scene } = view;
  if (scene.at === 'CLOSED') return scene.seal ? t('r.seal', { h: scene.seal }) : signed(scene.poll);
  if (scene.at !== 'PUBLISHED') return null;
  const missing = scene.result.notRecorded.count;
  const base = scene.result.rows.length > 0 ? rowsBase(scene.result) : null;
  return [
    base ?? (missing > 0 && !view.stale ? t('r.missing', { n: missing }) : null),
    signed(scene.poll),
    scene.result.rows.length === 0 ? papers(scene) : null,
    t('r.seal', { h: scene.result.seal }),
  ]
    .filter(Boolean)
    .join(' · ');
};

export function Wall({ view, screen, now }: { view: WallView; screen: string; now: number }) {
  const { chamber, scene, stale } = view;
  const facts = footFacts(view);
  const time = hourMinute(now);
  const test = scene.at === 'OPEN' && scene.test;
  return (
    <div class={`wall ${stale ? (staysWhileStale(scene) ? 'quiet' : 'stale') : ''} ${test ? 'test' : ''}`}>
      <header class="w-head">
        <div class="w-org">
          <b>{chamber.councilName.toLocaleUpperCase('vi')}</b>
          <span>
            {chamber.sessionName} · {chamber.sittingName}
          </span>
        </div>
        <time class="w-clock">
          <Digits text={time} spoken={time} />
        </time>
      </header>
      <main class="w-body w-fade" key={`${scene.at}${stale ? '-stale' : ''}`}>
        <Body view={view} />
      </main>
      <footer class="w-foot">
        {chamber.illustrative ? <DemoMark capitals /> : null}
        {view.frozen ? (
          <span class="pill">
            <Icon name="pause" />
            {t('w.frozen')}
          </span>
        ) : null}
        {stale && staysWhileStale(scene) ? (
          <span class="pill">
            <Icon name="offline" />
            {t('c.off')}, {age(stale.seconds)}
          </span>
        ) : null}
        <span class="sp" />
        {facts ? <span class="facts">{facts}</span> : null}
        <span class="nb">
          {screen} · r{chamber.revision}
        </span>
      </footer>
    </div>
  );
}
