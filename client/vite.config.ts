/** One ES module file, graphql-ws inside: a page takes it by a script tag, a bundler shakes it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;

/** Our licence, and that of the code inside. */
const licences = (): Plugin => ({
  name: 'licences',
  generateBundle() {
    const ours = readFileSync(resolve(here, '../LICENSE'), 'utf8');
    const theirs = readFileSync(resolve(here, '../node_modules/graphql-ws/LICENSE.md'), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'LICENSE', source: `${ours}\n\nContains graphql-ws:\n\n${theirs}` });
  },
});

export default defineConfig({
  root: here,
  plugins: [licences()],
  build: {
    target: 'es2022',
    minify: false,
    sourcemap: false,
    lib: { entry: resolve(here, 'src/index.ts'), formats: ['es'], fileName: () => 'client.js' },
  },
});
