/** Elections: who stands for an office, closing the list on the council's vote, the ballot and the run-off from it. */
import { useState } from 'preact/hooks';
import { AskForm, useAsked } from '../chair/ask-rows.js';
import type { Item } from '../chair/model.js';
import { shortTitle } from '../chair/next-step.js';
import { tc } from '../chair/say.js';
import { focusWrong, Notice, TextField, useField } from '../chair/parts/order.js';
import {
  CloseCandidateList,
  CreateElection,
  CreateRunOff,
  Nominate,
  OpenCandidateList,
  WithdrawNomination,
} from '../graph/operations.js';
import { Icon } from '../shared/icons.js';
import type { CandidateList, Manual } from './manual.js';
import { tk } from './words.js';

const PROPOSERS = [
  'PRESIDING_OFFICER',
  'STANDING_BODY',
  'COUNCIL_CHAIR',
  'COMMITTEE_CHAIR',
  'DELEGATE',
  'SELF',
] as const;

interface ElectionsProps {
  readonly sittingId: string;
  readonly items: readonly Item[];
  /** The item that a new list is for, unless the desk says another. */
  readonly agendaItemId: string | null;
  readonly step: number;
  readonly manual: Manual;
}

const needed = (value: string): string | null => (value.trim() === '' ? tk('el.empty') : null);

