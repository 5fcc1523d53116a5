/** The same question of the same caller, while it is being answered: what is shared, and what never is. */
import { deferred, eventually, type Deferred } from '@nghitruong/kit/testing';
import { startFederation, type Answer, type Federation } from './fixtures/federation.js';

const QUESTION = '{ units { id name } }';

let federation: Federation;
/** Calls of the directory that wait to be answered, in their order. */
let held: Deferred<void>[];

beforeEach(async () => {
  federation = await startFederation();
  held = [];
  federation.subgraphs.directory.hold = () => {
    const answer = deferred();
    held.push(answer);
    return answer.promise;
  };
});
afterEach(async () => {
  for (const one of held) one.resolve();
  await federation.stop();
});

const calls = () => federation.subgraphs.directory.calls;
const begun = (count: number): Promise<unknown> => eventually(() => held.length >= count);
const correlationOf = ({ headers }: Answer): string | null => headers.get('x-nt-correlation');
const counted = async (): Promise<number> =>
  Number(/gateway_shared_total\S* (\d+)/.exec(await federation.metrics.metrics())?.[1]);

/** Answers whatever is asked until all of these are answered. */
async function answered(asked: readonly Promise<Answer>[]): Promise<Answer[]> {
  let over = false;
  const all = Promise.all(asked).finally(() => (over = true));
  void eventually(() => {
    for (const one of held) one.resolve();
    return over;
  });
  return all;
}

it('is answered once for all who came while it was being answered', async () => {
  const first = federation.ask(QUESTION);
  await begun(1);
  const others = Array.from({ length: 20 }, () => federation.ask(QUESTION));
  // Whether or not their patience ends meanwhile, nobody has an answer of their own.
  await begun(2);
  const answers = await answered([first, ...others]);
  for (const { data, errors } of answers) expect([data, errors]).toEqual([answers[0]!.data, undefined]);
  expect(calls().length).toBeLessThan(6);
  expect(await counted()).toBe(21 - calls().length);
});

it('does not wait for one that is stuck: the next answer begins by itself, and is given first', async () => {
  const stuck = federation.ask(QUESTION);
  await begun(1);
  const next = federation.ask(QUESTION);
  await begun(2);
  held[1]!.resolve();
  expect((await next).errors).toBeUndefined();
  await answered([stuck]);
});

it('tells the correlation id under which subgraphs were asked, however the answer is written', async () => {
  const first = federation.ask(QUESTION);
  await begun(1);
  const body = JSON.stringify({ query: QUESTION });
  const together = ['application/json', 'application/json;q=0.5, application/graphql-response+json;q=0.2'].map(
    (accept) => federation.post(body, { accept }),
  );
  await begun(2);
  const answers = await answered([first, ...together]);
  const asked = new Set(calls().map(({ headers }) => headers['x-nt-correlation']));
  for (const answer of answers) expect(asked).toContain(correlationOf(answer));
});

it('tells a failure to all who waited for it', async () => {
  const first = federation.ask(QUESTION);
  await begun(1);
  const others = [federation.ask(QUESTION), federation.ask(QUESTION)];
  await begun(2);
  await federation.subgraphs.directory.stop();
  for (const { data, errors } of await answered([first, ...others])) {
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  }
});

describe('nothing is shared', () => {
  /** Each has a call of its own, although none of them has been answered. */
  async function apart(asked: (() => Promise<Answer>)[]): Promise<void> {
    const all = asked.map((ask) => ask());
    await begun(asked.length);
    await answered(all);
    expect(calls()).toHaveLength(asked.length);
    expect(await counted()).toBe(0);
  }

  it('between two people, or a person and nobody [hostile: shared-answer @ http]', async () => {
    const [a, b] = await Promise.all(['a', 'b'].map((sub) => federation.issuer.token({ sub })));
    await apart([
      () => federation.ask(QUESTION),
      () => federation.ask(QUESTION, undefined, { token: a }),
      () => federation.ask(QUESTION, undefined, { token: b }),
    ]);
  });

  it('between languages, variables and operations', async () => {
    const unit = 'query A($id: ID!) { unit(id: $id) { name } } query B($id: ID!) { unit(id: $id) { name } }';
    const body = JSON.stringify({ query: QUESTION });
    await apart([
      () => federation.post(body),
      () => federation.post(body, { 'accept-language': 'en' }),
      () => federation.ask(unit, { id: 'u0' }, { operationName: 'A' }),
      () => federation.ask(unit, { id: 'u1' }, { operationName: 'A' }),
      () => federation.ask(unit, { id: 'u0' }, { operationName: 'B' }),
    ]);
  });

  it('of mutations: each is done', async () => {
    const record = (): Promise<Answer> => federation.ask('mutation { record(text: "x") { index } }');
    const indexes = (await Promise.all(Array.from({ length: 8 }, record))).map(
      ({ data }) => (data!['record'] as { index: number }).index,
    );
    expect(new Set(indexes).size).toBe(8);
  });

  it('with a question under another supergraph', async () => {
    const first = federation.ask(QUESTION);
    await begun(1);
    expect(await federation.gateway.useSupergraph(`${federation.sdl}\n# another`)).toBe(true);
    const second = federation.ask(QUESTION);
    await begun(2);
    await answered([first, second]);
    expect(await counted()).toBe(0);
  });
});
