/**
 * Directives that callers write for subgraphs, `directive @mark on FIELD`: what a subgraph is told with a field.
 *
 * Nobody but subgraphs knows what they mean, so a plan that does not hand them
 * on is no answer. Apollo's planner forgets a fragment where it goes on in
 * another subgraph, and what stands at variables; Hive's forgets all.
 *
 * Elsewhere  which of them are offered: composed
 */
import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  BREAK,
  Kind,
  parse,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Names of directives that are for subgraphs: `@skip` and `@include` are understood here. */
export const marks = (node: { readonly directives?: readonly DirectiveNode[] }): string[] =>
  (node.directives ?? []).map((d) => d.name.value).filter((name) => name !== 'skip' && name !== 'include');

/** Whether a document holds any directive for subgraphs. */
export function hasMarks(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive(node) {
      if (marks({ directives: [node] }).length === 0) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** How one response path is marked, wherever it is asked for. */
interface Marked {
  /** The names in force at each place that asks for it, in order of the alphabet. */
  readonly ways: Set<string>;
  byFragment: boolean;
}

/**
 * True where a plan hands on every directive that the operation holds: each field is fetched as it is marked and no
 * otherwise, by itself or by the fragments around it; and the operation's own are those of every fetch.
 */
export function handsOn(plan: QueryPlan, document: DocumentNode, operationName: string | undefined): boolean {
  if (!hasMarks(document)) return true;
  const operation = operationOf(document, operationName);
  if (!operation) return false;
  if (operation.variableDefinitions?.some((v) => marks(v).length > 0)) return false;
  const wanted = new Map<string, Marked>();
  const fetched = new Map<string, Marked>();
  everyField(document, operation.selectionSet, '', [], wanted);
  const whole = marks(operation).sort().join();
  let everywhere = true;
  eachFetch(plan, (text, entities, at) => {
    const asked = parse(text, { noLocation: true });
    const fetch = operationOf(asked, undefined)!;
    if (marks(fetch).sort().join() !== whole) everywhere = false;
    const set = entities ? (fetch.selectionSet.selections[0] as FieldNode).selectionSet! : fetch.selectionSet;
    everyField(asked, set, at, [], fetched);
  });
  return (
    everywhere &&
    [...wanted].every(([path, { ways, byFragment }]) => {
      if (ways.size === 1 && ways.has('')) return true;
      // Which of several ways was forgotten could not be told.
      if (byFragment && ways.size > 1) return false;
      const told = fetched.get(path)?.ways;
      return told?.size === ways.size && [...ways].every((way) => told.has(way));
    })
  );
}

function eachFetch(plan: QueryPlan, tell: (text: string, entities: boolean, at: string) => void): void {
  const see = (node: PlanNode | undefined, at: string): void => {
    switch (node?.kind) {
      case 'Fetch':
        return tell(node.operation, node.requires !== undefined, at);
      case 'Flatten':
        return see(node.node, at + node.path.map((s) => (isName(s) ? `${s}.` : '')).join(''));
      case 'Sequence':
      case 'Parallel':
        return node.nodes.forEach((n) => see(n, at));
      case 'Condition':
        see(node.ifClause, at);
        return see(node.elseClause, at);
    }
  };
  if (plan.node?.kind === 'Subscription') {
    see(plan.node.primary, '');
    see(plan.node.rest, '');
  } else see(plan.node, '');
}

const isName = (step: string | number): boolean => step !== '@' && !String(step).startsWith('...');

/** Where types of one name differ, Apollo's planner fetches them apart and writes them back. */
const asAsked = (key: string): string => key.replace(/__alias_\d+$/, '');

function everyField(
  document: DocumentNode,
  set: SelectionSetNode,
  at: string,
  inForce: readonly string[],
  into: Map<string, Marked>,
): void {
  for (const node of set.selections) {
    if (node.directives?.some(rulesOut)) continue;
    if (node.kind !== Kind.FIELD) {
      const spread =
        node.kind === Kind.INLINE_FRAGMENT
          ? { selectionSet: node.selectionSet, own: [] }
          : spreadOf(document, node.name.value);
      if (spread) everyField(document, spread.selectionSet, at, [...inForce, ...marks(node), ...spread.own], into);
      continue;
    }
    // A type's name and the schema are the gateway's own to tell.
    if (node.name.value.startsWith('__')) continue;
    const path = at + asAsked((node.alias ?? node.name).value);
    const known = into.get(path) ?? { ways: new Set(), byFragment: false };
    known.ways.add([...inForce, ...marks(node)].sort().join());
    if (inForce.length > 0) known.byFragment = true;
    into.set(path, known);
    if (node.selectionSet) everyField(document, node.selectionSet, `${path}.`, [], into);
  }
}

function spreadOf(document: DocumentNode, name: string): { selectionSet: SelectionSetNode; own: string[] } | undefined {
  const fragment = document.definitions.find(
    (d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION && d.name.value === name,
  );
  return fragment && { selectionSet: fragment.selectionSet, own: marks(fragment) };
}

function rulesOut({ name, arguments: args }: DirectiveNode): boolean {
  const said = args?.[0]?.value;
  return (
    said?.kind === Kind.BOOLEAN && ((name.value === 'skip' && said.value) || (name.value === 'include' && !said.value))
  );
}

const operationOf = (document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined =>
  document.definitions.find(
    (d): d is OperationDefinitionNode =>
      d.kind === Kind.OPERATION_DEFINITION && (name === undefined || d.name?.value === name),
  );
