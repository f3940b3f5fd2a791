import { files } from './files.ts';
import { loopback } from './link.ts';
import { portLines, type ServerConfig, settingLines } from './serverConfig.ts';

/**
 * What a cluster's node may not do from its start until somebody has looked at the whole cluster: let others copy from it. A
 * primary that comes back without its data would otherwise empty its replicas, which find it at its old address.
 */
export const fence = '-psync';
/** What ends that. */
export const release = '+psync';
/**
 * A replica whose PSYNC is refused tries SYNC next (replication.c, syncWithMaster), and should the fence fall in between, it is
 * copied to without an offset: it could then never be told to take over. So SYNC stays refused.
 */
const neverSync = '-sync';

/** The file a cluster's node starts with: always fenced, everything else as asked for. Whom it knows lies in its own file. */
export function nodeConfig(config: ServerConfig & { busPort: number }): string {
  return [
    '# Written by redis-ha at every start; an edit here is lost. Roles and slots lie in nodes.conf.',
    `bind ${loopback}`,
    ...portLines(config.port, config.tls),
    'dir .',
    // In place of requirepass, which would leave it unfenced.
    `user default on >${config.password} ~* &* +@all ${fence} ${neverSync}`,
    `masterauth ${config.password}`,
    'cluster-enabled yes',
    `cluster-config-file ${files.nodes}`,
    `cluster-port ${config.busPort}`,
    `cluster-announce-ip ${loopback}`,
    ...(config.tls ? ['tls-cluster yes'] : []),
    // Longest wait of a stopped primary for replicas that lag behind; the default is 10 s.
    'shutdown-timeout 3',
    ...settingLines(config.settings),
    '',
  ].join('\n');
}
