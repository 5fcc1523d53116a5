/**
 * Breaker: leaves an address alone for a while after it failed several times in a row.
 *
 * Promises   after each rest one call tries; the others follow once it was answered.
 */
const FAILURES_TO_REST = 5;
const RESTS_MS = [200, 500, 1_000, 2_000];

export class Breaker {
  private failures = 0;
  private rests = 0;
  /** 0 while calls go as they come. */
  private until = 0;
  private trying = false;

  /** Nothing speaks against a call. */
  get sound(): boolean {
    return this.until === 0;
  }

  /** Could a call go now, if only to try? */
  open(now: number): boolean {
    return this.until === 0 || (now >= this.until && !this.trying);
  }

  /** Lets a call go, or not. What it lets go must be told of by `succeeded` or `failed`. */
  admit(now: number): boolean {
    if (this.until === 0) return true;
    if (!this.open(now)) return false;
    this.trying = true;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
    if (this.until === 0) return;
    this.rests = 0;
    this.until = 0;
    this.trying = false;
  }

  failed(now: number): void {
    if (this.until === 0 ? ++this.failures < FAILURES_TO_REST : !this.trying) return;
    this.trying = false;
    this.until = now + RESTS_MS[Math.min(this.rests++, RESTS_MS.length - 1)]!;
  }
}
