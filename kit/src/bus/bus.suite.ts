/**
 * What every bus must do: run over each implementation.
 * @param open a bus of the implementation; `peer` is the same bus as another process would open it
 */
import { deferred } from '../testing/deferred.js';
import { MAX_MESSAGE_BYTES, type Bus } from './index.js';

export function describeBus(
  name: string,
  open: () => Promise<{ bus: Bus; peer: Bus; close: () => Promise<void> }>,
): void {
  describe(`bus: ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeEach(async () => (opened = await open()));
    afterEach(() => opened.close());

    it('delivers to the publisher’s own process and to its peers, by topic', async () => {
      const { bus, peer } = opened;
      const [own, other, stray] = [deferred<unknown>(), deferred<unknown>(), jest.fn()];
      await bus.subscribe('a', own.resolve);
      await peer.subscribe('a', other.resolve);
      await peer.subscribe('b', stray);
      await bus.publish('a', 'ủy ban');
      expect(await Promise.all([own.promise, other.promise])).toEqual(['ủy ban', 'ủy ban']);
      expect(stray).not.toHaveBeenCalled();
    });

    it('keeps the order of one publisher on one topic', async () => {
      const { bus, peer } = opened;
      const heard: unknown[] = [];
      const all = deferred();
      await peer.subscribe('a', (m) => {
        heard.push(m);
        if (heard.length === 200) all.resolve();
      });
      for (let i = 0; i < 200; i++) await bus.publish('a', String(i));
      await all.promise;
      expect(heard).toEqual(Array.from({ length: 200 }, (_, i) => String(i)));
    });

    it('a handler that throws disturbs nobody', async () => {
      const { bus, peer } = opened;
      const heard = deferred<unknown>();
      await peer.subscribe('a', () => {
        throw new Error('a bad handler');
      });
      await peer.subscribe('a', heard.resolve);
      await bus.publish('a', 'x');
      expect(await heard.promise).toBe('x');
    });

    it('after unsubscribe resolves the handler is not called again, and twice is harmless', async () => {
      const { bus, peer } = opened;
      const gone = jest.fn();
      const mark = deferred();
      const unsubscribe = await peer.subscribe('a', gone);
      await unsubscribe();
      await unsubscribe();
      await peer.subscribe('a', () => mark.resolve());
      await bus.publish('a', 'x');
      await mark.promise;
      expect(gone).not.toHaveBeenCalled();
    });

    it('the same function may listen twice and leave once', async () => {
      const { bus, peer } = opened;
      const handler = jest.fn();
      const mark = deferred();
      const first = await peer.subscribe('a', handler);
      await peer.subscribe('a', handler);
      await first();
      await peer.subscribe('a', () => mark.resolve());
      await bus.publish('a', 'x');
      await mark.promise;
      expect(handler).toHaveBeenCalledTimes(1);
    });

    it('refuses a load', async () => {
      await expect(opened.bus.publish('a', 'x'.repeat(MAX_MESSAGE_BYTES + 1))).rejects.toThrow('hint');
    });

    it('after close nothing is published or heard; closing twice is harmless', async () => {
      const { bus } = opened;
      await bus.close();
      await bus.close();
      await expect(bus.publish('a', 'x')).rejects.toThrow('closed');
      await expect(bus.subscribe('a', () => undefined)).rejects.toThrow('closed');
    });
  });
}
