/** Where the sitting can be watched; of question sittings the alarm where the law asks for it. */
import { Icon } from '../shared/icons.js';
import { TextField, focusWrong, useField } from '../chair/parts/order.js';
import type { People } from './people.js';
import { tp } from './words.js';

/** The alarm alone: on the chair's console. */
export function BroadcastAlarm({ people }: { people: People }) {
  const broadcast = people.of?.broadcast;
  if (!broadcast?.missing) return null;
  const { instrument, article } = broadcast.reason ?? { instrument: '', article: '' };
  return (
    <p class="note warn" role="status">
      <Icon name="warning" />
      <span>{tp('missing', { r: `${instrument}, ${article}` })}</span>
    </p>
  );
}

export function BroadcastCard({ people }: { people: People }) {
  const url = useField('', (value) => (/^https:\/\/\S{3,}$/.test(value.trim()) ? null : tp('urlWrong')));
  const { of, busy } = people;
  if (!of) return null;
  const { broadcast, visibilityBases } = of;
  const basis = visibilityBases?.at(0) ?? null;
  return (
    <section class="card" aria-labelledby="broadcast">
      <h2 id="broadcast">{tp('broadcast')}</h2>
      <BroadcastAlarm people={people} />
      <p>{broadcast.url ? tp('live', { x: broadcast.url }) : tp('noBroadcast')}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!url.check()) focusWrong(event.currentTarget);
          else if (!busy) void people.broadcast(url.value.trim(), null).then((done) => done && url.set(''));
        }}
      >
        <TextField id="broadcast-url" label={tp('url')} field={url} />
        <div class="acts">
          <button type="submit" class="bt" aria-disabled={busy}>
            {tp('urlSave')}
          </button>
        </div>
      </form>
      {broadcast.required ? (
        <>
          <p class="small">{basis ? `${tp('stopBasis')} «${basis.title}».` : tp('stopNoBasis')}</p>
          {basis ? (
            <div class="acts">
              <button
                type="button"
                class="bt"
                aria-disabled={busy}
                onClick={() => !busy && void people.broadcast(null, basis.id)}
              >
                {tp('urlStop')}
              </button>
            </div>
          ) : null}
        </>
      ) : broadcast.url ? (
        <div class="acts">
          <button
            type="button"
            class="bt"
            aria-disabled={busy}
            onClick={() => !busy && void people.broadcast(null, null)}
          >
            {tp('urlStop')}
          </button>
        </div>
      ) : null}
    </section>
  );
}
