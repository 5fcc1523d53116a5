import { createMemoryBus, type Bus } from '@nghitruong/kit/bus';
import { silentLog } from '@nghitruong/kit/log';
import { deferred, type Deferred } from '@nghitruong/kit/testing';
import { Chamber } from './chamber.entity.js';
import { ChamberLive } from './chamber.live.js';
import type { ChamberSource, Pulse } from './hub.live.js';

/** A store whose readings are counted, and may be held or broken. */
class Store implements ChamberSource {
  step = 0;
  revision = 0;
  connected = 0;
  readings = 0;
  reading = 0;
  mostAtOnce = 0;
  pulses = 0;
  broken = false;
  hold: Deferred<void> | undefined;
  missing = false;

  async read(): Promise<Chamber> {
    this.readings++;
    this.reading++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.reading);
    if (this.missing) throw new Error('no such sitting');
    await this.hold?.promise;
    this.reading--;
    if (this.broken) throw new Error('the database is gone');
    return Object.assign(new Chamber(), {
      sittingId: 's',
      step: this.step,
      revision: this.revision,
      connected: this.connected,
      screens: [],
      shownPoll: null,
    });
  }
  async pulse(): Promise<Pulse> {
    this.pulses++;
    if (this.broken) throw new Error('the database is gone');
    return {
      step: this.step,
      revision: this.revision,
      connected: this.connected,
      screens: [],
      takeovers: [],
      shownPoll: null,
    };
  }
}

