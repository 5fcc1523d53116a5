/** What runs: how many requests a plan makes, in which order, and what is left when something fails. */
import { startFederation, type Federation } from './fixtures/federation.js';

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({ upstream: { deadlineMs: 2_000 } });
});
afterAll(() => federation.stop());

const subgraphs = () => Object.values(federation.subgraphs);
beforeEach(() => {
  for (const s of subgraphs()) {
    s.calls.length = 0;
    s.hold = () => undefined;
  }
});
const calls = () => Object.fromEntries(subgraphs().map((s) => [s.name, s.calls.length]));

describe('requests', () => {
  it('makes one request of a ballot', async () => {
    const { data } = await federation.ask(
      'mutation Cast($pollId: ID!, $choice: Choice!) { castBallot(pollId: $pollId, choice: $choice) { ... on BallotReceipt { pollId choice press } ... on BallotRefused { reason vi en } } }',
      { pollId: 'q1', choice: 'AGAINST' },
    );
    expect(data).toEqual({ castBallot: { pollId: 'q1', choice: 'AGAINST', press: 1 } });
    expect(calls()).toEqual({ directory: 0, sessions: 1, petitions: 0 });
  });

  it('sends each entity once, wherever it stands', async () => {
    const { data } = await federation.ask('{ petitions(first: 8) { author { name } } }');
    expect((data!['petitions'] as unknown[]).length).toBe(8);
    const { representations } = federation.subgraphs.directory.calls[0]!.variables as {
      representations: { id: string }[];
    };
    expect(representations.map((r) => r.id)).toEqual([...new Set(representations.map((r) => r.id))]);
    expect(representations.length).toBeLessThan(8);
    for (const petition of data!['petitions'] as { author: { name: string } }[])
      expect(petition.author.name).toMatch(/^Đại biểu/);
  });

  it('asks one subgraph once for the entities of several places', async () => {
    const { data, errors } = await federation.ask(
      '{ petitions(first: 4) { author { name } unit { name } about { ... on Office { name budget } ... on Council { name seats } } } polls { leader { name nick } council { name } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      petitions: [
        { author: { name: 'Đại biểu «0»' }, unit: { name: 'Hải Phòng' }, about: { seats: 68 } },
        { about: { name: 'Sở Tài chính' } },
        {},
        {},
      ],
      polls: [{ leader: { nick: 'n0' } }, { leader: null }, {}],
    });
    expect(calls()).toEqual({ directory: 1, sessions: 1, petitions: 1 });
  });

  it('puts branches into step where that saves requests', async () => {
    await federation.ask(
      '{ body(id: "c1") { ... on Council { currentPoll { title council { name } } petitions { author { name } } } } }',
    );
    expect(calls()).toEqual({ directory: 2, sessions: 1, petitions: 1 });
  });

  it('does not ask for entities that are not there', async () => {
    const { data } = await federation.ask('{ unit(id: "none") { name petitions { title } } }');
    expect(data).toEqual({ unit: null });
    expect(calls()).toEqual({ directory: 1, sessions: 0, petitions: 0 });
  });

  it('does not ask at all for the schema or the names of types', async () => {
    const { data } = await federation.ask('{ __typename __type(name: "Unit") { name } }');
    expect(data).toEqual({ __typename: 'Query', __type: { name: 'Unit' } });
    expect(calls()).toEqual({ directory: 0, sessions: 0, petitions: 0 });
  });

  it('does not run the branch of a condition that does not hold', async () => {
    await federation.ask('query($p: Boolean!) { unit(id: "u0") { name petitions @include(if: $p) { title } } }', {
      p: false,
    });
    expect(calls()).toEqual({ directory: 1, sessions: 0, petitions: 0 });
  });

  it('keeps the text of literals as it was written, in combined documents too', async () => {
    const { data, errors } = await federation.ask(
      '{ petitions(first: 1) { author { name petitions { title } } } persons(ids: ["p0", "a  b\\n\\"c\\""]) { name } }',
    );
    expect(errors).toBeUndefined();
    expect(data!['persons']).toEqual([{ name: 'Đại biểu «0»' }, null]);
  });

  it('passes on the variables that a subgraph needs, and no others', async () => {
    await federation.ask(
      'query($id: ID!, $n: Int = 1, $x: Int) { person(id: $id) { name votes(first: $n) { choice } } petitions(first: $x) { id } }',
      { id: 'p0', x: 1 },
    );
    expect(federation.subgraphs.directory.calls[0]!.variables).toEqual({ id: 'p0' });
    expect(federation.subgraphs.petitions.calls[0]!.variables).toEqual({ x: 1 });
    expect(federation.subgraphs.sessions.calls[0]!.variables).toEqual({
      representations: [{ __typename: 'Person', id: 'p0' }],
    });
  });
});

describe('mutations', () => {
  it('runs in the order of the document, over several subgraphs', async () => {
    federation.world.entries.length = 0;
    const { data } = await federation.ask(
      'mutation { a: record(text: "một") { index } b: file(unitId: "u0", title: "hai") { index text } c: record(text: "ba") { index } d: file(unitId: "u0", title: "bốn") { index } }',
    );
    expect(federation.world.entries).toEqual(['một', 'hai', 'ba', 'bốn']);
    expect(data).toEqual({ a: { index: 1 }, b: { index: 2, text: 'u0/hai' }, c: { index: 3 }, d: { index: 4 } });
  });

  it('goes on after one that fails, and tells of that one', async () => {
    const { data, errors } = await federation.ask(
      'mutation { a: record(text: "bad") { index } b: file(unitId: "u0", title: "sau") { text } }',
    );
    expect(data).toEqual({ a: null, b: { text: 'u0/sau' } });
    expect(errors).toMatchObject([
      {
        path: ['a'],
        extensions: {
          code: 'INVALID_INPUT',
          vi: expect.stringContaining('không hợp lệ'),
          en: expect.stringContaining('not valid'),
        },
      },
    ]);
  });
});

