/**
 * Operations: from the .graphql documents beside the pages to typed, trusted
 * documents.
 *
 * Writes src/graph/: `types.ts` (what each operation asks and answers),
 * `operations.ts` (its id, and nothing of its text: a page sends the id only)
 * and `documents.json` (id → the exact text, for the gateway).
 * The id is the SHA-256 of the operation with the fragments it uses.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, parse, print, validate, visit } from 'graphql';

const here = import.meta.dirname;
const schemaFile = join(here, '../../schema/api.graphql');
if (!existsSync(schemaFile)) throw new Error('schema/api.graphql is missing: run `npm run compose` first.');
const schemaText = readFileSync(schemaFile, 'utf8');
const schema = buildSchema(schemaText, { assumeValidSDL: true });

const files = readdirSync(join(here, 'src'), { recursive: true })
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => join('src', file))
  .sort();
const documents = files.map((location) => ({ location, document: parse(readFileSync(join(here, location), 'utf8')) }));
const definitions = documents.flatMap(({ document }) => document.definitions);
const fragments = new Map(definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION).map((d) => [d.name.value, d]));
const operations = definitions
  .filter((d) => d.kind === Kind.OPERATION_DEFINITION)
  .sort((a, b) => (a.name.value < b.name.value ? -1 : 1));

/** The operation with every fragment it needs, in one order for ever. */
function whole(operation) {
  const needed = new Set();
  const collect = (node) =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        if (needed.has(value)) return;
        const fragment = fragments.get(value);
        if (!fragment) throw new Error(`${operation.name.value} spreads ${value}, which no document defines.`);
        needed.add(value);
        collect(fragment);
      },
    });
  collect(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...[...needed].sort().map((name) => fragments.get(name))] };
}

const trusted = {};
let source =
  "/** Written by codegen.mjs. */\nimport type { Operation } from '@nghitruong/client';\nimport type * as types from './types.js';\n\nexport type * from './types.js';\n";
for (const operation of operations) {
  const document = whole(operation);
  const faults = validate(schema, document);
  if (faults.length > 0) throw new Error(`${operation.name.value}: ${faults.map((f) => f.message).join(' ')}`);
  const text = print(document);
  const id = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  trusted[id] = text;
  const name = operation.name.value;
  const kind = operation.operation[0].toUpperCase() + operation.operation.slice(1);
  source += `\nexport const ${name}: Operation<types.${name}${kind}, types.${name}${kind}Variables> = { id: '${id}', name: '${name}' };\n`;
}

const types = await codegen({
  filename: 'types.ts',
  documents,
  schema: parse(schemaText),
  schemaAst: schema,
  config: {
    scalars: { DateTime: 'string', Date: 'string', JSON: 'unknown' },
    enumsAsTypes: true,
    enumType: 'string-literal',
    skipTypename: true,
    useTypeImports: true,
    avoidOptionals: { field: true },
    immutableTypes: true,
  },
  plugins: [{ operations: {} }],
  pluginMap: { operations: typescriptOperations },
});

mkdirSync(join(here, 'src/graph'), { recursive: true });
writeFileSync(join(here, 'src/graph/types.ts'), `/** Written by codegen.mjs. */\n${types}`);
writeFileSync(join(here, 'src/graph/operations.ts'), source);
writeFileSync(join(here, 'src/graph/documents.json'), `${JSON.stringify(trusted, null, 2)}\n`);
console.log(`${operations.length} trusted documents from ${files.length} files`);
