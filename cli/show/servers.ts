import type { Colors } from 'picocolors/types.js';
import type { Endpoint, InstanceStatus, NodeStatus } from '../../providers/backend.ts';
import { table } from './table.ts';

/** Servers and roles, what the Sentinels say, and what keeps the instance from being healthy. */
export function serversText(colors: Colors, instance: InstanceStatus): string {
  // Only processes of this machine have one.
  const pids = instance.nodes.some(({ pid }) => pid !== undefined);
  const rows = instance.nodes.map((node) => [
    node.name,
    node.up ? node.role : colors.red('down'),
    address(node),
    ...(pids ? [String(node.pid ?? '')] : []),
    [link(node), node.note].filter(Boolean).join('; '),
  ]);
  const heads = ['Server', 'Role', 'Address', ...(pids ? ['Pid'] : []), 'Replication'];
  const health = instance.healthy ? colors.green('healthy') : colors.red('degraded');
  const wire = instance.tls ? 'TLS on every link' : colors.yellow('no TLS');
  return [
    `${colors.bold(instance.name)}: ${health}, ${instance.topology}, ${wire}`,
    table(colors, heads, rows),
    ...sentinels(instance),
    ...cluster(instance),
    ...instance.problems.map((problem) => colors.red(`! ${problem}`)),
  ].join('\n');
}

function sentinels({ sentinels }: InstanceStatus): string[] {
  if (!sentinels) return [];
  const { known, agree, quorum, primary } = sentinels;
  const named = primary ? ` on ${address(primary)} as primary` : '';
  return [`Sentinels: ${agree} of ${known} agree${named}, quorum ${quorum}`];
}

function cluster({ cluster }: InstanceStatus): string[] {
  if (!cluster) return [];
  const { slots, shards, known, agree } = cluster;
  return [`Cluster: ${slots} of 16384 slots on ${shards} shards, ${agree} of ${known} nodes agree`];
}

function link(node: NodeStatus): string {
  const offset = node.offset === undefined ? '' : `offset ${node.offset}`;
  const state = node.link === undefined ? '' : `link ${node.link}`;
  const slots = node.slots === undefined ? '' : `${node.slots} slots`;
  return [slots, state, offset].filter(Boolean).join(', ');
}

export function address({ host, port }: Endpoint): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
