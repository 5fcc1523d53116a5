/** A viewer of server-sent events who stops reading holds one state, and is sent away after two beats; one who reads stays. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { EventStream } from '../src/door/event-stream.js';
import { Tail } from '../src/live/tail.js';

const BEAT_MS = 10_000;
const state = new Tail({ dataText: JSON.stringify('x'.repeat(1_000_000)), errors: [] });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let server: Server;
let stream: EventStream;
let skipped: number;
let closed: Promise<void>;
let viewer: Socket;
let response: ServerResponse;

beforeEach(async () => {
  jest.useFakeTimers({
    doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setTimeout'],
  });
  skipped = 0;
  closed = new Promise((resolve) => {
    stream = new EventStream({ many: false, skipped: () => skipped++, closed: () => resolve() });
  });
  server = createServer((_request, answer) => stream.connect((response = answer)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  viewer = connect((server.address() as AddressInfo).port, '127.0.0.1');
  viewer.on('error', () => undefined);
  viewer.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  await once(viewer, 'data');
});
afterEach(async () => {
  jest.useRealTimers();
  stream.close();
  viewer.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** States, until one of them had to make room for the next. */
async function untilSlow(): Promise<void> {
  viewer.pause();
  const place = stream.begin('');
  while (skipped === 0) {
    place.next(state);
    await turn();
  }
}

it('is gone after two beats without a word read', async () => {
  await untilSlow();
  jest.advanceTimersByTime(2 * BEAT_MS);
  await closed;
  expect(stream.size).toBe(0);
});

it('stays when everything is read between two beats', async () => {
  await untilSlow();
  jest.advanceTimersByTime(BEAT_MS);
  // What waited, and the state in the slot.
  viewer.resume();
  while (response.writableLength > 0) await turn();
  jest.advanceTimersByTime(BEAT_MS);
  await turn();
  expect(stream.size).toBe(1);
  expect(viewer.destroyed).toBe(false);
});
