/** What was counted, as a member of the tally committee signs it: each line with the names of its marks, and why ballots do not count. */
import type { CommitteeViewFragment, CountToSignFragment } from '../graph/operations.js';
import { markWord } from '../shared/ballot-content.js';
import { t } from '../shared/i18n.js';

type Invalid = CommitteeViewFragment['invalid'];

export function CountedLines({
  result,
  mayAbstain,
  invalid = [],
}: {
  result: CountToSignFragment;
  /** Of options: none of them may be chosen. */
  mayAbstain: boolean;
  invalid?: Invalid;
}) {
  const { ballotsIssued, ballotsCollected, ballotsValid, ballotsInvalid } = result.counts;
  return (
    <>
      <p>{t('r.papersOf', { a: ballotsIssued, b: ballotsCollected, c: ballotsValid, d: ballotsInvalid })}</p>
      {result.rows.length === 0 ? (
        <p>{t('tc.threeLines', { f: result.for.count, a: result.against.count, n: result.abstain.count })}</p>
      ) : (
        <ol class="b-lines">
          {result.rows.map(({ row, marks, invalid: none }) => (
            <li key={row.row}>
              <b>{row.name}</b>
              {row.post ? `, ${row.post}` : ''}
              <br />
              {[
                ...marks.map(({ mark, share }) => `${markWord(mark)} ${share.count}`),
                ...(none.count > 0 ? [t('rows.invalidHere', { n: none.count })] : []),
              ]
                .map((words) => words.replaceAll(' ', '\u00a0'))
                .join(' · ')}
            </li>
          ))}
        </ol>
      )}
      {mayAbstain ? (
        <p>
          {t('o.ABSTAIN')}: {result.abstain.count}
        </p>
      ) : null}
      {invalid.map(({ row, reason, ballots }) => (
        <p key={`${row} ${reason}`} class="b-hint">
          {t(`tc.invalid.${reason}`, { n: ballots, r: row ?? 0 })}
        </p>
      ))}
    </>
  );
}
