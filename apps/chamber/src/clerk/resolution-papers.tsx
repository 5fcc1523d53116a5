/** Papers to save, and old resolutions to import: looked at first, all rows or none. */
import { useState } from 'preact/hooks';
import type { ConsolePoll } from '../chair/model.js';
import { language } from '../shared/i18n.js';
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
  const [file, setFile] = useState<File | null>(null);
  const { imported: said, busy } = resolutions;
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    if (chosen) void resolutions.import(chosen, true);
  };
  return (
    <section class="card" aria-labelledby="import">
      <h2 id="import">{tr('import.title')}</h2>
      <p class="small">{tr('import.lead')}</p>
      <div class="fld">
        <label for="import-file">{tr('import.file')}</label>
        <input
          id="import-file"
          type="file"
          accept=".xlsx,.csv"
          onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
        />
      </div>
      <div role="status">
        {said?.undone ? <p>{tr('import.undone')}</p> : null}
        {said && !said.undone && said.imported > 0 ? <p>{tr('import.done', { n: said.imported })}</p> : null}
        {said && said.faultCount > 0 ? <p>{tr('import.faults', { n: said.faultCount })}</p> : null}
        {said?.dryRun && said.faultCount === 0 ? <p>{tr('import.clean', { n: said.sound })}</p> : null}
      </div>
      {said?.dryRun && said.faultCount === 0 && file ? (
        <button
          type="button"
          class="bt solid"
          aria-disabled={busy}
          onClick={() => void resolutions.import(file, false)}
        >
          {tr('import.do', { n: said.sound })}
        </button>
      ) : null}
      {said && !said.undone && said.imported > 0 ? (
        <button type="button" class="bt" aria-disabled={busy} onClick={() => void resolutions.undoImport()}>
          {tr('import.undo')}
        </button>
      ) : null}
      {said && said.faults.length > 0 ? (
        <table class="t framed">
          <caption class="sr">{tr('import.cause')}</caption>
          <thead>
            <tr>
              <th scope="col">{tr('import.row')}</th>
              <th scope="col">{tr('import.column')}</th>
              <th scope="col">{tr('import.value')}</th>
              <th scope="col">{tr('import.cause')}</th>
            </tr>
          </thead>
          <tbody>
            {said.faults.map((fault, index) => (
              <tr key={index}>
                <td>{fault.row}</td>
                <td>{fault.column}</td>
                <td>{fault.value}</td>
                <td>{language() === 'vi' ? `${fault.causeVi} ${fault.cureVi}` : `${fault.causeEn} ${fault.cureEn}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
