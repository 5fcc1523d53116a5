/** The seam between an edition and its parts: they run in this process, or each in its own. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NatsOptions } from '@nghitruong/kit/bus';
import type { Log } from '@nghitruong/kit/log';
import type { Route } from '@nghitruong/kit/server';
import type { DataFolder } from './data-folder.js';
import type { Part } from './parts.js';
import type { ProcessPart } from './processes.js';
import type { Progress } from './progress.js';

/** The URL of any role, its password derived from the folder's secret. */
export type DatabaseUrls = (role: string) => string;

/** What both shapes of an edition start from. */
export interface Shared {
  readonly folder: DataFolder;
  readonly urls: DatabaseUrls;
  readonly origin: string;
  readonly log: Log;
  readonly progress: Progress;
  readonly audience: string;
  /** A collector of traces. */
  readonly tracesTo?: string;
  /** Where each part is a process: what carries their hints instead of PostgreSQL. */
  readonly nats?: NatsOptions;
  /** Another issuer instead of the embedded one. */
  readonly issuer?: { readonly url: string; readonly jwks: string };
  /** How many sessions processes share the voting, where each part is a process. */
  readonly sessions: number;
  readonly parts: readonly Part[];
  /** The file that the gateway serves. */
  readonly supergraph: string;
  /** Files of trusted documents: those of our pages, and what departments registered. */
  readonly documents: readonly string[];
}
/** What an edition needs of its running parts, wherever they run. */
export interface Running {
  readonly routes: readonly Route[];
  readonly processes: readonly ProcessPart[];
  readonly ready: () => Promise<void>;
  /** Sends the viewers' sockets away, in order. */
  readonly leave: () => Promise<void>;
}

/** The trusted documents of our own pages. */
export const documents = (): string[] =>
  [join(dirname(require.resolve('@nghitruong/chamber/package.json')), 'dist', 'documents.json')].filter((f) =>
    existsSync(f),
  );
