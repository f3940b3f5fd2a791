import { tracingChannel } from 'node:diagnostics_channel';
import { Counter, Gauge, Histogram, type Registry, register } from 'prom-client';
import type { Handle } from './handle.ts';

export interface MetricsOptions {
  /** Default: prom-client's own registry. */
  registry?: Registry;
}

/**
 * Prometheus metrics of the clients, by the names given here: redis_client_up, redis_client_reconnects_total,
 * redis_client_queue_length, redis_failover_seconds and redis_commands_rejected_total (with `reason`), with the labels client
 * and workload; and redis_command_duration_seconds by command. Call it once for a registry. Imported as
 * redis-ha-client/metrics, so that only who wants it needs prom-client.
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
  const rejections = new Counter({
    name: 'redis_commands_rejected_total',
    help: 'Commands that were rejected, by reason.',
    labelNames: [...labelNames, 'reason'],
    registers,
  });
  for (const [client, { ha }] of Object.entries(clients)) {
    const labels = { client, workload: ha.state().workload };
    ha.events.on('failover', ({ ms }) => failovers.observe(labels, ms / 1000));
    ha.events.on('rejected', ({ reason }) => rejections.inc({ ...labels, reason }));
  }
  collectDurations(registers);
}

/** ioredis traces commands from the write to the reply, and does not say which client's they are. */
function collectDurations(registers: Registry[]): void {
  const durations = new Histogram({
    name: 'redis_command_duration_seconds',
    help: 'From sending a command to its reply, of all clients of ioredis in this process.',
    labelNames: ['command'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const starts = new WeakMap<object, number>();
  tracingChannel<unknown, { command: string }>('ioredis:command').subscribe({
    start: (trace) => starts.set(trace, performance.now()),
    end: () => undefined,
    asyncStart: () => undefined,
    asyncEnd: (trace) => {
      const start = starts.get(trace);
      if (start === undefined) return;
      durations.observe({ command: trace.command.toLowerCase() }, (performance.now() - start) / 1000);
    },
    error: () => undefined,
  });
}
