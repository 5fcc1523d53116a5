/** The draft resolution that confirms what a tally committee published (R-VOT-13): read, then put among the drafts. */
import { useState } from 'preact/hooks';
import { DraftResolution } from '../graph/operations.js';
import { Icon } from '../shared/icons.js';
import type { Manual, ManualPoll } from './manual.js';
import { tk } from './words.js';

export function Confirmation({
  poll,
  councilId,
  manual,
}: {
  readonly poll: ManualPoll;
  readonly councilId: string;
  readonly manual: Manual;
}) {
  const [done, setDone] = useState(false);
  const text = poll.confirmationText;
  if (!text) return null;
  const drafted = done || poll.confirmedBy != null;
  const draft = async (): Promise<void> => {
    const title = tk('confirm.draftTitle', { x: poll.title });
    const input = { councilId, kind: 'INDIVIDUAL' as const, title, text, confirmsPollId: poll.id };
    if (await manual.give(DraftResolution, { input })) setDone(true);
  };
  return (
    <section class="framed paper stack" aria-label={poll.title}>
      <h2>{tk('confirm.title')}</h2>
      <p>
        <b>{poll.title}</b>
      </p>
      <details>
        <summary class="open-list">{tk('confirm.read')}</summary>
        {text.split('\n').map((line, i) => (
          <p key={i}>{line}</p>
        ))}
      </details>
      <div role="status">
        {drafted ? (
          <p class="note good">
            <Icon name="check" />
            <span>{tk('confirm.drafted')}</span>
          </p>
        ) : null}
      </div>
      {drafted ? null : (
        <div class="acts">
          <button type="button" class="bt" aria-disabled={manual.busy} onClick={() => void draft()}>
            {tk('confirm.draft')}
          </button>
        </div>
      )}
    </section>
  );
}
