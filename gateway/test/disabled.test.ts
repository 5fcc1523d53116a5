/** Disabled accounts: refused at once at every door, whatever their tokens say, for as long as they are disabled. */
import { eventually } from '@nghitruong/kit/testing';
import { startFederation, type Federation } from './fixtures/federation.js';
import { Viewer } from './fixtures/viewer.js';

let federation: Federation;
let tokens: Record<'a' | 'b', string>;
beforeEach(async () => {
  federation = await startFederation({ disabledAccounts: 'directory' });
  const [a, b] = await Promise.all([federation.issuer.token({ sub: 'a' }), federation.issuer.token({ sub: 'b' })]);
  tokens = { a, b };
  await federation.disabled.subscribers(1);
});
afterEach(() => federation.stop());

const disable = (...ids: string[]): void => federation.disabled.emit({ accountsDisabled: { ids } });
const status = async (token: string): Promise<number> =>
  (await federation.ask('{ unit(id: "u0") { name } }', {}, { token })).status;

it('an account that is disabled loses its sockets and its token at once, others nothing [hostile: revoked-mid-socket @ http socket]', async () => {
  const [gone, stays, nobody] = await Promise.all([
    Viewer.open(federation, { token: tokens.a }),
    Viewer.open(federation, { token: tokens.b }),
    Viewer.open(federation),
  ]);
  gone.subscribe('1', 'subscription { ticks }');
  stays.subscribe('1', 'subscription { ticks }');
  await federation.ticks.subscribers(1);
  disable('a', 'x');
  expect((await gone.ended()).code).toBe(4403);
  expect(await status(tokens.a)).toBe(401);
  const again = await Viewer.open(federation, { init: false });
  again.send({ type: 'connection_init', payload: { token: tokens.a } });
  expect((await again.ended()).code).toBe(4403);
  expect(again.messages).toEqual([]);
  federation.ticks.emit({ ticks: 1 });
  expect(await stays.data()).toEqual({ ticks: 1 });
  expect(await status(tokens.b)).toBe(200);
  nobody.close();
  stays.close();
});

it('one that is enabled again is let in', async () => {
  disable('a');
  await eventually(async () => (await status(tokens.a)) === 401);
  disable();
  await eventually(async () => (await status(tokens.a)) === 200);
});

it('who was disabled before the gateway started is refused by it, too', async () => {
  disable('b');
  await eventually(async () => (await status(tokens.b)) === 401);
  const before = federation.subgraphs.directory;
  const port = Number(new URL(before.url).port);
  await before.stop();
  // What was heard last holds while nobody tells.
  expect((await federation.ask('{ __typename }', {}, { token: tokens.b })).status).toBe(401);
  await federation.start('directory', { port });
  await federation.disabled.subscribers(1);
  expect(await status(tokens.b)).toBe(401);
});

it('the stream that tells it is asked for as a right, without a person', () => {
  expect(federation.disabled.seen).toEqual([
    { actor: { kind: 'RIGHTS', grants: [{ role: 'ADMIN' }] }, topic: '', correlationId: expect.any(String) },
  ]);
});
