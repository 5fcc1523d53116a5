/** The programme at the desk: its newest version with what it changes, earlier ones, writing another, recording its adoption. */
import { useState } from 'preact/hooks';
import { Done, Notice, OrderDialog } from '../chair/parts/order.js';
import { pick } from '../shared/i18n.js';
import { dayMonthYear, hourMinute } from '../shared/format.js';
import type { Graph } from '@nghitruong/client';
import { Icon } from '../shared/icons.js';
import { tc } from './convening-words.js';
import { ProgrammeEditor } from './programme-editor.js';
import {
  basesOf,
  linesOf,
  useProgramme,
  type Entry,
  type Line,
  type Programme,
  type ProgrammeSession,
  type Version,
} from './programme.js';
import { tp } from './programme-words.js';

export function ProgrammeTask({ graph, sessionId, step }: { graph: Graph; sessionId: string | null; step: number }) {
  return <ProgrammePage programme={useProgramme(graph, sessionId, step)} />;
}

export function ProgrammePage({
  programme,
  editing: first = false,
}: {
  programme: Programme;
  /** Whether a version is being written from the start (gallery). */
  editing?: boolean;
}) {
  const { session, last } = programme;
  const [editing, setEditing] = useState(first);
  const [adopting, setAdopting] = useState<Version | null>(null);
  if (!session) return <p role="status">{tc('c.loading')}</p>;
  const [newest, ...older] = session.programmes;
  const number = (newest?.number ?? 0) + 1;
  const adopted = session.programmes.find((each) => each.adoptedByPollId !== null);
  const trouble = last?.tone === 'bad' ? last.words() : null;
  if (editing)
    return (
      <ProgrammeEditor
        number={number}
        sittings={session.sittings.filter((sitting) => sitting.state !== 'ENDED')}
        lines={newest ? linesOf(newest.items) : []}
        template={session.kind === 'REGULAR' ? programme.template : []}
        busy={programme.busy}
        notice={trouble}
        onClose={() => setEditing(false)}
        onSave={(lines: readonly Line[], note: string) =>
          void programme.draft(lines, note).then((done) => done && setEditing(false))
        }
      />
    );
  return (
    <>
      <div class="head">
        <h1>{tp('title', { x: session.name })}</h1>
      </div>
      <p class="small">{tp('lead')}</p>
      <Done text={last?.tone === 'ok' ? last.words() : null} />
      <Notice text={adopting ? null : trouble} />
      <div class="acts wrap">
        <button
          type="button"
          class="bt solid"
          onClick={() => {
            programme.clear();
            setEditing(true);
          }}
        >
          {tp(newest ? 'do.next' : 'do.first')}
        </button>
        {newest && newest.adoptedByPollId === null ? (
          <button
            type="button"
            class="bt"
            aria-haspopup="dialog"
            onClick={() => {
              programme.clear();
              setAdopting(newest);
            }}
          >
            {tp('do.adopt', { n: newest.number })}
          </button>
        ) : null}
      </div>
      {session.limitedPowers ? (
        <section class="note warn" aria-label={tp('limited')}>
          <Icon name="warning" />
          <div>
            <p>{pick(session.limitedPowers)}</p>
            <ul>
              {(newest?.items ?? [])
                .filter(({ id }) => session.limitedPowers!.beyond.includes(id))
                .map(({ id, title }) => (
                  <li key={id}>{tp('beyond', { x: title })}</li>
                ))}
            </ul>
          </div>
        </section>
      ) : null}
      {newest ? <VersionCard version={newest} session={session} /> : <p>{tp('none')}</p>}
      {newest && adopted && adopted.id !== newest.id ? (
        <section class="card" aria-labelledby="programme-changes">
          <h2 id="programme-changes">{tp('changes')}</h2>
          {session.programmeAmendments.length === 0 ? <p>{tp('same')}</p> : null}
          <ul class="plain">
            {session.programmeAmendments.map((change) => (
              <li key={`${change.change} ${change.id}`} class="ln lines">
                <span class={`tag ${change.change === 'REMOVED' ? 'bad' : change.change === 'ADDED' ? 'ok' : 'mut'}`}>
                  {tp(`change.${change.change}`)}
                </span>
                <span>
                  {change.title}
                  {change.change === 'REWORDED' && change.before ? (
                    <span class="small"> ({tp('before', { x: change.before })})</span>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {older.length > 0 ? <h2>{tp('older')}</h2> : null}
      {older.map((version) => (
        <VersionCard key={version.id} version={version} session={session} />
      ))}
      {adopting ? (
        <AskAdopt version={adopting} session={session} programme={programme} onClose={() => setAdopting(null)} />
      ) : null}
    </>
  );
}

function VersionCard({ version, session }: { version: Version; session: ProgrammeSession }) {
  const heading = `programme-${version.number}`;
  const lines = linesOf(version.items);
  const sittingOf = (entry: Pick<Entry, 'sittingId'>): string | undefined =>
    session.sittings.find((sitting) => sitting.id === entry.sittingId)?.name;
  return (
    <section class="card" aria-labelledby={heading}>
      <h2 id={heading}>{tp('version', { n: version.number, d: dayMonthYear(version.madeAt) })}</h2>
      <p>
        {version.adoptedByPollId ? (
          <span class="tag ok">
            <Icon name="check" />
            {tp('adopted')}
          </span>
        ) : (
          <span class="tag mut">{tp('draft')}</span>
        )}
      </p>
      {version.note ? <p class="small">{version.note}</p> : null}
      <ol class="plain tree">
        {lines.map((line, i) => (
          <li key={line.id} data-depth={line.depth} class={`depth-${line.depth}`}>
            {`${i + 1}. ${line.title}`}
            <span class="small">{[tp(`kind.${line.kind}`), sittingOf(line) ?? tp('noSitting')].join(' · ')}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function AskAdopt({
  version,
  session,
  programme,
  onClose,
}: {
  version: Version;
  session: ProgrammeSession;
  programme: Programme;
  onClose: () => void;
}) {
  const bases = basesOf(session, version);
  const [chosen, setChosen] = useState<string | null>(bases.at(-1)?.id ?? null);
  return (
    <OrderDialog
      title={tp('do.adopt', { n: version.number })}
      notice={programme.last?.tone === 'bad' ? programme.last.words() : null}
      onClose={onClose}
    >
      {bases.length === 0 ? (
        <p>{tp('adopt.none')}</p>
      ) : (
        <fieldset>
          <legend>{tp('adopt.lead')}</legend>
          {bases.map((poll) => (
            <label key={poll.id} class="rad">
              <input
                type="radio"
                name="programme-basis"
                checked={chosen === poll.id}
                onChange={() => setChosen(poll.id)}
              />
              {`${poll.title}, ${hourMinute(poll.openedAt!)} ${dayMonthYear(poll.openedAt!)}`}
            </label>
          ))}
        </fieldset>
      )}
      <div class="acts">
        <button type="button" class="bt" onClick={onClose}>
          {tc('c.back')}
        </button>
        {chosen !== null ? (
          <button
            type="button"
            class="bt solid"
            aria-disabled={programme.busy}
            onClick={() => void programme.adopt(version, chosen).then((done) => done && onClose())}
          >
            {tp('adopt.do')}
          </button>
        ) : null}
      </div>
    </OrderDialog>
  );
}
