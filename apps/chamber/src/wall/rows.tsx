/** A published result of persons or options: five rows a page, every screen of the hall on the same one. */
import { markWord } from '../shared/ballot-content.js';
import { t, type MessageKey } from '../shared/i18n.js';
import { Icon, type IconName } from '../shared/icons.js';
import { baseLabel, percent } from '../shared/result.js';
import { ROWS_A_PAGE } from './pages.js';
import type { Poll, Result } from './wall.states.js';

const VERDICT_ICON: Readonly<Record<string, readonly [IconName, string]>> = {
  ELECTED: ['for', 'i-for'],
  NOT_ELECTED: ['against', 'i-against'],
  NO_CONSEQUENCE: ['abstain', ''],
};

function Verdict({ verdict }: { verdict: string }) {
  if (verdict === 'NO_CONSEQUENCE') return <span aria-label={t('rows.verdict')}>–</span>;
  const [icon, tone] = VERDICT_ICON[verdict] ?? ['warning', 'i-warn'];
  return (
    <span class={`pill ${tone}`}>
      <Icon name={icon} />
      {t(`verdict.${verdict}` as MessageKey)}
    </span>
  );
}

const follows = (verdict: string | null | undefined): boolean =>
  verdict !== null && verdict !== undefined && verdict !== 'NO_CONSEQUENCE';

/** Ballots issued, collected, valid, invalid; of options also who abstained. */
export function RowsFacts({ poll, result }: { poll: Poll; result: Result }) {
  const { ballotsIssued, ballotsCollected, ballotsValid, ballotsInvalid } = result.counts;
  const facts: readonly (readonly [MessageKey, number])[] = [
    ['r.issued', ballotsIssued],
    ['r.collected', ballotsCollected],
    ['r.valid', ballotsValid],
    ['r.invalid', ballotsInvalid],
    ...(poll.ballotForm.mayAbstain ? ([['o.ABSTAIN', result.abstain.count]] as const) : []),
  ];
  return (
    <p class="w-facts">
      {facts.map(([key, n]) => (
        <span key={key} class="nb">
          {t(key)} <b>{n}</b>
        </span>
      ))}
    </p>
  );
}

export function RowsTable({ poll, result, page }: { poll: Poll; result: Result; page: number }) {
  const rows = result.rows.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE);
  // Of an election the wall shows who agreed; of two or three levels each of them.
  const election = poll.kind === 'ELECTION';
  const shown = election ? 1 : 3;
  const marks = (result.rows[0]?.marks.map((m) => m.mark) ?? []).slice(0, shown);
  // Beside three levels there is no room for a column: a consequence stands under the name it is about.
  const verdicts = election;
  const options = poll.ballotForm.layout === 'CHOICE';
  return (
    <table
      class={`w-page ${rows.length === ROWS_A_PAGE || rows.some((r) => !election && follows(r.verdict)) ? 'dense' : ''}`}
    >
      <caption class="sr">{t('r.published')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('rows.no')}</th>
          <th class="nm" scope="col">
            {t(options ? 'rows.option' : 'rows.person')}
          </th>
          {marks.map((mark) => (
            <th key={mark} colSpan={2} scope="colgroup">
              {markWord(mark)}
            </th>
          ))}
          {verdicts ? (
            <th class="l" scope="col">
              {t('rows.verdict')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, marks: counted, verdict, invalid }) => (
          <tr key={row.row}>
            <td>{row.row}</td>
            <th class="nm" scope="row">
              <b>{row.name}</b>
              <small class={!verdicts && follows(verdict) ? 'follows' : ''}>
                {!verdicts && follows(verdict) ? `${t(`verdict.${verdict}` as MessageKey)} · ` : ''}
                {[row.post, !options && invalid.count > 0 ? t('rows.invalidHere', { n: invalid.count }) : null]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </th>
            {counted.slice(0, shown).map(({ mark, share }) => (
              <>
                <td key={mark}>
                  <b>{share.count}</b>
                </td>
                <td key={`${mark}%`} class="p">
                  {percent(share)}
                </td>
              </>
            ))}
            {verdicts ? <td class="l">{verdict ? <Verdict verdict={verdict} /> : null}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the shares of the rows are shares of. */
export const rowsBase = (result: Result): string | null => {
  const share = result.rows[0]?.marks[0]?.share;
  return share ? `${t('rows.share')} ${baseLabel(share)} (${share.base})` : null;
};
