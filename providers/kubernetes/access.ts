// Who may do what, as ACL files of the data servers and of the Sentinels. Passwords stand in them as SHA-256 hashes, so
// that a user can have two while clients change from one to the other.
// Sources: valkey.io/topics/acl, and for Sentinel valkey.io/topics/sentinel ("Redis access control list authentication").

import { createHash } from 'node:crypto';
import type { Topology } from '../backend.ts';

/** Everyone with a password. */
export const users = [
  'application',
  'replication',
  'sentinel',
  'peer',
  'operator',
  'metrics',
  'snapshots',
  'proxy',
] as const;
export type User = (typeof users)[number];

/** Generation -> user -> password. */
export type Generations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What each user may at a data server; whoever is not named cannot log in there. */
export const dataRules: Partial<Record<User, string>> = {
  // Everything about data; nothing that takes a server out of the group, reads its passwords or listens to others.
  application: '~* &* +@all -@admin +role',
  replication: '+psync +replconf +ping',
  sentinel:
    'allchannels +multi +slaveof +replicaof +ping +exec +subscribe +config|rewrite +role +publish +info ' +
    '+client|setname +client|kill +script|kill',
  operator:
    '+ping +info +role +dbsize +replicaof +slaveof +client +config|get +config|set +shutdown +acl|load +acl|whoami',
  metrics:
    '+ping +info +role +dbsize +client|setname +slowlog|len +slowlog|get +latency|latest +latency|histogram',
  proxy: '+ping +role',
  snapshots: '~* +ping +info +role +dbsize +select +replconf +psync +sync +restore',
};

/**
 * The same at a node of a cluster, where the operator, whose password only these pods have, moves slots with the keys in them, and
 * says from when on replicas may copy. By ECHO the client's pipe knows the last answer.
 */
export const clusterRules: Partial<Record<User, string>> = {
  application: dataRules.application,
  replication: dataRules.replication,
  operator: `~* ${dataRules.operator} +cluster +migrate +asking +select +restore +restore-asking +acl|setuser +echo`,
  metrics: `${dataRules.metrics} +cluster|info`,
  snapshots: `${dataRules.snapshots} +cluster|nodes`,
};

/** The same at a Sentinel. */
export const sentinelRules: Partial<Record<User, string>> = {
  application:
    'allchannels +@connection -@admin -@dangerous +subscribe +psubscribe +unsubscribe +punsubscribe +info +role ' +
    '+sentinel|get-master-addr-by-name +sentinel|sentinels +sentinel|replicas +sentinel|slaves +sentinel|master ' +
    '+sentinel|masters +sentinel|ckquorum +sentinel|myid',
  peer: 'allchannels +ping +info +auth +hello +role +client|setname +subscribe +publish +sentinel',
  operator: '+ping +info +sentinel',
  metrics:
    '+ping +info +client|setname +sentinel|masters +sentinel|master +sentinel|sentinels +sentinel|slaves ' +
    '+sentinel|replicas +sentinel|ckquorum',
  proxy: '+ping +sentinel|get-master-addr-by-name',
};

/** The password in use. */
export function passwordOf(generations: Generations, use: number, user: User): string {
  const found = generations[String(use)]?.[user];
  if (found === undefined) throw new Error(`Generation ${use} has no password for ${user}.`);
  return found;
}

/** Who has a password: in a cluster nobody who has to do with Sentinels or the proxy. */
export function usersOf(topology: Topology): readonly User[] {
  return topology === 'cluster' ? users.filter((user) => clusterRules[user] !== undefined) : users;
}

/** The files of the Secret that every pod mounts. */
export function accessFiles(
  generations: Generations,
  use: number,
  topology: Topology = 'replicated',
): Record<string, string> {
  const acls: Record<string, string> =
    topology === 'cluster'
      ? { 'users.acl': acl(clusterRules, generations) }
      : {
          'users.acl': acl(dataRules, generations),
          'sentinel-users.acl': acl(sentinelRules, generations),
        };
  const passwords = usersOf(topology)
    .filter((user) => user !== 'application')
    .map((user) => [`${user}-password`, passwordOf(generations, use, user)]);
  return { ...acls, ...Object.fromEntries(passwords) };
}

function acl(rules: Partial<Record<User, string>>, generations: Generations): string {
  const lines = Object.entries(rules).map(([user, may]) => {
    const hashes = Object.keys(generations)
      .sort((a, b) => Number(a) - Number(b))
      .flatMap((generation) => generations[generation]?.[user] ?? [])
      .map((password) => `#${createHash('sha256').update(password).digest('hex')}`);
    return `user ${user} on ${hashes.join(' ')} ${may}`;
  });
  return `${['user default off', ...lines].join('\n')}\n`;
}
