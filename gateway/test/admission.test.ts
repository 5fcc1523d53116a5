/** Who may ask what: documents, roles, limits, rate; the same at every door. */
import type { Grant } from '@nghitruong/kit/auth';
import { documentId } from '../src/admission/trusted.js';
import { listen } from './fixtures/event-stream.js';
import { atTheGateway, atTheSubgraphs } from './fixtures/doors.js';
import { startFederation, type Answer, type Federation } from './fixtures/federation.js';
import { Viewer } from './fixtures/viewer.js';

const TRUSTED = 'query Unit($id: ID!) { unit(id: $id) { name } }';
const ID = `sha256:${documentId(TRUSTED)}`;
const WATCH = 'subscription { ticks }';
const developer: Grant[] = [{ role: 'DEVELOPER' }];

const code = (a: Answer): unknown => a.errors?.[0]?.extensions?.['code'];

describe('trusted documents', () => {
  let federation: Federation;
  let plain: string;
  let dev: string;
  beforeAll(async () => {
    federation = await startFederation({
      adHoc: 'DEVELOPER',
      documents: [{ [ID]: TRUSTED, [`sha256:${documentId(WATCH)}`]: WATCH, [`sha256:${'0'.repeat(64)}`]: '{ must }' }],
    });
    plain = await federation.issuer.token({ sub: 'a', grants: [{ role: 'CHAIR', councilId: 'c1' }] });
    dev = await federation.issuer.token({ sub: 'd', grants: developer });
  });
  afterAll(() => federation.stop());
  const byId = (documentId: unknown, more: object = {}, headers: Record<string, string> = {}) =>
    federation.post(JSON.stringify({ documentId, variables: { id: 'u0' }, ...more }), headers);

  it('answers a registered document by its id, to anyone', async () => {
    expect((await byId(ID)).data).toEqual({ unit: { name: 'An Lư' } });
    expect((await byId(undefined, { query: '', extensions: { documentId: ID } })).data).toEqual({
      unit: { name: 'An Lư' },
    });
  });

  it('answers a registered document by its text as well', async () => {
    expect((await federation.ask(TRUSTED, { id: 'u0' })).data).toEqual({ unit: { name: 'An Lư' } });
  });

  test.each([`sha256:${'a'.repeat(64)}`, 'sha256:', 'toString', '__proto__', 'x'.repeat(5_000)])(
    'does not know %s',
    async (id) => {
      const answer = await byId(id);
      expect([answer.status, code(answer)]).toEqual([400, 'DOCUMENT_UNKNOWN']);
      expect(JSON.stringify(answer.errors).length).toBeLessThan(1_000);
    },
  );

  it('does not take one whose text has another id', async () => {
    expect(code(await byId(`sha256:${'0'.repeat(64)}`))).toBe('DOCUMENT_UNKNOWN');
  });

  it('does not let a known id cover another text [hostile: untrusted-document @ http]', async () => {
    expect(code(await byId(ID, { query: '{ must }' }))).toBe('BAD_REQUEST');
  });

  it('takes documents of one’s own from developers only [hostile: untrusted-document @ http]', async () => {
    const query = '{ unit(id: "u1") { name } }';
    expect(code(await federation.ask(query))).toBe('DOCUMENT_NOT_ALLOWED');
    const refused = await federation.ask(query, {}, { token: plain });
    expect([refused.status, code(refused)]).toEqual([403, 'DOCUMENT_NOT_ALLOWED']);
    expect((await federation.ask(query, {}, { token: dev })).data).toEqual({ unit: { name: 'Thuỷ Nguyên' } });
  });

  it('shows the schema to developers only [hostile: introspection @ http]', async () => {
    const schema = '{ __schema { types { name } } }';
    expect(code(await federation.ask(schema, {}, { token: plain }))).toBe('DOCUMENT_NOT_ALLOWED');
    const { data } = await federation.ask(schema, {}, { token: dev });
    expect(JSON.stringify(data)).toContain('"Unit"');
    expect(JSON.stringify(data)).not.toMatch(/join__|link__|hidden|_entities|_service/);
  });

  it('shows it to nobody else by a registered document either', async () => {
    const text = 'query Names { __schema { types { name } } }';
    const named = await startFederation({ adHoc: 'DEVELOPER', documents: [{ [`sha256:${documentId(text)}`]: text }] });
    const body = JSON.stringify({ documentId: `sha256:${documentId(text)}` });
    expect(code(await named.post(body))).toBe('DOCUMENT_NOT_ALLOWED');
    const token = await named.issuer.token({ sub: 'd', grants: developer });
    expect((await named.post(body, { authorization: `Bearer ${token}` })).data).toHaveProperty('__schema');
    await named.stop();
  });

  it('holds on sockets as well [hostile: introspection @ socket] [hostile: untrusted-document @ socket]', async () => {
    const viewer = await Viewer.open(federation);
    viewer.subscribe('schema', '{ __schema { types { name } } }');
    expect(await viewer.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'DOCUMENT_NOT_ALLOWED' } }],
    });
    viewer.subscribe('own', 'subscription Own { ticks }');
    expect(await viewer.next()).toMatchObject({
      id: 'own',
      type: 'error',
      payload: [{ extensions: { code: 'DOCUMENT_NOT_ALLOWED' } }],
    });
    viewer.send({
      id: 'known',
      type: 'subscribe',
      payload: { query: '', extensions: { documentId: `sha256:${documentId(WATCH)}` } },
    });
    await federation.ticks.subscribers(1);
    federation.ticks.emit({ ticks: 7 });
    expect(await viewer.next()).toEqual({ id: 'known', type: 'next', payload: { data: { ticks: 7 } } });
    viewer.close();
  });

  it('holds on event streams as well [hostile: introspection @ events] [hostile: untrusted-document @ events]', async () => {
    const url = `${federation.host.url}/graphql`;
    for (const query of [
      '{ __schema { types { name } } }',
      'subscription Own { ticks }',
      '{ unit(id: "u1") { name } }',
    ]) {
      const heard = await listen(url, JSON.stringify({ query }));
      expect([heard.status, heard.messages[0]!.errors![0]!.extensions!.code]).toEqual([403, 'DOCUMENT_NOT_ALLOWED']);
    }
    const covered = await listen(url, JSON.stringify({ documentId: ID, query: '{ must }' }));
    expect(covered.messages[0]!.errors![0]!.extensions!.code).toBe('BAD_REQUEST');
    const known = JSON.stringify({ documentId: `sha256:${documentId(WATCH)}` });
    const watching = listen(url, known, {}, (text) => text.includes('ticks'));
    await federation.ticks.subscribers(1);
    federation.ticks.emit({ ticks: 7 });
    expect((await watching).messages[0]).toEqual({ data: { ticks: 7 } });
    await federation.ticks.subscribers(0);
  });

  it('serves nothing else, even to developers, where settings say never', async () => {
    const never = await startFederation({ adHoc: 'NEVER' });
    const token = await never.issuer.token({ sub: 'd', grants: developer });
    expect(code(await never.ask('{ __typename }', {}, { token }))).toBe('DOCUMENT_NOT_ALLOWED');
    await never.stop();
  });
});

