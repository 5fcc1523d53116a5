/** The files that are watched: another supergraph and other documents take over live; bad ones change nothing. */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from '@nghitruong/kit/testing';
import { documentId } from '../src/admission/trusted.js';
import { Supergraph } from '../src/supergraph/supergraph.js';
import { compose, startFederation, type Federation } from './fixtures/federation.js';
import { schemas } from './fixtures/schemas.js';

let folder: string;
let file: string;
let documents: string;
let federation: Federation;
let urls: Record<string, string>;

const KNOWN = 'query Known { unit(id: "u0") { name } }';
const LATER = 'query Later { unit(id: "u1") { name } }';
const entry = (text: string) => ({ [`sha256:${documentId(text)}`]: text });
const supergraph = (name: string): string =>
  compose({ ...schemas, directory: schemas.directory.replace('type Query {', `type Query { ${name}: String`) }, urls);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  file = join(folder, 'supergraph.graphql');
  documents = join(folder, 'documents.json');
  const first = await startFederation();
  urls = Object.fromEntries(Object.values(first.subgraphs).map((s) => [s.name, s.url]));
  await writeFile(file, first.sdl);
  await writeFile(documents, JSON.stringify(entry(KNOWN)));
  federation = await startFederation({
    supergraph: file,
    documents: [documents],
    watchEveryMs: 20,
    adHoc: 'EVERYONE',
    subgraphUrls: {},
  });
  await first.stop();
  // The file names the first federation's addresses; these are the living ones.
  urls = Object.fromEntries(Object.values(federation.subgraphs).map((s) => [s.name, s.url]));
  federation.gateway.useSubgraphs(Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, [url]])));
});
afterAll(async () => {
  await federation.stop();
  await rm(folder, { recursive: true });
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const knows = async (field: string): Promise<boolean> =>
  !(await federation.ask(`{ ${field} }`)).errors?.some((e) => e.extensions?.['code'] === 'DOCUMENT_INVALID');
const counted = async (result: string): Promise<number> =>
  Number(
    new RegExp(`gateway_supergraph_total\\{[^}]*result="${result}"[^}]*\\} (\\d+)`).exec(
      await federation.metrics.metrics(),
    )?.[1] ?? 0,
  );

describe('the supergraph’s file', () => {
  it('takes over when it is written or renamed over', async () => {
    expect(await knows('second')).toBe(false);
    await writeFile(file, supergraph('second'));
    await eventually(() => knows('second'));
    await writeFile(`${file}.new`, supergraph('third'));
    await rename(`${file}.new`, file);
    await eventually(() => knows('third'));
    expect(await knows('second')).toBe(false);
  });

  test.each([
    ['no GraphQL', 'type Query {'],
    ['a schema that is no supergraph', 'type Query { a: String }'],
    ['empty', ''],
    ['half of a supergraph', () => supergraph('half').slice(0, -200)],
    ['one whose types do not fit', () => supergraph('bad').replace('type Hall', 'type Hull')],
  ])('is refused when it is %s, and the good one goes on', async (_name, text) => {
    const before = await counted('refused');
    await writeFile(file, typeof text === 'string' ? text : text());
    await eventually(async () => (await counted('refused')) > before);
    expect((await federation.ask('{ unit(id: "u0") { name petitions { title } } }')).data).toMatchObject({
      unit: { name: 'An Lư' },
    });
    expect(await knows('third')).toBe(true);
  });

  it('is taken over again after a bad one', async () => {
    await writeFile(file, supergraph('fourth'));
    await eventually(() => knows('fourth'));
  });

  it('is swapped again and again under load without losing a request', async () => {
    let swapping = true;
    const asked = { count: 0 };
    const load = Array.from({ length: 8 }, async () => {
      while (swapping) {
        const { data, errors } = await federation.ask('{ units { name label petitions { title author { name } } } }');
        if (errors || (data!['units'] as unknown[]).length !== 4) throw new Error(JSON.stringify(errors));
        asked.count++;
      }
    });
    for (let i = 0; i < 5; i++) expect(await federation.gateway.useSupergraph(supergraph(`swap${i}`))).toBe(true);
    swapping = false;
    await Promise.all(load);
    expect(asked.count).toBeGreaterThan(5);
  });

  it('answers while the next one is loaded and planned', async () => {
    let loading = true;
    const swap = federation.gateway.useSupergraph(supergraph('meanwhile')).finally(() => (loading = false));
    let answered = 0;
    while (loading) {
      const { errors } = await federation.ask('{ units { name } }');
      expect(errors).toBeUndefined();
      answered++;
    }
    expect(await swap).toBe(true);
    // Loading takes a hundred times as long as an answer; where it held the loop, one or two would come between.
    expect(answered).toBeGreaterThan(5);
  });

  it('answers under the new one at once whoever chooses the type, and lets the one before go', async () => {
    const taken = jest.spyOn(Supergraph.prototype, 'onTakenOver');
    const own = await startFederation();
    const [served] = taken.mock.contexts as Supergraph[];
    taken.mockRestore();
    const negotiated = { accept: 'application/json, application/x-nobodys;q=0.1' };
    const ask = (query: string) => own.post(JSON.stringify({ query }), negotiated);
    expect((await ask('{ unit(id: "u0") { name } }')).data).toEqual({ unit: { name: 'An Lư' } });
    const before = new WeakRef(served!.current.apiSchema);
    expect(await own.gateway.useSupergraph(supergraph('after'))).toBe(true);
    // What a job has looked at lives until it ends.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(before.deref()).toBeUndefined();
    expect((await ask('{ __type(name: "Query") { fields { name } } }')).data).toMatchObject({
      __type: { fields: expect.arrayContaining([{ name: 'after' }]) as unknown },
    });
    await own.stop();
  });

  it('must be good when the gateway starts', async () => {
    await expect(startFederation({ supergraph: { sdl: 'type Query { a: String }' } })).rejects.toThrow(
      'not a supergraph',
    );
    await expect(startFederation({ supergraph: join(folder, 'none.graphql') })).rejects.toThrow('ENOENT');
  });
});

describe('a file of trusted documents', () => {
  const byId = (text: string) => federation.post(JSON.stringify({ documentId: `sha256:${documentId(text)}` }));
  it('registers what is added to it, and forgets what is taken out', async () => {
    expect((await byId(KNOWN)).data).toEqual({ unit: { name: 'An Lư' } });
    expect((await byId(LATER)).status).toBe(400);
    await writeFile(documents, JSON.stringify(entry(LATER)));
    await eventually(async () => (await byId(LATER)).status === 200);
    expect((await byId(KNOWN)).status).toBe(400);
  });

  it('changes nothing when it cannot be read', async () => {
    await writeFile(documents, '{"sha256:');
    await new Promise((resolve) => setImmediate(resolve));
    await writeFile(documents, JSON.stringify({ ...entry(LATER), ...entry('query Unfit { nothing }') }));
    expect((await byId(LATER)).data).toEqual({ unit: { name: 'Thuỷ Nguyên' } });
    await eventually(
      async () => (await byId('query Unfit { nothing }')).errors?.[0]?.extensions?.['code'] === 'DOCUMENT_INVALID',
    );
  });
});
