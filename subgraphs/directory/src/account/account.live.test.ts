import { createMemoryBus, type Bus } from '@nghitruong/kit/bus';
import { followDisabled } from './account.live.js';

let bus: Bus;
let disabled: string[];
let reads: number;
let away: boolean;
const accounts = {
  disabledIds: async () => {
    reads++;
    if (away) throw new Error('away');
    return [...disabled];
  },
};

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
  [bus, disabled, reads, away] = [createMemoryBus(), [], 0, false];
});
afterEach(async () => {
  await bus.close();
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

it('tells the present first, and a change as soon as the bus tells of one', async () => {
  const states = await followDisabled(bus, accounts);
  expect(await states.next()).toEqual({ value: { ids: [] }, done: false });
  const next = states.next();
  disabled = ['a'];
  await bus.publish('directory.accountDisabled', '{}');
  expect(await next).toEqual({ value: { ids: ['a'] }, done: false });
  await states.return!();
});

it('finds within five seconds what a silent bus does not tell, and tells nothing where nothing changed', async () => {
  const states = await followDisabled(bus, accounts);
  await states.next();
  const told = jest.fn();
  const next = states.next().then(told);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(reads).toBe(13);
  expect(told).not.toHaveBeenCalled();
  disabled = ['a'];
  await jest.advanceTimersByTimeAsync(5_000);
  await next;
  expect(told).toHaveBeenCalledWith({ value: { ids: ['a'] }, done: false });
  await states.return!();
});

it('goes on where a look of its own fails, and ends at once while it waits', async () => {
  const states = await followDisabled(bus, accounts);
  await states.next();
  const next = states.next();
  away = true;
  await jest.advanceTimersByTimeAsync(20_000);
  [away, disabled] = [false, ['b']];
  await jest.advanceTimersByTimeAsync(5_000);
  expect(await next).toEqual({ value: { ids: ['b'] }, done: false });
  const last = states.next();
  await states.return!();
  expect(await last).toEqual({ value: undefined, done: true });
});
