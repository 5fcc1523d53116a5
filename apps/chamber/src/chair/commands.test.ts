import { Graph, GraphFault } from '@nghitruong/client';
import { poll } from './fixtures.js';
import { prepare, requestOf, saidOf, saidOfFault, type NewPoll, type Order } from './commands.js';

const orders: readonly Order[] = [
  { do: 'openSitting' },
  { do: 'resumeSitting' },
  { do: 'endSitting' },
  { do: 'showHolding' },
  { do: 'breakSitting', until: null },
  { do: 'freezeDisplays', frozen: true },
  { do: 'showItem', itemId: 'item-6' },
  { do: 'setPhase', itemId: 'item-5', phase: 'WHOLE' },
  { do: 'readyPoll', pollId: 'poll-1' },
  { do: 'announcePoll', pollId: 'poll-1' },
  { do: 'openPoll', pollId: 'poll-1' },
  { do: 'pausePoll', pollId: 'poll-1', reason: 'Sự cố kỹ thuật' },
  { do: 'resumePoll', pollId: 'poll-1' },
  { do: 'extendPoll', pollId: 'poll-1' },
  { do: 'closePoll', pollId: 'poll-1' },
  { do: 'cancelPoll', pollId: 'poll-1', reason: 'Sai văn bản' },
  { do: 'publishPoll', pollId: 'poll-1' },
  { do: 'annulPoll', pollId: 'poll-1', kind: 'WRONG_TEXT', basis: 'Biên bản', wallText: 'Sai bản' },
  { do: 'revotePoll', pollId: 'poll-1' },
];
const draft: NewPoll = {
  agendaItemId: 'item-5',
  kind: 'RESOLUTION',
  title: 'Dự thảo',
  documentVersion: 3,
  durationSeconds: null,
};

/** A server that answers in turn and remembers what it was asked. */
function serverThatSays(...answers: readonly object[]): {
  graph: Graph;
  asked: { variables: Record<string, unknown> }[];
} {
  const asked: { variables: Record<string, unknown> }[] = [];
  const rest = [...answers];
  const request = (async (_: unknown, init: RequestInit) => {
    asked.push(JSON.parse(init.body as string) as { variables: Record<string, unknown> });
    return Response.json({ data: { said: rest.shift() } });
  }) as unknown as typeof fetch;
  return { graph: new Graph({ token: async () => null }, '/graphql', request), asked };
}

describe('orders', () => {
  it.each(orders.map((order) => [order.do, order] as const))('%s carries the step that was seen', (_, order) => {
    expect(requestOf(order, 'sitting-1', 42).variables).toMatchObject({ expectedStep: 42 });
  });

  it('sends each order to a document of its own', () => {
    expect(new Set(orders.map((order) => requestOf(order, 'sitting-1', 42).operation.name)).size).toBe(orders.length);
  });

  it('creates a poll on the step that was seen', () => {
    expect(requestOf({ do: 'createPoll', poll: draft }, 'sitting-1', 42).variables).toEqual({
      input: { sittingId: 'sitting-1', expectedStep: 42, ...draft },
    });
  });
});

describe('what came of it', () => {
  it('takes a refusal as data, with its sentence', () => {
    expect(saidOf({ __typename: 'Refused', code: 'STALE', vi: 'Dữ liệu vừa đổi', en: 'Data changed' })).toEqual({
      outcome: 'REFUSED',
      code: 'STALE',
      vi: 'Dữ liệu vừa đổi',
      en: 'Data changed',
    });
    expect(saidOf({ __typename: 'Chamber' })).toEqual({ outcome: 'DONE', poll: null });
  });

  it('says UNKNOWN when no answer came, and never takes it for a refusal', () => {
    expect(saidOfFault(new GraphFault('UNREACHABLE', null, true))).toEqual({ outcome: 'UNKNOWN' });
    expect(saidOfFault(new GraphFault('FORBIDDEN', { vi: 'Không có quyền', en: 'No right' }, false))).toMatchObject({
      outcome: 'REFUSED',
      code: 'FORBIDDEN',
    });
  });
});

describe('preparing a poll', () => {
  const made = { __typename: 'Poll', ...poll('DRAFT') };

  it('creates, then freezes on the step that creating made', async () => {
    const { graph, asked } = serverThatSays(made, { __typename: 'Poll' });
    expect(await prepare(graph, draft, 'sitting-1', 42)).toEqual({
      said: { outcome: 'DONE', poll: null },
      draft: null,
    });
    expect(
      asked.map(
        ({ variables }) => variables['expectedStep'] ?? (variables['input'] as { expectedStep: number }).expectedStep,
      ),
    ).toEqual([42, 43]);
  });

  it('keeps the draft when freezing is refused', async () => {
    const { graph } = serverThatSays(made, { __typename: 'Refused', code: 'STALE', vi: 'v', en: 'e' });
    const { said, draft: kept } = await prepare(graph, draft, 'sitting-1', 42);
    expect(said).toMatchObject({ outcome: 'REFUSED', code: 'STALE' });
    expect(kept?.id).toBe('poll-1');
  });

  it('freezes nothing when creating is refused', async () => {
    const { graph, asked } = serverThatSays({ __typename: 'Refused', code: 'STALE', vi: 'v', en: 'e' });
    await prepare(graph, draft, 'sitting-1', 42);
    expect(asked).toHaveLength(1);
  });
});
