/**
 * A viewer's socket that costs almost nothing: WebSocket and graphql-transport-ws
 * written by hand over a bare TCP connection, reading into one shared buffer.
 * Thousands of them share the machine with what they measure.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Read by one connection at a time; what a connection must keep, it copies. */
const shared = Buffer.allocUnsafe(256 * 1024);

export interface WireEvents {
  /** The handshake is done. */
  opened(): void;
  /** A text message; only valid during the call. */
  message(payload: Buffer): void;
  closed(): void;
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

export class Wire {
  private readonly socket: Socket;
  private rest: Buffer | undefined;
  private upgraded = false;

  constructor(
    port: number,
    private readonly events: WireEvents,
  ) {
    this.socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (bytes) => {
          this.read(shared.subarray(0, bytes));
          return true;
        },
      },
    });
    this.socket.once('connect', () =>
      this.socket.write(
        `GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
      ),
    );
    this.socket.on('error', () => undefined);
    this.socket.once('close', () => events.closed());
  }

  send(text: string): void {
    this.frame(TEXT, Buffer.from(text));
  }

  /** Gone without a word, as when a switch loses its power. */
  cut(): void {
    this.socket.resetAndDestroy();
  }

  /** Reads nothing any more; the connection stays. */
  stopReading(): void {
    this.socket.pause();
  }

  private frame(kind: number, payload: Buffer): void {
    const length = payload.length;
    const head = length < 126 ? Buffer.allocUnsafe(6) : Buffer.allocUnsafe(8);
    head[0] = 0x80 | kind;
    if (length < 126) head[1] = 0x80 | length;
    else {
      head[1] = 0x80 | 126;
      head.writeUInt16BE(length, 2);
    }
    // A mask of zeros: masked, as a client's frames must be, and left as they are.
    head.fill(0, head.length - 4);
    this.socket.write(Buffer.concat([head, payload]));
  }

  private read(chunk: Buffer): void {
    let bytes = this.rest ? Buffer.concat([this.rest, chunk]) : chunk;
    this.rest = undefined;
    if (!this.upgraded) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return this.keep(bytes);
      if (!bytes.toString('latin1', 0, 12).startsWith('HTTP/1.1 101')) return void this.socket.destroy();
      this.upgraded = true;
      bytes = bytes.subarray(end + 4);
      this.events.opened();
    }
    while (bytes.length >= 2) {
      let length = bytes[1]! & 0x7f;
      let head = 2;
      if (length === 126) {
        if (bytes.length < 4) break;
        length = bytes.readUInt16BE(2);
        head = 4;
      } else if (length === 127) {
        if (bytes.length < 10) break;
        length = Number(bytes.readBigUInt64BE(2));
        head = 10;
      }
      if (bytes.length < head + length) break;
      this.heard(bytes[0]! & 0x0f, bytes.subarray(head, head + length));
      bytes = bytes.subarray(head + length);
    }
    if (bytes.length > 0) this.keep(bytes);
  }

  private keep(bytes: Buffer): void {
    this.rest = bytes.buffer === shared.buffer ? Buffer.from(bytes) : bytes;
  }

  private heard(kind: number, payload: Buffer): void {
    if (kind === TEXT) this.events.message(payload);
    else if (kind === PING) this.frame(PONG, Buffer.from(payload));
    else if (kind === CLOSE) this.socket.end();
  }
}
