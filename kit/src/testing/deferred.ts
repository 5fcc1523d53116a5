/** A promise whose ends are in the test's hands: instead of a sleep. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

export function deferred<T = void>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((a, b) => {
    resolve = a;
    reject = b;
  });
  return { promise, resolve, reject };
}

/**
 * Waits for a condition of another process, which can send no promise.
 * Looks again every 10 ms; the test's own timeout is the only deadline.
 */
export async function eventually<T>(
  look: () => Promise<T | undefined | false | null> | T | undefined | false | null,
): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false && seen !== null) return seen;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
