/** Paper and hands: the committee that counts, and what two persons enter apart. */
import { useState } from 'preact/hooks';
import { Notice } from '../chair/parts/order.js';
import { AppointTallyCommittee, EnterTallySheet } from '../graph/operations.js';
import { pick } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';
import type { Manual, ManualPoll } from './manual.js';
import type { Row } from './roster.js';
import { tk } from './words.js';

export interface PaperProps {
  readonly sittingId: string;
  readonly step: number;
  readonly ended: boolean;
  readonly rows: readonly Row[];
  readonly manual: Manual;
}

export function PaperPage({ sittingId, step, ended, rows, manual }: PaperProps) {
  const polls = (manual.work?.polls ?? []).filter((p) => p.method !== 'ELECTRONIC');
  const toCount = polls.filter((p) => p.state === 'CLOSED' && !p.manualCount?.agreed);
  const toSign = polls.filter((p) => p.state === 'CLOSED' && p.manualCount?.agreed);
  return (
    <>
      <div class="head">
        <h1>{tk('paper.title')}</h1>
        <button type="button" class="bt sm" onClick={() => window.print()}>
          <Icon name="document" />
          {tk('paper.kit')}
        </button>
      </div>
      <Notice text={manual.notice} />
      {toCount.length === 0 ? <p class="small">{tk('paper.none')}</p> : null}
      {toCount.map((poll) => (
        <CountForm key={poll.id} poll={poll} manual={manual} />
      ))}
      {toSign.map((poll) => (
        <p key={poll.id} class="note">
          <Icon name="lock" />
          <span>
            <b>{poll.title}</b>:{' '}
            {tk('r.tc', { a: poll.certification?.signed ?? 0, b: poll.certification?.required ?? 0 })}
          </span>
        </p>
      ))}
      <Committee sittingId={sittingId} step={step} ended={ended} rows={rows} manual={manual} />
    </>
  );
}

const numbers = (names: readonly string[], values: Readonly<Record<string, string>>): number[] | null => {
  const read = names.map((name) => (/^\d{1,6}$/.test((values[name] ?? '').trim()) ? Number(values[name]) : -1));
  return read.some((n) => n < 0) ? null : read;
};

/** One person's sheet: every line a number; empty is not nought. */
export function CountForm({ poll, manual }: { poll: ManualPoll; manual: Manual }) {
  const [values, set] = useState<Readonly<Record<string, string>>>({});
  const [wrong, setWrong] = useState(false);
  const [mine, setMine] = useState(false);
  const { layout, rows } = poll.ballotForm;
  const paper = poll.method === 'PAPER';
  const heads = paper ? (['issued', 'notReturned', 'invalid'] as const) : [];
  const marks = layout === 'CHOICE' ? poll.markLabels.map((_, i) => `m${i}`) : [];
  const cells = (row: number): string[] => [...poll.markLabels.map((_, i) => `r${row}m${i}`), `r${row}x`];
  const names = [...heads, ...marks, ...(layout === 'CHOICE' ? [] : rows.flatMap((r) => cells(r.row)))];
  const field = (name: string, label: string) => (
    <div class="fld" key={name}>
      <label for={`${poll.id}-${name}`}>{label}</label>
      <input
        id={`${poll.id}-${name}`}
        inputMode="numeric"
        autocomplete="off"
        value={values[name] ?? ''}
        aria-invalid={wrong && !/^\d{1,6}$/.test((values[name] ?? '').trim())}
        onInput={(event) => set({ ...values, [name]: event.currentTarget.value })}
      />
    </div>
  );
  const send = async (): Promise<void> => {
    const all = numbers(names, values);
    setWrong(all === null);
    if (!all) return;
    const at = (name: string): number => all[names.indexOf(name)] ?? 0;
    const said = await manual.give(EnterTallySheet, {
      pollId: poll.id,
      sheet: {
        issued: at('issued'),
        notReturned: at('notReturned'),
        invalid: at('invalid'),
        marks: marks.map(at),
        rows:
          layout === 'CHOICE'
            ? []
            : rows.map((r) => ({
                row: r.row,
                invalid: at(`r${r.row}x`),
                marks: poll.markLabels.map((_, i) => at(`r${r.row}m${i}`)),
              })),
      },
    });
    if (said) setMine(true);
  };
  const count = poll.manualCount;
  return (
    <form
      class="stack framed paper"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2>{poll.title}</h2>
      <p class="small">
        {tk(paper ? 'paper.byPaper' : 'paper.byHands')} · {tk('paper.present', { n: poll.turnout.present })}
      </p>
      <div role="status">
        {count && count.differences.length > 0 ? (
          <p class="note bad">
            <Icon name="warning" />
            <span>{tk('paper.differs', { x: count.differences.map(pick).join(', ') })}</span>
          </p>
        ) : count?.entered === 1 ? (
          <p class="note">
            <Icon name="person" />
            <span>{tk(mine ? 'paper.waiting' : 'paper.second')}</span>
          </p>
        ) : null}
        {wrong ? <p class="bad">{tk('paper.number')}</p> : null}
      </div>
      <div class="grid">
        {paper ? field('issued', tk('paper.issued')) : null}
        {paper ? field('notReturned', tk('paper.notReturned')) : null}
        {paper ? field('invalid', tk('paper.invalid')) : null}
        {marks.map((name, i) => field(name, poll.markLabels[i]!))}
      </div>
      {layout === 'CHOICE'
        ? null
        : rows.map((r) => (
            <fieldset key={r.row}>
              <legend>
                {r.row}. {r.name}
                {r.post ? `, ${r.post}` : ''}
              </legend>
              <div class="grid">
                {poll.markLabels.map((label, i) => field(`r${r.row}m${i}`, label))}
                {field(`r${r.row}x`, tk('paper.invalidRow'))}
              </div>
            </fieldset>
          ))}
      <div class="acts">
        <button type="submit" class="bt solid" aria-disabled={manual.busy}>
          {tk('paper.enter')}
        </button>
      </div>
    </form>
  );
}

