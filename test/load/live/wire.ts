/**
 * A viewer's socket that costs almost nothing: WebSocket and graphql-transport-ws
 * written by hand over a bare TCP connection, reading into one shared buffer.
 * Thousands of them share the machine with what they measure.
 */
import { connect, type Socket } from 'node:net';

/** Read by one connection at a time; what a connection must keep, it copies. */
const shared = Buffer.allocUnsafe(256 * 1024);

export interface WireEvents {
  /** The handshake is done. */
  opened(): void;
  /** A text message lies in these bytes; only valid during the call. */
  message(bytes: Buffer, from: number, to: number): void;
  closed(wire: Wire): void;
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** A frame as a client sends it: under a mask of zeros, which leaves it as it is. */
function frame(kind: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 6 : 8);
  head[0] = 0x80 | kind;
  if (length < 126) head[1] = 0x80 | length;
  else {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(length, 2);
  }
  return Buffer.concat([head, payload]);
}

export const textFrame = (text: string): Buffer => frame(TEXT, Buffer.from(text));

/** One key for all: nobody here looks at what is answered to it. */
const upgrade = (port: number): string =>
  `GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`;

export class Wire {
  private readonly socket: Socket;
  private rest: Buffer | undefined = undefined;
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
        callback: (size) => {
          this.read(size);
          return true;
        },
      },
    });
    // Waits in the socket until it is connected.
    this.socket.write(upgrade(port), 'latin1');
    this.socket.on('error', () => undefined);
    this.socket.once('close', () => events.closed(this));
  }

  /** @param bytes a frame */
  send(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  /** Gone without a word, as when a switch loses its power. */
  cut(): void {
    this.socket.resetAndDestroy();
  }

  /** Reads nothing any more; the connection stays. */
  stopReading(): void {
    this.socket.pause();
  }

  private read(size: number): void {
    let bytes = shared;
    let to = size;
    if (this.rest) {
      bytes = Buffer.concat([this.rest, shared.subarray(0, size)]);
      to = bytes.length;
      this.rest = undefined;
    }
    let from = this.upgraded ? 0 : this.handshake(bytes, to);
    while (from >= 0 && to - from >= 2) {
      let length = bytes[from + 1]! & 0x7f;
      let head = 2;
      if (length === 126) {
        if (to - from < 4) break;
        length = bytes.readUInt16BE(from + 2);
        head = 4;
      } else if (length === 127) {
        if (to - from < 10) break;
        length = Number(bytes.readBigUInt64BE(from + 2));
        head = 10;
      }
      if (to - from < head + length) break;
      this.heard(bytes[from]! & 0x0f, bytes, from + head, from + head + length);
      from += head + length;
    }
    if (from < to) this.rest = Buffer.from(bytes.subarray(Math.max(0, from), to));
  }

  /** Where the first frame begins; -1 while the answer is not whole. */
  private handshake(bytes: Buffer, to: number): number {
    const text = bytes.toString('latin1', 0, to);
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return -1;
    if (!text.startsWith('HTTP/1.1 101')) {
      this.socket.destroy();
      return to;
    }
    this.upgraded = true;
    this.events.opened();
    return end + 4;
  }

  private heard(kind: number, bytes: Buffer, from: number, to: number): void {
    if (kind === TEXT) this.events.message(bytes, from, to);
    else if (kind === PING) this.send(frame(PONG, Buffer.from(bytes.subarray(from, to))));
    else if (kind === CLOSE) this.socket.end();
  }
}
