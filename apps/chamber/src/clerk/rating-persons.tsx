/** Whom a session's confidence rating may ask about, and who is left out by which rule; notices of retirement. */
import { useState } from 'preact/hooks';
import { focusWrong, OrderDialog, TextField, useField } from '../chair/parts/order.js';
import { Icon } from '../shared/icons.js';
import { sourceText } from '../shared/source.js';
import { Buttons } from './ask-resolution.js';
import type { Convening, RatedPerson } from './convening.js';
import { tc } from './convening-words.js';
import { dayText, dayTyped } from './days.js';

type Asked = { readonly what: 'notice' | 'withdraw'; readonly person: RatedPerson };

export function RatingPersons({ convening, today }: { convening: Convening; today: string }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const persons = convening.session?.rateablePersons ?? [];
  const ask = (what: Asked['what'], person: RatedPerson): void => {
    convening.clear();
    setAsked({ what, person });
  };
  return (
    <>
      <h2>{tc('rated.title')}</h2>
      <p class="small">{tc('rated.lead')}</p>
      {persons.length === 0 ? <p>{tc('rated.none')}</p> : <Persons persons={persons} onAsk={ask} />}
      {asked ? <Ask asked={asked} today={today} convening={convening} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

function Persons({
  persons,
  onAsk,
}: {
  persons: readonly RatedPerson[];
  onAsk: (what: Asked['what'], person: RatedPerson) => void;
}) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={tc('rated.title')}>
      <table class="t framed">
        <caption class="sr">{tc('rated.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{tc('rated.person')}</th>
            <th scope="col">{tc('rated.state')}</th>
            <th scope="col">
              <span class="sr">{tc('rated.notice')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {persons.map((person) => {
            const out = person.exclusions.length > 0;
            const what = person.exclusions.some((e) => e.why === 'RETIREMENT_NOTICE') ? 'withdraw' : 'notice';
            return (
              <tr key={person.personId}>
                <td>
                  <b>{person.fullName}</b>
                  <p class="small">{person.posts.join('; ')}</p>
                </td>
                <td>
                  <span class={`tag ${out ? 'warn' : 'ok'}`}>
                    <Icon name={out ? 'warning' : 'check'} />
                    {tc(out ? 'rated.out' : 'rated.in')}
                  </span>
                  {person.exclusions.map((e) => (
                    <p key={e.why} class="small">
                      {tc(`rated.${e.why}`, { d: dayText(e.on), x: e.post ?? e.document ?? '' })}
                      <br />
                      {sourceText(e.reason)}
                      {e.reason.confirmed ? '' : ` · ${tc('prep.unconfirmed')}`}
                    </p>
                  ))}
                </td>
                <td class="n">
                  <button
                    type="button"
                    class="bt sm"
                    aria-haspopup="dialog"
                    aria-label={`${tc(`rated.${what}`)}: ${person.fullName}`}
                    onClick={() => onAsk(what, person)}
                  >
                    {tc(`rated.${what}`)}
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const filled = (value: string): string | null => (value.trim() === '' ? tc('rated.need') : null);

function Ask({
  asked: { what, person },
  today,
  convening,
  onClose,
}: {
  asked: Asked;
  today: string;
  convening: Convening;
  onClose: () => void;
}) {
  const withdrawing = what === 'withdraw';
  const received = useField(dayText(today), (value) => (withdrawing || dayTyped(value) ? null : tc('prep.needDay')));
  const words = useField('', filled);
  const failed = convening.last?.tone === 'bad' ? convening.last.words() : null;
  return (
    <OrderDialog title={`${tc(`rated.${what}`)}: ${person.fullName}`} notice={failed} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [received.check(), words.check()].every(Boolean);
          const text = words.value.trim();
          if (!sound) focusWrong(event.currentTarget);
          else if (!convening.busy)
            void (
              withdrawing
                ? convening.withdrawNotice(person, text)
                : convening.notice(person, dayTyped(received.value)!, text)
            ).then((done) => done && onClose());
        }}
      >
        {withdrawing ? null : (
          <TextField id="notice-on" label={tc('rated.receivedOn')} field={received} inputMode="numeric" first />
        )}
        <TextField id="notice-words" label={tc(withdrawing ? 'rated.reason' : 'rated.document')} field={words} />
        <Buttons busy={convening.busy} onClose={onClose} words={tc('prep.save')} />
      </form>
    </OrderDialog>
  );
}
