import { Graph } from './graph.js';

const operation = { id: 'sha256:abc', name: 'Ask' };

function graph(...answers: (unknown | 'DOWN')[]) {
  const sent: { headers: Record<string, string>; body: Record<string, unknown> }[] = [];
  const refreshed: boolean[] = [];
  const made = new Graph(
    {
      token: async (options) => {
        refreshed.push(options?.refresh ?? false);
        return 'token';
      },
    },
    '/graphql',
    (async (_: string, init: { headers: Record<string, string>; body: string }) => {
      sent.push({ headers: init.headers, body: JSON.parse(init.body) as Record<string, unknown> });
      const answer = answers.shift();
      if (answer === 'DOWN') throw new TypeError('network');
      return { status: 200, json: async () => answer };
    }) as unknown as typeof fetch,
  );
  return { made, sent, refreshed };
}
const error = (code: string) => ({
  data: null,
  errors: [{ message: code, extensions: { code, vi: 'không', en: 'no' } }],
});

it('sends the id of a trusted document and never its text', async () => {
  const g = graph({ data: { ok: true } });
  expect(await g.made.run(operation, { a: 1 })).toEqual({ ok: true });
  expect(g.sent[0]!.body).toEqual({ documentId: 'sha256:abc', operationName: 'Ask', variables: { a: 1 } });
  expect(g.sent[0]!.headers['authorization']).toBe('Bearer token');
});

it('repeats once with a fresh token when the old one had just ended', async () => {
  const g = graph(error('UNAUTHENTICATED'), { data: { ok: true } });
  expect(await g.made.run(operation, {})).toEqual({ ok: true });
  expect(g.refreshed).toEqual([false, true]);
});

it('does not repeat for ever', async () => {
  const g = graph(error('UNAUTHENTICATED'), error('UNAUTHENTICATED'));
  await expect(g.made.run(operation, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED', retryable: false });
  expect(g.sent).toHaveLength(2);
});

it.each([
  ['UNAVAILABLE', true],
  ['INTERNAL', true],
  ['FORBIDDEN', false],
  ['INVALID_INPUT', false],
])('%s may be repeated: %s', async (code, retryable) => {
  await expect(graph(error(code)).made.run(operation, {})).rejects.toMatchObject({
    code,
    retryable,
    said: { vi: 'không', en: 'no' },
  });
});

it('says that nothing is known when the network is down', async () => {
  await expect(graph('DOWN').made.run(operation, {})).rejects.toMatchObject({ code: 'UNREACHABLE', retryable: true });
});

it('gives what came when a part of the answer is missing', async () => {
  const g = graph({ data: { ok: true, rest: null }, errors: [{ message: 'x', extensions: { code: 'UNAVAILABLE' } }] });
  expect(await g.made.run(operation, {})).toEqual({ ok: true, rest: null });
});

it('takes a field that an error made null for no answer, never for "there is none"', async () => {
  const down = { data: { seat: null }, errors: [{ message: 'x', extensions: { code: 'UNAVAILABLE' } }] };
  await expect(graph(down).made.run(operation, {})).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true });
  expect(await graph({ data: { seat: null } }).made.run(operation, {})).toEqual({ seat: null });
});
