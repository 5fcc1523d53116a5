/**
 * `nghitruong documents`: a department's app registers what it will ask.
 *
 * Each operation of the given files becomes a document of its own, with the
 * fragments that it spreads, and is examined as the gateway would at its door.
 *
 * Promises   either all of them are registered or none; what was registered
 *            before stays; a running gateway takes them over by itself.
 * Odd        a JSON file keeps its exact texts: their ids are in an app that is
 *            built already.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createExaminer } from '@nghitruong/gateway';
import { Fault } from '@nghitruong/kit/errors';
import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, print, visit } from 'graphql';
import { REGISTERED, runningOn, Sentence } from './data-folder.js';

export interface Registration {
  readonly file: string;
  readonly name: string;
  readonly kind: string;
  /** `sha256:<hex>`: what the app sends. */
  readonly id: string;
  readonly known: boolean;
}
export interface Refusal {
  readonly file: string;
  readonly name: string;
  readonly vi: string;
  readonly en: string;
}

interface Candidate {
  readonly file: string;
  readonly name: string;
  readonly text: string;
  /** The id that its app was built with. */
  readonly expected?: string;
}

type Known = Record<string, string>;

function registeredIn(file: string): Known {
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8')) as Known;
}

export const listDocuments = (register: string): { readonly id: string; readonly name: string }[] =>
  Object.entries(registeredIn(register)).map(([id, text]) => ({ id, name: nameIn(text) }));

/** Where documents are registered: a file of TRUSTED_DOCUMENTS, or that of an edition's data folder. */
export function registerOf(flags: { data: string; to?: string }): string {
  if (flags.to) return resolve(flags.to);
  if (!existsSync(join(flags.data, 'secrets.json')))
    throw new Sentence(
      `Thư mục dữ liệu ${resolve(flags.data)} chưa có. Hãy chạy npm start trước, hoặc nêu tệp bằng --to.`,
      `There is no data folder ${resolve(flags.data)} yet. Run npm start first, or name a file with --to.`,
    );
  return join(resolve(flags.data), REGISTERED);
}

export async function addDocuments(
  files: readonly string[],
  flags: { data: string; plugins: readonly string[]; to?: string; supergraph?: string },
): Promise<{ readonly registered: readonly Registration[]; readonly refused: readonly Refusal[] }> {
  const register = registerOf(flags);
  const { candidates, refused } = candidatesOf(files);
  const supergraph = flags.supergraph ?? runningOn(flags.data)?.supergraph ?? (await supergraphAtRest(flags.plugins));
  const examiner = await createExaminer(supergraph);
  const known = registeredIn(register);
  const added: Known = {};
  const registered: Registration[] = [];
  for (const { file, name, text, expected } of candidates) {
    const examined = await examiner.examine(text);
    if (examined instanceof Fault) {
      const { vi, en } = examined.extensions as { vi: string; en: string };
      refused.push({ file, name, vi, en });
      continue;
    }
    const id = `sha256:${examined.id}`;
    if (expected !== undefined && expected !== id) {
      refused.push({
        file,
        name,
        vi: `Mã ${expected.slice(0, 20)}… không phải SHA-256 của văn bản (${id}). Hãy tạo lại tệp bằng công cụ dựng ứng dụng.`,
        en: `The id ${expected.slice(0, 20)}… is not the SHA-256 of the text (${id}). Write the file anew with the app’s build.`,
      });
      continue;
    }
    const [operation] = examined.operations;
    registered.push({ file, name: operation!.name || name, kind: operation!.kind, id, known: id in known });
    added[id] = text;
  }
  if (refused.length === 0) write(register, { ...known, ...added });
  return { registered, refused };
}

/** What an edition with these plug-ins would serve; loaded only where none runs. */
async function supergraphAtRest(plugins: readonly string[]): Promise<string | { readonly sdl: string }> {
  const [{ partsOf }, { servedSupergraph }] = await Promise.all([import('./parts.js'), import('./supergraph.js')]);
  return servedSupergraph(await partsOf(plugins));
}

/** Written beside and renamed over: a gateway that watches never reads half a file. */
function write(register: string, documents: Known): void {
  const beside = `${register}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(documents, null, 2)}\n`);
  renameSync(beside, register);
}

function candidatesOf(files: readonly string[]): { candidates: Candidate[]; refused: Refusal[] } {
  const candidates: Candidate[] = [];
  const refused: Refusal[] = [];
  const parsed: { file: string; document: DocumentNode }[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const path of files) {
    const file = basename(path);
    const refuse = (vi: string, en: string): void => void refused.push({ file, name: '', vi, en });
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      refuse('Không đọc được tệp. Hãy kiểm tra đường dẫn.', 'The file cannot be read. Check the path.');
      continue;
    }
    if (path.endsWith('.json')) {
      const texts = textsOf(text);
      if (!texts) refuse('Tệp JSON cần dạng {"sha256:…": "văn bản"}.', 'A JSON file holds {"sha256:…": "text"}.');
      for (const [expected, one] of Object.entries(texts ?? {}))
        candidates.push({ file, name: nameIn(one), text: one, expected });
      continue;
    }
    try {
      const document = parse(text);
      parsed.push({ file, document });
      for (const d of document.definitions) if (d.kind === Kind.FRAGMENT_DEFINITION) fragments.set(d.name.value, d);
    } catch (error) {
      const why = (error as Error).message;
      refuse(`Không phải GraphQL: ${why}`, `This is not GraphQL: ${why}`);
    }
  }
  for (const { file, document } of parsed) {
    const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
    for (const operation of operations) {
      const name = operation.name?.value ?? '';
      if (!name)
        refused.push({
          file,
          name,
          vi: 'Một thao tác không có tên. Hãy đặt tên: tên hiện trong nhật ký và số đo.',
          en: 'An operation has no name. Give it one: logs and metrics show it.',
        });
      else candidates.push({ file, name, text: print(withFragments(operation, fragments)) });
    }
  }
  if (candidates.length === 0 && refused.length === 0)
    refused.push({
      file: files.map((f) => basename(f)).join(', '),
      name: '',
      vi: 'Không có thao tác nào trong các tệp này.',
      en: 'There is no operation in these files.',
    });
  return { candidates, refused };
}

/** The operation with every fragment it needs, in one order for ever; one that nobody defines is the schema check's to tell. */
function withFragments(
  operation: DocumentNode['definitions'][number],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode {
  const needed = new Set<string>();
  const collect = (node: DocumentNode['definitions'][number]): void =>
    void visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (!fragment || needed.has(value)) return;
        needed.add(value);
        collect(fragment);
      },
    });
  collect(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...[...needed].sort().map((name) => fragments.get(name)!)] };
}

function textsOf(json: string): Known | undefined {
  try {
    const read = JSON.parse(json) as unknown;
    const sound =
      typeof read === 'object' &&
      read !== null &&
      !Array.isArray(read) &&
      Object.values(read).every((t) => typeof t === 'string');
    return sound ? (read as Known) : undefined;
  } catch {
    return undefined;
  }
}

const nameIn = (text: string): string => /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1] ?? '';
