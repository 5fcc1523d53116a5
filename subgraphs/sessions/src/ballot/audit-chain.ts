/**
 * Chains: what was recorded, in an order that cannot be changed unseen.
 *
 * Ballots     head' = SHA-256(head ‖ 0x0A ‖ line), line =
 *             chainIndex|ballotId|seatId|choice|press|ballotKey|recordedAt
 *             from SHA-256("nghitruong poll " ‖ pollId ‖ frozenHash)
 * Commands    the same over their canonical JSON, from
 *             SHA-256("nghitruong poll events " ‖ pollId)
 *
 * Pure: the ballot box extends it, the export carries it, the verifier walks it.
 */
import { hash } from 'node:crypto';

const LF = 0x0a;

export const sha256 = (value: string | Buffer): Buffer => hash('sha256', value, 'buffer');
export const sha256Hex = (value: string): string => hash('sha256', value, 'hex');

export interface ChainedBallot {
  readonly chainIndex: number;
  readonly ballotId: string;
  readonly seatId: string;
  readonly choice: string;
  readonly press: number;
  readonly ballotKey: string;
  /** ISO 8601 in UTC with microseconds. */
  readonly recordedAt: string;
}

export const ballotLine = (b: ChainedBallot): string =>
  `${b.chainIndex}|${b.ballotId}|${b.seatId}|${b.choice}|${b.press}|${b.ballotKey}|${b.recordedAt}`;

export const ballotGenesis = (pollId: string, frozenHash: string): Buffer =>
  sha256(`nghitruong poll ${pollId}${frozenHash}`);
export const eventGenesis = (pollId: string): Buffer => sha256(`nghitruong poll events ${pollId}`);

export function extend(head: Buffer, line: string): Buffer {
  // In one piece: a hash object for each of 500 lines under a lock would cost twice as much.
  const bytes = Buffer.allocUnsafe(head.length + 1 + Buffer.byteLength(line));
  head.copy(bytes);
  bytes[head.length] = LF;
  bytes.write(line, head.length + 1);
  return sha256(bytes);
}

/** JSON with sorted keys: equal values have equal text, whoever wrote them. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>).filter(([, v]) => v !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}

/** One seat of the roll as it was frozen at the opening. */
export interface FrozenSeat {
  readonly seatId: string;
  readonly personId: string;
  readonly fullName: string;
  readonly standing: string;
  readonly presentAtOpen: boolean;
}

export function rollHash(seats: readonly FrozenSeat[]): string {
  const lines = [...seats]
    .sort((a, b) => (a.seatId < b.seatId ? -1 : 1))
    .map((s) => `${s.seatId}|${s.personId}|${s.fullName}|${s.standing}|${s.presentAtOpen ? 'PRESENT' : 'ABSENT'}`);
  return sha256Hex(lines.join('\n'));
}

/** What is printed on the sheet and shown on the wall: the first eight digits, in two groups. */
export const shortSeal = (digest: string): string => `${digest.slice(0, 4)} ${digest.slice(4, 8)}`.toUpperCase();
