/**
 * A device tells what it shows: at each new drawing, at most once a second and
 * at least every five. That is how the chair sees "3/3 màn hình". A report
 * that is lost is not repeated: the next one says more.
 */
import { ReportDevice } from '../graph/operations.js';
import { isDue } from './acknowledge.rules.js';
import { type Graph, GraphFault, type Live, type Stamped } from '@nghitruong/client';

/** Runs until the returned function is called. */
export function acknowledge<View extends Stamped, A, B>(graph: Graph, live: Live<View, A, B>): () => void {
  let said: Stamped | null = null;
  let saidAt = -Infinity;
  let lagMs: number | null = null;
  let drawn: View | null = null;
  let busy = false;
  let refused = false;
  const consider = (): void => {
    const { view, connection } = live.state;
    if (!view || connection !== 'ONLINE' || busy || refused) return;
    if (view !== drawn) {
      drawn = view;
      lagMs = Math.max(0, Math.round(live.clock.now() - Date.parse(view.serverTime)));
    }
    const isNew = said === null || said.step !== view.step || said.revision !== view.revision;
    if (!isDue(performance.now() - saidAt, isNew)) return;
    said = view;
    saidAt = performance.now();
    busy = true;
    void graph
      .run(
        ReportDevice,
        { sittingId: view.sittingId, step: view.step, revision: view.revision, lagMs },
        { timeoutMs: 4_000 },
      )
      .catch((error: unknown) => {
        // Only devices of the hall report; whoever else looks is not counted.
        if (error instanceof GraphFault && error.code === 'FORBIDDEN') refused = true;
      })
      .finally(() => (busy = false));
  };
  // The report follows the drawing: the frame in which the view appears comes first.
  const leave = live.onChange(() => requestAnimationFrame(consider));
  const timer = setInterval(consider, 500);
  return () => {
    leave();
    clearInterval(timer);
  };
}
