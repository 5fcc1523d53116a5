/** Attendance: find by name without marks, record in one tap, undo, scan, print. */
import { useRef, useState } from 'preact/hooks';
import { hourMinute, hourMinuteSecond } from '../shared/format.js';
import { Icon, type IconName } from '../shared/icons.js';
import { ExcuseDialog } from './excuse.js';
import type { Records } from './records.js';
import { countRows, recent, select, standing, type Filter, type Row } from './roster.js';
import { Scanner } from './scanner.js';
import { tk } from './words.js';

const SIGNS: Readonly<Record<ReturnType<typeof standing>, readonly [string, IconName]>> = {
  PRESENT: ['ok', 'check'],
  EXCUSED: ['mut', 'info'],
  LEFT: ['warn', 'clock'],
  NOT_YET: ['mut', 'circle'],
  SUSPENDED: ['bad', 'lock'],
};
const FILTERS: readonly (readonly [Filter, Parameters<typeof tk>[0]])[] = [
  ['ALL', 'att.all'],
  ['PRESENT', 'att.present'],
  ['EXCUSED', 'att.excused'],
  ['NOT_YET', 'att.notYet'],
];

export interface AttendanceProps {
  readonly sittingName: string;
  readonly records: Records;
  readonly ended: boolean;
  /** Open from the start (gallery). */
  readonly scanning?: boolean;
  readonly query?: string;
}

