/** What the gateway counts. Labels name operations, services and doors; never a person, a variable or a choice. */
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Metrics } from '@nghitruong/kit/server';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** Ad-hoc documents name their operations as they like: beyond this many names, the rest is one. */
const MAX_NAMES = 200;

export type Outcome = 'ok' | 'errors' | 'refused' | 'unavailable';

export interface GatewayMetrics {
  /** Begins a measurement; call what it gives with how it ended. */
  operation(door: string, kind: string, name: string): (outcome: Outcome) => void;
  subgraphCall(service: string): (outcome: Outcome) => void;
  refused(door: string, code: string): void;
  supergraph(result: 'taken' | 'refused'): void;
  event(service: string, seconds: number): void;
  skipped(): void;
  watch(gauges: { sockets(): number; viewers(): number; upstreams(): number; documents(): number }): void;
}

export function createGatewayMetrics(registry: Metrics): GatewayMetrics {
  const registers = [registry];
  const operations = new Histogram({
    name: 'gateway_operation_seconds',
    help: 'From admission to the text of the answer',
    labelNames: ['door', 'kind', 'operation', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const calls = new Histogram({
    name: 'gateway_subgraph_seconds',
    help: 'One call to one subgraph',
    labelNames: ['subgraph', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const events = new Histogram({
    name: 'gateway_event_seconds',
    help: 'From an upstream event to its frames handed to the sockets',
    labelNames: ['subgraph'],
    buckets: SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: 'gateway_refused_total',
    help: 'Operations refused at the door',
    labelNames: ['door', 'code'],
    registers,
  });
  const supergraphs = new Counter({
    name: 'gateway_supergraph_total',
    help: 'Supergraph files taken over or refused',
    labelNames: ['result'],
    registers,
  });
  const skips = new Counter({
    name: 'gateway_states_skipped_total',
    help: 'States that a slow viewer was spared',
    registers,
  });
  const names = new Set<string>();
  const nameOf = (name: string): string => {
    if (names.has(name)) return name;
    if (names.size >= MAX_NAMES) return 'other';
    names.add(name);
    return name;
  };
  return {
    operation(door, kind, name) {
      const started = performance.now();
      return (outcome) =>
        operations.observe({ door, kind, operation: nameOf(name), outcome }, (performance.now() - started) / 1000);
    },
    subgraphCall(subgraph) {
      const started = performance.now();
      return (outcome) => calls.observe({ subgraph, outcome }, (performance.now() - started) / 1000);
    },
    refused: (door, code) => refusals.inc({ door, code }),
    supergraph: (result) => supergraphs.inc({ result }),
    event: (subgraph, seconds) => events.observe({ subgraph }, seconds),
    skipped: () => skips.inc(),
    watch(gauges) {
      const gauge = (name: string, help: string, read: () => number): void => {
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(read());
          },
        });
      };
      gauge('gateway_sockets', 'Open sockets', gauges.sockets);
      gauge('gateway_viewers', 'Running subscriptions of viewers', gauges.viewers);
      gauge('gateway_upstreams', 'Subscriptions at subgraphs', gauges.upstreams);
      gauge('gateway_documents', 'Documents kept', gauges.documents);
    },
  };
}
