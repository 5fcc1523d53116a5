/** Papers to save, and old resolutions to import: looked at first, all rows or none. */
import type { ConsolePoll } from '../chair/model.js';
import { ImportCard } from './import-card.js';
import { tr } from './resolution-words.js';
import type { Format, Resolutions } from './resolutions.js';

const FORMATS: readonly Format[] = ['PDF', 'DOCX', 'XLSX'];

export function Papers({ prepared, resolutions }: { prepared: readonly ConsolePoll[]; resolutions: Resolutions }) {
  const counted = prepared.filter((poll) => ['CLOSED', 'CERTIFIED', 'PUBLISHED', 'ANNULLED'].includes(poll.state));
  return (
    <section class="card" aria-labelledby="papers">
      <h2 id="papers">{tr('papers.title')}</h2>
      <div class="papers">
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            class="bt sm"
            onClick={() => void resolutions.save({ attendance: format })}
          >
            {tr('papers.attendance', { f: format })}
          </button>
        ))}
        <button type="button" class="bt sm" onClick={() => void resolutions.save('package')}>
          {tr('papers.package')}
        </button>
      </div>
      <h3>{tr('papers.of')}</h3>
      {counted.length === 0 ? <p class="small">{tr('papers.none')}</p> : null}
      {counted.map((poll) => (
        <div key={poll.id}>
          <p class="small">{poll.title}</p>
          <div class="papers">
            {FORMATS.map((format) => (
              <button
                key={format}
                type="button"
                class="bt sm"
                aria-label={`${tr('papers.result', { f: format })}: ${poll.title}`}
                onClick={() => void resolutions.save({ pollId: poll.id, format })}
              >
                {tr('papers.result', { f: format })}
              </button>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

export function Import({ resolutions }: { resolutions: Resolutions }) {
  return (
    <ImportCard
      id="import"
      words={{
        title: tr('import.title'),
        lead: tr('import.lead'),
        do: (n) => tr('import.do', { n }),
        done: (n) => tr('import.done', { n }),
        undone: tr('import.undone'),
      }}
      said={resolutions.imported}
      busy={resolutions.busy}
      onTemplate={() => void resolutions.save('template')}
      onGive={(file, dryRun) => void resolutions.import(file, dryRun)}
      onUndo={() => void resolutions.undoImport()}
    />
  );
}
