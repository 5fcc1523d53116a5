/**
 * Supergraph: the file that is served now, and how the next one takes over.
 *
 * A generation is one supergraph with everything compiled under it. A new file
 * becomes a whole new generation first; only then it is the current one. What
 * runs keeps the generation it began with.
 *
 * Elsewhere  loading and planning, in a thread of their own: planning
 * Promises   a file that cannot be loaded changes nothing: logged, counted, and
 *            the good one goes on; no request ever waits for a swap.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '@nghitruong/kit/log';
import { Documents } from '../admission/documents.js';
import type { Limits } from '../admission/limits.js';
import type { GatewayMetrics } from '../metrics.js';
import { buildInTurns } from './building.js';
import type { PlannerChoice } from './choice.js';
import type { Description, Planner } from './planner.js';
import { BadSupergraph, PlanningThread } from './planning.js';
import { privateNames } from './private-names.js';
import type { SubgraphService } from './services.js';

export interface Generation {
  /** First hex digits of the file's SHA-256. */
  readonly id: string;
  readonly sdl: string;
  readonly apiSchema: GraphQLSchema;
  readonly services: readonly SubgraphService[];
  readonly documents: Documents;
  readonly planning: Planning;
}

/** What stands behind a generation's planner. */
export type Planning = Pick<PlanningThread, 'rest' | 'retire'>;

export type TakenOver = (generation: Generation) => void;

export interface SupergraphOptions {
  readonly limits: Limits;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  readonly planner: PlannerChoice;
  /** Plans what is known to be asked, before the generation is anyone's. */
  readonly prepare: (generation: Generation) => Promise<void>;
  /** No planner is held once that is done: whoever asks for something else wakes it. */
  readonly restAfterwards: boolean;
}

export class Supergraph {
  private now: Generation | undefined;
  private readonly listeners = new Set<TakenOver>();
  private loading: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SupergraphOptions) {}

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
      this.options.log.warn({ file, err: error }, 'the supergraph file cannot be read: the known one stays');
      return false;
    }
    return this.load(sdl);
  }

  private async takeOver(sdl: string): Promise<boolean> {
    const id = createHash('sha256').update(sdl).digest('hex').slice(0, 12);
    if (this.now?.id === id) return false;
    const { metrics, log, prepare, restAfterwards } = this.options;
    let generation: Generation | undefined;
    try {
      generation = await makeGeneration(id, sdl, this.options);
      await prepare(generation);
    } catch (err) {
      void generation?.planning.retire();
      metrics.supergraph('refused');
      log.error({ err, supergraph: id, kept: this.now?.id }, 'a supergraph was refused: the known one stays');
      if (!this.now) throw err;
      return false;
    }
    const before = this.now;
    this.now = generation;
    metrics.supergraph('taken');
    log.info({ supergraph: id, subgraphs: generation.services.map((s) => s.name) }, 'supergraph taken over');
    for (const listener of this.listeners) listener(generation);
    void before?.planning.retire();
    if (restAfterwards) void generation.planning.rest();
    return true;
  }

  async close(): Promise<void> {
    await this.loading;
    await this.now?.planning.retire();
  }
}

/** What is long is done by the thread; what must be built here is built in turns, so that nobody waits for all of it. */
async function makeGeneration(
  id: string,
  sdl: string,
  { limits, log, planner: choice }: SupergraphOptions,
): Promise<Generation> {
  const { api, services, subtypes, taken, plan, planning } = await startPlanning(sdl, choice, log);
  try {
    const apiSchema = await buildInTurns(api);
    const planner: Planner = { plan, nameOf: privateNames(taken) };
    const documents = new Documents({ apiSchema, subtypes, planner }, limits);
    return { id, sdl, apiSchema, services, documents, planning };
  } catch (error) {
    void planning.retire();
    throw error;
  }
}

interface Started extends Description {
  readonly plan: Planner['plan'];
  readonly planning: Planning;
}

async function startPlanning(sdl: string, choice: PlannerChoice, log: Log): Promise<Started> {
  const thread = new PlanningThread(sdl, choice, log);
  try {
    const description = await thread.load();
    return { ...description, plan: ({ text }, operationName) => thread.plan(text, operationName), planning: thread };
  } catch (err) {
    void thread.retire();
    if (err instanceof BadSupergraph) throw err;
    log.warn({ err }, 'no thread for planning could be started: it is done here, and a swap will be felt');
    const { loadSupergraph } = await import('./planner.js');
    const { describe, planner } = await loadSupergraph(sdl, log, choice);
    const nothing = (): Promise<void> => Promise.resolve();
    return { ...describe(), plan: planner.plan, planning: { rest: nothing, retire: nothing } };
  }
}
