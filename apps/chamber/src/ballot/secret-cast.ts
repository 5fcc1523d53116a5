/**
 * Casting a secret ballot: encrypted once, sent until an answer comes.
 *
 * Key and ciphertext are kept on the phone before anything is sent, so that a
 * reload goes on with the same ballot; the choice is kept nowhere. After the
 * receipt only the tracker stays.
 */
import { CastSecret } from '../graph/operations.js';
import { type Graph, GraphFault, pause, randomId, type SaidInBoth, waitBefore } from '@nghitruong/client';
import { encryptBallot, type SecretPoll } from '../shared/secret/secret-ballot.js';
import { trackerOf } from '../shared/secret/tracker.js';
import { write } from '../shared/storage.js';
import { keptName, secretKept, type SecretKept } from './secret-kept.js';

/** Begins a ballot; from now on this very ciphertext is sent. */
export function putBallot(account: string, poll: SecretPoll, content: string): void {
  const kept: SecretKept = { key: randomId(), ciphertext: encryptBallot(poll, content) };
  write(keptName(account, poll.pollId), JSON.stringify(kept));
}

export type SecretSaid =
  | { readonly words: string }
  | { readonly refused: SaidInBoth; readonly voted: boolean }
  /** The PIN is asked again; the ballot is kept and sent then. */
  | { readonly pinNeeded: true };

/**
 * Sends what was put until the server answers: its tracker, or why not.
 * `proof` says that the PIN was asked again; where it has ended meanwhile, the
 * page's own token still gets the receipt of a ballot that had arrived.
 */
export async function sendBallot(
  graph: Graph,
  account: string,
  pollId: string,
  proof: string | null,
  signal: AbortSignal,
): Promise<SecretSaid | null> {
  const { key, ciphertext } = secretKept(account, pollId);
  if (!key || !ciphertext) return null;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      const { castSecretBallot: answer } = await graph.run(
        CastSecret,
        { pollId, ciphertext, ballotKey: key },
        { timeoutMs: 5_000, ...(proof && { token: proof }) },
      );
      if (answer.__typename === 'SecretBallotReceipt') {
        const words = trackerOf(ciphertext);
        write(keptName(account, pollId), JSON.stringify({ words }));
        return { words };
      }
      if (answer.reason === 'PIN_NEEDED') return { pinNeeded: true };
      // It waits while the vote is paused; whatever else was said ends this ballot.
      if (answer.reason !== 'POLL_PAUSED') {
        write(keptName(account, pollId), null);
        return { refused: { vi: answer.vi, en: answer.en }, voted: answer.reason === 'ALREADY_VOTED' };
      }
    } catch (error) {
      if (error instanceof GraphFault && !error.retryable && error.code !== 'UNAUTHENTICATED') {
        write(keptName(account, pollId), null);
        return { refused: error.said ?? { vi: error.code, en: error.code }, voted: false };
      }
    }
    await pause(200 + waitBefore(attempt), signal);
  }
  return null;
}
