/** The chair's console. */
import { ChairPeople } from '../people/people-page.js';
import { startPage } from '../shared/page.js';
import { Board } from './board.js';
import './chair.css';
import { useOrders } from './orders.js';
import { ConsolePage, type Watched } from './parts/console-page.js';
import { Minutes } from './minutes.js';
import { Questions } from './questions.js';
import { ChairRequests } from './requests.js';
import { tc } from './say.js';
import { ToSign } from './to-sign.js';
import { dayTyped } from '../clerk/days.js';
import { dayMonthYear } from '../shared/format.js';

function Console({ graph, ...watched }: Watched) {
  const orders = useOrders(graph, watched.chamber);
  return (
    <Board
      {...watched}
      orders={orders}
      minutes={
        <>
          <Minutes graph={graph} sittingId={watched.chamber.sittingId} ended maySign />
          <ToSign
            graph={graph}
            councilId={watched.chamber.councilId ?? ''}
            step={watched.chamber.step}
            today={dayTyped(dayMonthYear(watched.now))!}
          />
        </>
      }
      people={
        <>
          <ChairPeople graph={graph} chamber={watched.chamber} />
          <ChairRequests graph={graph} councilId={watched.chamber.councilId ?? ''} step={watched.chamber.step} />
        </>
      }
      questions={<Questions graph={graph} chamber={watched.chamber} orders={orders} />}
    />
  );
}

startPage((page) => <ConsolePage page={page} title={() => tc('chair.page')} Draw={Console} />);
