/** The published result: six official lines with their base, and the verdict beside them. */
import { language, t, type MessageKey } from '../shared/i18n.js';
import { Icon, OptionIcon } from '../shared/icons.js';
import type { Poll, Result } from './wall.states.js';

export type Share = Result['total'];
export const percent = (share: Share): string => (language() === 'vi' ? share.percentText : share.percentTextEn);
export const baseLabel = (share: Share): string => (language() === 'vi' ? share.baseLabelVi : share.baseLabelEn);

export type Line = { readonly key: string; readonly label: string; readonly note?: string; readonly share: Share; readonly option?: 'FOR' | 'AGAINST' | 'ABSTAIN' };

/** The six lines, in the order of the minutes. */
export function resultLines(result: Result): readonly Line[] {
  return [
    { key: 'total', label: t('r.total'), share: result.total },
    { key: 'present', label: t('r.present'), share: result.present, ...(result.lateArrivals > 0 ? { note: t('r.presentPlus', { n: result.lateArrivals }) } : {}) },
    { key: 'voted', label: t('r.voted'), share: result.voted },
    { key: 'FOR', label: t('o.FOR'), share: result.for, option: 'FOR' },
    { key: 'AGAINST', label: t('o.AGAINST'), share: result.against, option: 'AGAINST' },
    { key: 'ABSTAIN', label: t('o.ABSTAIN'), share: result.abstain, option: 'ABSTAIN' },
  ];
}

export function ResultTable({ poll, result }: { poll: Poll; result: Result }) {
  const title = t(poll.form === 'SECRET' ? 'r.titleSecret' : 'r.title');
  return (
    <table class="w-tab">
      <caption class="sr">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th colSpan={2} scope="colgroup">
            {baseLabel(result.total)}
          </th>
        </tr>
      </thead>
      <tbody>
        {resultLines(result).map((line) => (
          <tr key={line.key} class={line.option ? 'k' : ''}>
            <th scope="row">
              {line.option ? <OptionIcon option={line.option} /> : null}
              {line.label}
              {line.note ? <small> {line.note}</small> : null}
            </th>
            <td>{line.share.count}</td>
            <td>{percent(line.share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export type Verdict = 'YES' | 'NO' | null;
export const verdictOf = (outcome: string | null): Verdict => (outcome === null ? null : outcome === 'ADOPTED' || outcome === 'PASSED' ? 'YES' : outcome === 'INFORMATIVE' ? null : 'NO');
export const verdictWords = (verdict: Exclude<Verdict, null>): MessageKey => (verdict === 'YES' ? 'r.yes' : 'r.no');

/** Icon, words, the bar of all seats with the threshold's tick, and the sum. An informative poll has no verdict. */
export function ResultPanel({ result }: { result: Result }) {
  const verdict = verdictOf(result.outcome);
  const seats = Math.max(result.threshold.of, result.total.count, 1);
  const width = (share: Share): { width: string } => ({ width: `${(share.count / seats) * 100}%` });
  const { needed: k, of: n } = result.threshold;
  return (
    <div class={`w-out ${verdict === 'NO' ? 'no' : verdict === null ? 'nt' : ''}`}>
      {verdict ? <Icon name={verdict === 'YES' ? 'for' : 'against'} /> : null}
      {verdict ? (
        <strong>
          {breakVerdict(t(verdictWords(verdict))).map((line, i) => (
            <span key={line} class="nb">
              {i > 0 ? <br /> : null}
              {line}
            </span>
          ))}
        </strong>
      ) : null}
      <div class="w-bar" aria-hidden="true">
        <i class="f" style={width(result.for)} />
        <i class="a" style={width(result.against)} />
        <i class="b" style={width(result.abstain)} />
        {verdict ? <i class="t" style={{ left: `${(k / seats) * 100}%` }} /> : null}
      </div>
      <p>
        {t('r.sumFor', { f: result.for.count })}
        <br />
        {verdict ? t('r.needShort', { k, n }) : null}
      </p>
    </div>
  );
}

/** "KHÔNG ĐƯỢC / THÔNG QUA": the last two words stand on a line of their own. */
export function breakVerdict(words: string): string[] {
  const parts = words.split(' ');
  return parts.length <= 2 ? [words] : [parts.slice(0, -2).join(' '), parts.slice(-2).join(' ')];
}
