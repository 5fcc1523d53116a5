/**
 * Answer reader: HTTP/1.1 answers, one after the other, from the bytes of a connection to their text.
 *
 * It reads what servers of GraphQL send: a length, chunks, or everything up to
 * the end. It is strict, because what follows an answer on a kept connection
 * would be taken for the next one: whatever is unusual ends the connection.
 *
 * Promises   an answer is whole or it is no answer; more than so many bytes are
 *            never kept; bytes given to it may be overwritten afterwards.
 * Odd part   an answer that came in one piece, as small ones do, is never copied;
 *            a head that equals the last one, as most do, is not read again.
 */

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** How long the connection may wait for its next question, in milliseconds; 0 where it must not be used again. */
  readonly keepMs: number;
  /** The process's half of call keys, where it tells one. */
  readonly half: string | undefined;
}

/** What came is no HTTP answer, or a larger one than is taken. */
export class BadAnswer extends Error {}

const MAX_HEAD = 32_768;
const MAX_LINE = 4_096;
/** A server that says nothing of it keeps a connection at least so long. */
const KEEP_MS = 30_000;
/** Servers end idle connections at their own time: ours are left before. */
const KEEP_MARGIN_MS = 1_000;

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** What a byte is worth as a hexadecimal digit; -1 for others. */
const HEX = Int8Array.from({ length: 256 }, (_, byte) =>
  /[0-9a-f]/i.test(String.fromCharCode(byte)) ? parseInt(String.fromCharCode(byte), 16) : -1,
);
const NOTHING = Buffer.alloc(0);

interface Head {
  readonly status: number;
  readonly length: number | undefined;
  readonly chunked: boolean;
  readonly keepMs: number;
  readonly half: string | undefined;
}

export class AnswerReader {
  private head: Head | undefined;
  /** The beginning of a head that has not come whole. */
  private early: Buffer = NOTHING;
  private parts: Buffer[] = [];
  private size = 0;
  /** In chunks: what the next line is, the line as far as it came, and what is left of a chunk. */
  private next: 'size' | 'end' | 'trailer' | 'done' = 'size';
  private line = '';
  private left = 0;
  private lastText = '';
  private lastHead: Head | undefined;

  constructor(private readonly mostBytes: number) {}

  /** The answer, once it is whole. Throws BadAnswer. */
  take(bytes: Buffer): HttpAnswer | undefined {
    let rest: Buffer = this.early.length > 0 ? Buffer.concat([this.early, bytes]) : bytes;
    while (!this.head) {
      const end = rest.indexOf(END_OF_HEAD);
      if (end < 0) {
        if (rest.length > MAX_HEAD) throw new BadAnswer('a head without an end');
        this.early = Buffer.from(rest);
        return undefined;
      }
      const head = this.headOf(rest.toString('latin1', 0, end));
      rest = rest.subarray(end + END_OF_HEAD.length);
      this.early = NOTHING;
      // Those below 200 only announce the answer.
      if (head.status >= 200) this.begin(head);
      else if (head.status === 101) throw new BadAnswer('status 101');
    }
    const kept = this.parts.length;
    const answer = this.head.chunked ? this.chunks(rest) : this.plain(this.head.length, rest);
    if (!answer) for (let i = kept; i < this.parts.length; i++) this.parts[i] = Buffer.from(this.parts[i]!);
    return answer;
  }

  /** The connection has ended: the answer, where that is how it was to end. */
  end(): HttpAnswer | undefined {
    return this.head && !this.head.chunked && this.head.length === undefined ? this.whole(false) : undefined;
  }

  private headOf(text: string): Head {
    if (!this.lastHead || text !== this.lastText) {
      this.lastHead = readHead(text);
      this.lastText = text;
    }
    return this.lastHead;
  }

  private begin(head: Head): void {
    this.head = head;
    if ((head.length ?? 0) > this.mostBytes) throw new BadAnswer(`an answer of ${head.length} bytes`);
  }

  private plain(length: number | undefined, bytes: Buffer): HttpAnswer | undefined {
    const wanted = length === undefined ? bytes.length : Math.min(bytes.length, length - this.size);
    if (wanted > 0) this.keep(wanted === bytes.length ? bytes : bytes.subarray(0, wanted));
    return this.size === length ? this.whole(wanted === bytes.length) : undefined;
  }

