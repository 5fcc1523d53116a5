/**
 * What every bus must do: run over each implementation.
 * @param open a bus of the implementation; `peer` is the same bus as another process would open it
 * @param interrupt breaks the connections of every bus that is open, so that they come back by themselves;
 *   not given where there are none
 */
import { deferred } from '../testing/deferred.js';
import { MAX_MESSAGE_BYTES, MAX_TOPIC_LENGTH, type Bus } from './index.js';

export function describeBus(
  name: string,
  open: () => Promise<{ bus: Bus; peer: Bus; close: () => Promise<void> }>,
  interrupt?: () => Promise<void>,
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
      await peer.subscribe('a', () => mark.resolve());
      await first();
      await bus.publish('a', 'x');
      await mark.promise;
      expect(handler).toHaveBeenCalledTimes(1);
    });

    it('tells topics apart, whatever characters they hold', async () => {
      const { bus, peer } = opened;
      const names = [
        'chamber:0197-a.b',
        ...['chamber:0197-a', 'chamber:*', 'chamber:>', '*', '>', '.', 'a..b', '%2E', '$SYS.a', ' a ', 'ủy ban\t/#?'],
        'ủ'.repeat(MAX_TOPIC_LENGTH),
        ...Array.from({ length: 200 }, (_, i) => `many.${i}`),
      ];
      const heard: string[] = [];
      const all = deferred();
      for (const name of names)
        await peer.subscribe(name, (message) => {
          heard.push(`${name} hears ${message}`);
          if (heard.length >= names.length) all.resolve();
        });
      await Promise.all(names.map((name) => bus.publish(name, `of ${name}`)));
      await all.promise;
      expect(heard.sort()).toEqual(names.map((name) => `${name} hears of ${name}`).sort());
    });

    it.each(['', 'a\nb', 'a\0b', 'x'.repeat(MAX_TOPIC_LENGTH + 1), '\ud800'])('has no topic %j', async (topic) => {
      await expect(opened.bus.publish(topic, 'x')).rejects.toThrow('topic');
      await expect(opened.bus.subscribe(topic, () => undefined)).rejects.toThrow('topic');
    });

    it('a topic that everyone left is heard by whoever comes again', async () => {
      const { bus, peer } = opened;
      const leave = await peer.subscribe('a', () => undefined);
      await leave();
      const heard = deferred<unknown>();
      await peer.subscribe('a', heard.resolve);
      await bus.publish('a', '');
      expect(await heard.promise).toBe('');
    });

    if (interrupt) {
      it('after a lost connection every handler hears `undefined` once, and then messages again', async () => {
        const { bus, peer } = opened;
        const heard: Record<string, unknown[]> = { own: [], first: [], second: [], other: [] };
        const gone = jest.fn();
        const [back, again] = [deferred(), deferred()];
        const ear = (name: string) => (message: unknown) => {
          heard[name]!.push(message);
          const length = Object.values(heard).map((h) => h.length);
          if (length.every((n) => n >= 1)) back.resolve();
          if (length.every((n) => n >= 2)) again.resolve();
        };
        await bus.subscribe('a', ear('own'));
        await peer.subscribe('a', ear('first'));
        await peer.subscribe('a', ear('second'));
        await peer.subscribe('b', ear('other'));
        await (
          await peer.subscribe('b', gone)
        )();
        await interrupt();
        await back.promise;
        await Promise.all(['a', 'b'].map((topic) => bus.publish(topic, 'again')));
        await again.promise;
        for (const name of Object.keys(heard)) expect([name, heard[name]]).toEqual([name, [undefined, 'again']]);
        expect(gone).not.toHaveBeenCalled();
      });
    }

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
