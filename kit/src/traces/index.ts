/**
 * Traces on request: spans as OTLP over HTTP (JSON), for whoever set
 * OTEL_EXPORTER_OTLP_ENDPOINT. Nothing of it is loaded or made otherwise.
 *
 * Promises   a span holds names, kinds, outcomes and times: no document, no
 *            variable, no choice, no person. What is confidential is not traced
 *            at all. A collector that is slow or away costs a bounded queue,
 *            one warning, and never a request.
 * Odd part   the protocol is written by hand: it is one POST of one JSON object,
 *            and the library for it brings thirty packages.
 */
import { randomBytes } from 'node:crypto';
import type { Log } from '../log/index.js';

export const KINDS = { INTERNAL: 1, SERVER: 2, CLIENT: 3, CONSUMER: 5 } as const;
export type SpanKind = keyof typeof KINDS;

export interface Span {
  /** W3C Trace Context, for whoever is asked next. */
  readonly traceparent: string;
  end(failed?: boolean): void;
}

export interface Tracer {
  /** Without a parent, or with one that is none, a new trace begins. */
  start(name: string, kind: SpanKind, attributes: Readonly<Record<string, string>>, parent?: string): Span;
  /** A span below another process's; nothing where there is no such parent. */
  continue(name: string, kind: SpanKind, parent: string): Span | undefined;
  /** Sends what waits. */
  close(): Promise<void>;
}

export interface TracerOptions {
  /** The collector's base address; `/v1/traces` is added. */
  readonly endpoint: string;
  readonly service: string;
  readonly log: Log;
  readonly everyMs?: number;
}

const MAX_WAITING = 4_096;
const MAX_BATCH = 512;
const EVERY_MS = 1_000;
const DEADLINE_MS = 5_000;
const MAX_TEXT = 200;
const PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;
const NOBODY = /^0+$/;

interface Ended {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { key: string; value: { stringValue: string } }[];
  readonly status: { readonly code: number };
}

/** Who was before: trace and span; undefined for what is no traceparent. */
export function parentOf(traceparent: string | undefined): { traceId: string; spanId: string } | undefined {
  const [, traceId, spanId] = PARENT.exec(traceparent ?? '') ?? [];
  return traceId && spanId && !NOBODY.test(traceId) && !NOBODY.test(spanId) ? { traceId, spanId } : undefined;
}

const attributesOf = (given: Readonly<Record<string, string>>): Ended['attributes'] =>
  Object.entries(given).map(([key, value]) => ({ key, value: { stringValue: value.slice(0, MAX_TEXT) } }));

export function createTracer({ endpoint, service, log, everyMs = EVERY_MS }: TracerOptions): Tracer {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const resource = { attributes: attributesOf({ 'service.name': `nghitruong-${service}` }) };
  let waiting: Ended[] = [];
  let sending: Promise<void> | undefined;
  let lost = 0;
  // Durations by the monotonic clock, moments by the wall's: a corrected wall clock makes no negative span.
  const nano = (): bigint => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1_000)) * 1_000n;

  async function send(): Promise<void> {
    while (waiting.length > 0) {
      const spans = waiting.splice(0, MAX_BATCH);
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'nghitruong' }, spans }] }],
          }),
          signal: AbortSignal.timeout(DEADLINE_MS),
        });
        await response.body?.cancel();
        if (!response.ok) throw new Error(`status ${response.status}`);
        lost = 0;
      } catch (err) {
        // Said once, and again only after it had been well.
        if (lost === 0)
          log.warn({ err, collector: url }, 'traces cannot be delivered: they are dropped until it answers');
        lost += spans.length;
        return;
      }
    }
  }
  const flush = (): Promise<void> => (sending ??= send().finally(() => (sending = undefined)));
  const timer = setInterval(() => void flush(), everyMs).unref();

  const tracer: Tracer = {
    start(name, kind, attributes, parent) {
      const before = parentOf(parent);
      const traceId = before?.traceId ?? randomBytes(16).toString('hex');
      const spanId = randomBytes(8).toString('hex');
      const began = nano();
      let over = false;
      return {
        traceparent: `00-${traceId}-${spanId}-01`,
        end(failed = false) {
          if (over || waiting.length >= MAX_WAITING) return;
          over = true;
          waiting.push({
            traceId,
            spanId,
            ...(before && { parentSpanId: before.spanId }),
            name: name.slice(0, MAX_TEXT),
            kind: KINDS[kind],
            startTimeUnixNano: String(began),
            endTimeUnixNano: String(nano()),
            attributes: attributesOf(attributes),
            status: { code: failed ? 2 : 1 },
          });
        },
      };
    },
    continue: (name, kind, parent) => (parentOf(parent) ? tracer.start(name, kind, {}, parent) : undefined),
    async close() {
      clearInterval(timer);
      await flush();
      await flush();
    },
  };
  return tracer;
}