export function Attendance({ sittingName, records, ended, scanning = false, query: begun = '' }: AttendanceProps) {
  const [query, setQuery] = useState(begun);
  const [filter, setFilter] = useState<Filter>('ALL');
  const [scan, setScan] = useState(scanning);
  const [excusing, setExcusing] = useState<Row | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = records.rows ?? [];
  const counts = countRows(rows);
  const shown = select(rows, query, filter);
  return (
    <>
      <div class="head">
        <h1>{`${tk('att.title')} · ${sittingName}`}</h1>
        <button type="button" class="bt" onClick={() => window.print()}>
          <Icon name="document" />
          {tk('att.print')}
        </button>
        <button
          type="button"
          class="bt solid"
          aria-haspopup="dialog"
          aria-disabled={ended}
          onClick={() => !ended && setScan(true)}
        >
          <Icon name="qr" />
          {tk('att.scan')}
        </button>
      </div>
      <div class="two">
        <div class="stack">
          <dl class="nums">
            <div class="k">
              <dt>{tk('att.present')}</dt>
              <dd>
                {counts.present}
                <small>/{counts.total}</small>
              </dd>
            </div>
            <div>
              <dt>{tk('att.excused')}</dt>
              <dd>{counts.excused}</dd>
            </div>
            <div>
              <dt>{tk('att.notYet')}</dt>
              <dd>{counts.notYet}</dd>
            </div>
          </dl>
          <form
            role="search"
            class="find"
            onSubmit={(event) => {
              event.preventDefault();
              // Enter goes to the first row's action: two keys record a delegate.
              body.current?.querySelector<HTMLElement>('button')?.focus();
            }}
          >
            <div class="fld">
              <label for="find">{tk('att.search')}</label>
              <input
                id="find"
                type="search"
                autocomplete="off"
                spellcheck={false}
                value={query}
                onInput={(event) => setQuery(event.currentTarget.value)}
              />
            </div>
            <div class="fld">
              <label for="filter">{tk('att.filter')}</label>
              <select id="filter" value={filter} onChange={(event) => setFilter(event.currentTarget.value as Filter)}>
                {FILTERS.map(([value, key]) => (
                  <option key={value} value={value}>
                    {tk(key)}
                  </option>
                ))}
              </select>
            </div>
          </form>
          <p class="sr" role="status">
            {query.trim() || filter !== 'ALL' ? tk('att.found', { n: shown.length }) : ''}
          </p>
          {records.rows === null ? <p role="status">{tk('c.loading')}</p> : null}
          {records.rows !== null && shown.length === 0 ? <p>{tk('att.none')}</p> : null}
          {shown.length === 0 ? null : (
            <div class="scroll">
              <table class="t framed">
                <caption class="sr">{tk('att.title')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{tk('att.card')}</th>
                    <th scope="col">{tk('att.name')}</th>
                    <th scope="col">{`${tk('att.state')}, ${tk('att.source').toLowerCase()}`}</th>
                    <th scope="col">
                      <span class="sr">{tk('att.action')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody ref={body}>
                  {shown.map((row) => (
                    <SeatRow
                      key={row.seatId}
                      row={row}
                      records={records}
                      ended={ended}
                      onReason={() => setExcusing(row)}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </div>
        <Recently rows={rows} records={records} ended={ended} />
      </div>
      {scan ? <Scanner records={records} onClose={() => setScan(false)} /> : null}
      {excusing ? (
        <ExcuseDialog
          row={excusing}
          busy={records.busy}
          failed={records.last?.tone === 'bad' ? records.last.words() : null}
          onClose={() => setExcusing(null)}
          onSave={(reason) => void records.excuse(excusing.seatId, reason).then((done) => done && setExcusing(null))}
        />
      ) : null}
    </>
  );
}

const cardText = (row: Row): string => (row.cardNumber === null ? '' : String(row.cardNumber).padStart(2, '0'));

function sourceText(row: Row): string {
  const at = standing(row);
  if (at === 'EXCUSED') return row.reason ?? '';
  return row.source ? tk(`source.${row.source}`) : '';
}

function SeatRow({
  row,
  records,
  ended,
  onReason,
}: {
  row: Row;
  records: Records;
  ended: boolean;
  onReason: () => void;
}) {
  const at = standing(row);
  const [tone, icon] = SIGNS[at];
  const time = at === 'LEFT' ? row.leftAt : row.arrivedAt;
  const source = sourceText(row);
  const waiting = records.pending.has(row.seatId);
  const button = (key: 'do.in' | 'do.back' | 'do.out' | 'do.excuse' | 'do.reason', act: () => void) => (
    <button
      type="button"
      class="bt sm"
      aria-label={key === 'do.excuse' ? tk('do.excuseOf', { x: row.fullName }) : `${tk(key)}: ${row.fullName}`}
      aria-disabled={waiting}
      aria-busy={waiting}
      onClick={() => !waiting && act()}
    >
      {tk(key)}
    </button>
  );
  const arrive = (): void => void records.arrive({ seatId: row.seatId }, 'CLERK');
  return (
    <tr>
      <td>{cardText(row)}</td>
      <td class="who">
        <b>{row.fullName}</b>
        <br />
        <span class="small">{row.groupName}</span>
      </td>
      <td>
        <span class={`tag ${tone}`}>
          <Icon name={icon} />
          {tk(`at.${at}`, { t: time ? hourMinute(time) : '' })}
        </span>
        {source ? (
          <>
            <br />
            <span class="small">{source}</span>
          </>
        ) : null}
      </td>
      <td class="n">
        <span class="pair">
          {ended ? null : at === 'NOT_YET' || at === 'EXCUSED' ? button('do.in', arrive) : null}
          {ended ? null : at === 'PRESENT' ? button('do.out', () => void records.leave(row.seatId)) : null}
          {ended ? null : at === 'LEFT' ? button('do.back', arrive) : null}
          {ended
            ? null
            : at === 'NOT_YET'
              ? button('do.excuse', () => void records.excuse(row.seatId, tk('excuse.default')))
              : null}
          {ended ? null : at === 'EXCUSED' ? button('do.reason', onReason) : null}
        </span>
      </td>
    </tr>
  );
}

function Recently({ rows, records, ended }: { rows: readonly Row[]; records: Records; ended: boolean }) {
  const latest = recent(rows);
  return (
    <aside class="card" aria-labelledby="recently">
      <h2 id="recently">{tk('recent.title')}</h2>
      <div role="status" aria-live="polite">
        {records.last?.tone === 'ok' ? (
          <p class="note good">
            <Icon name="for" />
            <span>{records.last.words()}</span>
          </p>
        ) : null}
      </div>
      <div role="alert">
        {records.last?.tone === 'bad' ? (
          <p class="note bad">
            <Icon name="warning" />
            <span>{records.last.words()}</span>
          </p>
        ) : null}
      </div>
      {latest.length === 0 ? <p class="small">{tk('recent.none')}</p> : null}
      {latest.map(({ row, what, at }) => (
        <p key={row.seatId} class="ln">
          <Icon name={what === 'IN' ? 'check' : 'clock'} />
          <span>
            <b>{row.fullName}</b>
            <br />
            {what === 'IN'
              ? tk('recent.IN', { t: hourMinuteSecond(at), s: row.source ? tk(`by.${row.source}`) : '' })
              : tk('recent.OUT', { t: hourMinuteSecond(at) })}
          </span>
        </p>
      ))}
      {ended ? null : (
        <button
          type="button"
          class="bt sm wide"
          aria-disabled={records.busy}
          onClick={() => !records.busy && void records.undo()}
        >
          <Icon name="undo" />
          {tk('do.undo')}
        </button>
      )}
    </aside>
  );
}
