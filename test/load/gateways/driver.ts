/**
 * Driver: asks one question over and over on a number of kept connections.
 *
 * It shares the machine with what it measures, so it does as little as a client
 * can: each connection's request is bytes made once, an answer is read up to
 * its end and compared with the first one, nothing is parsed.
 *
 * Promises   an answer with another status or other content ends the run.
 */
import { connect, type Socket } from 'node:net';

export interface Question {
  readonly port: number;
  /** Of each connection: what gateways share between equal questions is not what is measured. */
  body(connection: number): string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Driven {
  /** Milliseconds, one for each answer. */
  readonly latencies: number[];
  readonly seconds: number;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');

/** Asks until `until` says that it is enough. */
export async function drive(
  question: Question,
  connections: number,
  until: (answers: number) => boolean,
): Promise<Driven> {
  const latencies: number[] = [];
  let expected: Buffer | undefined;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async (_, i) => {
      const request = requestOf(question, i);
      const socket = connect({ host: '127.0.0.1', port: question.port, noDelay: true });
      try {
        await new Promise<void>((resolve, reject) => {
          let began = 0;
          let read: Buffer | undefined;
          const ask = (): void => {
            if (until(latencies.length)) return resolve();
            began = performance.now();
            socket.write(request);
          };
          socket.on('connect', ask);
          socket.on('error', reject);
          socket.on('close', () => reject(new Error('the gateway closed a connection')));
          socket.on('data', (chunk: Buffer) => {
            read = read ? Buffer.concat([read, chunk]) : chunk;
            const content = contentOf(read);
            if (!content) return;
            latencies.push(performance.now() - began);
            expected ??= Buffer.from(content);
            if (!content.equals(expected)) return reject(new Error(`another answer: ${read.toString().slice(0, 500)}`));
            read = undefined;
            ask();
          });
        });
      } finally {
        destroy(socket);
      }
    }),
  );
  return { latencies, seconds: (performance.now() - from) / 1_000 };
}

function requestOf({ port, body: bodyOf, headers }: Question, connection: number): Buffer {
  const body = bodyOf(connection);
  const all = { host: `127.0.0.1:${port}`, ...headers, 'content-length': String(Buffer.byteLength(body)) };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST /graphql HTTP/1.1\r\n${head.join('')}\r\n${body}`);
}

/** The content of an answer that has come whole, chunks left as they are; undefined while it has not. */
function contentOf(read: Buffer): Buffer | undefined {
  const end = read.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = read.toString('latin1', 0, end);
  if (!head.startsWith('HTTP/1.1 200 ')) throw new Error(read.toString().slice(0, 500));
  const content = read.subarray(end + END_OF_HEAD.length);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return content.length >= Number(length) ? content : undefined;
  return content.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) ? content : undefined;
}

function destroy(socket: Socket): void {
  socket.removeAllListeners();
  socket.on('error', () => undefined);
  socket.destroy();
}
