/** The clerk's desk. */
import { useState } from 'preact/hooks';
import { Minutes } from '../chair/minutes.js';
import { useOrders } from '../chair/orders.js';
import { ConsolePage, type Watched } from '../chair/parts/console-page.js';
import { BoardsTask } from '../boards/boards-page.js';
import { PeopleTask } from '../people/people-page.js';
import { dayMonthYear } from '../shared/format.js';
import { startPage } from '../shared/page.js';
import './clerk.css';
import { useConvening } from './convening.js';
import { dayTyped } from './days.js';
import { DelegatesTask } from './delegates-page.js';
import { Desk } from './desk.js';
import { LocalRulesTask } from './local-rules-page.js';
import { useManual } from './manual.js';
import { OrganisationTask } from './organisation-page.js';
import { usePrepared } from './prepared.js';
import { ProgrammeTask } from './programme-page.js';
import { useRecords } from './records.js';
import { RequestsTask } from './requests-page.js';
import { ResolutionTask } from './resolution-page.js';
import { DraftTask, EndingTask } from './resolution-tasks.js';
import { useResolutions } from './resolutions.js';
import { SecretDecisionCard } from './secret-decision.js';
import { SessionsTask } from './sessions-page.js';
import { tk } from './words.js';

function Working({ graph, ...watched }: Watched) {
  const { chamber, now } = watched;
  const councilId = chamber.councilId ?? '';
  const [chosen, choose] = useState<string | null>(null);
  const records = useRecords(graph, chamber.sittingId, chamber.attendance.revision ?? 0);
  const resolutions = useResolutions(graph, chamber.sittingId, chamber.step);
  const convening = useConvening(graph, chamber.sittingId, chosen);
  const prepared = usePrepared(graph, chamber.sittingId, chamber.step);
  const manual = useManual(graph, chamber.sittingId, chamber.step);
  return (
    <Desk
      {...watched}
      prepared={prepared}
      convening={convening}
      manual={manual}
      minutes={
        <Minutes graph={graph} sittingId={chamber.sittingId} ended={chamber.sittingState === 'ENDED'} maySign={false} />
      }
      moreOfResolutions={{
        drafting: (open) => (
          <DraftTask
            graph={graph}
            councilId={councilId}
            sessionId={convening.session?.id ?? null}
            onChange={resolutions.again}
            onOpen={open}
          />
        ),
        one: (id, revision, all, back) => (
          <ResolutionTask
            key={id}
            graph={graph}
            id={id}
            revision={revision}
            councilId={councilId}
            others={all}
            onChange={resolutions.again}
            onBack={back}
          />
        ),
        ending: <EndingTask graph={graph} councilId={councilId} />,
      }}
      pages={(go) => ({
        sessions: (
          <SessionsTask
            graph={graph}
            sittingId={chamber.sittingId}
            now={now}
            chosen={convening.session?.id ?? null}
            onChoose={(sessionId) => {
              choose(sessionId);
              go('preparation');
            }}
          />
        ),
        requests: <RequestsTask graph={graph} councilId={councilId} rows={records.rows ?? []} />,
        programme: <ProgrammeTask graph={graph} sessionId={convening.session?.id ?? null} step={chamber.step} />,
        boards: <BoardsTask graph={graph} sittingId={chamber.sittingId} now={now} />,
        delegates: <DelegatesTask graph={graph} councilId={councilId} today={dayTyped(dayMonthYear(now))!} />,
        localRules: <LocalRulesTask graph={graph} councilId={councilId} today={dayTyped(dayMonthYear(now))!} />,
        organisation: <OrganisationTask graph={graph} councilId={councilId} today={dayTyped(dayMonthYear(now))!} />,
        people: <PeopleTask graph={graph} chamber={chamber} />,
      })}
      orders={useOrders(graph, chamber)}
      records={records}
      resolutions={resolutions}
      below={chamber.councilId ? <SecretDecisionCard graph={graph} councilId={chamber.councilId} /> : null}
    />
  );
}

startPage((page) => <ConsolePage page={page} title={() => tk('clerk.page')} Draw={Working} />);
