/** The result sheet on paper: words instead of colours, the seal, places for two signatures. */
import { dayMonthYear, hourMinuteSecond } from '../shared/format.js';
import { DemoMark } from '../shared/ui.js';
import type { ConsolePoll, Place } from './model.js';
import { ResultTable } from './result.js';
import { tc } from './say.js';

export function PrintSheet({ place, poll, now }: { place: Place; poll: ConsolePoll | null | undefined; now: number }) {
  const result = poll?.result;
  if (!poll || !result) return null;
  return (
    <div class="print-only">
      <p>
        <b>{place.councilName}</b>
        <br />
        {place.sessionName} · {place.sittingName}
      </p>
      {place.illustrative ? <DemoMark /> : null}
      <h1>{tc('print.sheet')}</h1>
      <p>
        <b>{poll.title}</b>
        {poll.documentVersion ? ` (${tc('c.draft', { v: poll.documentVersion })})` : ''}
      </p>
      <ResultTable result={result} sheet />
      {result.foldNotRecorded && result.notRecorded.count > 0 ? (
        <p>{tc('print.folded', { n: result.notRecorded.count })}</p>
      ) : null}
      <p>
        {result.outcome ? (
          <>
            <b>{tc(result.outcome === 'ADOPTED' ? 'r.yes' : 'r.no')}</b>.{' '}
            {tc('r.sum', { f: result.for.count, k: result.threshold.needed, n: result.threshold.of })}.{' '}
          </>
        ) : null}
        {tc('r.missing', { n: result.notRecorded.count })}.
      </p>
      <p>
        {tc('r.seal', { h: result.seal })} · {tc('print.at', { t: `${hourMinuteSecond(now)} ${dayMonthYear(now)}` })}
      </p>
      <div class="signs">
        <span>{tc('print.clerk')}</span>
        <span>{tc('print.chair')}</span>
      </div>
    </div>
  );
}
