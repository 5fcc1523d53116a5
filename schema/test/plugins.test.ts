import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printSubgraph } from '@nghitruong/kit/federation';
import { loadPlugins, pluginErrors } from '@nghitruong/kit/plugin';
import { plugin as emulation } from '@nghitruong/emulation';
import { composeSdl, coreSubgraphs, pluginSubgraphs } from '../src/index.js';
import { schemaFolder } from '../src/files.js';

const hosts = new Map(coreSubgraphs.map((d) => [d.name, printSubgraph(d.source)]));
const shipped = new Map([['emulation', emulation]]);

describe('the plug-ins that are shipped', () => {
  it('keep every clause, and the API with them is a superset of the API without', async () => {
    const loaded = await loadPlugins([...shipped.keys()], {
      kitVersion: '1.0.0',
      importPlugin: async (name) => ({ plugin: shipped.get(name) }),
      composition: { hosts, api: (subgraphs) => composeSdl(subgraphs).api },
    });
    expect(loaded.map((p) => p.subgraph!.source)).toEqual(pluginSubgraphs.map((s) => s.source));
  });

  it('would be refused if they took a root field from a host', async () => {
    const api = (subgraphs: ReadonlyMap<string, string>): string =>
      composeSdl(
        subgraphs.has('emulation')
          ? new Map([
              ...subgraphs,
              ['emulation', subgraphs.get('emulation')!.replace('emulationAwardForms:', 'petition:')],
            ])
          : subgraphs,
      ).api;
    await expect(
      loadPlugins(['emulation'], {
        kitVersion: '1.0.0',
        importPlugin: async () => ({ plugin: emulation }),
        composition: { hosts, api },
      }),
    ).rejects.toMatchObject({ code: 'PLUGIN_DOES_NOT_COMPOSE' });
  });
});

describe('docs/PLUGINS.md', () => {
  it('explains every code, and no other', () => {
    const text = readFileSync(join(schemaFolder, '..', 'docs', 'PLUGINS.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(PLUGIN_[A-Z_]+)`\s*\|/gm)].map((m) => m[1]!);
    expect(rows.sort()).toEqual(Object.keys(pluginErrors).sort());
  });
});
