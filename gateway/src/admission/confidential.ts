/**
 * Confidential operations: nothing that is logged or sent on says that one was asked.
 *
 * A secret ballot is cast by somebody at some moment; a correlation id beside
 * it in a log would join the two. Such an operation is sent without one, and
 * what fails on its way is logged without one.
 */
import { Kind, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** Root fields of which no correlation id is kept. */
export const CONFIDENTIAL_FIELDS: readonly string[] = ['castSecretBallot'];

/** The names of an operation's root fields, whatever they are called and however they are wrapped. */
export function rootFieldsOf(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): ReadonlySet<string> {
  const names = new Set<string>();
  const read = (set: SelectionSetNode): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) names.add(node.name.value);
      else {
        const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        if (inner) read(inner.selectionSet);
      }
    }
  };
  read(operation.selectionSet);
  return names;
}