describe('limits', () => {
  let federation: Federation;
  beforeAll(async () => {
    federation = await startFederation({ limits: { bodyBytes: 2_000_000, messageBytes: 2_000_000 } });
  });
  afterAll(() => federation.stop());

  const nested = (depth: number): string =>
    `{ unit(id: "u0") ${'{ parent '.repeat(depth)} { name } ${'}'.repeat(depth)} }`;
  /** Every fragment spreads the next one twice: 2^30 selections in some 800 bytes. */
  const bomb = (): string =>
    `{ unit(id: "u0") { ...F0 } } ${Array.from({ length: 24 }, (_, i) => `fragment F${i} on Unit { a:parent{...F${i + 1}} b:parent{...F${i + 1}} }`).join(' ')} fragment F24 on Unit { id }`;
  /** The same without fields in between. */
  const flatBomb = (): string =>
    `{ unit(id: "u0") { ...F0 } } ${Array.from({ length: 30 }, (_, i) => `fragment F${i} on Unit { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F30 on Unit { id }`;

  test.each([
    ['deep nesting', nested(40), 'depth'],
    ['very deep nesting [hostile: deep-nesting @ http socket events subgraph]', nested(20_000), 'depth'],
    [
      'aliases',
      `{ ${Array.from({ length: 25 }, (_, i) => `u${i}: unit(id: "u0") { ${Array.from({ length: 4 }, (_, j) => `n${j}: name`).join(' ')} }`).join(' ')} }`,
      'aliases',
    ],
    [
      'five thousand aliases [hostile: aliases @ http socket events subgraph]',
      `{ ${Array.from({ length: 5_000 }, (_, i) => `u${i}: __typename`).join(' ')} }`,
      'tokens',
    ],
    [
      'fifty aliased mutations [hostile: aliased-mutations @ http socket events subgraph]',
      `mutation { ${Array.from({ length: 50 }, (_, i) => `m${i}: record(text: "x") { index }`).join(' ')} }`,
      'rootFields',
    ],
    ['a fragment bomb [hostile: fragment-bomb @ http socket events subgraph]', bomb(), 'depth'],
    ['a flat fragment bomb [hostile: fragment-bomb @ http socket events subgraph]', flatBomb(), 'selections'],
    ['one name again and again', `{ units { ${'name '.repeat(1_500)} } }`, 'repeats'],
    [
      'directives',
      `{ unit(id: "u0") { ${Array.from({ length: 20 }, () => 'name @include(if: true) @skip(if: false) @include(if: true) @skip(if: false)').join(' ')} } }`,
      'directives',
    ],
    [
      'ten thousand directives [hostile: directive-flood @ http socket events subgraph]',
      `{ unit(id: "u0") { name ${'@include(if: true) '.repeat(10_000)} } }`,
      'tokens',
    ],
    [
      'a list of everything in everything',
      `{ units { petitions { author { petitions { author { petitions { author { petitions { title } } } } } } } } }`,
      'cost',
    ],
  ])('refuses %s at once', async (_name, query, limit) => {
    const started = performance.now();
    const answer = await federation.ask(query);
    expect([answer.status, code(answer)]).toEqual([400, 'LIMIT_EXCEEDED']);
    expect(answer.errors![0]!.extensions!['params']).toMatchObject({ limit });
    for (const said of await atTheGateway(federation, query))
      expect([said.door, said.code]).toEqual([said.door, 'LIMIT_EXCEEDED']);
    for (const said of await atTheSubgraphs(federation, query))
      expect([said.door, said.code]).toEqual([said.door, 'GATEWAY_ONLY']);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('is not fooled by variables [hostile: huge-first @ http socket events]', async () => {
    const sized = await federation.ask(
      'query($n: Int!) { petitions(first: $n) { author { votes(first: $n) { poll { title } } } } }',
      { n: 100_000 },
    );
    expect([code(sized), sized.errors![0]!.extensions!['params']]).toMatchObject(['LIMIT_EXCEEDED', { limit: 'cost' }]);
    const doors = await atTheGateway(
      federation,
      'query($n: Int!) { petitions(first: $n) { author { votes(first: $n) { poll { title } } } } }',
      { n: 100_000 },
    );
    expect(doors.map((said) => [said.door, said.code])).toEqual([
      ['http', 'LIMIT_EXCEEDED'],
      ['socket', 'LIMIT_EXCEEDED'],
      ['events', 'LIMIT_EXCEEDED'],
    ]);
    const listed = await federation.ask('query($ids: [ID!]) { persons(ids: $ids) { name } }', {
      ids: Array.from({ length: 2_000 }, (_, i) => `p${i}`),
    });
    expect([code(listed), listed.errors![0]!.extensions!['params']]).toMatchObject([
      'LIMIT_EXCEEDED',
      { limit: 'listItems' },
    ]);
    const defaulted = await federation.ask(
      'query($n: Int = 100000) { petitions(first: $n) { author { votes(first: $n) { choice } } } }',
    );
    expect(code(defaulted)).toBe('LIMIT_EXCEEDED');
  });

  test.each([
    [
      'a circle of fragments [hostile: circular-fragments @ http socket events subgraph]',
      '{ unit(id: "u0") { ...A } } fragment A on Unit { parent { ...B } } fragment B on Unit { parent { ...A } }',
    ],
    [
      'a fragment of itself [hostile: circular-fragments @ http socket events subgraph]',
      '{ unit(id: "u0") { ...A } } fragment A on Unit { ...A }',
    ],
    ['a field that is not there [hostile: suggestions @ http socket events subgraph]', '{ unit(id: "u0") { nam } }'],
    ['a hidden field [hostile: inaccessible-field @ http socket events subgraph]', '{ unit(id: "u0") { hidden } }'],
    [
      '_entities [hostile: entities @ http socket events subgraph]',
      '{ _entities(representations: []) { __typename } }',
    ],
    ['_service [hostile: service @ http socket events subgraph]', '{ _service { sdl } }'],
    ['an alias that pretends to be a type', '{ unit(id: "u0") { __typename: name } }'],
    [
      'a variable of the gateway’s own',
      'query($representations: Int) { person(id: "p0") { votes(first: $representations) { choice } } }',
    ],
    ['no operation', 'fragment A on Unit { id }'],
    ['a type definition', 'type A { b: Int }'],
    ['half a document', '{ unit(id: "u0") {'],
    ['two operations and no name', 'query A { __typename } query B { __typename }'],
    ['a conflict of aliases', '{ unit(id: "u0") { a: name a: weight } }'],
  ])('refuses %s', async (_name, query) => {
    const answer = await federation.ask(query);
    expect([answer.status, code(answer)]).toEqual([400, 'DOCUMENT_INVALID']);
    for (const said of await atTheGateway(federation, query)) {
      expect([said.door, said.code]).toEqual([said.door, 'DOCUMENT_INVALID']);
      expect(said.text).not.toMatch(/Did you mean/);
    }
    for (const said of await atTheSubgraphs(federation, query)) {
      expect([said.door, said.code]).toEqual([said.door, 'GATEWAY_ONLY']);
      expect(said.text).not.toMatch(/Did you mean/);
    }
  });

  test.each([
    ['missing', {}],
    ['of another type', { id: { a: 1 } }],
    ['null', { id: null }],
  ])('refuses a variable that is %s', async (_name, variables) => {
    const answer = await federation.ask('query($id: ID!) { unit(id: $id) { name } }', variables);
    expect([answer.status, code(answer)]).toEqual([400, 'VARIABLES_INVALID']);
  });

  it('leaves no suggestions for a value either [hostile: suggestions @ http]', async () => {
    const answer = await federation.ask(
      'mutation($c: Choice!) { castBallot(pollId: "q0", choice: $c) { __typename } }',
      { c: 'FORR' },
    );
    expect(code(answer)).toBe('VARIABLES_INVALID');
    expect(JSON.stringify(answer.errors)).not.toMatch(/Did you mean|AGAINST/);
  });

  it('chooses an operation by its name', async () => {
    const query = 'query A { unit(id: "u0") { name } } query B { unit(id: "u1") { name } }';
    expect((await federation.ask(query, {}, { operationName: 'B' })).data).toEqual({ unit: { name: 'Thuỷ Nguyên' } });
    expect(code(await federation.ask(query, {}, { operationName: 'C' }))).toBe('DOCUMENT_INVALID');
  });

  it('is not worn out by a million different documents [hostile: plan-cache @ http]', async () => {
    for (let i = 0; i < 700; i++) await federation.ask(`{ a${i}: __typename }`);
    const text = await (await fetch(`${federation.host.url}/metrics`)).text();
    const kept = Number(/gateway_documents\{[^}]*\} (\d+)/.exec(text)![1]);
    expect(kept).toBeLessThanOrEqual(500);
  });
});

describe('rate', () => {
  it('counts by account, and everyone without one together', async () => {
    const federation = await startFederation({ limits: { perAccount: 3, anonymous: 10 } });
    const [a, b] = await Promise.all([federation.issuer.token({ sub: 'a' }), federation.issuer.token({ sub: 'b' })]);
    const ask = (token?: string) => federation.ask('{ __typename }', {}, token ? { token } : {});
    for (let i = 0; i < 3; i++) expect((await ask(a)).status).toBe(200);
    const refused = await ask(a);
    expect([refused.status, code(refused)]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect((await ask(b)).status).toBe(200);
    expect((await ask()).status).toBe(200);
    await federation.stop();
  });
});
