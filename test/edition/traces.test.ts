/**
 * Traces, for whoever asks: a real collector reads what an edition sends it.
 * An operation, its calls and what its subgraphs did are one trace; no value of
 * anybody is in it.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@nghitruong/kit/testing';
import { socket } from '../harness/client.js';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { documentId, linkOf, openSitting, Person, preparePoll } from '../journeys/people.js';

jest.setTimeout(180_000);

interface Span {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
  readonly status: { readonly code: number };
}

let collector: Server;
let edition: StartedEdition;
const bodies: string[] = [];
const spans: Span[] = [];
beforeAll(async () => {
  collector = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      bodies.push(body);
      type Sent = {
        resourceSpans: {
          resource: { attributes: Span['attributes'] };
          scopeSpans: { spans: Omit<Span, 'service'>[] }[];
        }[];
      };
      for (const { resource, scopeSpans } of (JSON.parse(body) as Sent).resourceSpans)
        for (const span of scopeSpans.flatMap((s) => s.spans))
          spans.push({ ...span, service: resource.attributes[0]!.value.stringValue });
      response.writeHead(request.url === '/v1/traces' ? 200 : 404).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  edition = await startEdition({ args: ['--processes'], env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } });
});
afterAll(async () => {
  await edition?.end();
  collector?.closeAllConnections();
  collector?.close();
});

const named = (name: string): Span | undefined => spans.find((s) => s.name === name);
const below = (parent: Span): Span[] => spans.filter((s) => s.parentSpanId === parent.spanId);

test('one trace leads from the door through each call to what the subgraph did, and says whether it went well', async () => {
  const page = await fetch(`${edition.origin}/department/department.js`);
  const id = /DepartmentOverdue',\s*id: '(sha256:\w+)'/.exec(await page.text())![1]!;
  const answer = await fetch(edition.graph, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ documentId: id, variables: { body: 'so-tai-chinh' } }),
  });
  const correlation = answer.headers.get('x-nt-correlation')!;
  expect(((await answer.json()) as { errors?: unknown }).errors).toBeUndefined();
  const root = await eventually(() => named('query DepartmentOverdue'));
  expect(root).toMatchObject({ service: 'nghitruong-gateway', kind: 2, status: { code: 1 } });
  expect(root!.parentSpanId).toBeUndefined();
  expect(Object.fromEntries(root!.attributes.map((a) => [a.key, a.value.stringValue]))).toEqual({
    'graphql.operation.type': 'query',
    'graphql.operation.name': 'DepartmentOverdue',
    'nghitruong.door': 'http',
    'nghitruong.correlation': correlation,
  });
  const calls = below(root!);
  expect([...new Set(calls.map((c) => c.name))].sort()).toEqual([
    'digital-transformation',
    'directory',
    'petitions',
    'sessions',
    'supervision',
  ]);
  for (const call of calls) {
    expect(call).toMatchObject({ kind: 3, traceId: root!.traceId, status: { code: 1 } });
    const [done] = await eventually(() => (below(call).length > 0 ? below(call) : undefined));
    expect(done).toMatchObject({ service: `nghitruong-${call.name}`, kind: 2, traceId: root!.traceId });
    expect(BigInt(call.endTimeUnixNano) >= BigInt(call.startTimeUnixNano)).toBe(true);
  }
});

test('a vote and what all watch of it are traced by their names alone: no choice, key, token, person or title is in anything that was sent', async () => {
  const chair = await Person.enter(edition, linkOf(edition, '/chair'));
  const { url, pin } = edition.links.find((link) => link.en === 'Ballot')!;
  const delegate = await Person.enter(edition, { url, pin: pin! });
  const watching = socket(edition.graph, delegate.token);
  const heard: string[] = [];
  watching.subscribe(
    { query: '', variables: { sittingId: chair.sittingId }, extensions: { documentId: documentId('ChamberLive') } },
    { next: (event) => heard.push(JSON.stringify(event)), error: (e) => heard.push(String(e)), complete: () => {} },
  );
  await openSitting(chair, chair, 10);
  const pollId = await preparePoll(chair, 5, 'Tiêu đề không được lộ', 'RESOLUTION_ITEM');
  await chair.order('OpenPoll', { pollId });
  await delegate.vote(pollId, 'AGAINST');
  await eventually(() => named('mutation Cast') && heard.some((event) => event.includes(pollId)));
  await watching.dispose();
  await edition.stop();
  const cast = named('mutation Cast')!;
  expect(below(cast).map((s) => s.name)).toEqual(['sessions']);
  const events = spans.filter((s) => s.name === 'subscription ChamberLive');
  expect(events).not.toHaveLength(0);
  for (const event of events) {
    expect(event).toMatchObject({ service: 'nghitruong-gateway', kind: 5, status: { code: 1 } });
    expect(event.parentSpanId).toBeUndefined();
  }
  const sent = bodies.join('\n');
  for (const secret of [
    'AGAINST',
    'Tiêu đề không được lộ',
    pollId,
    chair.sittingId,
    delegate.token,
    delegate.displayName,
    'so-tai-chinh',
    'ballotKey',
  ])
    expect(sent).not.toContain(secret);
});
