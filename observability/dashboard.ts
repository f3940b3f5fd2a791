// The Grafana dashboard as data: rows of panels over the exporter's metrics, and over those of redis-ha-client.

/** A query with what its line is called. */
type Query = [expr: string, legend: string];

interface Panel {
  title: string;
  queries: Query[];
  unit?: string;
  description?: string;
}

const data = 'namespace="$namespace", pod=~"$instance-data-[0-9]+"';
const sentinels = 'namespace="$namespace", pod=~"$instance-sentinel-[0-9]+"';

const rows: Record<string, Panel[]> = {
  'Who is primary': [
    {
      title: 'Role (1 is primary)',
      queries: [
        [`max by (pod) (redis_instance_info{${data}, role="master"}) or 0 * redis_up{${data}}`, '{{pod}}'],
      ],
      description: 'Two lines at 1 for longer than a failover, or none: look with redis-ha status.',
    },
    { title: 'Servers that answer', queries: [[`sum(redis_up{${data}})`, 'servers']] },
    { title: 'Link to the primary', queries: [[`redis_master_link_up{${data}}`, '{{pod}}']] },
    {
      title: 'Lag of replicas',
      unit: 's',
      queries: [[`max by (slave_ip) (redis_connected_slave_lag_seconds{${data}})`, '{{slave_ip}}']],
    },
  ],
  Sentinels: [
    {
      title: 'Sentinels that see the primary',
      queries: [[`max(redis_sentinel_master_ok_sentinels{${sentinels}})`, 'Sentinels']],
    },
    {
      title: 'Replicas that could be promoted',
      queries: [[`max(redis_sentinel_master_ok_slaves{${sentinels}})`, 'replicas']],
    },
    {
      title: 'TILT',
      queries: [[`redis_sentinel_tilt{${sentinels}}`, '{{pod}}']],
      description: 'A Sentinel that was held up does nothing for 30 seconds.',
    },
  ],
  Servers: [
    {
      title: 'Memory for data',
      unit: 'bytes',
      queries: [
        [`redis_memory_used_bytes{${data}}`, '{{pod}}'],
        [`max(redis_memory_max_bytes{${data}})`, 'maxmemory'],
      ],
    },
    {
      title: 'Commands',
      unit: 'ops',
      queries: [[`rate(redis_commands_processed_total{${data}}[1m])`, '{{pod}}']],
    },
    {
      title: 'Connections',
      queries: [
        [`redis_connected_clients{${data}}`, '{{pod}}'],
        [`sum(increase(redis_rejected_connections_total{${data}}[5m]))`, 'refused in 5 min'],
      ],
    },
    {
      title: 'Keys that went',
      unit: 'ops',
      queries: [
        [`sum(rate(redis_evicted_keys_total{${data}}[1m]))`, 'evicted'],
        [`sum(rate(redis_expired_keys_total{${data}}[1m]))`, 'expired'],
      ],
    },
    {
      title: 'Network',
      unit: 'Bps',
      queries: [
        [`sum(rate(redis_net_input_bytes_total{${data}}[1m]))`, 'in'],
        [`sum(rate(redis_net_output_bytes_total{${data}}[1m]))`, 'out'],
      ],
    },
    {
      title: 'Writing to disk (1 is well)',
      queries: [
        [`min(redis_aof_last_write_status{${data}})`, 'append-only file'],
        [`min(redis_rdb_last_bgsave_status{${data}})`, 'save'],
      ],
    },
  ],
  'What applications notice (redis-ha-client)': [
    { title: 'Clients that are ready', queries: [['sum by (workload) (redis_client_up)', '{{workload}}']] },
    {
      title: 'Failover, 95th percentile',
      unit: 's',
      queries: [
        [
          'histogram_quantile(0.95, sum by (le, workload) (rate(redis_failover_seconds_bucket[15m])))',
          '{{workload}}',
        ],
      ],
    },
    {
      title: 'Commands rejected',
      unit: 'ops',
      queries: [
        ['sum by (workload, reason) (rate(redis_commands_rejected_total[1m]))', '{{workload}} {{reason}}'],
      ],
    },
    {
      title: 'Commands waiting',
      queries: [['sum by (workload) (redis_client_queue_length)', '{{workload}}']],
    },
    {
      title: 'Reconnections',
      queries: [['sum by (workload) (increase(redis_client_reconnects_total[5m]))', '{{workload}}']],
    },
    {
      title: 'Command duration, 99th percentile',
      unit: 's',
      queries: [
        [
          'histogram_quantile(0.99, sum by (le, command) (rate(redis_command_duration_seconds_bucket[5m])))',
          '{{command}}',
        ],
      ],
    },
  ],
};

const [width, height, perRow] = [8, 7, 3];
const source = { type: 'prometheus', uid: '$datasource' };

/** As Grafana imports it. */
export function dashboard() {
  const panels: object[] = [];
  let y = 0;
  for (const [title, members] of Object.entries(rows)) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title,
      collapsed: false,
      gridPos: { x: 0, y, w: 24, h: 1 },
    });
    y += 1;
    for (const [index, panel] of members.entries()) {
      const gridPos = {
        x: (index % perRow) * width,
        y: y + Math.floor(index / perRow) * height,
        w: width,
        h: height,
      };
      panels.push({ id: panels.length + 1, ...timeSeries(panel), gridPos });
    }
    y += Math.ceil(members.length / perRow) * height;
  }
  return {
    uid: 'redis-ha',
    title: 'Redis HA',
    tags: ['redis'],
    timezone: 'utc',
    schemaVersion: 39,
    refresh: '10s',
    time: { from: 'now-1h', to: 'now' },
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Source' },
        query('namespace', 'Namespace', 'label_values(redis_sentinel_tilt, namespace)', ''),
        query(
          'instance',
          'Instance',
          'label_values(redis_sentinel_tilt{namespace="$namespace"}, pod)',
          '/(.*)-sentinel-[0-9]+/',
        ),
      ],
    },
    panels,
  };
}

function timeSeries({ title, description, unit = 'short', queries }: Panel) {
  return {
    type: 'timeseries',
    title,
    ...(description !== undefined && { description }),
    datasource: source,
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: queries.map(([expr, legendFormat], index) => ({
      refId: String.fromCharCode(65 + index),
      datasource: source,
      expr,
      legendFormat,
    })),
  };
}

function query(name: string, label: string, definition: string, regex: string) {
  return {
    name,
    label,
    type: 'query',
    datasource: source,
    query: definition,
    definition,
    regex,
    refresh: 2,
    sort: 1,
  };
}
