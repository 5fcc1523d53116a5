/** `nghitruong gateway`: any Federation 2 supergraph, as a real process, open on this machine and nowhere else. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compose } from './fixtures/federation.js';
import { startPlainSubgraph, type PlainSubgraph } from './fixtures/plain-subgraph.js';

const BIN = join(__dirname, '../../apps/standalone/bin/nghitruong.mjs');
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external"])\n';
const sdls = {
  products: `${LINK}type Query { product(id: ID!): Product } type Product @key(fields: "id") { id: ID! name: String! }`,
  reviews: `${LINK}type Product @key(fields: "id") { id: ID! stars: Int }`,
};

let products: PlainSubgraph;
let reviews: PlainSubgraph;
let folder: string;
const children: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nghitruong-open-'));
  products = await startPlainSubgraph(sdls.products, {
    Query: { product: (_: unknown, { id }: { id: string }) => ({ id, name: `tên ${id}` }) },
  });
  reviews = await startPlainSubgraph(sdls.reviews, {
    Product: { __resolveReference: ({ id }: { id: string }) => ({ id, stars: Number(id) }) },
  });
});
afterEach(() => Promise.all(children.splice(0).map((stop) => stop())));
afterAll(async () => {
  await Promise.all([products.stop(), reviews.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function supergraph(urls: Record<string, string>): string {
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, compose(sdls, urls));
  return file;
}

/** What it printed first; or how it ended, where it ended by itself. */
async function run(args: readonly string[]): Promise<{ graph?: string; code?: number | null; err: string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_OPTIONS: '' };
  for (const name of ['ISSUER', 'JWKS_URL', 'GATEWAY_PRIVATE_KEY', 'HOST', 'SUBGRAPH_URLS']) delete env[name];
  const child = spawn(process.execPath, [BIN, 'gateway', '--json', '--port', '0', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (c: Buffer) => (err += c.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  children.push(() => {
    child.kill('SIGTERM');
    return ended;
  });
  const line = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const first = await Promise.race([line, ended]);
  if (typeof first !== 'string') return { code: first, err };
  return { ...(JSON.parse(first) as { graph: string }), err };
}

async function ask(graph: string, query: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(graph, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

test('serves a supergraph from its own addresses: no identity, no registered documents, no signature', async () => {
  const { graph } = await run(['--open', '--supergraph', supergraph({ products: products.url, reviews: reviews.url })]);
  reviews.headers.length = 0;
  expect(await ask(graph!, '{ product(id: "4") { name stars } }', { authorization: 'Bearer of-whom-it-may' })).toEqual({
    data: { product: { name: 'tên 4', stars: 4 } },
  });
  expect(await ask(graph!, '{ __schema { queryType { name } } }')).toEqual({
    data: { __schema: { queryType: { name: 'Query' } } },
  });
  expect(reviews.headers[0]).toMatchObject({ authorization: 'Bearer of-whom-it-may' });
  expect(reviews.headers[0]).not.toHaveProperty('x-nt-gateway');
});

test('--subgraph names another address than the supergraph', async () => {
  const file = supergraph({ products: products.url, reviews: 'http://127.0.0.1:1/nowhere' });
  const { graph } = await run(['--open', '--supergraph', file, '--subgraph', `reviews=${reviews.url}`]);
  expect(await ask(graph!, '{ product(id: "2") { stars } }')).toEqual({ data: { product: { stars: 2 } } });
});

test.each(['0.0.0.0', '192.168.1.5', 'council.example'])(
  'open anywhere but on this machine is refused: %s',
  async (host) => {
    const { code, err } = await run(['--open', '--host', host, '--supergraph', supergraph({})]);
    expect(code).toBe(1);
    expect(err).toContain('chỉ phục vụ trên máy này');
    expect(err).toContain('not a loopback address');
    expect(err).not.toMatch(/\n\s+at /);
  },
);

test('a name that was made to point here is not this machine', async () => {
  const { graph } = await run(['--open', '--supergraph', supergraph({ products: products.url })]);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port, pathname } = new URL(graph!);
    const headers = { host: 'evil.example', 'content-type': 'application/json' };
    const asked = request({ hostname, port, path: pathname, method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end('{"query":"{__typename}"}');
  });
  expect(status).toBe(421);
});

test.each([
  ['without --open, identity is asked for', (file: string) => ['--supergraph', file], 'GATEWAY_PRIVATE_KEY'],
  ['a file that is not there', () => ['--open', '--supergraph', '/no/such/file'], 'Không đọc được tệp supergraph'],
  [
    'a file that is no supergraph',
    () => {
      const file = join(folder, 'schema.graphql');
      writeFileSync(file, 'type Query { a: Int }');
      return ['--open', '--supergraph', file];
    },
    'không phải supergraph Federation 2',
  ],
  [
    'an address that is none',
    (file: string) => ['--open', '--supergraph', file, '--subgraph', 'reviews'],
    '--subgraph cần dạng',
  ],
])('one sentence: %s', async (_, args, said) => {
  const { code, err } = await run(args(supergraph({})));
  expect(code).toBe(1);
  expect(err).toContain(said);
  expect(err).not.toMatch(/\n\s+at /);
});
