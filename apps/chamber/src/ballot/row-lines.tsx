/** A published result of persons or options on the phone: one card each, as the wall shows it. */
import { markWord } from '../shared/ballot-content.js';
import { t, type MessageKey } from '../shared/i18n.js';
import { baseLabel, percent } from '../shared/result.js';
import type { ResultViewFragment } from '../graph/operations.js';

export function RowLines({ result }: { result: ResultViewFragment }) {
  const first = result.rows[0]?.marks[0]?.share;
  if (!first) return null;
  return (
    <>
      <ul class="rows">
        {result.rows.map(({ row, marks, verdict }) => (
          <li key={row.row} class="card">
            <p class="b-strong">
              {row.row}. {row.name}
            </p>
            {row.post ? <p class="b-hint">{row.post}</p> : null}
            {marks.map(({ mark, share }) => (
              <p key={mark}>
                {markWord(mark)}: <b>{share.count}</b> · <span class="nb">{percent(share)}</span>
              </p>
            ))}
            {verdict && verdict !== 'NO_CONSEQUENCE' ? (
              <p class="b-strong">{t(`verdict.${verdict}` as MessageKey)}</p>
            ) : null}
          </li>
        ))}
      </ul>
      <p class="b-hint">
        {t('rows.share')} {baseLabel(first)} ({first.base}).
      </p>
    </>
  );
}
