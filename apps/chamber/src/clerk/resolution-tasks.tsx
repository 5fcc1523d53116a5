/** Beside the list of resolutions: writing a new draft, and those that end with nothing in their place. */
import { useState } from 'preact/hooks';
import type { Graph } from '@nghitruong/client';
import { Icon } from '../shared/icons.js';
import { AskDraft } from './ask-resolution.js';
import { dayText } from './days.js';
import { Card } from './resolution-page.js';
import { tw } from './resolution-page-words.js';
import { useBodies, useDrafting, useEnding, type Ending } from './resolution.js';

export function DraftTask({
  graph,
  councilId,
  sessionId,
  onChange,
  onOpen,
}: {
  graph: Graph;
  councilId: string;
  sessionId: string | null;
  onChange: () => void;
  onOpen: (id: string) => void;
}) {
  const drafting = useDrafting(graph, councilId, onChange);
  const bodies = useBodies(graph, councilId);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button
        type="button"
        class="bt solid"
        aria-haspopup="dialog"
        onClick={() => {
          drafting.clear();
          setAsked(true);
        }}
      >
        {tw('do.draft')}
      </button>
      {asked ? (
        <AskDraft
          bodies={bodies}
          sessionId={sessionId}
          busy={drafting.busy}
          notice={drafting.last?.tone === 'bad' ? drafting.last.words() : null}
          onClose={() => setAsked(false)}
          onSave={(given) =>
            void drafting.draft(given).then((id) => {
              if (id === null) return;
              setAsked(false);
              onOpen(id);
            })
          }
        />
      ) : null}
    </>
  );
}

export const EndingTask = ({ graph, councilId }: { graph: Graph; councilId: string }) => (
  <EndingPicture ending={useEnding(graph, councilId)} />
);

export function EndingPicture({ ending }: { ending: readonly Ending[] }) {
  if (ending.length === 0) return null;
  return (
    <Card id="ending-resolutions" title={tw('ending.title')}>
      <ul class="plain">
        {ending.map(({ resolution, daysLeft, lastDay, abolishedCouncil }) => (
          <li key={resolution.id} class="ln lines">
            <span>
              <b>{resolution.numberText}</b> {resolution.title}
              {abolishedCouncil ? <span class="small"> ({tw('ending.abolished')})</span> : null}
            </span>
            <span class={`tag ${daysLeft < 0 ? 'bad' : 'warn'}`}>
              <Icon name={daysLeft < 0 ? 'warning' : 'clock'} />
              {daysLeft < 0
                ? tw('ending.past', { d: dayText(lastDay) })
                : tw('ending.left', { n: daysLeft, d: dayText(lastDay) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
