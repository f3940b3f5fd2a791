import type { Plan } from '../plan.ts';
import { alertGroup } from './alerts.ts';
import { metadataOf, selectorOf } from './meta.ts';

/** Tells the Prometheus Operator to scrape the exporters. */
export function serviceMonitor(plan: Plan) {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: metadataOf(plan, plan.name),
    spec: {
      namespaceSelector: { matchNames: [plan.own.namespace] },
      selector: { matchLabels: selectorOf(plan) },
      endpoints: [{ port: 'metrics', interval: '10s' }],
    },
  };
}

/** Alerts, for the same operator. */
export function prometheusRule(plan: Plan) {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: metadataOf(plan, plan.name),
    spec: { groups: [alertGroup(plan)] },
  };
}
