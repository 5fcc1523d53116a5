/** Confidential operations: a secret ballot leaves no id behind by which it could be joined with who asked. */
import { createLog } from '@nghitruong/kit/log';
import { startFederation, type Federation } from './fixtures/federation.js';

const lines: string[] = [];
const spans: string[] = [];
const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const begin = (name: string) => {
  spans.push(name);
  return { traceparent: PARENT, end: () => undefined };
};
let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    confidentialFields: ['castBallot'],
    tracer: { start: begin, continue: begin, close: () => Promise.resolve() },
    log: createLog('gateway', 'debug', { write: (line) => void lines.push(line) }),
  });
});
afterAll(() => federation.stop());
beforeEach(() => {
  lines.length = 0;
  spans.length = 0;
});

const CASTS = [
  'mutation { castBallot(pollId: "q0", choice: FOR) { __typename } }',
  'mutation { record: castBallot(pollId: "q0", choice: FOR) { __typename } }',
  'mutation { ...A } fragment A on Mutation { ... { castBallot(pollId: "q0", choice: FOR) { __typename } } }',
];
const correlationOf = (answer: { headers: Headers }): string => answer.headers.get('x-nt-correlation')!;

test.each(CASTS)('goes to its subgraph without a correlation id, however it is written: %s', async (query) => {
  const calls = federation.subgraphs.sessions.calls;
  await federation.ask(query);
  expect(calls.at(-1)!.headers['x-nt-correlation']).toBeUndefined();
  await federation.ask('mutation { record(text: "x") { index } }');
  expect(calls.at(-1)!.headers['x-nt-correlation']).toMatch(/^[\w-]{36}$/);
});

test.each(CASTS)('is not traced, since a span says when; any other operation is: %s', async (query) => {
  const calls = federation.subgraphs.sessions.calls;
  await federation.ask(query);
  expect([calls.at(-1)!.headers['traceparent'], spans]).toEqual([undefined, []]);
  await federation.ask('mutation Note { record(text: "x") { index } }');
  expect([calls.at(-1)!.headers['traceparent'], spans]).toEqual([PARENT, ['mutation Note', 'sessions']]);
});

test('a failed call of a secret ballot is logged without its correlation id, any other with it [hostile: secret-cast-in-log @ http]', async () => {
  await federation.subgraphs.sessions.stop();
  for (const query of CASTS) {
    const answer = await federation.ask(query);
    expect(answer.errors![0]!.extensions!['code']).toBe('UNAVAILABLE');
    expect(lines.join()).toContain('a subgraph did not answer');
    expect(lines.join()).not.toMatch(/correlation/i);
    expect(lines.join()).not.toContain(correlationOf(answer));
  }
  const other = await federation.ask('mutation { record(text: "x") { index } }');
  expect(lines.join()).toContain(correlationOf(other));
});
