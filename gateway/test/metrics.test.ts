/** Whose name an operation is counted under: the pages' own always, made-up ones never in their place. */
import { documentId } from '../src/admission/trusted.js';
import { startFederation, type Federation } from './fixtures/federation.js';

const TRUSTED = 'query Due { unit(id: "u0") { name } }';
const documents = [{ [`sha256:${documentId(TRUSTED)}`]: TRUSTED }];

let federation: Federation;
afterEach(() => federation.stop());

/** How often each name was counted, whatever came of it. */
async function counted(): Promise<Record<string, number>> {
  const text = await federation.metrics.metrics();
  const found: Record<string, number> = {};
  for (const line of text.matchAll(/^gateway_operation_seconds_count\{.*operation="([^"]*)".*\} (\d+)$/gm))
    found[line[1]!] = (found[line[1]!] ?? 0) + Number(line[2]);
  return found;
}

it('of whoever may ask ad hoc is not told: registered operations alone have their names', async () => {
  federation = await startFederation({ adHoc: 'DEVELOPER', documents });
  const token = await federation.issuer.token({ sub: 'd', grants: [{ role: 'DEVELOPER' }] });
  for (const name of ['A', 'B', 'other', 'Due', ''])
    expect((await federation.ask(`query ${name} { __typename }`, {}, { token })).errors).toBeUndefined();
  await federation.ask(TRUSTED, {}, { token });
  await federation.ask(TRUSTED);
  expect(await counted()).toEqual({ 'ad-hoc': 5, Due: 2 });
});

it('is told of up to two hundred where everybody asks ad hoc, and of registered operations after them', async () => {
  const limits = { anonymous: 1_000_000, perAccount: 1_000_000 };
  federation = await startFederation({ adHoc: 'EVERYONE', documents, limits });
  for (let i = 0; i < 203; i++) await federation.ask(`query N${i} { __typename }`);
  await federation.ask('query N7 { __typename }');
  await federation.ask(TRUSTED);
  const names = await counted();
  expect(Object.keys(names)).toHaveLength(202);
  expect([names['N7'], names['N199'], names['N200'], names['other'], names['Due']]).toEqual([2, 1, undefined, 3, 1]);
});
