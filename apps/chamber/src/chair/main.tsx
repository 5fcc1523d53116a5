/** The chair's console. */
import { startPage } from '../shared/page.js';
import { Board } from './board.js';
import './chair.css';
import { useOrders } from './orders.js';
import { ConsolePage, type Watched } from './parts/console-page.js';
import { tc } from './say.js';

function Console({ graph, ...watched }: Watched) {
  return <Board {...watched} orders={useOrders(graph, watched.chamber)} />;
}

startPage((page) => <ConsolePage page={page} title={() => tc('chair.page')} Draw={Console} />);
