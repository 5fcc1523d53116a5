/** PIN rules: what a PIN is, and what wrong ones cost. How it is stored: slow-hash. */
/** Wrong PINs after which a card is locked. */
export const PIN_TRIES = 5;
export const isPin = (value: unknown): value is string => typeof value === 'string' && /^[0-9]{6}$/.test(value);

const FIRST_WAIT_MINUTES = 15;
const LONGEST_WAIT_MINUTES = 24 * 60;

/** Minutes a login must wait after that many wrong PINs in a row: none before the fifth, then 15, 30, 60 … up to a day. */
export function waitMinutes(failedAttempts: number): number {
  if (failedAttempts < PIN_TRIES) return 0;
  return Math.min(FIRST_WAIT_MINUTES * 2 ** Math.min(failedAttempts - PIN_TRIES, 10), LONGEST_WAIT_MINUTES);
}
