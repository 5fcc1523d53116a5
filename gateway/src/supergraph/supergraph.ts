/**
 * Supergraph: the file that is served now, and how the next one takes over.
 *
 * A generation is one supergraph with everything compiled under it. A new file
 * becomes a whole new generation first; only then it is the current one. What
 * runs keeps the generation it began with.
 *
 * Promises   a file that cannot be loaded changes nothing: logged, counted, and
 *            the good one goes on; no request ever waits for a swap.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buildASTSchema, parse, type GraphQLSchema } from 'graphql';
import type { Log } from '@nghitruong/kit/log';
import { Documents } from '../admission/documents.js';
import type { Limits } from '../admission/limits.js';
import type { GatewayMetrics } from '../metrics.js';
import { loadSupergraph, type PlannerChoice } from './planner.js';
import { servicesOf, type SubgraphService } from './services.js';

export interface Generation {
  /** First hex digits of the file's SHA-256. */
  readonly id: string;
  readonly sdl: string;
  readonly apiSchema: GraphQLSchema;
  readonly services: readonly SubgraphService[];
  readonly documents: Documents;
}

export type TakenOver = (generation: Generation) => void;

export class Supergraph {
  private now: Generation | undefined;
  private readonly listeners = new Set<TakenOver>();
  private loading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly limits: Limits,
    private readonly metrics: GatewayMetrics,
    private readonly log: Log,
    private readonly planner: PlannerChoice,
    /** Plans what is known to be asked, before the generation is anyone's. */
    private readonly prepare: (generation: Generation) => Promise<void> = () => Promise.resolve(),
  ) {}

  get current(): Generation {
    if (!this.now) throw new Error('no supergraph is loaded');
    return this.now;
  }

  /** Called after each take-over, the first included if it comes later. */
  onTakenOver(listener: TakenOver): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Throws where the first one is bad: there is nothing to go on with. Later ones are refused quietly. */
  async load(sdl: string): Promise<boolean> {
    const mine = this.loading.then(() => this.takeOver(sdl));
    this.loading = mine.catch(() => undefined);
    return mine;
  }

  async loadFile(file: string): Promise<boolean> {
    let sdl: string;
    try {
      sdl = await readFile(file, 'utf8');
    } catch (error) {
      if (!this.now) throw error;
      this.log.warn({ file, err: error }, 'the supergraph file cannot be read: the known one stays');
      return false;
    }
    return this.load(sdl);
  }

  private async takeOver(sdl: string): Promise<boolean> {
    const id = createHash('sha256').update(sdl).digest('hex').slice(0, 12);
    if (this.now?.id === id) return false;
    let generation: Generation;
    try {
      generation = await makeGeneration(id, sdl, this.limits, this.log, this.planner);
      await this.prepare(generation);
    } catch (err) {
      this.metrics.supergraph('refused');
      this.log.error({ err, supergraph: id, kept: this.now?.id }, 'a supergraph was refused: the known one stays');
      if (!this.now) throw err;
      return false;
    }
    this.now = generation;
    this.metrics.supergraph('taken');
    this.log.info({ supergraph: id, subgraphs: generation.services.map((s) => s.name) }, 'supergraph taken over');
    for (const listener of this.listeners) listener(generation);
    return true;
  }
}

async function makeGeneration(
  id: string,
  sdl: string,
  limits: Limits,
  log: Log,
  choice: PlannerChoice,
): Promise<Generation> {
  const document = parse(sdl, { noLocation: true });
  const services = servicesOf(document);
  if (services.length === 0) throw new Error('the file names no subgraph: it is not a supergraph');
  const { apiSchema, planner } = await loadSupergraph(sdl, log, choice);
  const supergraph = buildASTSchema(document, { assumeValidSDL: true });
  return { id, sdl, apiSchema, services, documents: new Documents({ apiSchema, supergraph, planner }, limits) };
}
