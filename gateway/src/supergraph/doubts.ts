/**
 * Doubts: where Apollo's planner is known to plan wrong data without a word.
 *
 * Two shapes are left once callers' names are kept apart (private-names):
 *  - two requirements in one operation ask for the same field with different
 *    arguments: it fetches one of them for both;
 *  - a key that is not resolvable is used to continue: the subgraph is asked by
 *    what it cannot be asked by. This one is read off the finished plan.
 */
import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  isInterfaceType,
  isObjectType,
  Kind,
  type GraphQLSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type SelectionSetNode,
} from 'graphql';
import type { Joins } from './joins.js';

/** Requirements of this operation's fields that contradict each other. */
export function requirementsConflict(document: DocumentNode, supergraph: GraphQLSchema, joins: Joins): boolean {
  if (joins.addedWithArguments.size === 0) return false;
  const asked = new Map<string, string>();
  const seen = new Set<string>();
  let conflict = false;
  // By name: what a requirement is nested in does not matter for being careful.
  const require = (field: string): void => {
    for (const [at, required] of joins.requires) {
      if (!at.endsWith(`.${field}`) || seen.has(at)) continue;
      if (!mayBe(at.slice(0, -field.length - 1))) continue;
      seen.add(at);
      for (const { name, args } of required) {
        if (joins.addedWithArguments.has(name)) {
          const before = asked.get(name);
          if (before !== undefined && before !== args) conflict = true;
          asked.set(name, args);
        }
        parents = undefined;
        require(name);
      }
    }
  };
  /** The types that the field may belong to; all of them where a requirement leads on. */
  let parents: ReadonlySet<string> | undefined;
  const mayBe = (type: string): boolean => parents === undefined || parents.has(type);
  const info = new TypeInfo(supergraph);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        parents = parent ? related(supergraph, parent.name) : undefined;
        require(node.name.value);
      },
    }),
  );
  return conflict;
}

/** The type itself, what it implements, and what implements it. */
function related(schema: GraphQLSchema, name: string): ReadonlySet<string> {
  const type = schema.getType(name);
  const out = new Set([name]);
  if (isObjectType(type) || isInterfaceType(type)) for (const i of type.getInterfaces()) out.add(i.name);
  if (isInterfaceType(type)) {
    const { objects, interfaces } = schema.getImplementations(type);
    for (const t of [...objects, ...interfaces]) out.add(t.name);
  }
  return out;
}

/** True where some fetch of the plan continues by a key that its subgraph does not resolve. */
export function usesUnresolvableKey(plan: QueryPlan, supergraph: GraphQLSchema, joins: Joins): boolean {
  let found = false;
  const see = (node: PlanNode | undefined): void => {
    switch (node?.kind) {
      case 'Fetch':
        if (node.requires && !continues(node, supergraph, joins)) found = true;
        return;
      case 'Flatten':
        return see(node.node);
      case 'Sequence':
      case 'Parallel':
        return node.nodes.forEach(see);
      case 'Condition':
        see(node.ifClause);
        return see(node.elseClause);
    }
  };
  if (plan.node?.kind === 'Subscription') see(plan.node.rest);
  else see(plan.node);
  return found;
}

function continues(fetch: FetchNode, supergraph: GraphQLSchema, joins: Joins): boolean {
  return fetch.requires!.every((selection) => {
    if (selection.kind !== 'InlineFragment' || !selection.typeCondition) return true;
    const type = supergraph.getType(selection.typeCondition);
    const candidates = [
      selection.typeCondition,
      ...(isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().map((i) => i.name) : []),
    ];
    const keys = candidates
      .flatMap((name) => joins.keys.get(name) ?? [])
      .filter((key) => joins.graphs.get(key.graph) === fetch.serviceName);
    return keys.length === 0 || keys.some((key) => key.resolvable && holds(selection.selections, key.fields));
  });
}

/** Whether what is told of an entity holds all of a key. */
function holds(told: readonly QueryPlanSelectionNode[], key: SelectionSetNode): boolean {
  return key.selections.every((wanted) => {
    if (wanted.kind !== Kind.FIELD) return true;
    return told.some(
      (t) =>
        (t.kind === 'Field' &&
          t.name === wanted.name.value &&
          (!wanted.selectionSet || holds(t.selections ?? [], wanted.selectionSet))) ||
        (t.kind === 'InlineFragment' && holds(t.selections, { ...key, selections: [wanted] })),
    );
  });
}
