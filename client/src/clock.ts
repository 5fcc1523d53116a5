/**
 * The server's clock as this page knows it.
 *
 * Keeps the smallest difference to the own clock among the last beats: the
 * quickest message is the one that was delayed least. The own clock is the
 * monotonic one, so that a corrected wall clock moves no countdown.
 */
const kept = 60;
export const monotonic = (): number => performance.timeOrigin + performance.now();

export class ServerClock {
  #differences: number[] = [];
  readonly #own: () => number;

  constructor(own: () => number = monotonic) {
    this.#own = own;
  }

  /** A message said that the server's time was `serverTime` when it left. */
  observe(serverTime: string): void {
    const said = Date.parse(serverTime);
    if (Number.isNaN(said)) return;
    this.#differences.push(this.#own() - said);
    if (this.#differences.length > kept) this.#differences.shift();
  }

  get known(): boolean {
    return this.#differences.length > 0;
  }

  /** Milliseconds since the epoch on the server; the own clock until a message came. */
  now(): number {
    return this.known ? this.#own() - Math.min(...this.#differences) : this.#own();
  }
}
