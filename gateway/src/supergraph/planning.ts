/**
 * Planning: one supergraph's planner, in a thread of its own.
 *
 * Loading a supergraph and planning under it are the only long pieces of work
 * in the gateway (half a second of processor for the whole system's file); in a
 * thread they hold nobody up, and the planner's memory goes with it.
 *
 * Promises   what was asked is answered, in whatever order threads come and go:
 *            a thread at rest is started again by the next question, one that
 *            fails takes the questions it had with it and no more.
 * Odd part   sources are run by tests, which no thread can load: the thread is
 *            always the one that was built.
 */
import { Worker } from 'node:worker_threads';
import { GraphQLError } from 'graphql';
import { fault } from '@nghitruong/kit/errors';
import type { Log } from '@nghitruong/kit/log';
import { gatewayErrors } from '../errors.js';
import type { PlannerChoice } from './choice.js';
import type { Description, Planned } from './planner.js';

/** What a thread is begun with. */
export interface Task {
  readonly sdl: string;
  readonly choice: PlannerChoice;
  readonly level: string;
}

export interface Question {
  readonly id: number;
  readonly text: string;
  readonly operationName: string | undefined;
}

/** `plan` is JSON: plans hold nothing else, and text crosses cheapest. */
export type Told =
  | { readonly kind: 'loaded'; readonly description: Description }
  | { readonly kind: 'bad'; readonly why: string }
  | { readonly kind: 'planned'; readonly id: number; readonly plan: string }
  | { readonly kind: 'invalid' | 'refused' | 'failed'; readonly id: number; readonly why: string };

/** The supergraph is not one: as opposed to a thread that could not do its work. */
export class BadSupergraph extends Error {
  override readonly name = 'BadSupergraph';
}

/** How long a thread that nobody asks is kept. */
const IDLE_MS = 30_000;

const THREAD = require.resolve('@nghitruong/gateway/planning-thread');

interface Running {
  readonly worker: Worker;
  /** Rejects with BadSupergraph, or with what the thread failed of. */
  readonly loaded: Promise<Description>;
}

interface Waiting {
  resolve(planned: Planned): void;
  reject(error: Error): void;
}

export class PlanningThread {
  private running: Running | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private idle: NodeJS.Timeout | undefined;
  private retired = false;

  constructor(
    private readonly sdl: string,
    private readonly choice: PlannerChoice,
    private readonly log: Log,
  ) {}

  load(): Promise<Description> {
    return this.thread().loaded;
  }

  /** Rejects as a planner throws. */
  plan(text: string, operationName: string | undefined): Promise<Planned> {
    const { worker } = this.thread();
    const id = this.asked++;
    const answer = new Promise<Planned>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    // Whoever waits keeps the process; a thread alone does not.
    worker.ref();
    worker.postMessage({ id, text, operationName } satisfies Question);
    return answer;
  }

  /** Ends the thread if nobody waits for it; the next question starts another. */
  async rest(): Promise<void> {
    if (this.waiting.size > 0) return;
    clearTimeout(this.idle);
    const { running } = this;
    this.running = undefined;
    await running?.worker.terminate();
  }

  /** There is a newer supergraph: no thread is kept beyond what is asked. */
  retire(): Promise<void> {
    this.retired = true;
    return this.rest();
  }

  private thread(): Running {
    if (this.running) return this.running;
    const worker = new Worker(THREAD, {
      workerData: { sdl: this.sdl, choice: this.choice, level: this.log.level } satisfies Task,
      // What this process was started with is for this process: probes, loaders, flags.
      execArgv: [],
    });
    const loaded = new Promise<Description>((resolve, reject) => {
      worker.on('message', (told: Told) => {
        if (told.kind === 'loaded') {
          if (this.waiting.size === 0) worker.unref();
          resolve(told.description);
        } else if (told.kind === 'bad') reject(new BadSupergraph(told.why));
        else this.told(told, worker);
      });
      const gone = (error: Error): void => {
        reject(error);
        if (this.running?.worker !== worker) return;
        this.running = undefined;
        const left = [...this.waiting.values()];
        this.waiting.clear();
        for (const one of left) one.reject(error);
      };
      worker.once('error', gone);
      worker.once('exit', (code) => gone(new Error(`the planning thread ended (${code})`)));
    });
    // Whoever loads hears of it; a plan that waits is told by itself.
    loaded.catch(() => undefined);
    this.running = { worker, loaded };
    return this.running;
  }

  private told(told: Extract<Told, { id: number }>, worker: Worker): void {
    const one = this.waiting.get(told.id);
    this.waiting.delete(told.id);
    if (told.kind === 'planned') one?.resolve(JSON.parse(told.plan) as Planned);
    else if (told.kind === 'invalid') one?.reject(new GraphQLError(told.why));
    else if (told.kind === 'refused') one?.reject(fault(gatewayErrors, 'PLAN_REFUSED'));
    else one?.reject(new Error(told.why));
    if (this.waiting.size > 0) return;
    worker.unref();
    if (this.retired) return void this.rest();
    this.idle ??= setTimeout(() => void this.rest(), IDLE_MS).unref();
    this.idle.refresh();
  }
}
