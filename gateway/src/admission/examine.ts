/**
 * Examination: would this gateway serve that document? Asked before it is
 * registered, by the very checks that it will meet at the door: limits, the
 * API schema, the planners.
 */
import { createLog } from '@nghitruong/kit/log';
import { createMetrics } from '@nghitruong/kit/host';
import { Fault } from '@nghitruong/kit/errors';
import { createGatewayMetrics } from '../metrics.js';
import { Supergraph } from '../supergraph/supergraph.js';
import { defaultLimits, type Limits } from './limits.js';
import { documentId } from './trusted.js';

export interface Examined {
  /** SHA-256 of the text, in hex. */
  readonly id: string;
  readonly operations: readonly { readonly name: string; readonly kind: 'query' | 'mutation' | 'subscription' }[];
}

export interface Examiner {
  /** A Fault where the gateway would refuse it. */
  examine(text: string): Promise<Examined | Fault>;
}

/** Throws where the supergraph itself is not one. */
export async function createExaminer(
  supergraph: string | { readonly sdl: string },
  limits: Partial<Limits> = {},
): Promise<Examiner> {
  const log = createLog('documents', 'silent');
  const metrics = createGatewayMetrics(createMetrics('documents', false));
  const served = new Supergraph({
    limits: { ...defaultLimits, ...limits },
    metrics,
    log,
    planner: 'auto',
    prepare: () => Promise.resolve(),
    restAfterwards: false,
  });
  if (typeof supergraph === 'string') await served.loadFile(supergraph);
  else await served.load(supergraph.sdl);
  const { documents } = served.current;
  return {
    async examine(text) {
      const id = documentId(text);
      try {
        const { operations } = documents.get(id, text, true);
        for (const operation of operations) await operation.prepare();
        return { id, operations: operations.map(({ name, kind }) => ({ name, kind })) };
      } catch (error) {
        if (error instanceof Fault) return error;
        throw error;
      }
    },
  };
}
