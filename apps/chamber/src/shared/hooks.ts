/** The live parts of the shared layer, as Preact hooks. */
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { Live, LiveState, ServerClock, Stamped } from '@nghitruong/client';
import type { Session, SessionState } from './session.js';

export function useSession(session: Session): SessionState {
  const [state, set] = useState(session.state);
  useEffect(() => {
    set(session.state);
    return session.onChange(set);
  }, [session]);
  return state;
}

/** Starts the stream while the component is there. */
export function useLive<View extends Stamped, LiveData, NowData>(live: Live<View, LiveData, NowData>): LiveState<View> {
  const [state, set] = useState(live.state);
  useEffect(() => {
    const leave = live.onChange(set);
    live.start();
    set(live.state);
    return () => {
      leave();
      live.stop();
    };
  }, [live]);
  return state;
}

/** Redraws at each turn of the server's second while `running`; returns the server's time. */
export function useServerNow(clock: ServerClock, running = true): number {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (!running) return;
    let timer: ReturnType<typeof setTimeout>;
    const next = (): void => {
      timer = setTimeout(
        () => {
          redraw(undefined);
          next();
        },
        1_000 - (clock.now() % 1_000) + 15,
      );
    };
    next();
    return () => clearTimeout(timer);
  }, [clock, running]);
  return clock.now();
}

/** A value that is made once for these inputs and never thrown away early. */
export function useMade<Made>(make: () => Made, inputs: readonly unknown[]): Made {
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the inputs are the caller's
  return useMemo(make, [...inputs]);
}

/** Which of its places a page shows, kept in the address: a reload stays there, and the browser's Back returns to the one before. */
export function usePlace<Place extends string>(
  places: readonly Place[],
  first: Place,
): readonly [Place, (to: Place) => void] {
  const begin = useRef(first).current;
  const named = (): Place => places.find((each) => `#${each}` === location.hash) ?? begin;
  const [place, set] = useState(named);
  useEffect(() => {
    const moved = (): void => set(named());
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);
  const go = (to: Place): void => {
    if (to !== place) history.pushState(null, '', `#${to}`);
    set(to);
  };
  return [place, go];
}
