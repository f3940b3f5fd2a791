import { createHash } from 'node:crypto';
import type { Member } from '../layout.ts';
import { loopback } from './link.ts';
import { portLines } from './serverConfig.ts';

export interface SentinelConfig {
  name: string;
  group: string;
  port: number;
  tls: boolean;
  masterName: string;
  password: string;
  sentinelPassword: string;
  settings: Record<string, string>;
  /** What it believes at its start; its own file's word when it has one. */
  belief: Belief;
}

/** What a Sentinel keeps in its file about the instance it watches. */
export interface Belief {
  primaryPort: number;
  /** `config-epoch`, `leader-epoch` and `current-epoch`; the higher one knows better. */
  configEpoch: number;
  leaderEpoch: number;
  currentEpoch: number;
  replicaPorts: number[];
  /** The other Sentinels. */
  sentinels: Member[];
}

/**
 * The id a Sentinel votes with, made from its name: one that lost its file comes back as the same voter. Each new id
 * would count towards the majority for ever (sentinelGetLeader counts all Sentinels ever seen).
 */
export function sentinelId(group: string, name: string): string {
  return createHash('sha1').update(`redis-ha/${group}/${name}`).digest('hex');
}

/**
 * The file a Sentinel starts with. The others and the replicas are written down as if it had met them: there is
 * nothing to discover and it can act from its first second.
 */
export function sentinelConfig(config: SentinelConfig): string {
  const { masterName: name, belief } = config;
  const { quorum = '2', ...settings } = config.settings;
  return [
    '# Written by redis-ha at every start, and by the Sentinel itself as it learns.',
    `bind ${loopback}`,
    ...portLines(config.port, config.tls),
    'dir .',
    `requirepass ${config.sentinelPassword}`,
    // Sentinels open each other with it.
    `sentinel sentinel-pass ${config.sentinelPassword}`,
    // Nobody who gets in may make it run programs.
    'sentinel deny-scripts-reconfig yes',
    `sentinel myid ${sentinelId(config.group, config.name)}`,
    `sentinel monitor ${name} ${loopback} ${belief.primaryPort} ${quorum}`,
    `sentinel auth-pass ${name} ${config.password}`,
    ...Object.entries(settings).map(([setting, value]) => `sentinel ${setting} ${name} ${value}`),
    `sentinel config-epoch ${name} ${belief.configEpoch}`,
    `sentinel leader-epoch ${name} ${belief.leaderEpoch}`,
    ...belief.replicaPorts.map((port) => `sentinel known-replica ${name} ${loopback} ${port}`),
    ...belief.sentinels.map(
      (other) =>
        `sentinel known-sentinel ${name} ${loopback} ${other.port} ${sentinelId(config.group, other.name)}`,
    ),
    `sentinel current-epoch ${belief.currentEpoch}`,
    '',
  ].join('\n');
}

/** What a Sentinel's file says it believed when it last wrote it; undefined when it watches nothing of that name. */
export function readBelief(
  file: string,
  masterName: string,
): Omit<Belief, 'replicaPorts' | 'sentinels'> | undefined {
  const word = (pattern: string) => file.match(new RegExp(`^sentinel ${pattern}\\s*$`, 'm'))?.[1];
  const name = masterName.replace(/[^\w-]/g, '\\$&');
  const primaryPort = word(`monitor ${name} \\S+ (\\d+) \\d+`);
  if (primaryPort === undefined) return undefined;
  return {
    primaryPort: Number(primaryPort),
    configEpoch: Number(word(`config-epoch ${name} (\\d+)`) ?? 0),
    leaderEpoch: Number(word(`leader-epoch ${name} (\\d+)`) ?? 0),
    currentEpoch: Number(word('current-epoch (\\d+)') ?? 0),
  };
}

/**
 * The settings of SENTINEL SET as its file has them; absent ones are at Sentinel's default and not written. Valkey takes
 * `master-reboot-down-after-period` and writes it behind the old line as `primary-…` (8.0, seen): the later one counts.
 */
export function readSentinelSettings(file: string, masterName: string): Record<string, string> {
  const lines = file.split('\n').map((line) => line.trim().split(/\s+/));
  const settings = lines.filter(([word, , name]) => word === 'sentinel' && name === masterName);
  const pairs = settings.flatMap(([, setting = '', , value = '']) => [
    [setting.replace(/^primary-/, 'master-'), value] as const,
  ]);
  const quorum = lines.find(([, setting, name]) => setting === 'monitor' && name === masterName)?.[5];
  return { ...Object.fromEntries(pairs), ...(quorum !== undefined && { quorum }) };
}
