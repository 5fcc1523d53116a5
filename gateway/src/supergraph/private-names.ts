/**
 * Private names: a caller's own response name never stands where a planner puts a field of its own.
 *
 * Planners ask subgraphs for keys and requirements under the fields' own names.
 * A caller who asks `id: name`, or for `price` with other arguments than a
 * requirement does, wants something else under that very name; Apollo's planner
 * then gives the caller the planner's field, or the subgraph the caller's, and
 * says nothing. So such a field is planned and fetched under a name that no
 * caller can use, and written back under the caller's. A directive of a subgraph
 * may change what a field says: a document with any has all such fields so.
 *
 * Promises   decided within a document by response name and field name alone, so
 *            fields that merge before still merge after.
 */
import { Kind, visit, type DocumentNode } from 'graphql';
import { hasMarks } from './directives.js';
import type { Joins } from './joins.js';

/** The name under which a field is fetched, from the caller's response name and the field's name. */
export type PrivateName = (key: string, field: string) => string;

/** Under which names planners add fields of their own. */
export type Taken = Pick<Joins, 'added' | 'addedWithArguments'>;

/** Admission lets no alias of a caller begin with two underscores. */
const PREFIX = '__c_';

export function privateNames({ added, addedWithArguments }: Taken): (document: DocumentNode) => PrivateName {
  return (document) => {
    const asItself = hasMarks(document) ? added : addedWithArguments;
    return (key, field) => {
      const taken = key === field ? asItself.has(key) : added.has(key);
      return taken ? PREFIX + key : key;
    };
  };
}

export function withPrivateNames(document: DocumentNode, nameOf: PrivateName): DocumentNode {
  return visit(document, {
    Field(node) {
      const key = node.alias?.value ?? node.name.value;
      const fetched = nameOf(key, node.name.value);
      if (fetched !== key) return { ...node, alias: { kind: Kind.NAME, value: fetched } };
      // `name: name` is no alias; Hive's planner takes it for one and looks for the field under another name elsewhere.
      return node.alias?.value === node.name.value ? { ...node, alias: undefined } : undefined;
    },
  });
}
