/** Waits between tries: doubling from `first` up to `most`, with full jitter, so that a whole hall never knocks at once. */
export const waitBefore = (attempt: number, random: () => number = Math.random, first = 200, most = 3_000): number =>
  Math.round(random() * Math.min(most, first * 2 ** Math.min(attempt, 10)));

export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
