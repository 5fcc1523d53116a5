/** What the gateway counts. Labels name operations, services and doors; never a person, a variable or a choice. */
import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '@nghitruong/kit/host';
import type { Admitted } from './admission/admission.js';
import { Timings, type Labels, type Timing } from './timings.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** Where everybody names operations as they like: beyond this many names, the rest is one. */
const MAX_NAMES = 200;
/** No name of an operation has a hyphen. */
const AD_HOC = 'ad-hoc';

export type Outcome = 'ok' | 'errors' | 'refused' | 'unavailable';

export type Counted = Pick<Admitted, 'door' | 'trusted' | 'operation'>;

export interface GatewayMetrics {
  /** Begins a measurement; call what it gives with how it ended. */
  operation(of: Counted): (outcome: Outcome) => void;
  subgraphCall(service: string): (outcome: Outcome) => void;
  refused(door: string, code: string): void;
  supergraph(result: 'taken' | 'refused'): void;
  event(service: string, seconds: number): void;
  skipped(): void;
  /** A question that another one's answer was shared with. */
  shared(): void;
  watch(gauges: { sockets(): number; viewers(): number; upstreams(): number; documents(): number }): void;
}

/**
 * Operations of trusted documents always have their own names: they are as many as were registered. All others are
 * one, so that nobody's made-up names take the place of the pages'; unless `namesAdHoc`, where there are no others.
 */
export function createGatewayMetrics(registry: Metrics, namesAdHoc = false): GatewayMetrics {
  const registers = [registry];
  const timings = (name: string, help: string) => new Timings(name, help, SECONDS, registry);
  const operations = timings('gateway_operation_seconds', 'From admission to the text of the answer');
  const calls = timings('gateway_subgraph_seconds', 'One call to one subgraph');
  const events = timings('gateway_event_seconds', 'From an upstream event to its frames handed to the sockets');
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
  const shares = new Counter({
    name: 'gateway_shared_total',
    help: 'Queries answered together with the same query of the same caller',
    registers,
  });
  const names = new Set<string>();
  const nameOf = ({ trusted, operation: { name } }: Counted): string => {
    if (trusted) return name;
    if (!namesAdHoc) return AD_HOC;
    if (names.has(name)) return name;
    if (names.size >= MAX_NAMES) return 'other';
    names.add(name);
    return name;
  };
  /** One measurement, told under what it was of and how it ended. */
  const measurement = (places: Map<string, Timing>, all: Timings, labels: Labels) => {
    const started = performance.now();
    return (outcome: Outcome): void => {
      let place = places.get(outcome);
      if (!place) places.set(outcome, (place = all.of({ ...labels, outcome })));
      place.add((performance.now() - started) / 1000);
    };
  };
  const ofOperations = new Map<string, Map<string, Timing>>();
  const ofCalls = new Map<string, Map<string, Timing>>();
  const ofEvents = new Map<string, Timing>();
  const placesOf = (all: Map<string, Map<string, Timing>>, key: string): Map<string, Timing> => {
    let places = all.get(key);
    if (!places) all.set(key, (places = new Map()));
    return places;
  };
  return {
    operation(of) {
      const { door } = of;
      const { kind } = of.operation;
      const operation = nameOf(of);
      return measurement(placesOf(ofOperations, `${door} ${kind} ${operation}`), operations, { door, kind, operation });
    },
    subgraphCall: (subgraph) => measurement(placesOf(ofCalls, subgraph), calls, { subgraph }),
    refused: (door, code) => refusals.inc({ door, code }),
    supergraph: (result) => supergraphs.inc({ result }),
    event(subgraph, seconds) {
      let place = ofEvents.get(subgraph);
      if (!place) ofEvents.set(subgraph, (place = events.of({ subgraph })));
      place.add(seconds);
    },
    skipped: () => skips.inc(),
    shared: () => shares.inc(),
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
