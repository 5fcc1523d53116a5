/**
 * Composed directives: those that a caller may write because `@composeDirective` keeps them.
 *
 * What every subgraph defines by itself is part of Apollo's API schema already;
 * these are put into it here.
 *
 * Promises   none of federation's own, nor one for schemas alone, is ever offered;
 *            what is handed on says what the API schema says, defaults included.
 * Odd part   composition takes a composed directive from one subgraph and does
 *            not compare the others: their defaults are not relied on.
 */
import {
  copyDirectiveDefinitionToSchema,
  isExecutableDirectiveLocation,
  type Supergraph,
} from '@apollo/federation-internals';
import { Kind, print, visit, type ConstValueNode, type DocumentNode } from 'graphql';

/** Defaults of composed directives: by directive, then by argument. */
export type Composed = ReadonlyMap<string, ReadonlyMap<string, ConstValueNode>>;

const FEDERATION = 'https://specs.apollo.dev/';
const NEVER = new Set(['defer', 'stream']);

/**
 * Puts composed directives into the API schema, for the places of a document that they name. One whose arguments are
 * of types that callers do not see stays out.
 */
export function offerComposed(supergraph: Supergraph, sdl: DocumentNode): Composed {
  const api = supergraph.apiSchema();
  const features = [...(supergraph.schema.coreFeatures?.allFeatures() ?? [])];
  const composed = new Map<string, ReadonlyMap<string, ConstValueNode>>();
  for (const definition of supergraph.schema.directives()) {
    const { name } = definition;
    const of = features.filter((f) => f.isFeatureDefinition(definition));
    if (of.length === 0 || of.some((f) => f.url.identity.startsWith(FEDERATION))) continue;
    if (!definition.hasExecutableLocations() || NEVER.has(name) || api.directive(name)) continue;
    if (definition.arguments().some((a) => !api.type(baseName(a.type!.toString())))) continue;
    copyDirectiveDefinitionToSchema({
      definition,
      schema: api,
      copyDirectiveApplicationsInArguments: false,
      locationFilter: isExecutableDirectiveLocation,
    });
    composed.set(name, defaultsOf(sdl, name));
  }
  return composed;
}

const baseName = (type: string): string => type.replace(/[[\]!]/g, '');

function defaultsOf(sdl: DocumentNode, name: string): ReadonlyMap<string, ConstValueNode> {
  const args = sdl.definitions.flatMap((d) =>
    d.kind === Kind.DIRECTIVE_DEFINITION && d.name.value === name ? (d.arguments ?? []) : [],
  );
  return new Map(args.flatMap((a) => (a.defaultValue ? [[a.name.value, a.defaultValue] as const] : [])));
}

/**
 * Writes defaults of composed directives out: an argument that was left out, and a variable that may be left out.
 * Undefined where such a variable is used for something else as well, and would mean something else there.
 */
export function withDefaults(document: DocumentNode, composed: Composed): DocumentNode | undefined {
  if (composed.size === 0) return document;
  const uses = new Map<string, number>();
  const defaulted: [variable: string, value: ConstValueNode][] = [];
  const written = visit(document, {
    VariableDefinition: ({ variable }) => void uses.set(variable.name.value, (uses.get(variable.name.value) ?? 0) - 1),
    Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
    Directive(node) {
      const defaults = composed.get(node.name.value);
      if (!defaults) return undefined;
      const given = node.arguments ?? [];
      for (const { name, value } of given) {
        const byDefault = defaults.get(name.value);
        if (value.kind === Kind.VARIABLE && byDefault) defaulted.push([value.name.value, byDefault]);
      }
      const left = [...defaults].filter(([name]) => !given.some((g) => g.name.value === name));
      const args = left.map(([name, value]) => ({
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: name },
        value,
      }));
      return args.length === 0 ? undefined : { ...node, arguments: [...given, ...args] };
    },
  }) as DocumentNode;
  let told: boolean = true;
  const bound = visit(written, {
    VariableDefinition(node) {
      if (node.type.kind === Kind.NON_NULL_TYPE || node.defaultValue) return undefined;
      const { value: name } = node.variable.name;
      const values = defaulted.filter(([variable]) => variable === name).map(([, value]) => value);
      if (values.length === 0) return undefined;
      if (values.length !== uses.get(name) || new Set(values.map(print)).size > 1) told = false;
      return { ...node, defaultValue: values[0]! };
    },
  }) as DocumentNode;
  return told ? bound : undefined;
}
