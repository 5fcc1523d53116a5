/** Metrics of one process, in Prometheus' text form. No label carries a person, a choice or a variable. */
import { collectDefaultMetrics, Registry } from 'prom-client';

export type Metrics = Registry;

export function createMetrics(service: string, withProcess = true): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  if (withProcess) collectDefaultMetrics({ register: registry });
  return registry;
}
