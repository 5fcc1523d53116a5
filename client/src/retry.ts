/** Waits between tries: doubling from `first` up to `most`, with full jitter, so that a whole hall never knocks at once. */
export const waitBefore = (attempt: number, random: () => number = Math.random, first = 200, most = 3_000): number =>
  Math.round(random() * Math.min(most, first * 2 ** Math.min(attempt, 10)));

/** Ends early, and at once, with its signal; leaves nothing on a signal that lives for ever. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return void resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
