/** Which runtime types a type condition admits, inaccessible types of the supergraph included. */
import { isAbstractType, isInterfaceType, type GraphQLSchema } from 'graphql';

/** For each interface and union, the names of all types that are one. */
export type Subtypes = ReadonlyMap<string, ReadonlySet<string>>;

export type TypeTest = (typename: unknown) => boolean;

export function subtypesOf(schema: GraphQLSchema): Subtypes {
  const subtypes = new Map<string, ReadonlySet<string>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type)) continue;
    const below = isInterfaceType(type) ? schema.getImplementations(type).interfaces : [];
    subtypes.set(type.name, new Set([...schema.getPossibleTypes(type), ...below].map((t) => t.name)));
  }
  return subtypes;
}

export function typeTest(subtypes: Subtypes, condition: string, whenUnknown = false): TypeTest {
  const admitted = new Set<unknown>();
  for (const one of condition.split('|')) {
    admitted.add(one);
    for (const below of subtypes.get(one) ?? []) admitted.add(below);
  }
  return (typename) => (typename === undefined || typename === null ? whenUnknown : admitted.has(typename));
}
