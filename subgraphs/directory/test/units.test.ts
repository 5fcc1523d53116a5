/** Units: the questions that must answer right from the real data, through the real port. */
import {
  createTestDatabase,
  startTestSubgraph,
  testContext,
  type TestDatabase,
  type TestSubgraph,
} from '@nghitruong/kit/testing';
import { directory, seedDirectory } from '../src/index.js';

let database: TestDatabase;
let subgraph: TestSubgraph;

beforeAll(async () => {
  database = await createTestDatabase([directory.owner]);
  await seedDirectory(await database.open(directory.owner), testContext());
  subgraph = await startTestSubgraph(directory, database);
});
afterAll(async () => {
  await subgraph?.stop();
  await database?.drop();
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- shapes are asserted by the expectations
async function ask(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const { data, errors } = await subgraph.ask(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

it('the code 11533 named three units, one after the other [R-ORG-12]', async () => {
  const { unitsByCode } = await ask(`{ unitsByCode(code: "11533") { code validFrom validTo unit { id name kind } } }`);
  expect(unitsByCode).toEqual([
    {
      code: '11533',
      validFrom: '2021-06-01',
      validTo: '2024-12-31',
      unit: { id: 'xa-an-lu', name: 'Xã An Lư', kind: 'COMMUNE' },
    },
    {
      code: '11533',
      validFrom: '2025-01-01',
      validTo: '2025-06-30',
      unit: { id: 'phuong-an-lu', name: 'Phường An Lư', kind: 'WARD' },
    },
    {
      code: '11533',
      validFrom: '2025-07-01',
      validTo: null,
      unit: { id: 'phuong-hoa-binh-hai-phong', name: 'Phường Hoà Bình', kind: 'WARD' },
    },
  ]);
});

it('Thuỷ Nguyên: district, then city, then the end of its level [R-ORG-11]', async () => {
  const { unit } = await ask(`{ unit(id: "huyen-thuy-nguyen") {
    name kind validTo level
    successors { date kind instrument confidence recorded
      to { id name kind validFrom validTo code parent { id }
        successors { date kind instrument recorded to { id } }
        predecessors { from { id } recorded } } } } }`);
  expect(unit).toEqual({
    name: 'Huyện Thuỷ Nguyên',
    kind: 'RURAL_DISTRICT',
    level: 'DISTRICT',
    validTo: '2024-12-31',
    successors: [
      {
        date: '2025-01-01',
        kind: 'RECLASSIFY',
        instrument: '1232/NQ-UBTVQH15',
        confidence: 'VERIFIED',
        recorded: 'RECORDED',
        to: {
          id: 'thanh-pho-thuy-nguyen',
          name: 'Thành phố Thuỷ Nguyên',
          kind: 'SUB_CITY',
          validFrom: '2025-01-01',
          validTo: '2025-06-30',
          code: '311',
          parent: { id: 'thanh-pho-hai-phong' },
          successors: [
            {
              date: '2025-07-01',
              kind: 'ABOLISH_LEVEL',
              instrument: '72/2025/QH15 Art 51.3; 202/2025/QH15',
              recorded: 'RECORDED',
              to: null,
            },
          ],
          predecessors: [{ from: { id: 'huyen-thuy-nguyen' }, recorded: 'RECORDED' }],
        },
      },
    ],
  });
});

it.each([
  ['2024-12-31', 217, 15],
  ['2025-01-01', 167, 15],
  ['2025-07-01', 114, 0],
])('on %s there were %d units of commune level and %d of district level', async (asOf, communes, districts) => {
  const data = await ask(
    `query ($asOf: Date!) {
      communes: unitCount(asOf: $asOf, kindGroup: COMMUNE) districts: unitCount(asOf: $asOf, kindGroup: DISTRICT)
      units(asOf: $asOf, level: COMMUNE, first: 1) { totalCount } unitLevels(asOf: $asOf) { id } }`,
    { asOf },
  );
  expect(data).toMatchObject({ communes, districts, units: { totalCount: communes } });
  expect(data.unitLevels.map((l: { id: string }) => l.id)).toEqual(
    districts ? ['CITY', 'DISTRICT', 'COMMUNE'] : ['CITY', 'COMMUNE'],
  );
});

it('a unit asked for before it began or after it ended is not there', async () => {
  const data = await ask(`{
    before: unit(id: "phuong-an-lu", asOf: "2024-12-31") { id } first: unit(id: "phuong-an-lu", asOf: "2025-01-01") { id }
    last: unit(id: "phuong-an-lu", asOf: "2025-06-30") { id } after: unit(id: "phuong-an-lu", asOf: "2025-07-01") { id }
    nobody: unit(id: "phuong-khong-co") { id } }`);
  expect(data).toEqual({
    before: null,
    first: { id: 'phuong-an-lu' },
    last: { id: 'phuong-an-lu' },
    after: null,
    nobody: null,
  });
});

it('a commune that simply continued is one unit, with one code and parent, across the year', async () => {
  const { unit } = await ask(`{ unit(id: "xa-hung-thang") { validFrom validTo successors { recorded }
    attributes { code validFrom validTo parent { id } } before: parent(asOf: "2020-01-01") { id } } }`);
  expect(unit).toEqual({
    validFrom: '2021-06-01',
    validTo: '2025-06-30',
    successors: [{ recorded: 'UNRECORDED' }],
    attributes: [{ code: '11809', validFrom: '2021-06-01', validTo: '2025-06-30', parent: { id: 'huyen-tien-lang' } }],
    before: null,
  });
});

it('what nobody recorded is UNRECORDED: neither the same code nor the same name is taken for a succession [R-ORG-12]', async () => {
  const data = await ask(`{
    code: unit(id: "phuong-an-lu") { successors { date kind recorded from { id } to { id } instrument } }
    name: unit(id: "phuong-hoa-binh") { code successors { recorded to { id } } }
    sameCodeAndName: unit(id: "phuong-luu-kiem") { code successors { recorded } }
    today: unit(id: "phuong-hoa-binh-hai-phong") { successors { recorded } predecessors { recorded date from { id } to { id } } } }`);
  expect(data.code.successors).toEqual([
    {
      date: '2025-07-01',
      kind: null,
      recorded: 'UNRECORDED',
      from: { id: 'phuong-an-lu' },
      to: null,
      instrument: null,
    },
  ]);
  expect(data.name).toEqual({ code: '11527', successors: [{ recorded: 'UNRECORDED', to: null }] });
  expect(data.sameCodeAndName).toEqual({ code: '11488', successors: [{ recorded: 'UNRECORDED' }] });
  expect(data.today).toEqual({
    successors: [],
    predecessors: [{ recorded: 'UNRECORDED', date: '2025-07-01', from: null, to: { id: 'phuong-hoa-binh-hai-phong' } }],
  });
});

it('a move to another district on the same day is recorded beside the re-classification', async () => {
  const { unit } = await ask(
    `{ unit(id: "xa-dai-ban") { parent { id } successors { kind confidence to { id parent { id } } } } }`,
  );
  expect(unit.parent).toEqual({ id: 'huyen-an-duong' });
  expect(unit.successors).toEqual([
    { kind: 'RECLASSIFY', confidence: 'DERIVED', to: { id: 'phuong-dai-ban', parent: { id: 'quan-hong-bang' } } },
    { kind: 'TRANSFER', confidence: 'VERIFIED', to: { id: 'phuong-dai-ban', parent: { id: 'quan-hong-bang' } } },
  ]);
});

it.each(['thuy nguyen', 'Thuỷ Nguyên', 'THỦY NGUYÊN', 'Thu\u0309y Nguye\u0302n', ' thủy  nguyên '])(
  'finds Thuỷ Nguyên by “%s” [ADM-9]',
  async (search) => {
    const { units } = await ask(
      `query ($search: String!) { units(asOf: "2024-12-31", search: $search) { edges { node { id } } } }`,
      { search },
    );
    expect(units.edges.map((e: { node: { id: string } }) => e.node.id)).toEqual(['huyen-thuy-nguyen']);
  },
);

it('finds by a whole code; a percent sign or a quote finds nothing; a text too long is refused in two languages', async () => {
  const search = `query ($search: String!) { units(asOf: "2025-01-01", search: $search) { edges { node { id } } } }`;
  expect((await ask(search, { search: '11533' })).units.edges).toEqual([{ node: { id: 'phuong-an-lu' } }]);
  for (const strange of ['%', '_', "' OR 1=1 --", '\\'])
    expect((await ask(search, { search: strange })).units.edges).toEqual([]);
  const { errors } = await subgraph.ask(search, { search: 'x'.repeat(100_000) });
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'SEARCH_TOO_LONG',
    vi: expect.stringContaining('100'),
    en: expect.stringContaining('100'),
  });
});

it('pages run through every unit once, in Vietnamese order [ADM-9]', async () => {
  const seen: { id: string; name: string }[] = [];
  let after: string | null = null;
  do {
    const { units } = await ask(
      `query ($after: String) { units(asOf: "2025-07-01", first: 50, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id name } } } }`,
      { after },
    );
    expect(units.totalCount).toBe(115);
    seen.push(...units.edges.map((e: { node: { id: string; name: string } }) => e.node));
    after = units.pageInfo.hasNextPage ? units.pageInfo.endCursor : null;
  } while (after);
  expect(new Set(seen.map((u) => u.id)).size).toBe(115);
  const names = seen.map((u) => u.name);
  expect(names).toEqual([...names].sort(new Intl.Collator('vi').compare));
});

it.each(['units(after: "bm90IGpzb24")', 'units(first: 5000)', 'units(first: 0)'])('%s is refused', async (field) => {
  const { errors } = await subgraph.ask(`{ ${field} { totalCount } }`);
  expect(errors?.[0]?.extensions?.['code']).toBe('INVALID_INPUT');
});

it('children of many parents come in one statement, each with its own page', async () => {
  const { unit } = await ask(
    `{ unit(id: "thanh-pho-hai-phong") { children(asOf: "2025-01-01", first: 20) { edges { node { id children(asOf: "2025-01-01", first: 200) { edges { node { id } } } } } } } }`,
  );
  const counts = unit.children.edges.map(
    (e: { node: { children: { edges: unknown[] } } }) => e.node.children.edges.length,
  );
  expect(counts).toHaveLength(15);
  expect(counts.reduce((a: number, b: number) => a + b)).toBe(167);
});

it('is found by reference, as the gateway asks', async () => {
  const { data } = await subgraph.ask(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on AdministrativeUnit { name } ... on PublicBody { name } ... on Delegate { cardNumber } } }`,
    {
      r: [
        { __typename: 'AdministrativeUnit', id: 'xa-an-lu' },
        { __typename: 'AdministrativeUnit', id: 'nowhere' },
        { __typename: 'Delegate', id: 'not a uuid' },
      ],
    },
  );
  expect(data).toEqual({ _entities: [{ name: 'Xã An Lư' }, null, null] });
});
