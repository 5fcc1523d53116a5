/** One clock for all processes of a run: the machine's monotonic one, in milliseconds. */
const origin = Number(process.hrtime.bigint()) / 1e6 - performance.now();

export const now = (): number => origin + performance.now();

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** Calls `act` so many times, evenly, by the clock: what comes late does not push back what follows. */
export async function evenly(perSecond: number, count: number, act: (index: number) => void): Promise<void> {
  const from = now();
  for (let i = 0; i < count; i++) {
    await pause(from + (i * 1_000) / perSecond - now());
    act(i);
  }
}