function Committee({ sittingId, step, ended, rows, manual }: PaperProps) {
  const now = manual.work?.tallyCommittees.find((c) => c.pollId === null);
  const [chosen, choose] = useState<readonly string[]>([]);
  const seats = rows.filter((r) => !r.suspended);
  const appoint = async (): Promise<void> => {
    const [headSeatId = '', ...memberSeatIds] = chosen.filter(Boolean);
    const input = { sittingId, expectedStep: step, headSeatId, memberSeatIds };
    if (await manual.give(AppointTallyCommittee, { input })) choose([]);
  };
  const places = Math.max(3, chosen.length + (chosen.length >= 3 && chosen.every(Boolean) ? 1 : 0));
  return (
    <section aria-labelledby="committee">
      <h2 id="committee">{tk('tc.title')}</h2>
      {now ? (
        <>
          <ul>
            {now.members.map((m) => (
              <li key={m.seatId}>
                {m.fullName}
                {m.head ? ` – ${tk('tc.head')}` : ''}
              </li>
            ))}
          </ul>
          <p class="small">{tk('tc.required', { a: now.required, b: now.members.length })}</p>
        </>
      ) : (
        <p class="small">{tk('tc.none')}</p>
      )}
      {ended ? null : (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void appoint();
          }}
        >
          <div class="grid">
            {Array.from({ length: places }, (_, i) => (
              <div class="fld" key={i}>
                <label for={`tc-${i}`}>{i === 0 ? tk('tc.head') : tk('tc.member', { n: i })}</label>
                <select
                  id={`tc-${i}`}
                  value={chosen[i] ?? ''}
                  onChange={(event) => {
                    const next = Array.from({ length: places }, (_x, k) => chosen[k] ?? '');
                    next[i] = event.currentTarget.value;
                    choose(next);
                  }}
                >
                  <option value="">{tk('tc.choose')}</option>
                  {seats.map((r) => (
                    <option key={r.seatId} value={r.seatId}>
                      {r.fullName}
                    </option>
                  ))}
                </select>
              </div>
            ))}
          </div>
          <div class="acts">
            <button type="submit" class="bt" aria-disabled={manual.busy}>
              {tk(now ? 'tc.replace' : 'tc.appoint')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
