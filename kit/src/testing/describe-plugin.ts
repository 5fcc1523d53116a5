/**
 * The contract suite of plug-ins: `describePlugin(landClearance)` in a test file.
 *
 * Everything that every subgraph promises, and what a plug-in promises beyond
 * it: the clauses that are checked at start, and an answer for objects of its
 * hosts that it does not know.
 */
import { getNamedType, isLeafType, isObjectType } from 'graphql';
import { checkPlugin, loadPlugins, type Plugin } from '../plugin/index.js';
import { describeSubgraph, type DescribeSubgraphOptions } from './describe-subgraph.js';
import { runner } from './runner.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { startTestSubgraph, type TestSubgraph } from './test-subgraph.js';

export interface DescribePluginOptions extends DescribeSubgraphOptions {
  readonly kitVersion?: string;
}

export function describePlugin(plugin: Plugin, options: DescribePluginOptions = {}): void {
  const { describe, it, beforeAll, afterAll, expect } = runner();
  const kitVersion = options.kitVersion ?? '1.0.0';
  const subgraph = plugin.subgraph!;

  describeSubgraph(subgraph, options);

  describe(`plug-in ${plugin.name}`, () => {
    let database: TestDatabase;
    let running: TestSubgraph;
    beforeAll(async () => {
      database = await createTestDatabase([...(options.owners ?? []), subgraph.owner]);
      running = await startTestSubgraph(subgraph, database, { ...(options.env && { env: options.env }) });
    });
    afterAll(async () => {
      await running?.stop();
      await database?.drop();
    });

    it('keeps every clause that is checked at start', () => {
      checkPlugin(plugin, plugin.name, kitVersion);
    });

    it('is loaded where it is named, and only there', async () => {
      const importPlugin = async (): Promise<unknown> => ({ plugin: { ...plugin, needs: [] } });
      const loaded = await loadPlugins([plugin.name], { kitVersion, importPlugin });
      expect(loaded.map((p) => p.name)).toEqual([plugin.name]);
      expect(await loadPlugins([], { kitVersion, importPlugin })).toEqual([]);
    });

    it('answers for an object of a host that it does not know, without an error', async () => {
      const field = plugin.name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase());
      for (const type of Object.values(running.running.schema.getTypeMap())) {
        if (!isObjectType(type) || ['Query', 'Mutation', 'Subscription'].includes(type.name)) continue;
        const added = type.getFields()[field];
        if (!added) continue;
        const selection = isLeafType(getNamedType(added.type)) ? field : `${field} { __typename }`;
        const { errors } = await running.ask(
          `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type.name} { ${selection} } } }`,
          { r: [{ __typename: type.name, id: 'khong-co-that' }] },
        );
        expect(errors).toEqual(undefined);
      }
    });
  });
}
