import { files } from './files.ts';
import { loopback } from './link.ts';

export interface ServerConfig {
  port: number;
  tls: boolean;
  password: string;
  settings: Record<string, string>;
}

/**
 * A port nobody can listen on, so nobody can answer there.
 *
 * Every server starts as a replica of it. Such a server refuses writes (replica-read-only), and refuses to be
 * copied from: "NOMASTERLINK Can't SYNC while not connected with my master" (replication.c, syncCommand), so an empty
 * one cannot wipe its replicas. What is on its disk stays, for it never gets as far as a sync. It is released with
 * REPLICAOF NO ONE when a quorum of Sentinels names it. Refusing writes by min-replicas-to-write alone would not do:
 * a restarted primary would still hand an old or empty data set to replicas that come back to it.
 */
export const fencePort = 0;

/** The file a data server starts with: always fenced, everything else as asked for. */
export function serverConfig(config: ServerConfig): string {
  return [
    '# Written by redis-ha at every start; an edit here is lost. Roles are given by the Sentinels.',
    `bind ${loopback}`,
    ...portLines(config.port, config.tls),
    'dir .',
    `requirepass ${config.password}`,
    // Any server may become a replica, so all have it.
    `masterauth ${config.password}`,
    `replicaof ${loopback} ${fencePort}`,
    // Longest wait of a stopped primary for replicas that lag behind; the default is 10 s.
    'shutdown-timeout 3',
    ...settingLines(config.settings),
    '',
  ].join('\n');
}

export function settingLines(settings: Record<string, string>): string[] {
  return Object.entries(settings).map(([name, value]) => `${name} ${value === '' ? '""' : value}`);
}

/** Port and TLS, the same for servers and Sentinels. */
export function portLines(port: number, tls: boolean): string[] {
  if (!tls) return [`port ${port}`];
  return [
    'port 0',
    `tls-port ${port}`,
    `tls-cert-file ${files.certificate}`,
    `tls-key-file ${files.key}`,
    `tls-ca-cert-file ${files.authority}`,
    // Outgoing links too: replication, and everything a Sentinel opens.
    'tls-replication yes',
    // Who connects is known by password; certificates say who answers.
    'tls-auth-clients no',
    'tls-protocols "TLSv1.2 TLSv1.3"',
  ];
}