  private chunks(bytes: Buffer): HttpAnswer | undefined {
    let at = 0;
    while (at < bytes.length) {
      if (this.left > 0) {
        const to = Math.min(bytes.length, at + this.left);
        this.keep(bytes.subarray(at, to));
        this.left -= to - at;
        at = to;
        continue;
      }
      if (this.line === '') {
        const plain = this.plainLine(bytes, at);
        if (plain > 0) {
          at = plain;
          if (this.next !== 'done') continue;
          return this.whole(at === bytes.length);
        }
      }
      const feed = bytes.indexOf(LINE_FEED, at);
      const to = feed < 0 ? bytes.length : feed + 1;
      this.line += bytes.toString('latin1', at, to);
      at = to;
      if (this.line.length > MAX_LINE) throw new BadAnswer('a line without an end');
      if (feed < 0) break;
      if (!this.line.endsWith('\r\n')) throw new BadAnswer('a line that ends otherwise');
      const said = this.line.slice(0, -2);
      this.line = '';
      if (this.next === 'size') {
        const size = /^([0-9a-f]{1,7})[ \t]*(?:;.*)?$/i.exec(said)?.[1];
        if (size === undefined) throw new BadAnswer('a chunk without a size');
        this.left = parseInt(size, 16);
        this.next = this.left > 0 ? 'end' : 'trailer';
      } else if (this.next === 'end') {
        if (said !== '') throw new BadAnswer('a chunk longer than it said');
        this.next = 'size';
      } else if (said === '') return this.whole(at === bytes.length);
    }
    return undefined;
  }

  /** Reads a line that lies there whole and says no more than it must, and gives where it ends; 0 for any other. */
  private plainLine(bytes: Buffer, from: number): number {
    let at = from;
    let size = 0;
    if (this.next === 'size') {
      for (; at < from + 6; at++) {
        const digit = HEX[bytes[at] ?? 0]!;
        if (digit < 0) break;
        size = size * 16 + digit;
      }
      if (at === from) return 0;
    }
    if (bytes[at] !== CARRIAGE_RETURN || bytes[at + 1] !== LINE_FEED) return 0;
    if (this.next === 'size') {
      this.left = size;
      this.next = size > 0 ? 'end' : 'trailer';
    } else this.next = this.next === 'end' ? 'size' : 'done';
    return at + 2;
  }

  private keep(bytes: Buffer): void {
    this.size += bytes.length;
    if (this.size > this.mostBytes) throw new BadAnswer(`an answer of more than ${this.mostBytes} bytes`);
    this.parts.push(bytes);
  }

  /** `clean`: nothing came after it. */
  private whole(clean: boolean): HttpAnswer {
    const { status, keepMs, half } = this.head!;
    const bytes = this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts);
    this.head = undefined;
    this.parts = [];
    this.size = 0;
    this.next = 'size';
    return { status, text: bytes.toString('utf8'), keepMs: clean ? keepMs : 0, half };
  }
}

/** The head without its empty line. */
function readHead(text: string): Head {
  const began = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: |\r\n|$)/.exec(text);
  if (!began) throw new BadAnswer('no HTTP/1.1');
  const status = Number(began[2]);
  let keepMs = began[1] === '1' ? KEEP_MS : 0;
  let length: number | undefined;
  let chunked = false;
  let half: string | undefined;
  for (let end = text.indexOf('\r\n'); end >= 0;) {
    const from = end + 2;
    end = text.indexOf('\r\n', from);
    const colon = text.indexOf(':', from);
    const last = end < 0 ? text.length : end;
    if (colon <= from || colon >= last || text.charCodeAt(from) <= 32) throw new BadAnswer('a header without a name');
    // Only names of these lengths matter.
    const named = colon - from;
    if (named !== 8 && named !== 10 && named !== 14 && named !== 17) continue;
    const value = text.slice(colon + 1, last).trim();
    switch (text.slice(from, colon).toLowerCase()) {
      case 'content-length':
        if (!/^\d{1,15}$/.test(value) || (length !== undefined && length !== Number(value)))
          throw new BadAnswer('a length that is none');
        length = Number(value);
        break;
      case 'transfer-encoding':
        if (value.toLowerCase() !== 'chunked' || chunked) throw new BadAnswer('an encoding that was not asked for');
        chunked = true;
        break;
      case 'x-nt-key':
        half = value;
        break;
      case 'connection':
        if (/\bclose\b/i.test(value)) keepMs = 0;
        break;
      case 'keep-alive': {
        const seconds = /\btimeout=(\d{1,6})\b/i.exec(value)?.[1];
        if (seconds !== undefined && keepMs > 0) keepMs = Math.max(0, Number(seconds) * 1_000 - KEEP_MARGIN_MS);
      }
    }
  }
  if (status === 204 || status === 304) return { status, length: 0, chunked: false, keepMs, half };
  // Two lengths are one too many, and an answer without any ends with its connection.
  if (chunked ? length !== undefined : length === undefined) keepMs = 0;
  return { status, length: chunked ? undefined : length, chunked, keepMs, half };
}
