/** Traces, loaded only where somebody asked for them: without an endpoint there is neither code nor work of it. */
import type { Log } from '../log/index.js';
import type { Tracer } from '../traces/index.js';
import type { Disposal } from './lifetime.js';

/** To be spread into the options of what is to be traced. */
export async function tracing(
  endpoint: string | undefined,
  service: string,
  disposal: Disposal,
  log: Log,
): Promise<{ readonly tracer?: Tracer }> {
  if (endpoint === undefined) return {};
  const { createTracer } = await import('../traces/index.js');
  return { tracer: disposal.add('traces', createTracer({ endpoint, service, log }), (t) => t.close()) };
}
