import { deferred, type Deferred } from '@nghitruong/kit/testing';
import { Shared } from './shared.js';

const question = {};
const notAsked = (): string => {
  throw new Error('asked who is alone');
};
let written: number;
let released: Deferred<void>[];
let shared: Shared<number>;
/** Ends the one who came first. */
let first: Deferred<void>;

/** An answer says what was written when it was begun, however late it comes. */
const ask = (caller = 'somebody'): Promise<number> =>
  shared.ask(
    question,
    () => caller,
    async () => {
      const seen = written;
      const release = deferred();
      released.push(release);
      await release.promise;
      return seen;
    },
  );

beforeEach(() => {
  jest.useFakeTimers();
  [written, released, shared, first] = [0, [], new Shared(), deferred()];
  // Whoever comes while nobody asks is answered alone; everything here comes after that one.
  void shared.ask(question, notAsked, () => first.promise.then(() => -1));
});
afterEach(() => {
  first.resolve();
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

it('who comes while nobody asks is not even asked who they are, again and again', async () => {
  first.resolve();
  await jest.advanceTimersByTimeAsync(0);
  for (let i = 0; i < 3; i++) expect(await shared.ask(question, notAsked, () => Promise.resolve(i))).toBe(i);
});

it('gives no answer that was begun before its question came', async () => {
  const before = ask();
  written = 1;
  const after = [ask(), ask()];
  released[0]!.resolve();
  expect(await before).toBe(0);
  released[1]!.resolve();
  expect(await Promise.all(after)).toEqual([1, 1]);
  expect(released).toHaveLength(2);
});

it('a write between two who wait together is in the answer of both', async () => {
  const begun = ask();
  const waiting = ask();
  written = 1;
  const later = ask();
  released[0]!.resolve();
  await begun;
  released[1]!.resolve();
  expect(await Promise.all([waiting, later])).toEqual([1, 1]);
});

it('once the next answer has begun, who comes waits for the one after it', async () => {
  const all = [ask(), ask()];
  released[0]!.resolve();
  await all[0];
  written = 1;
  all.push(ask());
  released[1]!.resolve();
  await all[1];
  released[2]!.resolve();
  expect(await Promise.all(all)).toEqual([0, 0, 1]);
});

it('waits for nobody longer than its patience, and shares what begins then', async () => {
  const stuck = ask();
  const waiting = [ask(), ask()];
  jest.advanceTimersByTime(49);
  expect(released).toHaveLength(1);
  jest.advanceTimersByTime(1);
  expect(released).toHaveLength(2);
  released[1]!.resolve();
  await Promise.all(waiting);
  released[0]!.resolve();
  await stuck;
});

it('keeps callers apart, and nothing of those who were answered', async () => {
  const all = [ask('a'), ask('b')];
  expect(released).toHaveLength(2);
  for (const one of released) one.resolve();
  await Promise.all(all);
  const again = ask('a');
  expect(released).toHaveLength(3);
  released[2]!.resolve();
  await again;
});

it('tells a failure to those who waited for it, and asks anew afterwards', async () => {
  let fails = true;
  const gate = deferred();
  const run = async (): Promise<number> => {
    await gate.promise;
    if (fails) throw new Error('away');
    return 1;
  };
  const asked = [1, 2, 3].map(() => shared.ask(question, () => '', run));
  gate.resolve();
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  fails = false;
  expect(await shared.ask(question, () => '', run)).toBe(1);
});
