import { makeCheckInCode, readCheckInCode } from './check-in-code.rules.js';

const sittingId = '0190aaaa-0000-7000-8000-000000000001';
const seatId = '0190bbbb-0000-7000-8000-0000000000ff';
const now = new Date('2026-11-23T01:00:00Z');
const validUntil = new Date('2026-11-23T01:30:00Z');
const code = makeCheckInCode('secret', { sittingId, seatId, validUntil });

describe('a check-in code', () => {
  it('names its seat to whoever holds the secret', () => {
    expect(readCheckInCode('secret', sittingId, code, now)).toEqual({ seatId });
    expect(readCheckInCode('secret', sittingId.toUpperCase(), ` ${code}\n`, now)).toEqual({ seatId });
  });
  it('fits a small QR', () => expect(code.length).toBeLessThan(60));
  it('ends', () => {
    expect(readCheckInCode('secret', sittingId, code, new Date('2026-11-23T01:30:00Z'))).toEqual({ seatId });
    expect(readCheckInCode('secret', sittingId, code, new Date('2026-11-23T01:30:00.001Z'))).toBe('EXPIRED');
  });

  const [seat, end, seal] = code.split('.') as [string, string, string];
  const otherSeat = makeCheckInCode('secret', { sittingId, seatId: seatId.replace('ff', 'fe'), validUntil }).split(
    '.',
  )[0]!;
  it.each([
    ['of another sitting', 'secret', seatId, code],
    ['sealed with another secret', 'other', sittingId, code],
    ['with another seat put in', 'secret', sittingId, `${otherSeat}.${end}.${seal}`],
    ['with a later end put in', 'secret', sittingId, `${seat}.${(Number.parseInt(end, 36) + 60).toString(36)}.${seal}`],
    ['with a cut seal', 'secret', sittingId, code.slice(0, -1)],
    ['empty', 'secret', sittingId, ''],
    ['of dots', 'secret', sittingId, '...'],
    ['of 100 kB', 'secret', sittingId, 'x'.repeat(100_000)],
  ])('%s is not valid', (_name, secret, sitting, given) => {
    expect(readCheckInCode(secret, sitting, given, now)).toBe('INVALID');
  });
});
