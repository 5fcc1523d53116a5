/** The clerk's desk. */
import { Minutes } from '../chair/minutes.js';
import { useOrders } from '../chair/orders.js';
import { ConsolePage, type Watched } from '../chair/parts/console-page.js';
import { startPage } from '../shared/page.js';
import './clerk.css';
import { useConvening } from './convening.js';
import { Desk } from './desk.js';
import { useManual } from './manual.js';
import { usePrepared } from './prepared.js';
import { useRecords } from './records.js';
import { useResolutions } from './resolutions.js';
import { SecretDecisionCard } from './secret-decision.js';
import { tk } from './words.js';

function Working({ graph, ...watched }: Watched) {
  const { chamber } = watched;
  const records = useRecords(graph, chamber.sittingId, chamber.attendance.revision ?? 0);
  const resolutions = useResolutions(graph, chamber.sittingId, chamber.step);
  const convening = useConvening(graph, chamber.sittingId);
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
      orders={useOrders(graph, chamber)}
      records={records}
      resolutions={resolutions}
      below={chamber.councilId ? <SecretDecisionCard graph={graph} councilId={chamber.councilId} /> : null}
    />
  );
}

startPage((page) => <ConsolePage page={page} title={() => tk('clerk.page')} Draw={Working} />);
