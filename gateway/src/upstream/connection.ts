/**
 * Connection: one kept connection to one address, one question at a time.
 *
 * A general client of HTTP took two thirds of what a call costs; this one knows
 * that it posts one text and reads one answer.
 *
 * Promises   a question ends once: with its answer, or with NotSent (the server
 *            cannot have got it) or NoAnswer (it may have); a connection is asked
 *            again only if its last answer was whole and allows it.
 * Odd part   all plain connections read into one buffer: an answer is taken out
 *            of it before anything else is read.
 */
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { AnswerReader, BadAnswer, type HttpAnswer } from './answer-reader.js';

/** Failed without having been sent: another address may be tried, whatever the operation. */
export class NotSent extends Error {}
/** Failed after it may have been sent: a mutation must not be tried again here. */
export class NoAnswer extends Error {}

export interface Place {
  readonly tls: boolean;
  readonly host: string;
  readonly port: number;
  readonly connectMs: number;
  readonly mostBytes: number;
}

export type Heard = (answer: HttpAnswer | NotSent | NoAnswer) => void;

const shared = Buffer.allocUnsafeSlow(65_536);

export class Connection {
  private readonly socket: Socket;
  private connected = false;
  private over = false;
  private readonly reader: AnswerReader;
  private heard: Heard | undefined;
  private idleUntil = 0;

  /** `ended` is called once, when it can be asked nothing more. */
  constructor(
    place: Place,
    private readonly ended: (connection: Connection) => void,
  ) {
    const { tls, host, port, connectMs, mostBytes } = place;
    this.reader = new AnswerReader(mostBytes);
    this.socket = tls
      ? connectTls({ host, port, servername: host, ALPNProtocols: ['http/1.1'] })
      : connectPlain({
          host,
          port,
          onread: { buffer: shared, callback: (length) => (this.read(shared.subarray(0, length)), true) },
        });
    this.socket.setNoDelay(true);
    const slow = setTimeout(() => this.end('CONNECT_TIMEOUT'), connectMs);
    this.socket.once(tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(slow);
      this.connected = true;
    });
    if (tls) this.socket.on('data', (bytes: Buffer) => this.read(bytes));
    this.socket.on('end', () => this.endOfStream());
    this.socket.on('error', (error: NodeJS.ErrnoException) => this.end(error.code ?? error.message));
    this.socket.once('close', () => {
      clearTimeout(slow);
      this.end('closed');
    });
  }

  /** May it be asked another question? */
  fresh(now: number): boolean {
    return !this.over && now < this.idleUntil;
  }

  /** Asks; `request` is the whole of it, `plain` if it is ASCII alone. */
  ask(request: string, plain: boolean, heard: Heard): void {
    this.heard = heard;
    this.socket.ref();
    this.socket.write(request, plain ? 'latin1' : 'utf8');
  }

  /** Ends it, and with it the question that it is being asked. */
  end(why: string): void {
    if (this.over) return;
    this.over = true;
    this.socket.destroy();
    this.ended(this);
    this.tell(this.connected ? new NoAnswer(why) : new NotSent(why));
  }

  private read(bytes: Buffer): void {
    // What nobody asked for is no answer.
    if (!this.heard) return this.end('unasked');
    let answer: HttpAnswer | undefined;
    try {
      answer = this.reader.take(bytes);
    } catch (error) {
      return this.end(error instanceof BadAnswer ? error.message : String(error));
    }
    if (answer) this.answered(answer);
  }

  private endOfStream(): void {
    const answer = this.heard && this.reader.end();
    if (answer) this.answered(answer);
    this.end('closed');
  }

  private answered(answer: HttpAnswer): void {
    // A server that answers before it has read everything would take the rest for the next question.
    if (answer.keepMs > 0 && this.socket.writableLength === 0) {
      this.idleUntil = performance.now() + answer.keepMs;
      // An idle connection keeps no process alive.
      this.socket.unref();
    } else {
      this.over = true;
      this.socket.destroy();
      this.ended(this);
    }
    this.tell(answer);
  }

  private tell(answer: HttpAnswer | NotSent | NoAnswer): void {
    const { heard } = this;
    this.heard = undefined;
    heard?.(answer);
  }
}
