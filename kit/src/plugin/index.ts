/**
 * Plug-ins: what one city or one district does differently, as a value.
 *
 * A plug-in brings a subgraph of its own, joined to the common graph by key.
 * Every clause of the contract is checked at start, before anything runs; each
 * refusal has a code (docs/PLUGINS.md). Plug-ins inside a host (`extends`) are
 * not supported by this version of the kit and are refused as such.
 *
 * Elsewhere  the clauses: clauses · one line that tests a plug-in: testing
 */
import type { SubgraphDefinition } from '../server/index.js';

export { loadPlugins, type LoadOptions } from './load.js';
export { checkPlugin, checkSdl, schemaOf } from './clauses.js';
export { PluginRefused, pluginErrors, type PluginErrorCode } from './errors.js';
export { lostFrom } from './superset.js';
export { inRange } from './range.js';

export interface PluginDefinition {
  /** kebab-case; also its subgraph's name, and the root of its prefixes. */
  readonly name: string;
  /** Its own version, x.y.z. */
  readonly version: string;
  /** The kit versions it was written for: `^1.0.0`. */
  readonly kit: string;
  /** Names of plug-ins that must be enabled, too. */
  readonly needs: readonly string[];
  /** Ids of the administrative units it is for; everywhere where absent. */
  readonly units?: readonly string[];
  /** Parts that would run inside a host: refused by this version. */
  readonly extends?: Readonly<Record<string, unknown>>;
  /** Nouns of its own in a subgraph of its own; its settings and errors carry the plug-in's prefix. */
  readonly subgraph?: SubgraphDefinition;
}

const BRAND = Symbol.for('nghitruong.plugin');

export interface Plugin extends PluginDefinition {
  readonly [BRAND]: true;
}

/** Marks the value as a plug-in. Its clauses are checked when it is loaded, not here: a broken one must not break an import. */
export function definePlugin(definition: PluginDefinition): Plugin {
  return Object.freeze({ ...definition, [BRAND]: true as const });
}

export const isPlugin = (value: unknown): value is Plugin =>
  typeof value === 'object' && value !== null && BRAND in value;
