/**
 * Which accounts are disabled, live: for the doors, which refuse their tokens
 * and end their sockets at once.
 *
 * Promises   every message is the whole state, the first one the present; a
 *            change that comes while one is being read is read again; after a
 *            lost bus connection everything is read anew.
 */
import type { Bus } from '@nghitruong/kit/bus';
import type { AccountService } from './account.service.js';
import type { AccountsDisabled } from './account.entity.js';

const TOPICS = ['directory.accountDisabled', 'directory.accountEnabled'] as const;

export async function followDisabled(
  bus: Bus,
  accounts: AccountService,
): Promise<AsyncIterableIterator<AccountsDisabled>> {
  let dirty = true;
  let ended = false;
  let wake: (() => void) | undefined;
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
  const states: AsyncIterableIterator<AccountsDisabled> = {
    [Symbol.asyncIterator]: () => states,
    async next() {
      while (!ended && !dirty) await new Promise<void>((resolve) => (wake = resolve));
      if (ended) return { value: undefined, done: true };
      dirty = false;
      return { value: { ids: await accounts.disabledIds() }, done: false };
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
  };
  return states;
}
