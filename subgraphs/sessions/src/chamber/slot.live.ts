/**
 * One viewer's place: the latest value, or a promise of the next.
 *
 * Never a queue: a value that was not taken is replaced by the newer one.
 * `return()` answers at once, also while somebody waits for the next value.
 */
export class Slot<T extends object> implements AsyncIterableIterator<T> {
  private latest: T | undefined;
  private ended = false;
  private readonly waiting: ((result: IteratorResult<T>) => void)[] = [];

  constructor(private readonly onEnd: () => void) {}

  put(value: T): void {
    if (this.ended) return;
    const first = this.waiting.shift();
    if (first) first({ value, done: false });
    else this.latest = value;
  }

  next(): Promise<IteratorResult<T>> {
    if (this.ended) return Promise.resolve({ value: undefined, done: true });
    const value = this.latest;
    if (value === undefined) return new Promise((resolve) => this.waiting.push(resolve));
    this.latest = undefined;
    return Promise.resolve({ value, done: false });
  }

  return(): Promise<IteratorResult<T>> {
    if (!this.ended) {
      this.ended = true;
      this.latest = undefined;
      for (const resolve of this.waiting.splice(0)) resolve({ value: undefined, done: true });
      this.onEnd();
    }
    return Promise.resolve({ value: undefined, done: true });
  }

  async throw(error: unknown): Promise<IteratorResult<T>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
