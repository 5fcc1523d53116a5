/**
 * Hive's planner: the second one, in Rust, and its plans put into the executor's own form.
 *
 * An optional dependency: where it is not installed, what only it plans right
 * is refused.
 *
 * Odd part   it does not know introspection, which no subgraph is asked for
 *            anyway; and it writes several entity questions into one document,
 *            which are taken apart here, because the executor joins them itself
 *            once it knows which of them find an entity.
 */
import type { FetchDataRewrite, FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import type * as Hive from '@graphql-hive/router-query-planner';
import {
  isAbstractType,
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { operationOf } from './fetches.js';

export type HivePlanner = (document: DocumentNode, operationName?: string) => QueryPlan;

/** Undefined where the package is not installed. Throws where the supergraph is not to its liking. */
export function hivePlanner(sdl: string, supergraph: GraphQLSchema): HivePlanner | undefined {
  const library = load();
  if (!library) return undefined;
  const planner = new library.QueryPlanner(sdl);
  const form = new Form(supergraph);
  return (document, operationName) => {
    const asked = withoutIntrospection(document, operationName);
    if (!asked) return { kind: 'QueryPlan' };
    const { node } = planner.plan(print(asked), operationName, new Set(), 0);
    const own = form.node(node);
    return { kind: 'QueryPlan', ...(own && { node: own as QueryPlan['node'] }) } as QueryPlan;
  };
}

function load(): typeof Hive | undefined {
  try {
    // oxlint-disable-next-line typescript/no-require-imports
    return require('@graphql-hive/router-query-planner') as typeof Hive;
  } catch {
    return undefined;
  }
}

/** Undefined where nothing but the schema (or the root's own name) is asked for. */
function withoutIntrospection(document: DocumentNode, operationName: string | undefined): DocumentNode | undefined {
  const plain = visit(document, {
    Field: (node) =>
      node.name.value === '__schema' || node.name.value === '__type'
        ? { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }
        : undefined,
  }) as DocumentNode;
  const asked = operationOf(plain, operationName || undefined)!;
  const fragments = new Map(
    plain.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [])),
  );
  const empty = (set: OperationDefinitionNode['selectionSet']): boolean =>
    set.selections.every((s) => {
      if (s.kind === Kind.FIELD) return s.name.value === '__typename';
      const inner = s.kind === Kind.INLINE_FRAGMENT ? s : fragments.get(s.name.value);
      return !inner || empty(inner.selectionSet);
    });
  if (empty(asked.selectionSet)) return undefined;
  const selections = asked.selectionSet.selections.filter(
    (s) => s.kind !== Kind.FIELD || s.name.value !== '__typename',
  );
  const root = { ...asked, selectionSet: { ...asked.selectionSet, selections } };
  return { ...plain, definitions: plain.definitions.map((d) => (d === asked ? root : d)) };
}

class Form {
  constructor(private readonly supergraph: GraphQLSchema) {}

  node(node: Hive.PlanNode | undefined): PlanNode | QueryPlan['node'] {
    switch (node?.kind) {
      case undefined:
        return undefined;
      case 'Fetch':
        return this.fetch(node);
      case 'BatchFetch':
        return { kind: 'Parallel', nodes: this.apart(node) };
      case 'Flatten':
        return { kind: 'Flatten', path: this.path(node.path), node: this.node(node.node) as PlanNode };
      case 'Sequence': {
        const [first, ...rest] = node.nodes;
        const nodes = (of: readonly Hive.PlanNode[]) => of.map((n) => this.node(n) as PlanNode);
        if (first?.kind !== 'Subscription') return { kind: 'Sequence', nodes: nodes(node.nodes) };
        return {
          kind: 'Subscription',
          primary: this.fetch(first.primary),
          rest: { kind: 'Sequence', nodes: nodes(rest) },
        };
      }
      case 'Parallel':
        return { kind: 'Parallel', nodes: node.nodes.map((n) => this.node(n) as PlanNode) };
      case 'Condition':
        return {
          kind: 'Condition',
          condition: node.condition,
          ...(node.ifClause && { ifClause: this.node(node.ifClause) as PlanNode }),
          ...(node.elseClause && { elseClause: this.node(node.elseClause) as PlanNode }),
        };
      case 'Subscription':
        return { kind: 'Subscription', primary: this.fetch(node.primary) };
      case 'Defer':
        throw new Error('@defer is not offered');
    }
  }

  private fetch(node: Hive.FetchNode): FetchNode {
    return {
      kind: 'Fetch',
      serviceName: node.serviceName,
      operation: node.operation,
      operationKind: node.operationKind ?? 'query',
      operationName: node.operationName,
      variableUsages: node.variableUsages ?? [],
      ...(node.requires && { requires: this.requires(node.requires) }),
      ...this.rewrites(node),
    } as FetchNode;
  }

  private rewrites(of: { inputRewrites?: Hive.InputRewrite[]; outputRewrites?: Hive.OutputRewrite[] }) {
    return {
      ...(of.inputRewrites?.length && { inputRewrites: of.inputRewrites.map((r) => this.rewrite(r)) }),
      ...(of.outputRewrites?.length && { outputRewrites: of.outputRewrites.map((r) => this.rewrite(r)) }),
    };
  }

