/**
 * The clauses that one plug-in keeps by itself, checked in the order of docs/PLUGINS.md.
 *
 *   Adds only   on a host type one nullable field named after the plug-in; its
 *               own types and root fields carry its prefix.
 *   Owns only   tables in the schema plugin_<name> under its own roles; it reads
 *               no ballot and no roll, so nothing of sessions.
 *
 * Elsewhere  clauses between plug-ins, and the superset: load
 */
import {
  Kind,
  parse,
  print,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeDefinitionNode,
} from 'graphql';
import { getMetadataArgsStorage } from 'typeorm';
import { printSubgraph } from '../federation/index.js';
import type { SubgraphDefinition } from '../server/index.js';
import { PluginRefused } from './errors.js';
import type { Plugin } from './index.js';
import { inRange, parseVersion } from './range.js';
import { sharedTypes } from './shared-types.js';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);
/** Whose published views a plug-in may read. */
const READABLE = ['directory'];
/** What would take a field from its owner, or hide it. */
const TAKING = new Set(['override', 'interfaceObject', 'inaccessible']);

export const pascalCase = (name: string): string =>
  name
    .split('-')
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join('');
export const camelCase = (name: string): string => pascalCase(name)[0]!.toLowerCase() + pascalCase(name).slice(1);
export const screamingCase = (name: string): string => name.replace(/-/g, '_').toUpperCase();
export const schemaOf = (name: string): string => `plugin_${name.replace(/-/g, '_')}`;

/** Throws PluginRefused for the first clause that is broken. */
export function checkPlugin(plugin: Plugin, asked: string, kitVersion: string): void {
  const { name, version } = plugin;
  if (name !== asked || !KEBAB.test(name) || name.length > 40)
    throw new PluginRefused('PLUGIN_NAME', { plugin: String(name), asked });
  if (!parseVersion(version)) throw new PluginRefused('PLUGIN_VERSION', { plugin: name, version: String(version) });
  if (inRange(kitVersion, plugin.kit) !== true)
    throw new PluginRefused('PLUGIN_KIT_RANGE', { plugin: name, range: String(plugin.kit), kit: kitVersion });
  for (const unit of plugin.units ?? [])
    if (!KEBAB.test(unit)) throw new PluginRefused('PLUGIN_UNITS', { plugin: name, unit });
  const host = Object.keys(plugin.extends ?? {})[0];
  if (host !== undefined)
    throw new PluginRefused('PLUGIN_EXTENDS_UNSUPPORTED', { plugin: name, host, kit: kitVersion });
  if (!plugin.subgraph) throw new PluginRefused('PLUGIN_EMPTY', { plugin: name });
  checkOwner(name, plugin.subgraph);
  checkNames(name, plugin.subgraph);
  checkSdl(name, printSubgraph(plugin.subgraph.source));
}

function checkOwner(plugin: string, { name, owner }: SubgraphDefinition): void {
  if (name !== plugin) throw new PluginRefused('PLUGIN_SUBGRAPH_NAME', { plugin, subgraph: name });
  const expected = schemaOf(plugin);
  const tables = getMetadataArgsStorage().tables.filter((t) => owner.entities.includes(t.target as Function));
  for (const schema of [owner.schema, ...tables.map((t) => t.schema ?? expected)]) {
    if (schema !== expected) throw new PluginRefused('PLUGIN_SCHEMA', { plugin, expected, schema });
  }
  for (const schema of [...(owner.reads ?? []), ...(owner.readsWhereThere ?? [])]) {
    if (!READABLE.includes(schema))
      throw new PluginRefused('PLUGIN_READS', { plugin, schema, allowed: READABLE.join(', ') });
  }
}

