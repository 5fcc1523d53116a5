/** Paper and hands: the committee that counts, and what two persons enter apart. */
import { useState } from 'preact/hooks';
import { Notice } from '../chair/parts/order.js';
import { AppointTallyCommittee, EnterTallySheet } from '../graph/operations.js';
import { CountForm } from '../shared/count-form.js';
import { Icon } from '../shared/icons.js';
import { Confirmation } from './confirmation.js';
import type { Manual } from './manual.js';
import type { Row } from './roster.js';
import { tk } from './words.js';

export interface PaperProps {
  readonly sittingId: string;
  readonly councilId: string | null;
  readonly step: number;
  readonly ended: boolean;
  readonly rows: readonly Row[];
  readonly manual: Manual;
}

export function PaperPage({ sittingId, councilId, step, ended, rows, manual }: PaperProps) {
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
        <CountForm
          key={poll.id}
          poll={poll}
          count={poll.manualCount ?? null}
          busy={manual.busy}
          button="bt solid"
          sealed={poll.sealed ?? null}
          onEnter={async (sheet) => (await manual.give(EnterTallySheet, { pollId: poll.id, sheet })) !== null}
        />
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
      {councilId === null
        ? null
        : (manual.work?.polls ?? [])
            .filter((p) => p.confirmationText)
            .map((poll) => <Confirmation key={poll.id} poll={poll} councilId={councilId} manual={manual} />)}
      <Committee sittingId={sittingId} step={step} ended={ended} rows={rows} manual={manual} />
    </>
  );
}

function Committee({ sittingId, step, ended, rows, manual }: Omit<PaperProps, 'councilId'>) {
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
