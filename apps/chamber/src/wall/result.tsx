/** The published result: six official lines with their base, and the verdict beside them. */
import { t } from '../shared/i18n.js';
import { Icon, OptionIcon } from '../shared/icons.js';
import { baseLabel, percent, resultLines, tieWords, type Share } from '../shared/result.js';
import { breakVerdict, verdictOf, verdictWords } from '../shared/verdict.js';
import type { Poll, Result } from './wall.states.js';

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

/** Icon, words, the bar of all seats with the threshold's tick, and the sum. An informative poll has no verdict. */
export function ResultPanel({ result }: { result: Result }) {
  const verdict = verdictOf(result.outcome);
  const tie = tieWords(result);
  const seats = Math.max(result.threshold.of, result.total.count, 1);
  const width = (share: Share): { width: string } => ({ width: `${(share.count / seats) * 100}%` });
  const { needed: k, of: n } = result.threshold;
  return (
    <div class={`w-out ${verdict === 'NO' ? 'no' : verdict === null ? 'nt' : ''} ${tie ? 'tied' : ''}`}>
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
        {verdict && !tie ? t('r.needShort', { k, n }) : null}
      </p>
      {tie ? <p class="tie">{tie}</p> : null}
    </div>
  );
}