function checkNames(plugin: string, { settings, errors }: SubgraphDefinition): void {
  const prefix = `${screamingCase(plugin)}_`;
  for (const setting of Object.keys(settings))
    if (!setting.startsWith(prefix)) throw new PluginRefused('PLUGIN_SETTING_PREFIX', { plugin, setting, prefix });
  for (const error of Object.keys(errors))
    if (!error.startsWith(prefix)) throw new PluginRefused('PLUGIN_ERROR_PREFIX', { plugin, error, prefix });
}

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** The clauses over the SDL alone: they hold for a subgraph in any language. */
export function checkSdl(plugin: string, sdl: string): void {
  const types = parse(sdl).definitions.filter((d): d is TypeDefinitionNode | ObjectTypeExtensionNode =>
    /Type(Definition|Extension)$/.test(d.kind),
  );
  const shared = sharedTypes();
  const own = new RegExp(`^${pascalCase(plugin)}([A-Z0-9]|$)`);
  const objects = types.filter(
    (t): t is ObjectNode => t.kind === Kind.OBJECT_TYPE_DEFINITION || t.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
  const isHost = (t: ObjectNode): boolean =>
    !ROOTS.has(t.name.value) && !shared.has(t.name.value) && !own.test(t.name.value) && has(t, 'key');
  const hosts = objects.filter(isHost);
  const fieldTypes = new Set(hosts.map((t) => t.name.value + pascalCase(plugin)));

  for (const type of objects.filter((t) => ROOTS.has(t.name.value))) checkRoot(plugin, type);
  for (const type of hosts) checkHost(plugin, type);
  for (const type of types) {
    const { value: name } = type.name;
    if (shared.has(name) && shared.get(name) !== print(type))
      throw new PluginRefused('PLUGIN_SHARED_TYPE', { plugin, type: name });
    const known =
      ROOTS.has(name) || shared.has(name) || own.test(name) || fieldTypes.has(name) || hosts.some((h) => h === type);
    if (!known) throw new PluginRefused('PLUGIN_TYPE_PREFIX', { plugin, type: name, prefix: pascalCase(plugin) });
  }
  for (const type of objects) {
    for (const directive of [type, ...(type.fields ?? [])].flatMap((n) => n.directives ?? [])) {
      if (TAKING.has(directive.name.value))
        throw new PluginRefused('PLUGIN_DIRECTIVE', { plugin, directive: directive.name.value, at: type.name.value });
    }
    for (const field of type.fields ?? []) {
      if (!has(field, 'access') && !has(type, 'access'))
        throw new PluginRefused('PLUGIN_ACCESS', { plugin, at: `${type.name.value}.${field.name.value}` });
    }
  }
}

function checkRoot(plugin: string, type: ObjectNode): void {
  const prefix = camelCase(plugin);
  const own = new RegExp(`^${prefix}([A-Z0-9]|$)`);
  for (const field of type.fields ?? []) {
    if (!own.test(field.name.value))
      throw new PluginRefused('PLUGIN_ROOT_PREFIX', {
        plugin,
        field: `${type.name.value}.${field.name.value}`,
        prefix,
      });
    if (has(field, 'shareable'))
      throw new PluginRefused('PLUGIN_DIRECTIVE', {
        plugin,
        directive: 'shareable',
        at: `${type.name.value}.${field.name.value}`,
      });
  }
}

function checkHost(plugin: string, type: ObjectNode): void {
  const host = type.name.value;
  const expected = camelCase(plugin);
  const keys = new Set((type.directives ?? []).filter((d) => d.name.value === 'key').flatMap(keyFields));
  for (const field of type.fields ?? []) {
    const { value: name } = field.name;
    const foreign = field.directives?.find((d) => d.name.value !== 'access');
    if (foreign)
      throw new PluginRefused('PLUGIN_DIRECTIVE', { plugin, directive: foreign.name.value, at: `${host}.${name}` });
    if (keys.has(name)) continue;
    if (name !== expected)
      throw new PluginRefused('PLUGIN_HOST_FIELD_NAME', { plugin, type: host, expected, field: name });
    if (field.type.kind === Kind.NON_NULL_TYPE)
      throw new PluginRefused('PLUGIN_HOST_FIELD_NULLABLE', { plugin, type: host, field: name });
  }
}

function keyFields(key: ConstDirectiveNode): string[] {
  const fields = key.arguments?.find((a) => a.name.value === 'fields')?.value;
  return fields?.kind === Kind.STRING ? fields.value.split(/[^\w]+/).filter(Boolean) : [];
}

const has = (node: ObjectNode | FieldDefinitionNode, directive: string): boolean =>
  node.directives?.some((d) => d.name.value === directive) ?? false;
