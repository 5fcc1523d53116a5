/** Loading: the enabled plug-ins, each checked, in an order in which every plug-in comes after what it needs. */
import { printSubgraph } from '../federation/index.js';
import { checkPlugin } from './clauses.js';
import { PluginRefused } from './errors.js';
import { isPlugin, type Plugin } from './index.js';
import { lostFrom } from './superset.js';

export interface LoadOptions {
  /** The version of the kit that runs. */
  readonly kitVersion: string;
  /** The package's module; it exports `plugin`. */
  readonly importPlugin: (name: string) => Promise<unknown>;
  /**
   * Composition, where the caller has it: the API with each plug-in must be a
   * superset of the API without. `hosts` are the core subgraphs' SDL by name.
   */
  readonly composition?: {
    readonly hosts: ReadonlyMap<string, string>;
    /** The public API of these subgraphs; throws where they do not compose. */
    readonly api: (subgraphs: ReadonlyMap<string, string>) => string;
  };
}

export async function loadPlugins(names: readonly string[], options: LoadOptions): Promise<Plugin[]> {
  const loaded = new Map<string, Plugin>();
  for (const name of names) {
    if (loaded.has(name)) throw new PluginRefused('PLUGIN_NAMED_TWICE', { plugin: name });
    const plugin = await importOne(name, options.importPlugin);
    checkPlugin(plugin, name, options.kitVersion);
    loaded.set(name, plugin);
  }
  const ordered = inOrderOfNeed(loaded);
  if (options.composition) checkComposition(ordered, options.composition);
  return ordered;
}

async function importOne(name: string, importPlugin: LoadOptions['importPlugin']): Promise<Plugin> {
  let module: unknown;
  try {
    module = await importPlugin(name);
  } catch (error) {
    throw new PluginRefused('PLUGIN_NOT_FOUND', { plugin: name, why: (error as Error).message.split('\n', 1)[0]! });
  }
  // A CommonJS package that is imported puts everything under `default`.
  const exported = module as { plugin?: unknown; default?: { plugin?: unknown } } | undefined;
  const plugin = exported?.plugin ?? exported?.default?.plugin;
  if (!isPlugin(plugin)) throw new PluginRefused('PLUGIN_NOT_DEFINED', { plugin: name });
  return plugin;
}

function inOrderOfNeed(plugins: ReadonlyMap<string, Plugin>): Plugin[] {
  const ordered: Plugin[] = [];
  const path: string[] = [];
  const visit = (plugin: Plugin): void => {
    if (ordered.includes(plugin)) return;
    if (path.includes(plugin.name))
      throw new PluginRefused('PLUGIN_NEEDS_CYCLE', {
        cycle: [...path.slice(path.indexOf(plugin.name)), plugin.name].join(' → '),
      });
    path.push(plugin.name);
    for (const needed of plugin.needs) {
      const found = plugins.get(needed);
      if (!found) throw new PluginRefused('PLUGIN_NEEDS', { plugin: plugin.name, needed });
      visit(found);
    }
    path.pop();
    ordered.push(plugin);
  };
  for (const plugin of plugins.values()) visit(plugin);
  return ordered;
}

function checkComposition(plugins: readonly Plugin[], { hosts, api }: NonNullable<LoadOptions['composition']>): void {
  const subgraphs = new Map(hosts);
  let without = api(subgraphs);
  for (const plugin of plugins) {
    subgraphs.set(plugin.name, printSubgraph(plugin.subgraph!.source));
    let withPlugin: string;
    try {
      withPlugin = api(subgraphs);
    } catch (error) {
      throw new PluginRefused('PLUGIN_DOES_NOT_COMPOSE', { plugin: plugin.name, why: (error as Error).message });
    }
    const lost = lostFrom(without, withPlugin);
    if (lost.length)
      throw new PluginRefused('PLUGIN_NOT_SUPERSET', { plugin: plugin.name, lost: lost.slice(0, 5).join(', ') });
    without = withPlugin;
  }
}