  private rewrite(rewrite: Hive.FetchRewrite): FetchDataRewrite {
    const setter = 'ValueSetter' in rewrite ? rewrite.ValueSetter : 'kind' in rewrite ? rewrite : undefined;
    const path = (segments: readonly Hive.FetchNodePathSegment[]): string[] =>
      segments.map((s) => ('Key' in s ? s.Key : this.typeStep(s.TypenameEquals)));
    if (setter) return { kind: 'ValueSetter', path: path(setter.path), setValueTo: setter.setValueTo };
    const { KeyRenamer } = rewrite as { KeyRenamer: Hive.KeyRenamer };
    return { kind: 'KeyRenamer', path: path(KeyRenamer.path), renameKeyTo: KeyRenamer.renameKeyTo };
  }

  private path(segments: readonly Hive.FlattenNodePathSegment[]): string[] {
    return segments.map((s) => (s === '@' ? s : 'Field' in s ? s.Field : this.typeStep(s.TypeCondition)));
  }

  /** Concrete types, written out: a path is walked without the schema. */
  private typeStep(names: readonly string[]): string {
    const all = names.flatMap((name) => {
      const type = this.supergraph.getType(name);
      return isAbstractType(type) ? [name, ...this.supergraph.getPossibleTypes(type).map((t) => t.name)] : [name];
    });
    return `... on ${[...new Set(all)].join('|')}`;
  }

  private requires(selections: readonly Hive.RequiresSelection[]): QueryPlanSelectionNode[] {
    return selections.flatMap((s): QueryPlanSelectionNode[] => {
      if (s.kind === 'FragmentSpread') return [];
      if (s.kind === 'InlineFragment')
        return [{ kind: 'InlineFragment', typeCondition: s.typeCondition, selections: this.requires(s.selections) }];
      const read = {
        kind: 'Field' as const,
        name: s.alias ?? s.name,
        ...(s.selections?.length && { selections: this.requires(s.selections) }),
        // It reads under one name and tells under another; Apollo's has one name for both.
        ...(s.alias && { from: s.name }),
      };
      return [read];
    });
  }

  private apart(node: Hive.BatchFetchNode): PlanNode[] {
    const document = parse(node.operation, { noLocation: true });
    const operation = operationOf(document, undefined)!;
    return node.entityBatch.aliases.flatMap((alias) => {
      const field = operation.selectionSet.selections.find(
        (s): s is FieldNode => s.kind === Kind.FIELD && (s.alias?.value ?? s.name.value) === alias.alias,
      )!;
      const fetch = {
        kind: 'Fetch',
        serviceName: node.serviceName,
        operationKind: 'query',
        operationName: undefined,
        ...alone(document, operation, field, alias.representationsVariableName, node.variableUsages ?? []),
        requires: this.requires(alias.requires),
        ...this.rewrites(alias),
      } as FetchNode;
      return alias.paths.map((path): PlanNode => ({ kind: 'Flatten', path: this.path(path), node: fetch }));
    });
  }
}

/** The fragments that a field spreads, and those that they spread: a document may carry no other. */
function spreadBy(document: DocumentNode, field: FieldNode): FragmentDefinitionNode[] {
  const names = new Set<string>();
  const collect = (node: FieldNode | FragmentDefinitionNode): void =>
    void visit(node, {
      FragmentSpread({ name: { value } }) {
        if (names.has(value)) return;
        names.add(value);
        const fragment = document.definitions.find(
          (d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION && d.name.value === value,
        );
        if (fragment) collect(fragment);
      },
    });
  collect(field);
  return document.definitions.filter(
    (d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION && names.has(d.name.value),
  );
}

/** One `_entities` field as a document of its own, with the variables that it uses. */
function alone(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  representations: string,
  usages: readonly string[],
): { operation: string; variableUsages: string[] } {
  const used = new Set<string>();
  const renamed = visit(field, {
    Variable(node) {
      if (node.name.value === representations) return { ...node, name: { ...node.name, value: 'representations' } };
      used.add(node.name.value);
      return undefined;
    },
  });
  const fragments = spreadBy(document, field);
  for (const fragment of fragments) visit(fragment, { Variable: (node) => void used.add(node.name.value) });
  const variables = (operation.variableDefinitions ?? []).flatMap((v) => {
    if (v.variable.name.value === representations)
      return [{ ...v, variable: { ...v.variable, name: { ...v.variable.name, value: 'representations' } } }];
    return used.has(v.variable.name.value) ? [v] : [];
  });
  const { alias: _, ...plain } = renamed;
  const own = {
    ...operation,
    variableDefinitions: variables,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [plain] },
  } as OperationDefinitionNode;
  return {
    operation: stripIgnoredCharacters(print({ kind: Kind.DOCUMENT, definitions: [own, ...fragments] })),
    variableUsages: usages.filter((name) => used.has(name)),
  };
}
