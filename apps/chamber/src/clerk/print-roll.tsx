/** The roll on paper: one line a seat, in card order, with a place to sign. */
import type { Place } from '../chair/model.js';
import { dayMonthYear, hourMinute, hourMinuteSecond } from '../shared/format.js';
import { DemoMark } from '../shared/ui.js';
import { countRows, standing, type Row } from './roster.js';
import { tk } from './words.js';

export function PrintRoll({ place, rows, now }: { place: Place; rows: readonly Row[]; now: number }) {
  const counts = countRows(rows);
  return (
    <div class="print-only">
      <p>
        <b>{place.councilName}</b>
        <br />
        {place.sessionName} · {place.sittingName}
      </p>
      {place.illustrative ? <DemoMark /> : null}
      <h1>{tk('print.title')}</h1>
      <p>
        {tk('att.present')} {counts.present}/{counts.total} · {tk('att.excused')} {counts.excused} · {tk('att.notYet')}{' '}
        {counts.notYet}
      </p>
      <table>
        <thead>
          <tr>
            <th>{tk('att.card')}</th>
            <th>{tk('att.name')}</th>
            <th>{tk('att.state')}</th>
            <th>{tk('print.sign')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const at = standing(row);
            const time = at === 'LEFT' ? row.leftAt : row.arrivedAt;
            return (
              <tr key={row.seatId}>
                <td>{row.cardNumber}</td>
                <td>
                  {row.fullName}
                  {row.groupName ? `, ${row.groupName}` : ''}
                </td>
                <td>
                  {tk(`at.${at}`, { t: time ? hourMinute(time) : '' })}
                  {at === 'EXCUSED' && row.reason ? `: ${row.reason}` : ''}
                </td>
                <td />
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>{tk('print.at', { t: `${hourMinuteSecond(now)} ${dayMonthYear(now)}` })}</p>
    </div>
  );
}
