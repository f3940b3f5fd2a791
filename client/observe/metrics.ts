import { Counter, Gauge, Histogram, type Registry, register } from 'prom-client';
import type { Handle } from './handle.ts';

export interface MetricsOptions {
  /** Default: prom-client's own registry. */
  registry?: Registry;
}

/**
 * Prometheus metrics of the clients, by the names given here: redis_client_up, redis_client_reconnects_total,
 * redis_client_queue_length and redis_failover_seconds, with the labels client and workload. Call it
 * once for a registry. Imported as redis-ha-client/metrics, so that only who wants it needs prom-client.
 */
export function collectMetrics(
  clients: Readonly<Record<string, { readonly ha: Handle }>>,
  options: MetricsOptions = {},
): void {
  const registers = [options.registry ?? register];
  const labelNames = ['client', 'workload'] as const;
  const states = () =>
    Object.entries(clients).map(([client, { ha }]) => {
      const state = ha.state();
      return { state, labels: { client, workload: state.workload } };
    });

  new Gauge({
    name: 'redis_client_up',
    help: '1 while the client is ready, else 0.',
    labelNames,
    registers,
    collect() {
      for (const { labels, state } of states()) this.set(labels, state.phase === 'ready' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'redis_client_queue_length',
    help: 'Commands given and not answered yet.',
    labelNames,
    registers,
    collect() {
      for (const { labels, state } of states()) this.set(labels, state.queueLength);
    },
  });
  new Counter({
    name: 'redis_client_reconnects_total',
    help: 'How often the connection was lost and came back.',
    labelNames,
    registers,
    collect() {
      this.reset();
      for (const { labels, state } of states()) this.inc(labels, state.reconnects);
    },
  });
  const failovers = new Histogram({
    name: 'redis_failover_seconds',
    help: 'From the loss of a connection to the first that was ready at another server.',
    labelNames,
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 30, 60],
    registers,
  });
  for (const [client, { ha }] of Object.entries(clients)) {
    const labels = { client, workload: ha.state().workload };
    ha.events.on('failover', ({ ms }) => failovers.observe(labels, ms / 1000));
  }
}
