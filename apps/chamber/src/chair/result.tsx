/** The six official lines and the outcome, as chair and secretary see them before the hall does. */
import { Icon, OptionIcon } from '../shared/icons.js';
import { markWord } from '../shared/ballot-content.js';
import { language, t, type MessageKey } from '../shared/i18n.js';
import type { Result, Share } from './model.js';
import { tc } from './say.js';
import { effectOfMissing } from './verdict.js';

const percent = (share: Share): string => (language() === 'vi' ? share.percentText : share.percentTextEn);

/** Persons or options, each with its counts, their base and what follows. */
export function RowsTable({ result }: { result: Result }) {
  const rows = result.rows ?? [];
  const first = rows[0]?.marks[0]?.share;
  if (!first || !result.counts) return null;
  const { ballotsIssued, ballotsCollected, ballotsValid, ballotsInvalid } = result.counts;
  return (
    <>
      <p>
        {tc('r.issued')} <b>{ballotsIssued}</b> · {tc('r.collected')} <b>{ballotsCollected}</b> · {tc('r.valid')}{' '}
        <b>{ballotsValid}</b> · {tc('r.invalid')} <b>{ballotsInvalid}</b> · {tc('o.ABSTAIN')}{' '}
        <b>{result.abstain.count}</b>
      </p>
      <table class="t">
        <caption class="sr">{tc('result.rows')}</caption>
        <thead>
          <tr>
            <th scope="col">{language() === 'vi' ? first.baseLabelVi : first.baseLabelEn}</th>
            {rows[0]!.marks.map(({ mark }) => (
              <th key={mark} class="n" scope="col">
                {markWord(mark)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, marks, invalid, verdict }) => (
            <tr key={row.row}>
              <th scope="row">
                {row.row}. {row.name}
                {row.post ? <small> · {row.post}</small> : null}
                {invalid.count > 0 ? <small> · {t('rows.invalidHere', { n: invalid.count })}</small> : null}
                {verdict && verdict !== 'NO_CONSEQUENCE' ? <b> · {t(`verdict.${verdict}` as MessageKey)}</b> : null}
              </th>
              {marks.map(({ mark, share }) => (
                <td key={mark} class="n">
                  <b>{share.count}</b> <span class="nb">{percent(share)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** A tie that the chair of a board decides: said where the numbers stand, with the article to look at (R-VOT-16). */
function TieBreak({ result: { tieBreak } }: { result: Result }) {
  if (!tieBreak) return null;
  const { instrument, article } = tieBreak.reason;
  return (
    <p class="note warn">
      <Icon name="warning" />
      <span>
        {tc(tieBreak.name === null ? 'result.tieNobody' : tieBreak.adopted ? 'result.tieFor' : 'result.tieNot', {
          x: tieBreak.name ?? '',
          r: `${instrument}, ${article}`,
        })}
      </span>
    </p>
  );
}

/** On the sheet alone, where the rule of the day says so: who recorded nothing stands among the abstentions (R-VOT-01). */
export function ResultTable({ result, sheet = false }: { result: Result; sheet?: boolean }) {
  const base = language() === 'vi' ? result.total.baseLabelVi : result.total.baseLabelEn;
  const abstain = sheet && result.sheetAbstain ? result.sheetAbstain : result.abstain;
  if (result.rows && result.rows.length > 0) return <RowsTable result={result} />;
  const rows: readonly [string, Share, 'FOR' | 'AGAINST' | 'ABSTAIN' | null][] = [
    [tc('r.total'), result.total, null],
    [result.lateArrivals > 0 ? tc('r.presentLate', { n: result.lateArrivals }) : tc('r.present'), result.present, null],
    [tc('r.voted'), result.voted, null],
    [tc('o.FOR'), result.for, 'FOR'],
    [tc('o.AGAINST'), result.against, 'AGAINST'],
    [tc('o.ABSTAIN'), abstain, 'ABSTAIN'],
  ];
  return (
    <>
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
      <TieBreak result={result} />
    </>
  );
}

export function ResultPanel({ result }: { result: Result }) {
  const params = { f: result.for.count, k: result.threshold.needed, n: result.threshold.of };
  const adopted = result.outcome === 'ADOPTED';
  const rows = (result.rows ?? []).length > 0;
  return (
    <div class={rows ? 'res whole' : 'res'}>
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
