/** The desk's page of the council's own bodies: their meetings of the year, a month without one, and planning the next. */
import { useState } from 'preact/hooks';
import type { Graph } from '@nghitruong/client';
import { Done, Notice, OrderDialog, TextField, focusWrong, useField } from '../chair/parts/order.js';
import { dayTyped, momentTyped, timeTyped } from '../clerk/days.js';
import { dayMonthYear, hourMinute } from '../shared/format.js';
import { Icon } from '../shared/icons.js';
import { sourceText } from '../shared/source.js';
import { useBoards, type Board, type Boards } from './boards.js';
import { tb } from './words.js';

export function BoardsTask({ graph, sittingId, now }: { graph: Graph; sittingId: string; now: number }) {
  const year = Number(dayMonthYear(now).slice(-4));
  return <BoardsPage boards={useBoards(graph, sittingId, year)} />;
}

export function BoardsPage({ boards, asked: first = null }: { boards: Boards; asked?: Board | null }) {
  const [asked, ask] = useState<Board | null>(first);
  const { all, last } = boards;
  return (
    <>
      <div class="head">
        <h1>{tb(all?.[0]?.kind === 'PEOPLES_COMMITTEE' ? 'titleExecutive' : 'title')}</h1>
      </div>
      <p class="small">{tb('lead')}</p>
      <Done text={last?.tone === 'ok' ? last.words() : null} />
      <Notice text={!asked && last?.tone === 'bad' ? last.words() : null} />
      {all === null ? <p role="status">{tb('loading')}</p> : null}
      {all?.map((board) => (
        <BoardCard
          key={board.id}
          board={board}
          onPlan={() => {
            boards.clear();
            ask(board);
          }}
        />
      ))}
      {asked ? <AskMeeting boards={boards} board={asked} onClose={() => ask(null)} /> : null}
    </>
  );
}

function BoardCard({ board, onPlan }: { board: Board; onPlan: () => void }) {
  const months = board.meetingMonths ?? [];
  const missed = months.filter((month) => month.missed);
  const meetings = months.flatMap((month) => month.meetings);
  const reason = missed[0]?.reason;
  return (
    <section class="card" aria-label={board.shortName}>
      <h2>{board.shortName}</h2>
      {missed.length > 0 ? (
        <p class="note warn">
          <Icon name="warning" />
          <span>
            {tb('missed', {
              m: missed.map(({ month }) => month).join(', '),
              r: reason ? sourceText(reason) : '',
            })}
          </span>
        </p>
      ) : null}
      {meetings.length === 0 ? <p>{tb('none')}</p> : null}
      <ul class="plain">
        {meetings.map((meeting) => (
          <li key={meeting.id}>
            <b>{meeting.sessionName}</b>
            <br />
            <span class="small">
              {[dayMonthYear(meeting.startsAt), hourMinute(meeting.startsAt), tb(`state.${meeting.state}`)].join(' · ')}
            </span>
            {meeting.state === 'ENDED' ? null : (
              <details>
                <summary class="open-list small">{tb('code')}</summary>
                <code>{meeting.id}</code>
              </details>
            )}
          </li>
        ))}
      </ul>
      <div class="acts">
        <button
          type="button"
          class="bt sm"
          aria-haspopup="dialog"
          aria-label={tb('planOf', { x: board.shortName })}
          onClick={onPlan}
        >
          {tb('plan')}
        </button>
      </div>
    </section>
  );
}

const KINDS = ['regular', 'urgent', 'explanation'] as const;

function AskMeeting({ boards, board, onClose }: { boards: Boards; board: Board; onClose: () => void }) {
  const [kind, setKind] = useState<(typeof KINDS)[number]>('regular');
  const day = useField('', (value) => (dayTyped(value) ? null : tb('needDay')));
  const time = useField('08:00', (value) => (timeTyped(value) ? null : tb('needTime')));
  const items = useField('', (value) => (value.trim() === '' ? tb('needItems') : null));
  const { busy, last } = boards;
  return (
    <OrderDialog
      title={tb('planOf', { x: board.shortName })}
      notice={last?.tone === 'bad' ? last.words() : null}
      onClose={onClose}
    >
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [day, time, items].map((field) => field.check()).every(Boolean);
          if (!sound) return focusWrong(event.currentTarget);
          if (busy) return;
          void boards
            .plan({
              bodyId: board.id,
              startsAt: momentTyped(day.value, time.value),
              urgent: kind === 'urgent',
              explanation: kind === 'explanation',
              visibility: kind === 'explanation' ? 'PUBLIC' : 'CLOSED',
              items: items.value.split('\n'),
            })
            .then((done) => done && onClose());
        }}
      >
        <TextField id="meeting-day" label={tb('day')} field={day} inputMode="numeric" first />
        <TextField id="meeting-time" label={tb('time')} field={time} />
        <div class="fld">
          <label for="meeting-kind">{tb('kind')}</label>
          <select
            id="meeting-kind"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as (typeof KINDS)[number])}
          >
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {tb(`kind.${each}`)}
              </option>
            ))}
          </select>
        </div>
        <TextField id="meeting-items" label={tb('items')} field={items} lines={4} />
        <p class="small">{tb('closed')}</p>
        <div class="acts">
          <button type="button" class="bt" onClick={onClose}>
            {tb('back')}
          </button>
          <button type="submit" class="bt solid" aria-disabled={busy}>
            {tb('do')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}
