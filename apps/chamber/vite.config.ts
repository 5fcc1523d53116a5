/**
 * One build, six pages: each is its own entry, so that a phone never loads
 * what only the chair's console needs. `documents.json` (the trusted documents
 * that the gateway admits) goes out beside them.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const page = (name: string): string => resolve(here, `${name}.html`);

const trustedDocuments = (): Plugin => ({
  name: 'trusted-documents',
  apply: 'build',
  generateBundle() {
    this.emitFile({
      type: 'asset',
      fileName: 'documents.json',
      source: readFileSync(resolve(here, 'src/graph/documents.json'), 'utf8'),
    });
  },
});

const origin = process.env['NGHITRUONG_ORIGIN'] ?? 'http://127.0.0.1:4000';

export default defineConfig({
  root: here,
  appType: 'mpa',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [trustedDocuments()],
  server: {
    host: '127.0.0.1',
    proxy: {
      '/graphql': { target: origin, ws: true },
      '/id': { target: origin },
    },
  },
  build: {
    target: 'es2022',
    sourcemap: false,
    // Fonts are files of their own: a phone caches them once for every page.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        index: page('index'),
        wall: page('wall'),
        b: page('b'),
        chair: page('chair'),
        clerk: page('clerk'),
        'nghi-quyet': page('nghi-quyet'),
      },
    },
  },
});
