/**
 * What a hostile caller tries at the event streams (SSE), in both their modes:
 * what sockets and HTTP refuse is refused here, too. Cases that are the same
 * document at every door are in admission.test, the streams' own rules in events.test.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { eventually } from '@nghitruong/kit/testing';
import { listen } from './fixtures/event-stream.js';
import { startFederation, type Federation } from './fixtures/federation.js';

const QUERY = '{ unit(id: "u0") { name } }';
const TOKEN = 'x-graphql-event-stream-token';

let federation: Federation;
let url: string;
beforeAll(async () => {
  federation = await startFederation();
  url = `${federation.host.url}/graphql`;
});
afterAll(() => federation.stop());

const codeOf = (heard: Awaited<ReturnType<typeof listen>>): unknown => heard.messages[0]?.errors?.[0]?.extensions?.code;
const reserve = async (): Promise<string> => (await fetch(url, { method: 'PUT' })).text();
/** An operation put on a reserved stream. */
const put = (token: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', [TOKEN]: token, ...headers }, body });

it('a list of operations is none, asked as a stream or put on one [hostile: batch @ events]', async () => {
  const list = JSON.stringify([{ query: QUERY }, { query: QUERY }]);
  expect(codeOf(await listen(url, list))).toBe('BAD_REQUEST');
  expect((await put(await reserve(), list)).status).toBe(400);
});

it('ten megabytes are refused at their first bytes, asked as a stream or put on one [hostile: big-body @ events]', async () => {
  const body = JSON.stringify({ query: QUERY, variables: { x: 'x'.repeat(10_000_000) } });
  // Refused while it is still being sent: the sender may see the answer or the end of the connection.
  const refused = (sent: Promise<{ status: number }>): Promise<number> =>
    sent.then(
      ({ status }) => status,
      () => 413,
    );
  expect(await refused(listen(url, body))).toBe(413);
  expect(await refused(put(await reserve(), body))).toBe(413);
  expect((await listen(url, JSON.stringify({ query: QUERY }))).messages).toEqual([
    { data: { unit: { name: 'An Lư' } } },
  ]);
});

it('a gzip bomb is never unpacked [hostile: gzip-bomb @ events]', async () => {
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(100_000_000, ' ')));
  const before = process.memoryUsage().rss;
  expect((await listen(url, bomb, { 'content-encoding': 'gzip' })).status).toBe(415);
  expect((await put(await reserve(), bomb, { 'content-encoding': 'gzip' })).status).toBe(415);
  expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000);
});

it.each(['application/json; charset=utf-16', 'application/json; charset=utf-7', 'text/plain'])(
  'a body of %s is not read [hostile: charset @ events]',
  async (type) => {
    expect((await listen(url, JSON.stringify({ query: QUERY }), { 'content-type': type })).status).toBe(415);
    expect((await put(await reserve(), JSON.stringify({ query: QUERY }), { 'content-type': type })).status).toBe(415);
  },
);

it('a reader that takes nothing off its stream holds the latest state and no queue [hostile: slow-loris @ events]', async () => {
  const question = JSON.stringify({ query: 'subscription { chamber(sittingId: "slow") { step watching } }' });
  const socket = connect(federation.host.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(question)}\r\n\r\n${question}`,
  );
  await federation.chamber.subscribers(1);
  const skipped = async (): Promise<number> =>
    Number(/^gateway_states_skipped_total\S* (\d+)/m.exec(await federation.metrics.metrics())?.[1] ?? 0);
  let step = 0;
  const watching = 'x'.repeat(500_000);
  // Until the connection's own buffers are full, and what is new takes the place of what was not taken.
  await eventually(async () => {
    federation.chamber.emit({
      chamber: { __typename: 'Chamber', step: step++, watching, council: null, item: null },
    });
    return (await skipped()) > 0;
  });
  expect((await federation.ask(QUERY)).status).toBe(200);
  socket.destroy();
  await federation.chamber.subscribers(0);
});

it('headers and extensions of the inside count for nothing [hostile: forged-headers @ events] [hostile: trace-headers @ events]', async () => {
  const watching = listen(
    url,
    JSON.stringify({
      query: 'subscription { chamber(sittingId: "forged") { step } }',
      extensions: { gateway: 'a.b.c', token: 'x', rights: [{ role: 'ADMIN' }], correlation: 'forged', tracing: true },
    }),
    {
      'x-nt-gateway': 'a.b.c',
      'x-nt-rights': '[{"role":"ADMIN"}]',
      'x-nt-correlation': 'forged',
      'apollo-federation-include-trace': 'ftv1',
      'apollo-query-plan-experimental': '1',
      'last-event-id': '7',
      cookie: 'session=1',
    },
    (text) => text.includes('"step":2001'),
  );
  await federation.chamber.subscribers(1);
  expect(federation.chamber.seen.at(-1)!.actor).toEqual({ kind: 'RIGHTS', grants: [] });
  federation.chamber.emit({
    chamber: { __typename: 'Chamber', step: 2001, watching: 'all', council: null, item: null },
  });
  const { text } = await watching;
  // What it had before it came is told first; each event is data alone.
  expect(text).toMatch(/^:\n\n(event: next\ndata: \{"data":\{"chamber":\{"step":\d+\}\}\}\n\n)+$/);
  await federation.chamber.subscribers(0);
});

it('protected fields are null with a refusal, by a question and by a subscription, however they are asked for [hostile: protected-by-fragment @ events] [hostile: protected-by-stream @ events]', async () => {
  const asked = await listen(
    url,
    JSON.stringify({
      query:
        'query($yes: Boolean!) { persons(ids: ["p0"]) { name n: name ...P ... on Person @include(if: $yes) { tel: phone } } } fragment P on Person { phone }',
      variables: { yes: true },
    }),
  );
  const { data, errors } = asked.messages[0]! as unknown as {
    data: { persons: Record<string, unknown>[] };
    errors: { path: unknown[]; extensions: { code: string } }[];
  };
  expect(data.persons[0]).toMatchObject({ phone: null, tel: null });
  expect(errors.map((e) => e.path.join('.')).sort()).toEqual(['persons.0.phone', 'persons.0.tel']);
  const watching = listen(
    url,
    JSON.stringify({ query: 'subscription { chamber(sittingId: "x") { step council { members { name phone } } } }' }),
    {},
    (text) => text.includes('"step":2002'),
  );
  await federation.chamber.subscribers(1);
  federation.chamber.emit({
    chamber: { __typename: 'Chamber', step: 2002, watching: 'all', council: federation.world.bodies[0], item: null },
  });
  const event = (await watching).messages.at(-1) as { data: { chamber: { council: { members: { phone: null }[] } } } };
  expect(event.data.chamber.council.members.map((m) => m.phone)).toEqual([null, null, null, null]);
  await federation.chamber.subscribers(0);
});

it('a subgraph that fails is told without a word of its own [hostile: inside-in-errors @ events]', async () => {
  federation.chamber.refuse(new Error('connect 10.0.0.9 refused'));
  const heard = await listen(
    url,
    JSON.stringify({ query: 'subscription { chamber(sittingId: "x") { step } }' }),
    {},
    (text) => text.includes('errors'),
  );
  expect(heard.messages[0]!.errors).toHaveLength(1);
  expect(heard.text).not.toMatch(/10\.0\.0\.9|at .*\.(js|ts)/);
});
