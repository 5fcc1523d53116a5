/** An upstream call as a span of its operation's trace: who was asked and how it ended, nothing of what was said. */
import type { Span, Tracer } from '@nghitruong/kit/traces';
import type { Admitted } from '../admission/admission.js';
import type { Send } from '../execution/plan.js';
import type { SubgraphCaller } from './caller.js';
import type { Identity } from './identity.js';

export function operationSpan(tracer: Tracer, { door, operation, correlationId }: Admitted): Span {
  return tracer.start(`${operation.kind} ${operation.name}`.trim(), 'SERVER', {
    'graphql.operation.type': operation.kind,
    'graphql.operation.name': operation.name,
    'nghitruong.door': door,
    'nghitruong.correlation': correlationId,
  });
}

export function tracedSend(tracer: Tracer, caller: SubgraphCaller, identity: Identity, parent: Span): Send {
  return async (call) => {
    const attributes = { 'nghitruong.subgraph': call.service, 'graphql.operation.type': call.kind };
    const span = tracer.start(call.service, 'CLIENT', attributes, parent.traceparent);
    const answer = await caller.call(call, { ...identity, traceparent: span.traceparent });
    span.end(!answer || Boolean(answer.errors?.length));
    return answer;
  };
}
