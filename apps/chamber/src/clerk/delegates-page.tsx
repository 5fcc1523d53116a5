/** Delegates at the desk: how many the term has, and a list of them to import. */
import type { Graph } from '@nghitruong/client';
import { useState } from 'preact/hooks';
import { Done, Notice } from '../chair/parts/order.js';
import { useDelegates, type Delegates, type DelegatesSaid } from './delegates.js';
import { td } from './delegates-words.js';
import { ImportCard, tooLarge } from './import-card.js';

export function DelegatesTask({ graph, councilId, today }: { graph: Graph; councilId: string; today: string }) {
  return <DelegatesPage delegates={useDelegates(graph, councilId, today)} today={today} />;
}

export function DelegatesPage({ delegates, today }: { delegates: Delegates; /** yyyy-MM-dd */ today: string }) {
  const { of, said, last } = delegates;
  const [chosen, choose] = useState<string | null>(null);
  const [large, setLarge] = useState<string | null>(null);
  const terms = [...(of?.terms ?? [])].reverse();
  const term = terms.find(({ id }) => id === chosen) ?? terms.find(({ validFrom }) => validFrom <= today) ?? terms[0];
  return (
    <>
      <div class="head">
        <h1>{td('title')}</h1>
      </div>
      {of ? (
        <p>
          {td('count', {
            n: of.composition.inOffice,
            s: of.composition.suspended,
            e: of.composition.elected,
          })}
        </p>
      ) : null}
      <Done text={last?.tone === 'ok' ? last.words() || null : null} />
      <Notice text={large ?? (last?.tone === 'bad' ? last.words() : null)} />
      <ImportCard
        id="delegates"
        words={{
          title: td('import'),
          lead: td('lead'),
          do: (n) => td('do', { n }),
          done: (n) => td('done', { n }),
          undone: td('undone'),
        }}
        said={said}
        busy={delegates.busy || !term}
        onTemplate={() => void delegates.template()}
        onGive={(file, dryRun) => {
          setLarge(tooLarge(file));
          if (term && tooLarge(file) === null) void delegates.give(file, term.id, dryRun);
        }}
        onUndo={() => void delegates.undo()}
      >
        <div class="fld">
          <label for="delegates-term">{td('term')}</label>
          <select id="delegates-term" value={term?.id} onChange={(event) => choose(event.currentTarget.value)}>
            {terms.map((each) => (
              <option key={each.id} value={each.id}>
                {td('khoa', { k: each.numeral, a: each.startYear, b: each.endYear })}
              </option>
            ))}
          </select>
        </div>
      </ImportCard>
      {said && said.rows.length > 0 ? <Rows rows={said.rows} /> : null}
    </>
  );
}

function Rows({ rows }: { rows: DelegatesSaid['rows'] }) {
  return (
    <section class="card" aria-labelledby="delegate-rows">
      <h2 id="delegate-rows">{td('rows')}</h2>
      <table class="t framed">
        <caption class="sr">{td('rows')}</caption>
        <thead>
          <tr>
            <th scope="col">{td('row')}</th>
            <th scope="col">{td('name')}</th>
            <th scope="col">{td('card')}</th>
            <th scope="col">{td('outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, fullName, card, newPerson }) => (
            <tr key={row}>
              <td>{row}</td>
              <td>{fullName}</td>
              <td>{card}</td>
              <td>{td(newPerson ? 'new' : 'known')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
