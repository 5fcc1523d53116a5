/**
 * Lists: Relay connections over a keyset, never an offset.
 *
 * A cursor is the sort key of the row it stands at, so a page is stable while
 * rows are added before it.
 */
import { ArgsType, ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { fault, kitErrors } from '../errors/index.js';
import { Access } from './access.js';

export const MAX_PAGE = 200;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many, 1 to 200; 50 where not given.' })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'Continue after this cursor.' })
  after?: string | null;
}

// Every subgraph has lists, so every subgraph has this type.
@ObjectType()
@Directive('@shareable')
@Access('EVERYONE')
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;
  @Field(() => Boolean)
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true })
  startCursor?: string;
  @Field(() => String, { nullable: true })
  endCursor?: string;
}

export interface Page<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
  totalCount?: number;
}

export const encodeCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every((k) => k === null || ['string', 'number'].includes(typeof k))
    )
      return key as never;
  } catch {
    // answered below, as any other cursor that is not ours
  }
  throw fault(kitErrors, 'INVALID_INPUT', {
    field: 'after',
    why: 'không phải con trỏ của danh sách này / not a cursor of this list',
  });
}

/** How many rows to read for these arguments: one more than asked, to know whether more follow. */
export function pageSize(args: PageArgs): number {
  const first = args.first ?? 50;
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw fault(kitErrors, 'INVALID_INPUT', { field: 'first', why: `1–${MAX_PAGE}` });
  }
  return first;
}

/** A page from rows of which one more than `first` was read. */
export function connectionFrom<T>(
  rows: readonly T[],
  args: PageArgs,
  keyOf: (row: T) => readonly (string | number | null)[],
  totalCount?: number,
): Page<T> {
  const first = pageSize(args);
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: encodeCursor(keyOf(node)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: args.after != null,
      ...(edges.length && { startCursor: edges[0]!.cursor, endCursor: edges.at(-1)!.cursor }),
    },
    ...(totalCount !== undefined && { totalCount }),
  };
}

/** The edge type of one node type: `@ObjectType('PetitionEdge') class … extends Edge(Petition)`. */
export function Edge<T extends object>(node: ClassType<T>) {
  @ObjectType({ isAbstract: true } as never)
  abstract class EdgeOf {
    @Field(() => String)
    cursor!: string;
    @Field(() => node)
    node!: T;
  }
  return EdgeOf;
}

/** The connection type of one edge type: `class PetitionConnection extends Connection(PetitionEdge)`. */
export function Connection<E extends object>(edge: ClassType<E>) {
  @ObjectType({ isAbstract: true } as never)
  abstract class ConnectionOf {
    @Field(() => [edge])
    edges!: E[];
    @Field(() => PageInfo)
    pageInfo!: PageInfo;
    @Field(() => Int, { nullable: true })
    totalCount?: number;
  }
  return ConnectionOf;
}
