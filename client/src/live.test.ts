import type { Graph } from './graph.js';
import { connectionAfter, isBeat, isCurrent, Live, type LiveOptions, type Stamped } from './live.js';

const stamp = (step: number, revision: number, sittingId = 's'): Stamped => ({
  sittingId,
  step,
  revision,
  serverTime: '2024-12-05T02:42:15.000Z',
});

describe('the order of views', () => {
  it.each([
    [stamp(3, 9), stamp(3, 10), true],
    [stamp(3, 9), stamp(3, 9), true],
    [stamp(3, 9), stamp(3, 8), false],
    [stamp(3, 9), stamp(4, 0), true],
    [stamp(4, 0), stamp(3, 99), false],
    [stamp(4, 0), stamp(1, 1, 'other'), true],
    [null, stamp(0, 0), true],
  ])('%o then %o', (drawn, next, current) => expect(isCurrent(drawn, next)).toBe(current));
  it('an equal view is a beat', () => expect(isBeat(stamp(3, 9), stamp(3, 9))).toBe(true));
});

describe('silence', () => {
  it.each([
    [false, 100, 'CONNECTING'],
    [true, 2_999, 'ONLINE'],
    [true, 3_000, 'LATE'],
    [true, 9_999, 'LATE'],
    [true, 10_000, 'LOST'],
    [false, 3_000, 'LATE'],
  ])('heard %s, silent for %d ms: %s', (heard, silent, expected) =>
    expect(connectionAfter(heard, silent)).toBe(expected),
  );
});

function watched() {
  let own = 1_000_000;
  let terminated = 0;
  const options = {
    graph: {} as Graph,
    tokens: { token: () => Promise.resolve(null) },
    sittingId: 's',
    live: { id: 'sha256:1', name: 'Live' },
    now: { id: 'sha256:2', name: 'Now' },
    ofLive: (data: Stamped) => data,
    ofNow: (data: Stamped) => data,
    own: () => own,
    socket: { subscribe: () => () => undefined, terminate: () => void (terminated += 1), dispose: () => undefined },
  } satisfies LiveOptions<Stamped, Stamped, Stamped>;
  const live = new Live<Stamped, Stamped, Stamped>(options);
  return { live, pass: (ms: number) => ((own += ms), live.tick()), terminated: () => terminated };
}

it('keeps the drawn view when an older one arrives, and still counts it as heard', () => {
  const { live, pass } = watched();
  live.accept(stamp(3, 9));
  pass(3_500);
  expect(live.state.connection).toBe('LATE');
  live.accept(stamp(3, 7));
  expect(live.state).toMatchObject({ connection: 'ONLINE', view: { revision: 9 } });
});

it('keeps the same object for a beat, so that nothing is drawn anew', () => {
  const { live } = watched();
  live.accept(stamp(3, 9));
  const drawn = live.state.view;
  live.accept(stamp(3, 9));
  expect(live.state.view).toBe(drawn);
});

it('believes a server that stays lower for ten seconds: it was restored', () => {
  const { live, pass } = watched();
  live.accept(stamp(30, 9));
  live.accept(stamp(2, 1));
  pass(5_000);
  live.accept(stamp(2, 1));
  expect(live.state.view?.step).toBe(30);
  pass(5_500);
  live.accept(stamp(2, 1));
  expect(live.state.view?.step).toBe(2);
});

it('throws a silent socket away', () => {
  const { pass, terminated } = watched();
  pass(3_900);
  expect(terminated()).toBe(0);
  pass(200);
  expect(terminated()).toBe(1);
  pass(1_000);
  expect(terminated()).toBe(1);
});

it('says the age as it grows', () => {
  const { live, pass } = watched();
  live.accept(stamp(3, 9));
  pass(4_200);
  pass(1_000);
  expect(Math.floor(live.state.silentMs / 1000)).toBe(5);
  pass(6_000);
  expect(live.state.connection).toBe('LOST');
});
