/** The six official lines of a published result, in the order of the minutes. */
import type { ResultViewFragment, ShareViewFragment } from '../graph/operations.js';
import { language, t } from './i18n.js';

export type Share = ShareViewFragment;
export const percent = (share: Share): string => (language() === 'vi' ? share.percentText : share.percentTextEn);
export const baseLabel = (share: Share): string => (language() === 'vi' ? share.baseLabelVi : share.baseLabelEn);

export interface Line {
  readonly key: string;
  readonly label: string;
  readonly note?: string;
  readonly share: Share;
  readonly option?: 'FOR' | 'AGAINST' | 'ABSTAIN';
}

/** What a tie in a board came to, and by which article (R-VOT-16); null where there was none. */
export function tieWords({ tieBreak }: Pick<ResultViewFragment, 'tieBreak'>): string | null {
  if (!tieBreak) return null;
  const r = `${tieBreak.reason.instrument}, ${tieBreak.reason.article}`;
  if (tieBreak.name === null) return t('r.tieNobody', { r });
  return t(tieBreak.adopted ? 'r.tieFor' : 'r.tieNot', { x: tieBreak.name, r });
}

export function resultLines(result: ResultViewFragment): readonly Line[] {
  return [
    { key: 'total', label: t('r.total'), share: result.total },
    {
      key: 'present',
      label: t('r.present'),
      share: result.present,
      ...(result.lateArrivals > 0 ? { note: t('r.presentPlus', { n: result.lateArrivals }) } : {}),
    },
    { key: 'voted', label: t('r.voted'), share: result.voted },
    { key: 'FOR', label: t('o.FOR'), share: result.for, option: 'FOR' },
    { key: 'AGAINST', label: t('o.AGAINST'), share: result.against, option: 'AGAINST' },
    { key: 'ABSTAIN', label: t('o.ABSTAIN'), share: result.abstain, option: 'ABSTAIN' },
  ];
}
