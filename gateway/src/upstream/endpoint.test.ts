/** Calls over real sockets, to servers that do what servers do on bad days. */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { deferred } from '@nghitruong/kit/testing';
import { NoAnswer, NotSent } from './connection.js';
import { Endpoint, type EndpointOptions } from './endpoint.js';

const ANSWER = '{"data":{"a":1}}';
const SAID = { answer: { data: { a: 1 } }, half: undefined };
const OK = `HTTP/1.1 200 OK\r\ncontent-length: ${ANSWER.length}\r\n\r\n${ANSWER}`;

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** Tells of each whole request, on which connection it came. */
async function serve(
  answer: (socket: Socket, nth: { request: number; connection: number }, text: string) => void,
): Promise<{ url: string; connections: () => number }> {
  let connections = 0;
  let requests = 0;
  const server: Server = createServer((socket) => {
    const connection = connections++;
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      text += String(bytes);
      if (!text.endsWith('}')) return;
      const request = text;
      text = '';
      answer(socket, { request: requests++, connection }, request);
    });
    ends.push(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql?x=1`,
    connections: () => connections,
  };
}

function endpointOf(url: string, more: Partial<EndpointOptions> = {}): Endpoint {
  const endpoint = new Endpoint({
    url,
    connections: 2,
    waiting: 10,
    deadlineMs: 5_000,
    maxAnswerBytes: 1_000,
    ...more,
  });
  ends.push(() => void endpoint.close());
  return endpoint;
}

it('posts the body with its length in bytes, and the headers it was given', async () => {
  let seen = '';
  const { url } = await serve((socket, _nth, text) => {
    seen = text;
    socket.write(OK);
  });
  expect(await endpointOf(url).call('{"query":"ỷ"}', 'x-nt-correlation: c\r\n')).toEqual(SAID);
  const [head, body] = seen.split('\r\n\r\n');
  expect(body).toBe('{"query":"ỷ"}');
  expect(head!.split('\r\n')).toEqual([
    'POST /graphql?x=1 HTTP/1.1',
    `host: ${new URL(url).host}`,
    'connection: keep-alive',
    'content-type: application/json',
    'accept: application/graphql-response+json, application/json',
    'x-nt-correlation: c',
    'content-length: 15',
  ]);
});

it('one connection serves one call after the other', async () => {
  const { url, connections } = await serve((socket) => socket.write(OK));
  const endpoint = endpointOf(url);
  for (let i = 0; i < 5; i++) await endpoint.call('{}', '');
  expect(connections()).toBe(1);
});

it('no more connections than allowed, and whoever waits gets the next free one', async () => {
  const { url, connections } = await serve((socket) => socket.write(OK));
  const endpoint = endpointOf(url);
  expect(await Promise.all(Array.from({ length: 12 }, () => endpoint.call('{}', '')))).toHaveLength(12);
  expect(connections()).toBe(2);
});

it.each([
  ['that was closed by the server while it was idle', (socket: Socket) => socket.end(OK)],
  ['with something left over on it', (socket: Socket) => socket.write(`${OK}HTTP/1.1 200 OK\r\n`)],
  [
    'on which something comes that nobody asked for',
    (socket: Socket) => {
      socket.write(OK, () => setImmediate(() => socket.write('x')));
    },
  ],
])('a connection %s is not asked again', async (_name, first) => {
  const closed = deferred();
  const { url, connections } = await serve((socket, { request }) => {
    if (request > 0) return void socket.write(OK);
    socket.once('close', () => closed.resolve());
    first(socket);
  });
  const endpoint = endpointOf(url);
  await endpoint.call('{}', '');
  await closed.promise;
  expect(await endpoint.call('{}', '')).toEqual(SAID);
  expect(connections()).toBe(2);
});

it('a call whose connection breaks has no answer, and the next one goes on', async () => {
  const { url } = await serve((socket, { request }) =>
    request === 0 ? socket.write(OK.slice(0, -4), () => socket.destroy()) : socket.write(OK),
  );
  const endpoint = endpointOf(url, { connections: 1 });
  const [first, second] = await Promise.allSettled([endpoint.call('{}', ''), endpoint.call('{}', '')]);
  expect((first as PromiseRejectedResult).reason).toBeInstanceOf(NoAnswer);
  expect(second).toEqual({ status: 'fulfilled', value: SAID });
});

it('where nobody listens, nothing was sent', async () => {
  const { url } = await serve(() => undefined);
  ends.splice(0).forEach((end) => end());
  await expect(endpointOf(url).call('{}', '')).rejects.toBeInstanceOf(NotSent);
});

it('a call ends within its deadline, also while it waits; its connection is given up', async () => {
  const gone = deferred();
  const { url } = await serve((socket, { request }) => {
    if (request === 0) socket.once('close', () => gone.resolve());
    else socket.write(OK);
  });
  const endpoint = endpointOf(url, { connections: 1, deadlineMs: 100 });
  const both = await Promise.allSettled([endpoint.call('{}', ''), endpoint.call('{}', '')]);
  expect(both.map((b) => (b as PromiseRejectedResult).reason as Error)).toEqual([
    new NoAnswer('no answer within 100 ms'),
    new NoAnswer('no answer within 100 ms'),
  ]);
  await gone.promise;
  expect(await endpoint.call('{}', '')).toEqual(SAID);
});

it('an answer that is too large ends its call', async () => {
  const { url } = await serve((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n'));
  await expect(endpointOf(url).call('{}', '')).rejects.toThrow('1001 bytes');
});
