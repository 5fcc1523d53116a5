/** Guests of a sitting: who is invited, who has come; adding one. */
import { useState } from 'preact/hooks';
import { TextField, focusWrong, useField } from '../chair/parts/order.js';
import { hourMinute } from '../shared/format.js';
import type { NewGuest, People, PeopleOf } from './people.js';
import { tp } from './words.js';

const KINDS = ['GUEST_DUTY', 'GUEST', 'PRESS', 'CITIZEN'] as const;
type Guest = NonNullable<PeopleOf['guests']>[number];

const stateOf = ({ arrivedAt, leftAt }: Guest): string =>
  leftAt
    ? tp('gone', { t: hourMinute(leftAt) })
    : arrivedAt
      ? tp('here', { t: hourMinute(arrivedAt) })
      : tp('expected');

export function GuestsCard({ people, ended }: { people: People; ended: boolean }) {
  const { of, busy } = people;
  if (!of) return null;
  const guests = of.guests ?? [];
  const order = (work: () => Promise<boolean>) => () => void (!busy && work());
  return (
    <section class="card" aria-labelledby="guests">
      <h2 id="guests">{tp('guests')}</h2>
      <p class="small">{tp('guestsLead')}</p>
      {guests.length === 0 ? <p>{tp('guestsNone')}</p> : null}
      <ul class="plain">
        {guests.map((guest) => (
          <li key={guest.id} class="ln lines">
            <span>
              <b>{guest.fullName}</b>
              <br />
              <span class="small">
                {[tp(`kind.${guest.kind}`), ...(guest.office ? [guest.office] : []), stateOf(guest)].join(' · ')}
              </span>
            </span>
            {ended ? null : (
              <span class="acts wrap">
                {guest.arrivedAt && !guest.leftAt ? (
                  <button
                    type="button"
                    class="bt sm"
                    aria-label={`${tp('left')}: ${guest.fullName}`}
                    aria-disabled={busy}
                    onClick={order(() => people.record(guest.id, false))}
                  >
                    {tp('left')}
                  </button>
                ) : (
                  <button
                    type="button"
                    class="bt sm"
                    aria-label={`${tp('came')}: ${guest.fullName}`}
                    aria-disabled={busy}
                    onClick={order(() => people.record(guest.id, true))}
                  >
                    {tp('came')}
                  </button>
                )}
                {guest.arrivedAt ? null : (
                  <button
                    type="button"
                    class="bt sm"
                    aria-label={`${tp('remove')}: ${guest.fullName}`}
                    aria-disabled={busy}
                    onClick={order(() => people.withdraw(guest.id))}
                  >
                    {tp('remove')}
                  </button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      {ended ? null : <Invite people={people} />}
    </section>
  );
}

function Invite({ people }: { people: People }) {
  const [kind, setKind] = useState<NewGuest['kind']>('GUEST_DUTY');
  const name = useField('', (value) => (value.trim() === '' ? tp('nameWrong') : null));
  const office = useField('', () => null);
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!name.check()) focusWrong(event.currentTarget);
        else if (!people.busy)
          void people
            .invite({ kind, fullName: name.value.trim(), office: office.value.trim() || null })
            .then((done) => {
              if (!done) return;
              name.set('');
              office.set('');
            });
      }}
    >
      <TextField id="guest-name" label={tp('name')} field={name} />
      <TextField id="guest-office" label={tp('office')} field={office} />
      <div class="fld">
        <label for="guest-kind">{tp('kind')}</label>
        <select
          id="guest-kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as NewGuest['kind'])}
        >
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {tp(`kind.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="acts">
        <button type="submit" class="bt solid" aria-disabled={people.busy}>
          {tp('invite')}
        </button>
      </div>
    </form>
  );
}
