/** A department's app registers what it will ask, on an edition that runs, and is told in both languages why not. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@nghitruong/kit/testing';
import { ask } from '../harness/client.js';
import { freshFolder, runCommand, startEdition, type StartedEdition } from '../harness/edition.js';

let edition: StartedEdition;
let folder: string;
beforeAll(async () => {
  edition = await startEdition();
  folder = freshFolder();
});
afterAll(() => edition?.end());

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const add = (...files: string[]) => runCommand(['documents', 'add', ...files, '--data', edition.data]);
const register = (): string => readFileSync(join(edition.data, 'documents.json'), 'utf8');
const sent = (documentId: string, variables = {}) =>
  ask<Record<string, unknown>>(edition.graph, '', variables, undefined, { body: { query: undefined, documentId } });

const DUE = `query OwnDue($body: ID!) { publicBody(id: $body) { name ...Own } }
  query OwnName($body: ID!) { publicBody(id: $body) { name } }`;
const OWN = `fragment Own on PublicBody { petitions(dueState: OVERDUE) { id title } }`;

test('its documents are served from the moment they are registered, each under the printed id', async () => {
  const asked = file('due.graphql', DUE);
  const fragments = file('own.graphql', OWN);
  const { code, out, err } = await add(asked, fragments);
  expect([code, err]).toEqual([0, '']);
  const ids = new Map([...out.matchAll(/✓ (sha256:[0-9a-f]{64}) query (\w+)/g)].map((m) => [m[2]!, m[1]!]));
  expect([...ids.keys()]).toEqual(['OwnDue', 'OwnName']);
  await eventually(async () => {
    const answer = await sent(ids.get('OwnDue')!, { body: 'so-tai-chinh' });
    return (
      answer.errors === undefined &&
      (answer.data!['publicBody'] as { name: string }).name === 'Sở Tài chính thành phố Hải Phòng'
    );
  });
  expect((await sent(ids.get('OwnName')!, { body: 'so-tai-chinh' })).data).toEqual({
    publicBody: { name: 'Sở Tài chính thành phố Hải Phòng' },
  });
  // What its spread brought along is in it, and a text of nobody is still refused.
  expect((await ask(edition.graph, '{ publicBody(id: "so-tai-chinh") { name } }')).errors).toMatchObject([
    { extensions: { code: 'DOCUMENT_NOT_ALLOWED' } },
  ]);
  const again = await add(asked, fragments);
  expect(again.out).toMatch(/known/);
  const listed = await runCommand(['documents', 'list', '--data', edition.data]);
  expect(listed.out).toBe(`${ids.get('OwnDue')} OwnDue\n${ids.get('OwnName')} OwnName\n`);
});

test.each([
  ['a field that there is not', 'query A { councils { wealth } }', /wealth/],
  [
    'what is too deep',
    `query A { ${'councils { edges { node { '.repeat(9)} id ${'} } } '.repeat(9)} }`,
    /depth|wealth|councils/,
  ],
  ['an operation without a name', '{ councils { edges { node { id } } } }', /has no name/],
  ['a fragment that nobody defines', 'query A { councils { ...Lost } }', /Lost/],
  ['what is no GraphQL', 'query {', /not GraphQL/],
  ['a file without an operation', OWN, /no operation/],
])('%s is refused with its reason in both languages, and nothing of the lot is registered', async (_, text, reason) => {
  const before = register();
  const good = file('good.graphql', 'query Good { councils { totalCount } }');
  const bad = file('bad.graphql', text);
  const { code, out, err } = await (text === OWN ? add(bad) : add(good, bad));
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(reason);
  expect(err).toMatch(/Chưa đăng ký gì/);
  expect(err).toMatch(/Nothing was registered/);
  expect(err).not.toMatch(/\n\s+at /);
  expect(register()).toBe(before);
});

test('a JSON file keeps its exact texts; an id that is not the text’s own is refused', async () => {
  const text = 'query   Spaced { councils { totalCount } }';
  const { createHash } = await import('node:crypto');
  const id = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  expect((await add(file('app.json', JSON.stringify({ [id]: text })))).out).toContain(`✓ ${id} query Spaced`);
  const wrong = await add(file('wrong.json', JSON.stringify({ [id]: `${text} ` })));
  expect(wrong.code).toBe(1);
  expect(wrong.err).toMatch(/không phải SHA-256 của văn bản[\s\S]*is not the SHA-256 of the text/);
});

test('a data folder that is not there is one sentence', async () => {
  const { code, err } = await runCommand(['documents', 'add', file('a.graphql', DUE), '--data', join(folder, 'none')]);
  expect([code, err]).toEqual([1, expect.stringMatching(/npm start[\s\S]*npm start/)]);
});
