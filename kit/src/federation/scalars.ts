/** Scalars of every subgraph: a calendar day, an instant, and nothing exotic. */
import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

/** A day without a time, `yyyy-MM-dd`; a string in TypeScript. */
export const DateScalar: GraphQLScalarType<string, string> = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  description: 'A calendar day, yyyy-MM-dd, in Vietnam (Asia/Ho_Chi_Minh).',
  specifiedByURL: undefined,
  extensions: {},
}) as GraphQLScalarType<string, string>;

/** An instant, ISO 8601 in UTC; a Date in TypeScript. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'An instant, ISO 8601 with its offset, stored and sent in UTC.',
  specifiedByURL: undefined,
  extensions: {},
});
