/** What counts as an answer, however its bytes arrive, and what ends a connection. */
import fc from 'fast-check';
import { AnswerReader, type HttpAnswer } from './answer-reader.js';

const LENGTH = 'HTTP/1.1 200 OK\r\nContent-Length: 16\r\nKeep-Alive: timeout=5\r\n\r\n{"data":{"a":1}}';
const CHUNKS =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7;x=y\r\n{"data"\r\n9\r\n:{"a":1}}\r\n0\r\nx-trailer: 1\r\n\r\n';
const ANNOUNCED = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${LENGTH}`;
const TO_THE_END = 'HTTP/1.1 200 OK\r\n\r\n{"data":{"a":1}}';
const TEXT = '{"data":{"a":1}}';

/** Bytes that are overwritten as soon as they have been taken, as those of a shared buffer are. */
function read(reader: AnswerReader, pieces: readonly Buffer[]): HttpAnswer | undefined {
  let answer: HttpAnswer | undefined;
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    answer = reader.take(bytes);
    bytes.fill('!');
  }
  return answer;
}

const pieces = (text: string, cuts: readonly number[]): Buffer[] => {
  const bytes = Buffer.from(text);
  const at = [0, ...[...new Set(cuts)].filter((c) => c > 0 && c < bytes.length).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((to, i) => bytes.subarray(at[i], to));
};

it.each([
  ['a length', LENGTH, 4_000],
  ['chunks', CHUNKS, 30_000],
  ['announcements before it', ANNOUNCED, 4_000],
])('an answer with %s is the same however it is cut', (_name, text, keepMs) => {
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      expect(read(new AnswerReader(1_000), pieces(text, cuts))).toEqual({
        status: 200,
        text: TEXT,
        keepMs,
        half: undefined,
      });
    }),
  );
});

it('letters of several bytes survive a cut through them', () => {
  const text = '{"data":{"a":"Thuỷ Nguyên"}}';
  const length = Buffer.byteLength(text);
  const whole = `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n${text}`;
  for (let cut = 1; cut < Buffer.byteLength(whole); cut++)
    expect(read(new AnswerReader(1_000), pieces(whole, [cut]))?.text).toBe(text);
});

it('an answer without a length is whole when its connection ends, and only then', () => {
  const reader = new AnswerReader(1_000);
  expect(reader.end()).toBeUndefined();
  expect(read(reader, pieces(TO_THE_END, [20, 25]))).toBeUndefined();
  expect(reader.end()).toEqual({ status: 200, text: TEXT, keepMs: 0, half: undefined });
});

it('an answer that ends too early is none', () => {
  for (const text of [LENGTH, CHUNKS]) {
    const reader = new AnswerReader(1_000);
    read(reader, [Buffer.from(text.slice(0, -3))]);
    expect(reader.end()).toBeUndefined();
  }
});

it.each([
  ['bytes after it', `${LENGTH}HTTP/1.1 200 OK`],
  ['bytes after its chunks', `${CHUNKS}x`],
  ['the wish to close', LENGTH.replace('Keep-Alive: timeout=5', 'Connection: close')],
  ['HTTP/1.0', LENGTH.replace('HTTP/1.1', 'HTTP/1.0')],
  ['a length and chunks', CHUNKS.replace('\r\n\r\n', '\r\nContent-Length: 5\r\n\r\n')],
  ['too little patience', LENGTH.replace('timeout=5', 'timeout=1')],
])('a connection is not asked again after %s', (_name, text) => {
  expect(read(new AnswerReader(1_000), [Buffer.from(text)])).toEqual({
    status: 200,
    text: TEXT,
    keepMs: 0,
    half: undefined,
  });
});

it('answers follow each other on one connection', () => {
  const reader = new AnswerReader(1_000);
  for (const text of [LENGTH, LENGTH, CHUNKS, CHUNKS, ANNOUNCED, LENGTH.replace('200', '500'), CHUNKS])
    for (const cuts of [[], [10, 60, text.length - 4]])
      expect(read(reader, pieces(text, cuts))).toMatchObject({ text: TEXT, status: text.includes('500') ? 500 : 200 });
});

it('a process’s half of call keys is heard', () => {
  const text = LENGTH.replace('Keep-Alive', 'X-NT-Key: half\r\nKeep-Alive');
  expect(read(new AnswerReader(1_000), [Buffer.from(text)])?.half).toBe('half');
});

it('204 has no text, and its connection goes on', () => {
  expect(read(new AnswerReader(10), [Buffer.from('HTTP/1.1 204 No Content\r\n\r\n')])).toEqual({
    status: 204,
    text: '',
    keepMs: 30_000,
    half: undefined,
  });
});

it.each([
  ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
  ['another version', 'HTTP/2 200 OK\r\n\r\n'],
  ['another protocol from here on', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n'],
  ['a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'],
  ['no length', 'HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n'],
  ['a folded header', 'HTTP/1.1 200 OK\r\nx-a: 1\r\n b: 2\r\n\r\n'],
  ['a header without a name', 'HTTP/1.1 200 OK\r\nnothing\r\n\r\n'],
  ['gzip', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n'],
  ['a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nz\r\n'],
  ['a chunk longer than it said', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n'],
  ['lines that end otherwise', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\na\n'],
  ['a head without an end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}`],
  ['a line without an end', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'0'.repeat(5_000)}`],
  ['too much, and says so', 'HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n'],
  ['too much in chunks', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3e9\r\n${'x'.repeat(1_001)}\r\n`],
  ['too much without an end', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(1_001)}`],
])('%s is no answer', (_name, text) => {
  expect(() => new AnswerReader(1_000).take(Buffer.from(text))).toThrow();
});