describe('errors', () => {
  it('tells a refusal at its place, with code and both sentences', async () => {
    const { data, errors } = await federation.ask('{ bodies { ... on Council { members { name phone } } } }');
    expect(data).toMatchObject({ bodies: [{ members: [{ phone: null }, {}, {}, {}] }, { members: [] }, {}] });
    expect(errors![0]).toEqual({
      message: expect.stringContaining('không có quyền'),
      path: ['bodies', 0, 'members', 0, 'phone'],
      extensions: {
        code: 'FORBIDDEN',
        params: { what: 'Person.phone' },
        vi: expect.stringContaining('không có quyền'),
        en: expect.stringContaining('may not'),
      },
    });
  });

  it('tells an error of a shared entity at every place where it stands', async () => {
    const { data, errors } = await federation.ask(
      '{ a: person(id: "p3") { votes(first: 1) { strict } } petitions(first: 8) { author { id votes(first: 1) { strict } } } }',
    );
    expect(data!['a']).toEqual({ votes: null });
    const at = errors!.map((e) => e.path!.join('.'));
    expect(at).toContain('a.votes.0.strict');
    const places = (data!['petitions'] as { author: { id: string } }[]).flatMap((p, i) =>
      p.author.id === 'p3' ? [`petitions.${i}.author.votes.0.strict`] : [],
    );
    expect(at).toEqual(expect.arrayContaining(places));
  });

  it('lets null rise to the nearest place that allows it, with one error', async () => {
    const { data, errors } = await federation.ask('{ must grid unit(id: "u0") { name } }');
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['must'], extensions: { code: 'FORBIDDEN' } }]);
  });

  it('leaves no word of a subgraph’s own, and no name of a hidden field [hostile: inside-in-errors @ http]', async () => {
    const { data, errors } = await federation.ask('{ broken unit(id: "u0") { name } }');
    expect(data).toEqual({ broken: null, unit: { name: 'An Lư' } });
    expect(errors).toMatchObject([
      { path: ['broken'], extensions: { vi: expect.any(String), en: expect.any(String) } },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/ECONNREFUSED|10\.0\.0\.7|postgres|stack|127\.0\.0\.1/);
  });

  it('hides a value that callers may not see', async () => {
    const { data, errors } = await federation.ask('{ a: unit(id: "u2") { name kind } b: unit(id: "u1") { kind } }');
    expect(data).toEqual({ a: { name: 'Cát Hải', kind: null }, b: { kind: 'WARD' } });
    expect(errors).toMatchObject([{ path: ['a', 'kind'], extensions: { code: 'VALUE_INVALID' } }]);
    expect(JSON.stringify(errors)).not.toContain('SECRET');
  });

  it('tells of a null that no subgraph explains', async () => {
    const { data, errors } = await federation.ask('{ persons(ids: ["p0"]) { name } units { id share } }');
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ persons: [{ name: 'Đại biểu «0»' }] });
    const find = federation.world.find;
    (federation.world as { find: unknown }).find = (type: string, id: string) => (id === 'u1' ? null : find(type, id));
    const lost = await federation.ask('{ units { id share } hall { title } }');
    (federation.world as { find: unknown }).find = find;
    expect(lost.data).toBeNull();
    expect(lost.errors).toMatchObject([{ path: ['units', 2, 'share'], extensions: { code: 'NULL_NOT_ALLOWED' } }]);
  });
});

describe('a dead subgraph', () => {
  let without: Federation;
  beforeAll(async () => {
    without = await startFederation({ upstream: { deadlineMs: 2_000 } });
    await without.subgraphs.petitions.stop();
  });
  afterAll(() => without.stop());

  it('leaves null and one clear error, whatever else was asked of it', async () => {
    const { status, data, errors } = await without.ask(
      '{ a: person(id: "p0") { name votes(first: 1) { choice } } units { name label } b: unit(id: "u0") { label } }',
    );
    expect(status).toBe(200);
    expect(data).toMatchObject({ a: { name: 'Đại biểu «0»', votes: [{ choice: 'FOR' }] }, b: { label: null } });
    expect((data!['units'] as { label: null }[]).every((u) => u.label === null)).toBe(true);
    expect(errors).toHaveLength(1);
    expect(errors![0]).toMatchObject({
      extensions: {
        code: 'UNAVAILABLE',
        params: { service: 'petitions' },
        vi: expect.stringContaining('petitions'),
        en: expect.stringContaining('petitions'),
      },
    });
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONN|http/);
  });

  it('leaves null where it alone had the answer', async () => {
    const { data, errors } = await without.ask('{ unit(id: "u0") { name } petitions { title } }');
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['petitions'], extensions: { code: 'UNAVAILABLE' } }]);
  });

  it('never touches a vote', async () => {
    const { data, errors } = await without.ask(
      'mutation { castBallot(pollId: "q0", choice: FOR) { ... on BallotReceipt { choice } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ castBallot: { choice: 'FOR' } });
  });
});
