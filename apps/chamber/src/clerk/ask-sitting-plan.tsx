/** When and where a sitting is held: a new one, or another time and place of one that is not open yet. */
import { useState } from 'preact/hooks';
import { focusWrong, OrderDialog, TextField, useField } from '../chair/parts/order.js';
import { dayMonthYear, hourMinute } from '../shared/format.js';
import { tc } from './convening-words.js';
import { dayText, dayTyped, momentTyped, timeTyped } from './days.js';
import type { DeskSession, DeskSitting, NewSitting, Sessions } from './sessions.js';
import { ts } from './sessions-words.js';

const KINDS = ['PREPARATORY', 'PLENARY', 'GROUP_DISCUSSION', 'QUESTIONING', 'EXPLANATION'] as const;

export function AskSitting({
  sessions,
  session,
  sitting,
  onClose,
}: {
  sessions: Sessions;
  session: DeskSession;
  /** Null for a new one. */
  sitting: DeskSitting | null;
  onClose: () => void;
}) {
  const [kind, setKind] = useState<NewSitting['kind']>(sitting?.kind ?? 'PLENARY');
  const day = useField(sitting ? dayMonthYear(sitting.startsAt) : dayText(session.opensOn), (value) =>
    dayTyped(value) ? null : ts('need.day'),
  );
  const time = useField(sitting ? hourMinute(sitting.startsAt) : '08:00', (value) =>
    timeTyped(value) ? null : ts('need.time'),
  );
  const place = useField(sitting?.place ?? '', (value) => (value.trim() === '' ? ts('need.place') : null));
  return (
    <OrderDialog
      title={sitting ? ts('sit.changeOf', { x: sitting.name }) : ts('sit.addTo', { x: session.name })}
      notice={sessions.last?.tone === 'bad' ? sessions.last.words() : null}
      onClose={onClose}
    >
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [day, time, place].map((field) => field.check()).every(Boolean);
          if (!sound) return focusWrong(event.currentTarget);
          const startsAt = momentTyped(day.value, time.value);
          const where = place.value.trim();
          void (
            sitting
              ? sessions.moveSitting(sitting, startsAt, where)
              : sessions.planSitting({ sessionId: session.id, kind, startsAt, place: where, name: null })
          ).then((done) => done && onClose());
        }}
      >
        {sitting ? null : (
          <div class="fld">
            <label for="sitting-kind">{ts('sit.kind')}</label>
            <select
              id="sitting-kind"
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value as NewSitting['kind'])}
            >
              {KINDS.map((each) => (
                <option key={each} value={each}>
                  {ts(`kind.${each}`)}
                </option>
              ))}
            </select>
          </div>
        )}
        <TextField id="sitting-day" label={ts('sit.day')} field={day} inputMode="numeric" first />
        <TextField id="sitting-time" label={ts('sit.time')} field={time} />
        <TextField id="sitting-place" label={ts('sit.place')} field={place} />
        {sitting ? null : <p class="small">{ts('sit.public')}</p>}
        <div class="acts">
          <button type="button" class="bt" onClick={onClose}>
            {tc('c.back')}
          </button>
          <button type="submit" class="bt solid" aria-disabled={sessions.busy}>
            {ts('sit.do')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}
