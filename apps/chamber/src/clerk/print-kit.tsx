/** The kit on paper: a ballot to be copied and a result sheet for each poll on paper, behind the roll. One button prints all. */
import type { Place } from '../chair/model.js';
import { DemoMark } from '../shared/ui.js';
import type { ManualPoll } from './manual.js';
import { tp } from '../shared/count-words.js';
import { tk } from './words.js';

export function PrintKit({ place, polls }: { place: Place; polls: readonly ManualPoll[] }) {
  const held = polls.filter(
    (p) => p.method !== 'ELECTRONIC' && ['READY', 'OPEN', 'PAUSED', 'CLOSED'].includes(p.state),
  );
  return (
    <>
      {held.map((poll) => (
        <div key={poll.id} class="print-only">
          {poll.method === 'PAPER' ? <BallotPaper place={place} poll={poll} /> : null}
          <ResultSheet place={place} poll={poll} />
        </div>
      ))}
    </>
  );
}

const Head = ({ place, poll, title }: { place: Place; poll: ManualPoll; title: string }) => (
  <>
    <p>
      <b>{place.councilName}</b>
      <br />
      {place.sessionName} · {place.sittingName}
    </p>
    {place.illustrative ? <DemoMark /> : null}
    <h1>{title}</h1>
    <p>
      <b>{poll.title}</b>
    </p>
  </>
);

function BallotPaper({ place, poll }: { place: Place; poll: ManualPoll }) {
  const { layout, rows } = poll.ballotForm;
  return (
    <section class="sheet">
      <Head place={place} poll={poll} title={tk('kit.ballot')} />
      <p>{tk(layout === 'CHOICE' ? 'kit.markOne' : 'kit.markRow')}</p>
      <table>
        <thead>
          <tr>
            <th>{tk('kit.no')}</th>
            {layout === 'CHOICE' ? <th>{tk('kit.choice')}</th> : <th>{tk('att.name')}</th>}
            {(layout === 'CHOICE' ? [''] : poll.markLabels).map((label) => (
              <th key={label}>{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {layout === 'CHOICE'
            ? poll.markLabels.map((label, i) => (
                <tr key={label}>
                  <td>{i + 1}</td>
                  <td>{rows[i]?.name ?? label}</td>
                  <td>☐</td>
                </tr>
              ))
            : rows.map((r) => (
                <tr key={r.row}>
                  <td>{r.row}</td>
                  <td>
                    {r.name}
                    {r.post ? `, ${r.post}` : ''}
                  </td>
                  {poll.markLabels.map((label) => (
                    <td key={label}>☐</td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
      <p>{tk('kit.seal')}</p>
    </section>
  );
}

function ResultSheet({ place, poll }: { place: Place; poll: ManualPoll }) {
  const { layout, rows } = poll.ballotForm;
  const lines =
    poll.method === 'PAPER'
      ? [tp('issued'), tp('notReturned'), tk('kit.collected'), tk('kit.valid'), tp('invalid')]
      : [];
  return (
    <section class="sheet">
      <Head place={place} poll={poll} title={tk('kit.result')} />
      <table>
        <tbody>
          {[...lines, ...(layout === 'CHOICE' ? poll.markLabels : [])].map((label) => (
            <tr key={label}>
              <th>{label}</th>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      {layout === 'CHOICE' ? null : (
        <table>
          <thead>
            <tr>
              <th>{tk('att.name')}</th>
              {[...poll.markLabels, tp('invalidRow')].map((label) => (
                <th key={label}>{label}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.row}>
                <td>
                  {r.row}. {r.name}
                </td>
                {[...poll.markLabels, 'x'].map((label) => (
                  <td key={label} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>{tk('kit.signed')}</p>
    </section>
  );
}
