/** Sockets are asked for a sign of life in turn, never all at once; who gives none is gone after two beats, and whose token ends is gone with it. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSocketDoor, type SocketDoor } from '../src/door/socket.js';

const BEAT_MS = 10_000;
const TURN_MS = 100;
const SOCKETS = 200;
const PING = Buffer.from([0x89, 0]);
/** Masked with zeros, as a client's frames must be masked. */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
const GREETING = Buffer.from([0x81, 0x9a, 0, 0, 0, 0, ...Buffer.from('{"type":"connection_init"}')]);
const CLOSE = 0x88;
const TOKEN_SECONDS = 25;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let server: Server;
let door: SocketDoor;
let viewers: Viewer[];

/** What the door wrote and heard, as it happened on its own side of the wire. */
let pinged: Map<Duplex, number>;
let pongs: number;
/** By the door's clock. */
let time: number;

interface Viewer {
  readonly socket: Socket;
  readonly answers: boolean;
  readonly closed: Promise<unknown>;
}

async function come(port: number, answers: boolean): Promise<Viewer> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write(
    'GET /graphql HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n',
  );
  await once(socket, 'data');
  socket.on('data', () => answers && socket.write(PONG));
  return { socket, answers, closed: once(socket, 'close') };
}

/** Lets the door see its side of each connection, and counts there. */
function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const write = socket.write.bind(socket) as (bytes: unknown) => boolean;
  socket.write = ((bytes: unknown) => {
    if (Buffer.isBuffer(bytes) && bytes.equals(PING)) pinged.set(socket, (pinged.get(socket) ?? 0) + 1);
    return write(bytes);
  }) as typeof socket.write;
  door.upgrade(request, socket, head);
  // After the door's own listener: what is counted it has heard.
  socket.on('data', (bytes: Buffer) => (pongs += bytes.length / PONG.length));
}

beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] });
  [pinged, pongs, time] = [new Map(), 0, 0];
  const nothing = {} as never;
  door = createSocketDoor({
    admission: { visitor: () => Promise.resolve({ actor: { expiresAt: TOKEN_SECONDS } }) } as never,
    hub: nothing,
    run: nothing,
    metrics: nothing,
    clock: { now: () => new Date(time) },
    unexpected: nothing,
    allowedOrigins: [],
    messageBytes: 1_000,
    subscriptionsPerSocket: 1,
    initMs: 1_000_000,
  });
  server = createServer().on('upgrade', upgrade);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  viewers = [];
  for (let i = 0; i < SOCKETS; i++) viewers.push(await come(port, i % 2 === 0));
});
afterEach(async () => {
  jest.useRealTimers();
  for (const { socket } of viewers) socket.destroy();
  await door.close();
  await new Promise((resolve) => server.close(resolve));
});

const asked = (): number => [...pinged.values()].reduce((sum, n) => sum + n, 0);

it('asks each once in a beat, and few in the same moment', () => {
  let most = 0;
  for (let at = 0; at < BEAT_MS; at += TURN_MS) {
    const before = asked();
    jest.advanceTimersByTime(TURN_MS);
    most = Math.max(most, asked() - before);
  }
  expect(most).toBe(SOCKETS / (BEAT_MS / TURN_MS));
  expect([...pinged.values()]).toEqual(Array.from({ length: SOCKETS }, () => 1));
});

it('ends who has not answered when asked again, and nobody else', async () => {
  jest.advanceTimersByTime(BEAT_MS);
  while (pongs < SOCKETS / 2) await turn();
  jest.advanceTimersByTime(BEAT_MS);
  await Promise.all(viewers.filter((v) => !v.answers).map((v) => v.closed));
  while (door.size > SOCKETS / 2) await turn();
  expect(viewers.filter((v) => v.answers).every((v) => !v.socket.destroyed)).toBe(true);
});

it('ends a socket with its token, and not before', async () => {
  const [{ socket }] = viewers as [Viewer];
  let code: number | undefined;
  socket.write(GREETING);
  await once(socket, 'data');
  socket.on('data', (bytes: Buffer) => {
    const at = bytes.indexOf(CLOSE);
    if (at >= 0) code = bytes.readUInt16BE(at + 2);
  });
  const until = (end: number): void => {
    for (; time < end; time += TURN_MS) jest.advanceTimersByTime(TURN_MS);
  };
  for (let beat = 1; beat <= 2; beat++) {
    until(beat * BEAT_MS);
    while (pongs < (beat * SOCKETS) / 2) await turn();
  }
  until(TOKEN_SECONDS * 1_000 - TURN_MS);
  for (let i = 0; i < 20; i++) await turn();
  expect(code).toBeUndefined();
  until(TOKEN_SECONDS * 1_000 + TURN_MS);
  while (code === undefined) await turn();
  expect(code).toBe(4403);
});
