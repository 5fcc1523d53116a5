/**
 * Spans of operations and of the events of channels, and upstream calls as spans below them: who was asked and how it
 * ended, nothing of what was said.
 */
import type { Span, SpanKind, Tracer } from '@nghitruong/kit/traces';
import type { Admitted } from '../admission/admission.js';
import type { Operation } from '../admission/documents.js';
import type { Send } from '../execution/plan.js';
import type { SubgraphCaller } from './caller.js';
import type { Identity } from './identity.js';

/** One event of a channel, however many watch it: from its arrival until its frames are handed to all of them. */
export interface TracedEvent {
  /** What completes the event is asked for below its span. */
  readonly send: Send;
  end(failed: boolean): void;
}

/** For the events of one channel; `service` is where they come from. */
export type TraceEvents = (operation: Operation, identity: Identity, service: string) => TracedEvent;

export const operationSpan = (tracer: Tracer, { door, operation, correlationId }: Admitted): Span =>
  start(tracer, operation, 'SERVER', { 'nghitruong.door': door, 'nghitruong.correlation': correlationId });

export const eventTraces =
  (tracer: Tracer, caller: SubgraphCaller): TraceEvents =>
  (operation, identity, service) => {
    const span = start(tracer, operation, 'CONSUMER', {
      'nghitruong.subgraph': service,
      ...(identity.correlationId && { 'nghitruong.correlation': identity.correlationId }),
    });
    return { send: tracedSend(tracer, caller, identity, span), end: (failed) => span.end(failed) };
  };

export function tracedSend(tracer: Tracer, caller: SubgraphCaller, identity: Identity, parent: Span): Send {
  return async (call) => {
    const attributes = { 'nghitruong.subgraph': call.service, 'graphql.operation.type': call.kind };
    const span = tracer.start(call.service, 'CLIENT', attributes, parent.traceparent);
    const answer = await caller.call(call, { ...identity, traceparent: span.traceparent });
    span.end(!answer || Boolean(answer.errors?.length));
    return answer;
  };
}

const start = (tracer: Tracer, { kind, name }: Operation, as: SpanKind, more: Readonly<Record<string, string>>): Span =>
  tracer.start(`${kind} ${name}`.trim(), as, {
    'graphql.operation.type': kind,
    'graphql.operation.name': name,
    ...more,
  });
