/**
 * Opening the box: what the combining browser finds in it, and the proof that
 * it opened the box that the server closed.
 *
 * Two members do this independently, each in an own browser; the server takes
 * the result only when both texts are equal. The contents leave sorted, so that
 * nothing says which ciphertext held which, and with their rows taken apart, so
 * that nothing says which marks lay on one ballot.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromBase64Url, toHex, utf8 } from './bytes.js';
import { decryptBallot, type SecretPoll } from './secret-ballot.js';
import type { KeyPair } from './sealed-box.js';

/** What a ballot of the poll can say: one of the marks, or marks in each row, in at most so many of them. */
export interface SecretForm {
  readonly layout: 'CHOICE' | 'ROWS' | 'PICK';
  readonly marks: readonly string[];
  readonly rows: number;
  readonly max: number | null;
}

export interface OpenedBox {
  /** What was read, taken apart and sorted. */
  readonly contents: readonly string[];
  /** Ballots that did not open or say nothing of the form; their words stay here. */
  readonly unreadable: number;
  /** SHA-256 over the box, sorted: which box was opened. */
  readonly boxHash: string;
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function boxHashOf(pollId: string, ciphertexts: readonly string[]): string {
  const each = ciphertexts.map((c) => toHex(sha256(fromBase64Url(c)))).sort(inOrder);
  return toHex(sha256(concat(utf8(`nghitruong box|${pollId}|`), utf8(each.join('\n')))));
}

export function openBox(poll: SecretPoll, key: KeyPair, ciphertexts: readonly string[], form: SecretForm): OpenedBox {
  const contents = takenApart(
    form,
    ciphertexts
      .map((c) => decryptBallot(poll, key, c))
      .filter((text) => text !== undefined)
      .filter((text) => isOfForm(form, text)),
  );
  return {
    contents: contents.sort(inOrder),
    unreadable: ciphertexts.length - contents.length,
    boxHash: boxHashOf(poll.pollId, ciphertexts),
  };
}

const isOfForm = ({ layout, marks, rows }: SecretForm, text: string): boolean => {
  if (layout === 'CHOICE') return marks.includes(text);
  const cells = text.split(',');
  return (
    cells.length === rows &&
    cells.every((cell, i) => {
      const marked = cell.slice(cell.indexOf('=') + 1).split('+');
      return cell === `${i + 1}=${marks.filter((m) => marked.includes(m)).join('+')}`;
    })
  );
};

/** Each row keeps the marks that it had, as in `soundContents` of the server, which does it again. */
function takenApart({ layout, marks, rows, max }: SecretForm, contents: readonly string[]): string[] {
  if (layout === 'CHOICE') return [...contents];
  const isMarked = (cell: string): boolean => !cell.endsWith('=');
  const all = contents.map((text) => text.split(','));
  const whole = all.filter((cells) => max === null || cells.filter(isMarked).length <= max);
  const cellsOf = (mark: string): string[] => Array.from({ length: rows }, (_, i) => `${i + 1}=${mark}`);
  const apart = whole.map(() => cellsOf(''));
  // Dealt in turn: no ballot gets two of one row, nor more than it may have.
  let next = 0;
  for (let row = 0; row < rows; row++)
    for (const cell of whole
      .map((cells) => cells[row]!)
      .filter(isMarked)
      .sort(inOrder))
      apart[next++ % apart.length]![row] = cell;
  const tooMany = cellsOf(marks.join('+')).join(',');
  return [...apart.map((cells) => cells.join(',')), ...all.slice(whole.length).map(() => tooMany)];
}
