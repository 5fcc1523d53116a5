/**
 * Trusted documents: the operations that the apps were built with, by the SHA-256 of their exact text.
 *
 * Files are read at start and again whenever they change, so an app that is
 * deployed beside a running gateway registers itself by its file.
 */
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Log } from '@nghitruong/kit/log';
import type { Documents } from './documents.js';

export const documentId = (text: string): string => hash('sha256', text);

export class TrustedDocuments {
  private readonly byFile = new Map<string, ReadonlyMap<string, string>>();

  constructor(private readonly log: Log) {}

  /** `id` in hex, without its prefix. */
  get(id: string): string | undefined {
    for (const documents of this.byFile.values()) {
      const text = documents.get(id);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  *all(): Iterable<readonly [id: string, text: string]> {
    for (const documents of this.byFile.values()) yield* documents;
  }

  /** Takes over a set under a name; an entry whose text does not have its id is refused. */
  set(name: string, documents: Readonly<Record<string, unknown>>): void {
    const taken = new Map<string, string>();
    for (const [id, text] of Object.entries(documents)) {
      const hex = id.replace(/^sha256:/, '');
      if (typeof text === 'string' && documentId(text) === hex) taken.set(hex, text);
      else
        this.log.warn({ file: name, id }, 'a trusted document does not have the id it is registered under: left out');
    }
    this.byFile.set(name, taken);
  }

  /**
   * Plans every document under a generation: the first ballot of a sitting does not wait for its plan. One is read
   * in each turn of the event loop, and none waits for another's plan. A document that no longer fits is told, and
   * refused when it is asked for.
   */
  async warm(documents: Documents): Promise<void> {
    const planning: Promise<void>[] = [];
    for (const [id, text] of this.all()) {
      const prepare = async (): Promise<void> => {
        try {
          await Promise.all(documents.get(id, text, true).operations.map((o) => o.prepare()));
        } catch (err) {
          this.log.warn(
            { documentId: id, why: (err as Error).message },
            'a trusted document does not fit the supergraph',
          );
        }
      };
      planning.push(prepare());
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(planning);
  }

  /** Reads a file; what cannot be read leaves what was known. */
  async read(file: string): Promise<void> {
    try {
      this.set(file, JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>);
      this.log.info({ file, documents: this.byFile.get(file)!.size }, 'trusted documents read');
    } catch (err) {
      this.log.warn({ file, err }, 'trusted documents could not be read: the known ones stay');
    }
  }
}
