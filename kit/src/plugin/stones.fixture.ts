/** A plug-in that keeps every clause: the tests break it one clause at a time. */
import { Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Access, Connection, Edge } from '../federation/index.js';
import { CouncilRef } from '../obligation/index.js';
import type { SubgraphDefinition } from '../server/index.js';
import { definePlugin, type PluginDefinition } from './index.js';

@ObjectType('BoundaryStonesStone')
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class Stone {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { nullable: true })
  @Access('CHAIR')
  note?: string;
}
@ObjectType('BoundaryStonesEdge')
@Access('EVERYONE')
export class StoneEdge extends Edge(Stone) {}
@ObjectType('BoundaryStonesConnection')
@Access('EVERYONE')
export class StoneConnection extends Connection(StoneEdge) {}

@ObjectType('CouncilBoundaryStones')
@Access('EVERYONE')
export class CouncilStones {
  @Field(() => [Stone])
  stones!: Stone[];
}

@Resolver(() => CouncilRef)
export class StonesResolver {
  @Query(() => [Stone])
  @Access('EVERYONE')
  boundaryStones(): Stone[] {
    return [];
  }
  @Query(() => StoneConnection, { nullable: true })
  @Access('EVERYONE')
  boundaryStonesPage(): StoneConnection | null {
    return null;
  }
  @FieldResolver(() => CouncilStones, { nullable: true, name: 'boundaryStones' })
  ofCouncil(@Root() _council: CouncilRef): CouncilStones {
    return { stones: [] };
  }
}

export class Stones1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE stone (id uuid PRIMARY KEY)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stone');
  }
}

export const stonesSubgraph: SubgraphDefinition = {
  name: 'boundary-stones',
  owner: { schema: 'plugin_boundary_stones', entities: [], migrations: [Stones1700000000001] },
  source: { resolvers: [StonesResolver], orphanedTypes: [CouncilRef] },
  settings: {},
  errors: { BOUNDARY_STONES_LOST: { vi: 'Mốc đã mất.', en: 'The stone is lost.' } },
  wire: () => ({ instances: [new StonesResolver()], references: {} }),
};

export const stones = (over: Partial<PluginDefinition> = {}) =>
  definePlugin({
    name: 'boundary-stones',
    version: '1.0.0',
    kit: '^1.0.0',
    needs: [],
    subgraph: stonesSubgraph,
    ...over,
  });
