import { deferred } from '@nghitruong/kit/testing';
import { createGate } from './gate.js';

test('lets so many through, keeps so many waiting in their order, tells the rest to come again', async () => {
  const gate = createGate(2, 2);
  const ends = Array.from({ length: 4 }, () => deferred());
  const entered: number[] = [];
  const all = ends.map((end, i) =>
    gate.pass(async () => {
      entered.push(i);
      await end.promise;
    }),
  );
  await expect(gate.pass(async () => 'too many')).rejects.toMatchObject({ code: 'BUSY' });
  expect(entered).toEqual([0, 1]);
  ends[1]!.resolve();
  await all[1];
  expect(entered).toEqual([0, 1, 2]);
  ends[0]!.resolve();
  await all[0];
  expect(entered).toEqual([0, 1, 2, 3]);
  ends[2]!.resolve();
  ends[3]!.resolve();
  await Promise.all(all);
});

test('work that fails gives its place back', async () => {
  const gate = createGate(1, 0);
  await expect(gate.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(gate.pass(async () => 'yes')).resolves.toBe('yes');
});
