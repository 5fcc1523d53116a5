import 'reflect-metadata';
import { Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { PublicBodyRef } from '../obligation/index.js';
import { Access, Connection, Edge, printSubgraph } from './index.js';

@ObjectType()
@Directive('@key(fields: "id")')
@Access('EVERYONE')
class Stone {
  @Field(() => ID)
  id!: string;
  @Field(() => PublicBodyRef)
  owner!: PublicBodyRef;
}
@ObjectType('StoneEdge')
@Access('EVERYONE')
class StoneEdge extends Edge(Stone) {}
@ObjectType('StoneConnection')
@Access('EVERYONE')
class StoneConnection extends Connection(StoneEdge) {}

@Resolver(() => PublicBodyRef)
class OneResolver {
  @Query(() => StoneConnection)
  @Access('EVERYONE')
  stones(): unknown {
    return undefined;
  }
  @FieldResolver(() => [Stone])
  stonesOwned(@Root() _body: PublicBodyRef): Stone[] {
    return [];
  }
}
@Resolver(() => PublicBodyRef)
class OtherResolver {
  @Query(() => PublicBodyRef)
  @Access('EVERYONE')
  someBody(): PublicBodyRef {
    return { id: 'x' };
  }
  @FieldResolver(() => String)
  motto(@Root() _body: PublicBodyRef): string {
    return '';
  }
}

describe('subgraphs built in one process', () => {
  const bodyOf = (sdl: string): string => /type PublicBody [^}]*\}/.exec(sdl)![0];

  it('add their own fields to a shared reference, and no other subgraph’s', () => {
    const first = printSubgraph({ resolvers: [OneResolver] });
    const second = printSubgraph({ resolvers: [OtherResolver] });
    expect(bodyOf(first)).toContain('stonesOwned');
    expect(bodyOf(first)).not.toContain('motto');
    expect(bodyOf(second)).toContain('motto');
    expect(bodyOf(second)).not.toContain('stonesOwned');
  });

  it('print the same however often and in whatever order they are built', () => {
    const before = printSubgraph({ resolvers: [OneResolver] });
    printSubgraph({ resolvers: [OtherResolver] });
    expect(printSubgraph({ resolvers: [OneResolver] })).toBe(before);
  });

  it('offer a reference’s key for entering and share the page type', () => {
    const sdl = printSubgraph({ resolvers: [OneResolver] });
    expect(bodyOf(sdl)).toContain('@key(fields: "id")');
    expect(sdl).toMatch(/type PageInfo[^{]*@shareable/);
    expect(sdl).toMatch(/type StoneConnection/);
  });
});
