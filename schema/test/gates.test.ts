import { composeSdl, CompositionRefused, judge } from '../src/index.js';

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
  @link(url: "https://nghitruong.vn/spec/access/v1.0", import: ["@access"])
  @composeDirective(name: "@access")
directive @access(to: [String!]!) on OBJECT | INTERFACE | FIELD_DEFINITION
`;
const compose = (subgraphs: Record<string, string>) =>
  composeSdl(new Map(Object.entries(subgraphs).map(([name, sdl]) => [name, LINK + sdl])));
const reasons = (subgraphs: Record<string, string>): readonly string[] => {
  try {
    compose(subgraphs);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(CompositionRefused);
    return (error as CompositionRefused).reasons;
  }
};

describe('composition', () => {
  const one =
    'type Query { stone: Stone @access(to: ["EVERYONE"]) } type Stone @key(fields: "id") @access(to: ["EVERYONE"]) { id: ID! }';

  it('joins subgraphs by key', () => {
    const graph = compose({
      one,
      two: 'type Stone @key(fields: "id") @access(to: ["EVERYONE"]) { id: ID! weight: Int }',
    });
    expect(graph.api).toContain('weight: Int');
    expect(graph.supergraph).toContain('@access(to: ["EVERYONE"])');
  });
  it('refuses a field without an access rule', () => {
    expect(reasons({ one: 'type Query { stone: Int }' })).toEqual(['[one] Query.stone has no @access rule']);
  });
  it('refuses a field whose rules differ between subgraphs', () => {
    expect(
      reasons({ one, two: 'type Stone @key(fields: "id") @access(to: ["CHAIR"]) { id: ID! weight: Int }' }),
    ).toContain('Stone.id has different @access rules: one [EVERYONE], two [CHAIR]');
  });
  it('takes the rule on a field before the rule on its type', () => {
    expect(
      reasons({
        one,
        two: 'type Stone @key(fields: "id") @access(to: ["CHAIR"]) { id: ID! @access(to: ["EVERYONE"]) weight: Int }',
      }),
    ).toEqual([]);
  });
  it('names every reason at once', () => {
    expect(reasons({ one: 'type Query { stone: Int colour: Int }' })).toHaveLength(2);
  });
  it('refuses two subgraphs that answer one field without sharing it', () => {
    const said = reasons({
      one,
      two: 'type Query { stone: Stone @access(to: ["EVERYONE"]) } type Stone @key(fields: "id") @access(to: ["EVERYONE"]) { id: ID! }',
    });
    expect(said.join()).toMatch(/Query\.stone/);
  });
});

describe('the gate for breaking changes', () => {
  const accepted = 'type Query { stone: Stone } type Stone { id: ID! weight: Int }';
  const clean = { unannounced: [], stale: [], withoutReason: [] };

  it('lets additions pass', async () => {
    expect(
      await judge(
        accepted,
        'type Query { stone: Stone more: Int } type Stone { id: ID! weight: Int colour: String }',
        [],
      ),
    ).toEqual(clean);
  });
  it('refuses a removed field', async () => {
    const verdict = await judge(accepted, 'type Query { stone: Stone } type Stone { id: ID! }', []);
    expect(verdict.unannounced.map((c) => c.path)).toEqual(['Stone.weight']);
  });
  it('refuses a field that may be null now', async () => {
    const verdict = await judge(accepted, 'type Query { stone: Stone } type Stone { id: ID weight: Int }', []);
    expect(verdict.unannounced.map((c) => c.path)).toEqual(['Stone.id']);
  });
  it('lets an announced one pass', async () => {
    const announced = [{ path: 'Stone.weight', reason: 'never filled' }];
    expect(await judge(accepted, 'type Query { stone: Stone } type Stone { id: ID! }', announced)).toEqual(clean);
  });
  it('refuses an announcement without a reason, or of what does not happen', async () => {
    const announced = [
      { path: 'Stone.weight', reason: ' ' },
      { path: 'Stone.id', reason: 'x' },
    ];
    const verdict = await judge(accepted, 'type Query { stone: Stone } type Stone { id: ID! }', announced);
    expect(verdict.withoutReason).toHaveLength(1);
    expect(verdict.stale.map((a) => a.path)).toEqual(['Stone.id']);
  });
});
