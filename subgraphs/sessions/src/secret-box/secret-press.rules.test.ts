import { judgeSecret, keyHashOf, provedLately } from './secret-press.rules.js';

const seat = { seatId: 's', suspended: false, present: true };
const mine = keyHashOf('p', 's', 'k1');
const other = keyHashOf('p', 's', 'k2');

describe('a secret press', () => {
  it.each([
    ['is taken while the poll is open', 'OPEN', seat, undefined, 'RECORD'],
    ['is taken in the last seconds', 'CLOSING', seat, undefined, 'RECORD'],
    ['waits before the opening', 'READY', undefined, undefined, 'POLL_NOT_OPEN'],
    ['of nobody on the roll is refused', 'OPEN', undefined, undefined, 'NOT_ON_ROLL'],
    ['of a suspended seat is refused', 'OPEN', { ...seat, suspended: true }, undefined, 'SUSPENDED'],
    ['of a seat outside is refused', 'OPEN', { ...seat, present: false }, undefined, 'NOT_PRESENT'],
    ['waits while paused', 'PAUSED', seat, undefined, 'POLL_PAUSED'],
    ['comes too late', 'CLOSED', seat, undefined, 'POLL_CLOSED'],
    ['sent again gets its receipt', 'OPEN', seat, mine, 'KNOWN'],
    ['sent again after the close gets its receipt', 'PUBLISHED', seat, mine, 'KNOWN'],
    ['with another key is refused: a secret vote is final', 'OPEN', seat, other, 'ALREADY_VOTED'],
  ] as const)('%s [VOT-3]', (_, state, of, known, expected) => {
    expect(judgeSecret(state, of, known, mine, true)).toBe(expected);
    // Without the PIN the one press that would count is refused, and no other answer changes.
    expect(judgeSecret(state, of, known, mine, false)).toBe(expected === 'RECORD' ? 'PIN_NEEDED' : expected);
  });

  it('needs a PIN that was proved lately [VOT-18]', () => {
    const now = new Date(1_000_000_000);
    const ago = (seconds: number): boolean => provedLately(1_000_000 - seconds, now, 120);
    expect([ago(0), ago(120), ago(121), ago(-121), provedLately(undefined, now, 120)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('leaves another hash for each poll and each seat [VOT-3]', () => {
    const all = [
      keyHashOf('p', 's', 'k'),
      keyHashOf('q', 's', 'k'),
      keyHashOf('p', 't', 'k'),
      keyHashOf('p', 's', 'l'),
    ];
    expect(new Set(all.map((h) => h.toString('hex'))).size).toBe(4);
    expect(keyHashOf('p', 's', 'AB').equals(keyHashOf('p', 's', 'ab'))).toBe(true);
  });
});
