import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLog, silentLog } from '../log/index.js';
import { deferred } from '../testing/deferred.js';
import { createTracer, parentOf } from './index.js';

type Spans = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status: { code: number };
}[];

let server: Server;
let endpoint: string;
let got: { path: string; body: { resourceSpans: { scopeSpans: { spans: Spans }[] }[] } }[] = [];
let status = 200;
beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({ path: request.url!, body: JSON.parse(Buffer.concat(parts).toString()) as never });
      response.writeHead(status).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
beforeEach(() => {
  got = [];
  status = 200;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const spans = (): Spans =>
  got.flatMap((g) => g.body.resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans)));

it('sends a span and its child as one trace, with their times and outcomes', async () => {
  const tracer = createTracer({ endpoint, service: 'x', log: silentLog });
  const parent = tracer.start('query Due', 'SERVER', {});
  const child = tracer.start('directory', 'CLIENT', {}, parent.traceparent);
  child.end(true);
  parent.end();
  parent.end();
  await tracer.close();
  expect(got.map((g) => g.path)).toEqual(['/v1/traces']);
  const [second, first] = spans();
  expect(spans()).toHaveLength(2);
  expect(first).toMatchObject({ name: 'query Due', kind: 2, status: { code: 1 } });
  expect(second).toMatchObject({ name: 'directory', kind: 3, status: { code: 2 }, traceId: first!.traceId });
  expect(second!.parentSpanId).toBe(first!.spanId);
  expect(first!.parentSpanId).toBeUndefined();
  expect(BigInt(first!.endTimeUnixNano) >= BigInt(second!.endTimeUnixNano)).toBe(true);
  expect(BigInt(first!.startTimeUnixNano) <= BigInt(second!.startTimeUnixNano)).toBe(true);
});

it.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', true],
  ['00-00000000000000000000000000000000-b7ad6b7169203331-01', false],
  ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01', false],
  ['00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01', false],
  ['x', false],
  [undefined, false],
])('%s is a traceparent: %s', (text, is) => expect(parentOf(text) !== undefined).toBe(is));

it('a collector that refuses or is away costs one warning, and what was traced meanwhile', async () => {
  const lines: string[] = [];
  const said = deferred<void>();
  const log = createLog('x', 'warn', {
    write: (line) => {
      lines.push(line);
      said.resolve();
    },
  });
  status = 503;
  const tracer = createTracer({ endpoint, service: 'x', log, everyMs: 1 });
  tracer.start('a', 'INTERNAL', {}).end();
  await said.promise;
  tracer.start('b', 'INTERNAL', {}).end();
  await tracer.close();
  expect(lines).toHaveLength(1);
  status = 200;
  const well = createTracer({ endpoint, service: 'x', log });
  for (let i = 0; i < 10_000; i += 1) well.start('c', 'INTERNAL', {}).end();
  await well.close();
  expect(spans().filter((s) => s.name === 'c')).toHaveLength(4_096);
});
