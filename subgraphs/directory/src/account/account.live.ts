/**
 * Which accounts are disabled, live: for the doors, which refuse their tokens
 * and end their sockets at once.
 *
 * Promises   every message is the whole state, the first one the present; a
 *            change that comes while one is being read is read again; after a
 *            lost bus connection everything is read anew; what a silent bus
 *            does not tell is found within LOOK_MS.
 */
import type { Bus } from '@nghitruong/kit/bus';
import type { AccountService } from './account.service.js';
import type { AccountsDisabled } from './account.entity.js';

/** Whoever is locked out must not wait for a bus that is away. */
const LOOK_MS = 5_000;
const TOPICS = ['directory.accountDisabled', 'directory.accountEnabled'] as const;

export async function followDisabled(
  bus: Bus,
  accounts: Pick<AccountService, 'disabledIds'>,
): Promise<AsyncIterableIterator<AccountsDisabled>> {
  let dirty = true;
  let ended = false;
  let wake: (() => void) | undefined;
  let told: string | undefined;
  const look = (): void => {
    dirty = true;
    wake?.();
  };
  const leaves = await Promise.all(TOPICS.map((topic) => bus.subscribe(topic, look)));
  const end = async (): Promise<IteratorResult<AccountsDisabled>> => {
    if (!ended) {
      ended = true;
      wake?.();
      await Promise.all(leaves.map((leave) => leave()));
    }
    return { value: undefined, done: true };
  };
  /** Until somebody tells of a change, or it is time to look. */
  const heard = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_MS);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const states: AsyncIterableIterator<AccountsDisabled> = {
    [Symbol.asyncIterator]: () => states,
    async next() {
      for (;;) {
        if (!dirty && !ended) await heard();
        if (ended) return { value: undefined, done: true };
        const unasked = !dirty;
        dirty = false;
        let ids: string[];
        try {
          ids = await accounts.disabledIds();
        } catch (error) {
          // Nobody waits for what nobody told of: the next look is soon.
          if (unasked) continue;
          throw error;
        }
        const state = ids.join();
        if (unasked && state === told) continue;
        told = state;
        return { value: { ids }, done: false };
      }
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
  };
  return states;
}
