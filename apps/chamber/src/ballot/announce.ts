/**
 * What is said aloud: the message of the moment, once. Polite for what can
 * wait (the opening, the receipt, the outcome, the last 30 and 10 seconds),
 * assertive for what cannot (closing, paused, offline, missed).
 */
import { hourMinuteSecond } from '../shared/format.js';
import { choiceWords } from '../shared/ballot-content.js';
import { t } from '../shared/i18n.js';
import { verdictOf, verdictWords } from '../shared/verdict.js';
import type { Banner, BallotView, Screen } from './ballot.states.js';

export interface Announcement {
  readonly polite: string | null;
  readonly assertive: string | null;
}

const recorded = (screen: Screen & { at: 'RECORDED' }): string =>
  screen.mine.choice
    ? t('b.recLive', {
        o: choiceWords(screen.poll.ballotForm, screen.mine.choice),
        t: hourMinuteSecond(screen.mine.recordedAt),
      })
    : t('b.cast');

const offline = (view: BallotView, banner: Banner): string => {
  const mine = 'mine' in view.screen ? view.screen.mine : null;
  if (banner === 'OFF2' && mine && mine.recordedAt !== '') return t('b.off2', { t: hourMinuteSecond(mine.recordedAt) });
  return banner === 'OFF0' ? t('b.off0') : banner === 'OFF1' ? t('b.off1') : `${t('b.offName')}. ${t('b.offDo')}`;
};

const seconds = (screen: Screen): number | null => ('seconds' in screen ? screen.seconds : null);

function polite({ screen }: BallotView): string | null {
  switch (screen.at) {
    case 'OPEN':
      if (screen.closing) return null;
      // 30 stays said until 10, and 10 until the closing speaks for itself.
      return leftWords(seconds(screen)) ?? t('a.open', { x: screen.poll.title });
    case 'RECORDED':
      return recorded(screen);
    case 'RESULT': {
      const verdict = verdictOf(screen.result.outcome);
      return verdict ? t('b.outcomeLive', { x: t(verdictWords(verdict)) }) : t('r.published');
    }
    case 'ANNOUNCED':
      return t('w.soon');
    default:
      return null;
  }
}

const leftWords = (left: number | null): string | null =>
  left === null || left > 30 ? null : t('a.left', { n: left > 10 ? 30 : 10 });

function assertive(view: BallotView): string | null {
  const { screen, banner } = view;
  if (banner) return offline(view, banner);
  if (screen.at === 'MISSED') return t('b.missed');
  if (screen.at === 'PAUSED') return t('w.paused');
  if (screen.at === 'OPEN' && screen.closing) return `${t('w.closing')}. ${t('w.now')}`;
  if ('closing' in screen && screen.closing) return t('w.closing');
  return null;
}

export const announcement = (view: BallotView): Announcement => ({ polite: polite(view), assertive: assertive(view) });
