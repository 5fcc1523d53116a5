import { wallLag } from './wall.metrics.js';

function measured() {
  let at = 1_000;
  const seen: number[] = [];
  const lag = wallLag(
    (seconds) => void seen.push(Math.round(seconds * 1_000)),
    () => at,
  );
  return { lag, seen, pass: (ms: number) => void (at += ms) };
}
const first = { step: 4, revision: 7 };

it('is the time from the commit to the sending, and what the display says on top', () => {
  const { lag, seen, pass } = measured();
  lag.committed('s');
  pass(30);
  const sent = lag.reading('s');
  pass(10);
  sent(first);
  pass(500);
  lag.drawn('s', 'wall 1', first, 25);
  expect(seen).toEqual([65]);
});

it('counts each display once, and each commit with the first reading that shows it', () => {
  const { lag, seen, pass } = measured();
  lag.committed('s');
  pass(10);
  const early = lag.reading('s');
  pass(5);
  // Committed while the chamber was being read: the next one shows it.
  lag.committed('s');
  early(first);
  pass(10);
  lag.reading('s')({ step: 4, revision: 8 });
  lag.drawn('s', 'wall 1', first, 0);
  lag.drawn('s', 'wall 1', first, 0);
  lag.drawn('s', 'wall 2', first, 0);
  expect(seen).toEqual([15, 15]);
  lag.drawn('s', 'wall 1', { step: 4, revision: 8 }, 0);
  expect(seen).toEqual([15, 15, 10]);
});

it('measures nothing for what nobody committed, for another sitting, and for what was not sent', () => {
  const { lag, seen } = measured();
  lag.reading('s')(first);
  lag.drawn('s', 'wall 1', first, 10);
  lag.committed('s');
  lag.reading('s')(first);
  lag.drawn('t', 'wall 1', first, 10);
  lag.drawn('s', 'wall 1', { step: 4, revision: 6 }, 10);
  expect(seen).toEqual([]);
});

it('does not believe a display whose clock is wrong by more than a minute', () => {
  const { lag, seen } = measured();
  lag.committed('s');
  lag.reading('s')(first);
  lag.drawn('s', 'wall 1', first, -500);
  lag.drawn('s', 'wall 2', first, 9e9);
  expect(seen).toEqual([0, 60_000]);
});

it('forgets the oldest: a million presses that nobody watches cost nothing', () => {
  const { lag, seen } = measured();
  for (let i = 0; i < 5_000; i += 1) lag.committed('s');
  for (let i = 0; i < 200; i += 1) lag.committed(`sitting ${i}`);
  for (let i = 0; i < 5_000; i += 1) lag.committed('s');
  lag.reading('s')(first);
  lag.drawn('s', 'wall 1', first, 0);
  expect(seen).toHaveLength(1_000);
});
