/**
 * Writes docs/HOSTILE.md: what a hostile caller tries, at which surface, and the test that shows what it gets.
 *
 * A test is found by `[hostile: case @ surface …]` in its title, or in the
 * name of its row. A case without a test at one of its surfaces is an error,
 * and so is a test of a case or a surface that is not listed here: the page
 * cannot say what nothing shows.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, testFiles } from './test-files.mjs';

/** S1 reads or changes what is not the caller's · S2 stops a sitting · S3 tells the inside. */
const CASES = [
  [
    'fragment-bomb',
    'S2',
    'A few hundred bytes whose fragments multiply into millions of selections',
    'http socket events subgraph',
  ],
  ['circular-fragments', 'S2', 'Fragments that contain themselves', 'http socket events subgraph'],
  ['deep-nesting', 'S2', '20,000 levels of nesting', 'http socket events subgraph'],
  ['aliases', 'S2', '5,000 aliases', 'http socket events subgraph'],
  ['directive-flood', 'S2', 'Ten thousand directives on one field', 'http socket events subgraph'],
  ['aliased-mutations', 'S1', 'Fifty mutations in one document', 'http socket events subgraph'],
  ['huge-first', 'S2', 'A page of 100,000, told by a variable', 'http socket events'],
  ['batch', 'S2', 'A list of operations', 'http socket events'],
  ['plan-cache', 'S2', 'Ever new documents, to fill the memory with plans', 'http'],
  ['big-body', 'S2', 'A body of ten megabytes', 'http events subgraph'],
  ['big-message', 'S2', 'A message of a hundred megabytes', 'socket subgraph'],
  ['gzip-bomb', 'S2', 'A small text that unpacks to a large one', 'http socket events subgraph'],
  ['charset', 'S3', 'Other character sets, text that is no UTF-8', 'http socket events subgraph'],
  ['slow-loris', 'S2', 'Headers, bodies or greetings that come drop by drop, or never', 'http socket events subgraph'],
  ['many-subscriptions', 'S2', 'Ten thousand subscriptions on one socket or stream', 'socket events'],
  ['introspection', 'S3', 'The schema, by whoever is no developer', 'http socket events'],
  ['suggestions', 'S3', 'Misspelt names, for the “Did you mean …”', 'http socket events subgraph'],
  ['service', 'S3', '`_service { sdl }` from outside', 'http socket events subgraph'],
  ['entities', 'S1', '`_entities` from outside', 'http socket events subgraph'],
  ['inaccessible-field', 'S1', 'Fields that are hidden from the API', 'http socket events subgraph'],
  ['trace-headers', 'S3', 'Headers that ask for traces, plans, subgraph errors', 'http events'],
  [
    'inside-in-errors',
    'S3',
    'Faults, for addresses, statements and stacks in their messages',
    'http socket events subgraph',
  ],
  [
    'forged-token',
    'S1',
    '`alg: none`, HS256 by the public key, another key, audience, issuer, an old or changed token',
    'http socket events subgraph',
  ],
  ['forged-headers', 'S1', 'The inside’s own headers: signature, rights, correlation', 'http socket events subgraph'],
  ['expired-mid-socket', 'S1', 'A socket or an event stream that outlives its token', 'socket events'],
  ['revoked-mid-socket', 'S1', 'An account that is disabled while its socket or stream is open', 'http socket events'],
  ['untrusted-document', 'S2', 'A document of one’s own, or one behind a known id', 'http socket events'],
  ['mutation-by-socket', 'S1', 'A mutation on a socket or an event stream', 'socket events'],
  ['foreign-origin', 'S1', 'A stranger’s page', 'http socket events'],
  ['csrf-form', 'S1', 'A form of a stranger’s page', 'http'],
  ['csrf-get', 'S1', 'A link or an image of a stranger’s page', 'http'],
  ['other-council-ids', 'S1', 'Every role of another council, on every id argument of the API', 'http'],
  [
    'protected-by-fragment',
    'S1',
    'Protected fields by interfaces, fragments, aliases and conditions',
    'http socket events',
  ],
  ['protected-by-reference', 'S1', 'Protected fields by entity references, every role at every field', 'subgraph'],
  ['requires-injection', 'S1', 'Inputs of `@requires` that the caller makes up', 'subgraph'],
  ['protected-by-stream', 'S1', 'Protected fields in a subscription’s payload', 'http socket events'],
  ['error-path', 'S3', 'Values in the paths and places of errors', 'http socket events'],
  ['shared-answer', 'S1', 'What somebody else asks in the same moment, for the answer of theirs', 'http'],
  ['stranger-stream', 'S1', 'A stream asked of a subgraph past the gateway', 'subgraph'],
  ['secret-cast-in-log', 'S1', 'A secret ballot’s correlation id in a log, after a failure', 'http'],
];
const SURFACES = ['http', 'socket', 'events', 'subgraph'];

const LITERAL = /(['"`])((?:\\.|(?!\1)[^\\\n])*\[hostile: [^\]\n]+\])\1/g;
const TAG = /\s*\[hostile: ([a-z-]+) @ ([a-z ]+)\]/g;

/** @returns {Map<string, string[]>} `case surface` → what shows it */
function shown() {
  const found = new Map(CASES.flatMap(([id, , , surfaces]) => surfaces.split(' ').map((s) => [`${id} ${s}`, []])));
  const wrong = [];
  for (const file of testFiles()) {
    for (const [, , literal] of readFileSync(join(root, file), 'utf8').matchAll(LITERAL)) {
      const said = literal
        .replaceAll(TAG, '')
        .replace(/^%s /, '')
        .replace(/\\(['"`])/g, '$1')
        .replaceAll('|', '\\|')
        .replace(/[[\]]/g, '');
      for (const [, id, surfaces] of literal.matchAll(TAG))
        for (const surface of surfaces.split(' ')) {
          const at = found.get(`${id} ${surface}`);
          if (at) at.push(`[${said}](../${file})`);
          else wrong.push(`${file}: ${id} @ ${surface} is not on the list`);
        }
    }
  }
  for (const [key, tests] of found) if (tests.length === 0) wrong.push(`no test shows ${key.replace(' ', ' @ ')}`);
  if (wrong.length) throw new Error(wrong.join('\n'));
  return found;
}

export function hostilePage() {
  const found = shown();
  const rows = [...CASES]
    .sort((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0))
    .map(
      ([id, severity, text]) =>
        `| ${severity} | ${text} | ${SURFACES.map((s) => [...new Set(found.get(`${id} ${s}`) ?? [])].join('<br>') || '–').join(' | ')} |`,
    );
  return `# The hostile list

What somebody tries who means no good, at the gateway’s HTTP, at its sockets, at its event streams (SSE) and at every subgraph’s own port, and the test that shows what they get. Generated by \`node test/documents/hostile.mjs\` from the titles of the tests; a test compares, and fails where a case has no test at one of its surfaces. “–” is a surface that the case does not have. How to report another, and what is known to be weak: [SECURITY.md](../SECURITY.md).

${CASES.length} cases, ${found.size} places.

| severity | what it would be, if it worked |
|---|---|
| S1 | somebody reads, changes or votes what is not theirs |
| S2 | a sitting is held up |
| S3 | the inside is told: schema, addresses, statements |

| | what is tried | gateway, HTTP | gateway, socket | gateway, event stream | a subgraph’s port |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv.includes('--print')) process.stdout.write(hostilePage());
  else writeFileSync(join(root, 'docs/HOSTILE.md'), hostilePage());
}
