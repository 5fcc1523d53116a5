/**
 * The law of imports (docs/ARCHITECTURE.md): who may lean on whom.
 * Read from the sources themselves; a failure names file and import.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '../..');
const SOURCE = /\.(ts|tsx|mts|mjs)$/;

function sourcesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && SOURCE.test(e.name))
    .map((e) => relative(root, join(e.parentPath, e.name)))
    .filter((f) => !/(^|\/)(node_modules|dist|graph)\//.test(f));
}

const IMPORT = /(?:from\s+|import\s*\(\s*|import\s+|require\(\s*)['"](@nghitruong\/[a-z-]+)/g;

/** Whom the owner of that file may import. `undefined`: anything, being composition. */
function allowed(file: string): readonly string[] | undefined {
  const [top, name] = file.split('/');
  if (top === 'apps' || top === 'test') return undefined;
  if (top === 'schema') return undefined;
  if (top === 'kit') return ['@nghitruong/kit'];
  if (top === 'client') return ['@nghitruong/client'];
  if (top === 'gateway') return ['@nghitruong/kit', '@nghitruong/gateway'];
  if (top === 'subgraphs') return ['@nghitruong/kit', `@nghitruong/${name}`];
  // A plug-in may name its hosts' extension points.
  if (top === 'plugins')
    return [
      '@nghitruong/kit',
      `@nghitruong/${name}`,
      '@nghitruong/directory',
      '@nghitruong/supervision',
      '@nghitruong/petitions',
      '@nghitruong/digital-transformation',
    ];
  throw new Error(`no law for ${file}`);
}

const files = ['kit', 'client', 'gateway', 'schema', 'apps', 'plugins', 'subgraphs', 'test'].flatMap(sourcesOf);
const edges = files.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)].map((m) => ({ file, to: m[1]! })),
);

test('nobody imports against the law', () => {
  const broken = edges.filter(({ file, to }) => {
    const may = allowed(file);
    return may !== undefined && !may.includes(to);
  });
  expect(broken).toEqual([]);
});

test('nobody imports an app but another composition', () => {
  const apps = readdirSync(join(root, 'apps')).map((a) => `@nghitruong/${a}`);
  expect(edges.filter(({ file, to }) => apps.includes(to) && !/^(apps|test)\//.test(file))).toEqual([]);
});

test('time and ids come from the context outside kit, apps and tests', () => {
  const taken = files
    .filter((f) => /^(gateway|subgraphs|plugins)\//.test(f) && /\/src\//.test(f) && !/\.(test|suite)\.ts$/.test(f))
    .flatMap((f) =>
      readFileSync(join(root, f), 'utf8')
        .split('\n')
        .flatMap((line, i) =>
          /\bDate\.now\(|new Date\(\)|\brandomUUID\(|Math\.random\(/.test(line.replace(/\/\/.*|^\s*\*.*/, ''))
            ? [`${f}:${i + 1}`]
            : [],
        ),
    );
  expect(taken).toEqual([]);
});

test('the graph of packages has no circle', () => {
  const graph = new Map<string, Set<string>>();
  for (const { file, to } of edges) {
    if (/\.(test|suite|bench)\.ts$|\/test\/|^test\//.test(file)) continue;
    const [top, name] = file.split('/');
    const from = `@nghitruong/${['kit', 'client', 'gateway', 'schema', 'test'].includes(top!) ? top : name}`;
    if (from !== to) (graph.get(from) ?? graph.set(from, new Set()).get(from)!).add(to);
  }
  const circles: string[] = [];
  const walk = (at: string, path: readonly string[]): void => {
    if (path.includes(at)) return void circles.push([...path.slice(path.indexOf(at)), at].join(' → '));
    for (const next of graph.get(at) ?? []) walk(next, [...path, at]);
  };
  for (const from of graph.keys()) walk(from, []);
  expect(circles).toEqual([]);
});
