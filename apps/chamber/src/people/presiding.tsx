/** Who presides, and handing it over: on the chair's console and at the desk alike. */
import { useState } from 'preact/hooks';
import { OrderDialog } from '../chair/parts/order.js';
import type { People, PeopleOf } from './people.js';
import { tp } from './words.js';

type Candidate = NonNullable<PeopleOf['mayPreside']>[number];

export function PresidingCard({ people, narrow = false }: { people: People; narrow?: boolean }) {
  const [asked, ask] = useState<Candidate | null>(null);
  const [open, setOpen] = useState(false);
  const { of, busy, last } = people;
  if (!of) return null;
  const others = (of.mayPreside ?? []).filter((each) => each.personId !== of.presiding?.personId);
  const close = (): void => {
    ask(null);
    setOpen(false);
  };
  return (
    <section class={narrow ? undefined : 'card'} aria-labelledby="presiding">
      <h2 id="presiding">{tp('presiding')}</h2>
      <p>
        {of.presiding
          ? tp('presidingNow', { x: of.presiding.name, a: tp(`as.${of.presiding.as}`) })
          : tp('presidingNobody')}
      </p>
      <div class={narrow ? undefined : 'acts'}>
        <button
          type="button"
          class={narrow ? 'bt sm' : 'bt'}
          aria-haspopup="dialog"
          onClick={() => {
            people.clear();
            setOpen(true);
          }}
        >
          {tp('hand')}
        </button>
      </div>
      {open && !asked ? (
        <OrderDialog title={tp('handTo')} notice={null} onClose={close}>
          {others.length === 0 ? <p>{tp('handNobody')}</p> : null}
          <div class="rs">
            {others.map((each, index) => (
              <button
                key={each.personId}
                type="button"
                class="bt"
                data-first={index === 0 ? '' : undefined}
                onClick={() => ask(each)}
              >
                {`${each.name} · ${tp(`as.${each.as}`)}`}
              </button>
            ))}
          </div>
          <div class="acts">
            <button type="button" class="bt" data-first={others.length === 0 ? '' : undefined} onClick={close}>
              {tp('back')}
            </button>
          </div>
        </OrderDialog>
      ) : null}
      {asked ? (
        <OrderDialog
          title={tp('handAsk', { x: asked.name, a: tp(`as.${asked.as}`) })}
          notice={last?.tone === 'bad' ? last.words() : null}
          onClose={close}
        >
          <p>{tp('handBody', { x: asked.name })}</p>
          <div class="acts">
            <button type="button" class="bt" data-first="" onClick={close}>
              {tp('back')}
            </button>
            <button
              type="button"
              class="bt solid"
              aria-disabled={busy}
              onClick={() => !busy && void people.handOver(asked.personId).then((done) => done && close())}
            >
              {tp('handNow', { x: asked.name })}
            </button>
          </div>
        </OrderDialog>
      ) : null}
    </section>
  );
}
