/** The fetches of a plan, and what each of them asks. */
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  Kind,
  parse,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Path = readonly (string | number)[];

/** Each fetch of a plan, with the steps to where it works: response names, `@` for lists, and types. */
export function eachFetch(plan: QueryPlan, tell: (fetch: FetchNode, path: Path) => void): void {
  const see = (node: PlanNode | undefined, path: Path): void => {
    switch (node?.kind) {
      case 'Fetch':
        return tell(node, path);
      case 'Flatten':
        return see(node.node, [...path, ...node.path]);
      case 'Sequence':
      case 'Parallel':
        return node.nodes.forEach((n) => see(n, path));
      case 'Condition':
        see(node.ifClause, path);
        return see(node.elseClause, path);
    }
  };
  if (plan.node?.kind === 'Subscription') {
    see(plan.node.primary, []);
    see(plan.node.rest, []);
  } else see(plan.node, []);
}

/** The response names of a path, `a.b.`. */
export const namesOf = (path: Path): string =>
  path.map((step) => (step === '@' || String(step).startsWith('...') ? '' : `${step}.`)).join('');

/** What a fetch asks: at the root, or of the entities that it is told. */
export function askedBy(fetch: FetchNode): {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly selectionSet: SelectionSetNode;
} {
  const document = parse(fetch.operation, { noLocation: true });
  const operation = operationOf(document, undefined)!;
  const { selectionSet } = operation;
  const entities = fetch.requires && (selectionSet.selections[0] as FieldNode).selectionSet;
  return { document, operation, selectionSet: entities ?? selectionSet };
}

/** The operation of that name, or the first where no name is given. */
export const operationOf = (document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined =>
  document.definitions.find(
    (d): d is OperationDefinitionNode =>
      d.kind === Kind.OPERATION_DEFINITION && (name === undefined || d.name?.value === name),
  );
