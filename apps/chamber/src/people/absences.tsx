/** Who asks to be away and what is decided; who has been away too long without a reason. */
import { useState } from 'preact/hooks';
import { OrderDialog, TextField, focusWrong, useField } from '../chair/parts/order.js';
import { dayText } from '../clerk/days.js';
import { Icon } from '../shared/icons.js';
import { sourceText } from '../shared/source.js';
import type { People, PeopleOf } from './people.js';
import { tp } from './words.js';

type Request = NonNullable<PeopleOf['absenceRequests']>[number];

export function AbsencesCard({ people, ended }: { people: People; ended: boolean }) {
  const [declining, decline] = useState<Request | null>(null);
  const { of, busy } = people;
  if (!of) return null;
  const requests = of.absenceRequests ?? [];
  return (
    <section class="card" aria-labelledby="absences">
      <h2 id="absences">{tp('absences')}</h2>
      {requests.length === 0 ? <p>{tp('absencesNone')}</p> : null}
      <ul class="plain">
        {requests.map((request) => (
          <li key={request.id} class="ln lines">
            <span>
              <b>{request.fullName}</b>
              <br />
              <span class="small">
                {[
                  tp(`absence.${request.state}`),
                  request.reason,
                  ...(request.decisionNote ? [request.decisionNote] : []),
                ].join(' · ')}
              </span>
            </span>
            {request.state === 'PENDING' && !ended ? (
              <span class="acts wrap">
                <button
                  type="button"
                  class="bt sm"
                  aria-label={`${tp('approve')}: ${request.fullName}`}
                  aria-disabled={busy}
                  onClick={() => !busy && void people.decide(request.id, true, null)}
                >
                  {tp('approve')}
                </button>
                <button
                  type="button"
                  class="bt sm"
                  aria-haspopup="dialog"
                  aria-label={tp('declineOf', { x: request.fullName })}
                  onClick={() => {
                    people.clear();
                    decline(request);
                  }}
                >
                  {tp('decline')}
                </button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {declining ? <AskDecline people={people} request={declining} onClose={() => decline(null)} /> : null}
    </section>
  );
}

function AskDecline({ people, request, onClose }: { people: People; request: Request; onClose: () => void }) {
  const note = useField('', (value) => (value.trim() === '' ? tp('declineEmpty') : null));
  const { busy, last } = people;
  return (
    <OrderDialog
      title={tp('declineOf', { x: request.fullName })}
      notice={last?.tone === 'bad' ? last.words() : null}
      onClose={onClose}
    >
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!note.check()) focusWrong(event.currentTarget);
          else if (!busy)
            void people.decide(request.id, false, note.value.trim()).then((done) => (done ? onClose() : undefined));
        }}
      >
        <TextField id="decline-note" label={tp('declineWhy')} field={note} first />
        <div class="acts">
          <button type="button" class="bt" onClick={onClose}>
            {tp('back')}
          </button>
          <button type="submit" class="bt solid" aria-disabled={busy}>
            {tp('declineNow')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}

export function AbsentWithoutReason({ people }: { people: People }) {
  const runs = people.of?.council.unexcusedAbsences;
  if (!runs) return null;
  return (
    <section class="card" aria-labelledby="absent-runs">
      <h2 id="absent-runs">{tp('runs')}</h2>
      {runs.length === 0 ? <p>{tp('runsNone')}</p> : null}
      <ul class="plain">
        {runs.map(({ seatId, fullName, sessions, since, months, due, reason }) => (
          <li key={seatId}>
            <p>{tp('run', { x: fullName, n: sessions, d: dayText(since), m: months })}</p>
            {due ? (
              <p class="note warn">
                <Icon name="warning" />
                <span>{tp('runDue', { r: reason ? sourceText(reason) : '' })}</span>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
