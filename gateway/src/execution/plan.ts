/**
 * The plan executor: Apollo's plan, compiled once into steps that run as they are.
 *
 * Promises   mutations' fetches in the order of the plan, one after the other;
 *            a fetch that fails leaves null and an error, and the rest goes on;
 *            a fetch whose entities are all missing is not sent.
 * Elsewhere  what stands side by side: arrange · what is sent and how the answer
 *            is merged: fetch, entities · what the caller sees of it: shape
 */
import type { ArrangedNode } from './arrange.js';
import { compileEntities } from './entities.js';
import { compileRootFetch } from './fetch.js';
import type { Failures } from './failures.js';
import type { Data } from './merge.js';
import type { Shape } from './shape.js';
import type { Subtypes } from './types.js';

/** One call to one subgraph, as the executor needs it made. */
export interface SubgraphCall {
  readonly service: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** The whole body. */
  readonly body: string;
}

export interface SubgraphAnswer {
  readonly data?: Data | null;
  readonly errors?: readonly unknown[];
}

/** Sends one call; undefined where no answer came in time (it has been logged by then). */
export type Send = (call: SubgraphCall) => Promise<SubgraphAnswer | undefined>;

/** One run of one operation. */
export interface Run {
  readonly data: Data;
  /** As the caller gave them: subgraphs coerce for themselves. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Coerced, defaults filled in: for conditions. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly failures: Failures;
  readonly shape: Shape;
  readonly send: Send;
}

export type Step = (run: Run) => Promise<void>;

const nothing: Step = () => Promise.resolve();

export interface PlanCompiler {
  /** With inaccessible types: what subgraphs tell each other may be hidden from callers. */
  readonly subtypes: Subtypes;
}

export function compilePlan(compiler: PlanCompiler, node: ArrangedNode | undefined): Step {
  switch (node?.kind) {
    case undefined:
      return nothing;
    case 'Root':
      return compileRootFetch(compiler.subtypes, node.fetch, node.path);
    case 'Entities':
      return compileEntities(compiler.subtypes, node.service, node.parts);
    case 'Sequence': {
      const steps = node.nodes.map((n) => compilePlan(compiler, n));
      return async (run) => {
        for (const step of steps) await step(run);
      };
    }
    case 'Parallel': {
      const steps = node.nodes.map((n) => compilePlan(compiler, n));
      return async (run) => {
        await Promise.all(steps.map((step) => step(run)));
      };
    }
    case 'Condition': {
      const yes = compilePlan(compiler, node.yes);
      const no = compilePlan(compiler, node.no);
      return (run) => (run.variables[node.variable] === true ? yes(run) : no(run));
    }
  }
}
