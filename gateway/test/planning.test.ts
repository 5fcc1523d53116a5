/** Planning in a thread: the same plans as here, the same refusals, and threads that come and go without anyone's noticing. */
import { parse } from 'graphql';
import { silentLog } from '@nghitruong/kit/log';
import { loadSupergraph } from '../src/supergraph/planner.js';
import { BadSupergraph, PlanningThread } from '../src/supergraph/planning.js';
import { compose } from './fixtures/federation.js';
import { schemas } from './fixtures/schemas.js';

const sdl = compose(schemas);
const QUERY = 'query Units { units { name label petitions { title author { name } } } }';
const SUBSCRIPTION = 'subscription Live { chamber(sittingId: "s") { __typename } }';

let thread: PlanningThread;
beforeEach(() => (thread = new PlanningThread(sdl, 'auto', silentLog)));
afterEach(() => thread.retire());

it.each([QUERY, SUBSCRIPTION])('plans as the planner does: %s', async (text) => {
  const { planner } = await loadSupergraph(sdl, silentLog);
  const here = planner.plan({ text, document: parse(text) });
  const there = await thread.plan(text, undefined);
  expect(there.plan.node?.kind).toBeDefined();
  // What the plan was printed from does not cross.
  const plain = (_: string, value: unknown): unknown => (_ === 'operationDocumentNode' ? undefined : value);
  expect(there).toEqual(JSON.parse(JSON.stringify(here, plain)));
});

it('refuses what is no supergraph, and says so as opposed to failing', async () => {
  const bad = new PlanningThread('type Query { a: String }', 'auto', silentLog);
  await expect(bad.load()).rejects.toThrow(BadSupergraph);
  await bad.retire();
});

it('tells a document that cannot be planned from a thread that failed', async () => {
  await expect(thread.plan('query Two { units { none } }', undefined)).rejects.toThrow(/none/);
  await expect(thread.plan(QUERY, undefined)).resolves.toMatchObject({ by: 'apollo' });
});

it('answers whatever is asked, before it has loaded, at rest, and once it has retired', async () => {
  const both = await Promise.all([thread.plan(QUERY, undefined), thread.plan(SUBSCRIPTION, undefined)]);
  expect(both.map((p) => p.plan.node?.kind)).toEqual(['Sequence', 'Subscription']);
  await thread.rest();
  await expect(thread.plan(QUERY, 'Units')).resolves.toEqual(both[0]);
  await thread.retire();
  await expect(thread.plan(QUERY, 'Units')).resolves.toEqual(both[0]);
});

it('does not rest while someone waits', async () => {
  const asked = thread.plan(QUERY, undefined);
  await thread.rest();
  await expect(asked).resolves.toMatchObject({ by: 'apollo' });
});