export function ElectionsPage({ sittingId, items, agendaItemId, step, manual }: ElectionsProps) {
  const ahead = items.filter((item) => item.state !== 'DONE');
  const [said, sayItem] = useState(agendaItemId);
  // A list that is of no item makes a ballot that stands under none: before the sitting that of personnel is meant.
  const itemId = [said, ahead.find((item) => item.kind === 'PERSONNEL')?.id, ahead[0]?.id].find((id) =>
    ahead.some((item) => item.id === id),
  );
  const office = useField('', needed);
  const seats = useField('1', (value) => (/^[1-9]\d?$/.test(value.trim()) ? null : tk('el.number')));
  const lists = manual.work?.candidateLists ?? [];
  const open = async (): Promise<void> => {
    const input = {
      sittingId,
      agendaItemId: itemId ?? null,
      office: office.value.trim(),
      seatsToFill: Number(seats.value),
    };
    if (await manual.give(OpenCandidateList, { input })) office.set('');
  };
  return (
    <>
      <div class="head">
        <h1>{tk('el.title')}</h1>
      </div>
      <p class="small">{tk('el.lead')}</p>
      <Notice text={manual.notice} />
      {lists.map((list) => (
        <ListCard key={list.id} list={list} step={step} manual={manual} />
      ))}
      <form
        class="stack framed paper"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if ([office.check(), seats.check()].every(Boolean)) void open();
          else focusWrong(event.currentTarget);
        }}
      >
        <h2>{tk('el.new')}</h2>
        <div class="grid">
          <TextField id="office" label={tk('el.office')} field={office} />
          <TextField id="seats" label={tk('el.seats')} field={seats} inputMode="numeric" />
        </div>
        {itemId ? (
          <div class="fld">
            <label for="item">{tk('el.item')}</label>
            <select id="item" value={itemId} onChange={(event) => sayItem(event.currentTarget.value)}>
              {ahead.map((item) => (
                <option key={item.id} value={item.id}>
                  {item.position}. {shortTitle(item)}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        <div class="acts">
          <button type="submit" class="bt" aria-disabled={manual.busy}>
            {tk('el.open')}
          </button>
        </div>
      </form>
    </>
  );
}

function ListCard({ list, step, manual }: { list: CandidateList; step: number; manual: Manual }) {
  const name = useField('', needed);
  const [proposer, setProposer] = useState<(typeof PROPOSERS)[number]>('PRESIDING_OFFICER');
  const polls = manual.work?.polls ?? [];
  // The council's vote by which the list is closed: adopted and published, on procedure.
  const bases = polls.filter(
    (p) => p.kind === 'PROCEDURAL' && p.state === 'PUBLISHED' && p.provisionalResult?.outcome === 'ADOPTED',
  );
  const [basis, setBasis] = useState('');
  const elections = polls.filter((p) => p.candidateListId === list.id && p.state !== 'CANCELLED');
  const tied = elections.filter(
    (p) => p.state === 'PUBLISHED' && !p.runOff && p.provisionalResult?.rows.some((row) => row.verdict === 'RUN_OFF'),
  );
  const asked = useAsked('ELECTION');
  const [pickOnly, setPickOnly] = useState(false);
  const more = list.nominations.filter((n) => !n.withdrawnAt).length > list.seatsToFill;
  // A run-off is held as its election was, unless somebody says otherwise.
  const [said, sayMethod] = useState<'PAPER' | 'ELECTRONIC' | null>(null);
  const method = said ?? (tied.some((p) => p.method === 'ELECTRONIC') ? 'ELECTRONIC' : 'PAPER');
  const add = async (): Promise<void> => {
    const input = { listId: list.id, name: name.value.trim(), proposer };
    if (await manual.give(Nominate, { input })) name.set('');
  };
  return (
    <section class="framed paper stack" aria-label={list.office}>
      <h2>{list.office}</h2>
      <p class="small">
        <Icon name={list.closedAt ? 'lock' : 'list'} />{' '}
        {tk(list.closedAt ? 'el.closed' : 'el.openList', { n: list.seatsToFill })}
      </p>
      <ol>
        {list.nominations.map((n) => (
          <li key={n.id}>
            {n.withdrawnAt ? <s>{n.name}</s> : n.name} <span class="small">({tk(`el.by.${n.proposer}`)})</span>{' '}
            {n.withdrawnAt ? (
              <span class="small">{tk('el.withdrawn')}</span>
            ) : list.closedAt ? null : (
              <button
                type="button"
                class="bt sm"
                aria-label={`${tk('el.withdraw')}: ${n.name}`}
                aria-disabled={manual.busy}
                onClick={() =>
                  void manual.give(WithdrawNomination, {
                    listId: list.id,
                    nominationId: n.id,
                    reason: tk('el.withdrawReason'),
                  })
                }
              >
                {tk('el.withdraw')}
              </button>
            )}
          </li>
        ))}
      </ol>
      {list.closedAt && elections.length === 0 ? (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (asked.check())
              void manual.give(CreateElection, { listId: list.id, expectedStep: step, pickOnly, ...asked.given() });
            else focusWrong(event.currentTarget);
          }}
        >
          {more ? (
            <div class="rs">
              <label class="rad">
                <input
                  type="checkbox"
                  checked={pickOnly}
                  onChange={(event) => setPickOnly(event.currentTarget.checked)}
                />
                {tk('el.pickOnly')}
              </label>
            </div>
          ) : null}
          <AskForm kind="ELECTION" asked={asked} of={`-${list.id}`} />
          <div class="acts">
            <button type="submit" class="bt solid" aria-disabled={manual.busy}>
              {tk('el.create')}
            </button>
          </div>
        </form>
      ) : null}
      {tied.length > 0 ? (
        <>
          <fieldset>
            <legend>{tc('dlg.method')}</legend>
            <div class="rs">
              {(['PAPER', 'ELECTRONIC'] as const).map((value) => (
                <label key={value} class="rad">
                  <input
                    type="radio"
                    name={`run-off-${list.id}`}
                    checked={method === value}
                    onChange={() => sayMethod(value)}
                  />
                  {tc(value === 'PAPER' ? 'dlg.methodPaper' : 'dlg.methodDevices')}
                </label>
              ))}
            </div>
          </fieldset>
          <div class="acts">
            {tied.map((p) => (
              <button
                key={p.id}
                type="button"
                class="bt solid"
                aria-disabled={manual.busy}
                onClick={() => void manual.give(CreateRunOff, { pollId: p.id, expectedStep: step, method })}
              >
                {tk('el.runOff')}
              </button>
            ))}
          </div>
        </>
      ) : null}
      {list.closedAt ? null : (
        <>
          <form
            class="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (name.check()) void add();
              else focusWrong(event.currentTarget);
            }}
          >
            <div class="grid">
              <TextField id={`name-${list.id}`} label={tk('el.name')} field={name} />
              <div class="fld">
                <label for={`by-${list.id}`}>{tk('el.proposer')}</label>
                <select
                  id={`by-${list.id}`}
                  value={proposer}
                  onChange={(event) => setProposer(event.currentTarget.value as typeof proposer)}
                >
                  {PROPOSERS.map((p) => (
                    <option key={p} value={p}>
                      {tk(`el.by.${p}`)}
                    </option>
                  ))}
                </select>
              </div>
            </div>
            <div class="acts">
              <button type="submit" class="bt" aria-disabled={manual.busy}>
                {tk('el.add')}
              </button>
            </div>
          </form>
          {bases.length === 0 ? (
            <p class="small">{tk('el.needsVote')}</p>
          ) : (
            <div class="stack">
              <div class="fld">
                <label for={`basis-${list.id}`}>{tk('el.basis')}</label>
                <select id={`basis-${list.id}`} value={basis} onChange={(event) => setBasis(event.currentTarget.value)}>
                  <option value="">{tk('tc.choose')}</option>
                  {bases.map((p) => (
                    <option key={p.id} value={p.id}>
                      {p.title}
                    </option>
                  ))}
                </select>
              </div>
              <div class="acts">
                <button
                  type="button"
                  class="bt"
                  aria-disabled={manual.busy || basis === ''}
                  onClick={() =>
                    basis !== '' && void manual.give(CloseCandidateList, { listId: list.id, pollId: basis })
                  }
                >
                  {tk('el.close')}
                </button>
              </div>
            </div>
          )}
        </>
      )}
    </section>
  );
}