describe('the live chamber', () => {
  let bus: Bus;
  let store: Store;
  let live: ChamberLive;
  let other: ChamberLive;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    bus = createMemoryBus();
    store = new Store();
    const clock = { now: () => new Date() };
    live = new ChamberLive(bus, clock, silentLog, store);
    other = new ChamberLive(bus, clock, silentLog, store);
  });
  afterEach(async () => {
    await Promise.all([live.dispose(), other.dispose()]);
    await bus.close();
    jest.useRealTimers();
  });

  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
  };
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 5) {
      jest.advanceTimersByTime(Math.min(5, left));
      await settle();
    }
  };
  const commit = (): void => {
    store.step++;
    live.changed('s');
  };
  /** Takes whatever lies ready, without waiting for more. */
  const watch = (
    iterator: AsyncIterableIterator<Chamber>,
  ): { seen: number[]; connected: (number | null)[]; times: Date[] } => {
    const got = { seen: [] as number[], connected: [] as (number | null)[], times: [] as Date[] };
    void (async () => {
      for await (const state of iterator) {
        got.seen.push(state.step);
        got.connected.push(state.connected);
        got.times.push(state.serverTime);
      }
    })();
    return got;
  };

  it('gives the present state first, then each change', async () => {
    store.step = 7;
    const got = watch(await live.subscribe('s'));
    await settle();
    expect(got.seen).toEqual([7]);
    commit();
    await pass(60);
    expect(got.seen).toEqual([7, 8]);
  });

  it('reaches the viewers of another process over the bus, and no other sitting', async () => {
    const here = watch(await live.subscribe('s'));
    const there = watch(await other.subscribe('s'));
    const elsewhere = watch(await other.subscribe('t'));
    commit();
    await pass(60);
    expect(here.seen).toEqual([0, 1]);
    expect(there.seen).toEqual([0, 1]);
    expect(elsewhere.seen).toEqual([0]);
  });

  it('reads once for all viewers of a process', async () => {
    const viewers = [];
    for (let i = 0; i < 50; i++) viewers.push(watch(await live.subscribe('s')));
    expect(store.readings).toBe(1);
    await pass(60);
    commit();
    await pass(60);
    expect(store.readings).toBe(2);
    for (const { seen } of viewers) expect(seen).toEqual([0, 1]);
  });

  it('says a burst at once and its end, and at most 20 times a second between', async () => {
    const got = watch(await live.subscribe('s'));
    await pass(100);
    for (let ms = 0; ms < 500; ms += 5) {
      commit();
      await pass(5);
    }
    const during = got.seen.length - 1;
    expect(during).toBeLessThanOrEqual(11);
    expect(during).toBeGreaterThanOrEqual(5);
    expect(got.seen[1]).toBe(1);
    await pass(120);
    expect(got.seen.at(-1)).toBe(store.step);
  });

  it('keeps to that pace also when hints come faster, from several processes', async () => {
    const got = watch(await live.subscribe('s'));
    await pass(100);
    for (let ms = 0; ms < 500; ms += 5) {
      store.step++;
      await bus.publish('chamber:s', 'changed');
      await pass(5);
    }
    expect(got.seen.length - 1).toBeLessThanOrEqual(11);
    await pass(60);
    expect(got.seen.at(-1)).toBe(store.step);
  });

  it('slows down to twice the time that its viewers take', async () => {
    const iterator = await live.subscribe('s');
    let messages = 0;
    void (async () => {
      for await (const _state of iterator) {
        messages++;
        jest.advanceTimersByTime(40);
      }
    })();
    await pass(100);
    const before = messages;
    const from = performance.now();
    while (performance.now() - from < 800) {
      store.step++;
      await bus.publish('chamber:s', 'changed');
      await pass(5);
    }
    expect(messages - before).toBeLessThanOrEqual(11);
    expect(messages - before).toBeGreaterThanOrEqual(4);
  });

  it('beats once a second with the server’s time, without a full reading', async () => {
    const got = watch(await live.subscribe('s'));
    await settle();
    store.connected = 62;
    await pass(3_000);
    expect(got.seen).toEqual([0, 0, 0, 0]);
    expect(got.connected.at(-1)).toBe(62);
    expect(store.readings).toBe(1);
    const [, second, third] = got.times;
    expect(third!.getTime() - second!.getTime()).toBe(1_000);
  });

  it('has one beat however many watch', async () => {
    for (let i = 0; i < 20; i++) watch(await live.subscribe('s'));
    await pass(2_000);
    expect(store.pulses).toBe(2);
  });

  it('finds within a second what a lost hint did not tell', async () => {
    const got = watch(await live.subscribe('s'));
    store.step = 5;
    await pass(1_100);
    expect(got.seen).toEqual([0, 5]);
  });

  it('looks again when the bus may have missed something', async () => {
    let handler: ((m: string | undefined) => void) | undefined;
    const deaf: Bus = {
      publish: async () => undefined,
      close: async () => undefined,
      subscribe: async (_topic, h) => ((handler = h), async () => undefined),
    };
    const lone = new ChamberLive(deaf, { now: () => new Date() }, silentLog, store);
    const got = watch(await lone.subscribe('s'));
    await pass(60);
    store.step = 3;
    handler!(undefined);
    await pass(60);
    expect(got.seen).toEqual([0, 3]);
    await lone.dispose();
  });

  it('holds the latest state for a slow viewer, never a queue', async () => {
    const slow = await live.subscribe('s');
    await pass(60);
    for (let i = 0; i < 10; i++) {
      commit();
      await pass(60);
    }
    expect((await slow.next()).value.step).toBe(10);
    const next = slow.next();
    commit();
    await pass(60);
    expect((await next).value.step).toBe(11);
  });

  it('reads one at a time, and misses no change that comes while it reads', async () => {
    const got = watch(await live.subscribe('s'));
    await pass(60);
    store.hold = deferred();
    commit();
    await pass(60);
    const { hold } = store;
    store.step = 9;
    live.changed('s');
    await pass(200);
    store.hold = undefined;
    hold.resolve();
    await pass(120);
    expect(got.seen.at(-1)).toBe(9);
    expect(store.mostAtOnce).toBe(1);
  });

  it('is silent while the store does not answer, and right again afterwards', async () => {
    const got = watch(await live.subscribe('s'));
    await pass(60);
    store.broken = true;
    commit();
    await pass(3_000);
    expect(got.seen).toEqual([0]);
    store.broken = false;
    await pass(400);
    expect(got.seen.at(-1)).toBe(1);
  });

  it('lets a viewer go at once while it waits, and stops when the last one has gone', async () => {
    const one = await live.subscribe('s');
    const two = await live.subscribe('s');
    await one.next();
    const waiting = one.next();
    await one.return!();
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(await one.next()).toEqual({ value: undefined, done: true });
    expect(live.watched).toBe(1);
    await two.return!();
    expect(live.watched).toBe(0);
    await pass(2_000);
    expect(store.pulses).toBe(0);
  });

  it('survives viewers that come and go', async () => {
    for (let i = 0; i < 200; i++) {
      const viewer = await live.subscribe('s');
      if (i % 3) await viewer.next();
      await viewer.return!();
    }
    expect(live.watched).toBe(0);
    const got = watch(await live.subscribe('s'));
    commit();
    await pass(60);
    expect(got.seen).toEqual([0, 1]);
  });

  it('refuses to watch a sitting that is not there, and keeps nothing of it', async () => {
    store.missing = true;
    await expect(live.subscribe('s')).rejects.toThrow('no such sitting');
    expect(live.watched).toBe(0);
  });

  it('ends every viewer when the process stops', async () => {
    const viewer = await live.subscribe('s');
    await viewer.next();
    const waiting = viewer.next();
    await live.dispose();
    expect((await waiting).done).toBe(true);
    await expect(live.subscribe('s')).rejects.toThrow('stopped');
  });
});
