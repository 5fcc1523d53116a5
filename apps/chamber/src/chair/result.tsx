/** The six official lines and the outcome, as chair and secretary see them before the hall does. */
import { Icon, OptionIcon } from '../shared/icons.js';
import { language } from '../shared/i18n.js';
import type { Result, Share } from './model.js';
import { tc } from './say.js';
import { effectOfMissing } from './verdict.js';

const percent = (share: Share): string => (language() === 'vi' ? share.percentText : share.percentTextEn);

export function ResultTable({ result }: { result: Result }) {
  const base = language() === 'vi' ? result.total.baseLabelVi : result.total.baseLabelEn;
  const rows: readonly [string, Share, 'FOR' | 'AGAINST' | 'ABSTAIN' | null][] = [
    [tc('r.total'), result.total, null],
    [result.lateArrivals > 0 ? tc('r.presentLate', { n: result.lateArrivals }) : tc('r.present'), result.present, null],
    [tc('r.voted'), result.voted, null],
    [tc('o.FOR'), result.for, 'FOR'],
    [tc('o.AGAINST'), result.against, 'AGAINST'],
    [tc('o.ABSTAIN'), result.abstain, 'ABSTAIN'],
  ];
  return (
    <table class="t">
      <caption class="sr">{tc('r.title')}</caption>
      <thead>
        <tr>
          <td />
          <th class="n" scope="col">
            {tc('result.count')}
          </th>
          <th class="n" scope="col">
            {base}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, share, option]) => (
          <tr key={label}>
            <th scope="row">
              {option ? <OptionIcon option={option} /> : null} {label}
            </th>
            <td class="n">
              <b>{share.count}</b>
            </td>
            <td class="n">{percent(share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ResultPanel({ result }: { result: Result }) {
  const params = { f: result.for.count, k: result.threshold.needed, n: result.threshold.of };
  const adopted = result.outcome === 'ADOPTED';
  return (
    <div class="res">
      <ResultTable result={result} />
      {result.outcome === 'ADOPTED' || result.outcome === 'REJECTED' ? (
        <div class={`outc ${adopted ? 'yes' : 'no'}`}>
          <Icon name={adopted ? 'for' : 'against'} />
          <strong>{tc(adopted ? 'r.yes' : 'r.no')}</strong>
          <span>{tc('result.short', params)}</span>
        </div>
      ) : null}
    </div>
  );
}

/** Could the missing have changed it? Nothing is said where nobody is missing. */
export function MissingEffect({ result }: { result: Result }) {
  const effect = effectOfMissing(result);
  if (effect === 'NONE_MISSING') return null;
  return (
    <p class={effect === 'COULD_CHANGE' ? 'note warn' : 'ln'}>
      <span class="warn-i">
        <Icon name="warning" />
      </span>
      <span>{tc(`result.${effect}`, { n: result.notRecorded.count })}</span>
    </p>
  );
}
