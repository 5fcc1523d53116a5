/** Which runtime types a type condition admits, inaccessible types of the supergraph included. */
import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

export type TypeTest = (typename: unknown) => boolean;

export function typeTest(schema: GraphQLSchema, condition: string, whenUnknown = false): TypeTest {
  if (condition.includes('|')) {
    const any = condition.split('|').map((one) => typeTest(schema, one, whenUnknown));
    return (typename) => any.some((test) => test(typename));
  }
  const answers = new Map<string, boolean>();
  return (typename) => {
    if (typename === undefined || typename === null) return whenUnknown;
    if (typename === condition) return true;
    if (typeof typename !== 'string') return false;
    const known = answers.get(typename);
    if (known !== undefined) return known;
    const type = schema.getType(typename);
    const wanted = schema.getType(condition);
    const answer =
      isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
    // Type names come from subgraphs: only those of the schema are remembered.
    if (type) answers.set(typename, answer);
    return answer;
  };
}
