import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Purpose } from '../../../providers/backend.ts';
import { accessFiles } from '../../../providers/kubernetes/access.ts';
import { nodeSettings } from '../../../providers/kubernetes/settings.ts';
import { issue, makeAuthority } from '../../../providers/local/certificates.ts';
import { failoverProfiles } from '../../../providers/local/profiles.ts';

export const passwords = {
  replication: 'replication "secret" \\1',
  sentinel: 'sentinel-secret',
  peer: 'peer-secret',
  operator: 'operator-secret',
  app: 'app-secret',
  proxy: 'proxy-secret',
};

const { downAfter, failoverTimeout, period } = failoverProfiles.balanced;
export const downAfterMs = downAfter;

/** What Kubernetes mounts below /etc/redis-ha, but for the scripts. */
export async function writeMounts(root: string, data: string[], sentinels: string[]): Promise<void> {
  const put = async (file: string, lines: string[]) => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), `${lines.join('\n')}\n`);
  };
  await put('config/redis.conf', [
    'maxmemory 67108864',
    'maxmemory-policy noeviction',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'repl-diskless-sync-delay 0',
    'replica-priority 100',
    'shutdown-timeout 3',
  ]);
  await put('config/sentinel.settings', [
    `down-after-milliseconds ${downAfter}`,
    `failover-timeout ${failoverTimeout}`,
    'parallel-syncs 1',
    'master-reboot-down-after-period 2000',
  ]);
  await put('config/sentinel.periods', [`ping-period ${period}`, `ask-period ${period}`]);
  await writeMembers(root, data, sentinels);
  await put('secrets/users.acl', [
    'user default off',
    `user app on ${hashed('app')} ~* &* +@all`,
    `user proxy on ${hashed('proxy')} +ping +role`,
    `user replication on ${hashed('replication')} +psync +replconf +ping`,
    `user sentinel on ${hashed('sentinel')} allchannels +multi +slaveof +replicaof +ping +exec +subscribe +config|rewrite +role +publish +info +client|setname +client|kill +script|kill`,
    `user operator on ${hashed('operator')} +ping +info +role +dbsize +replicaof +slaveof +client|pause +client|unpause +client|kill +config|get +config|set +shutdown +acl|load`,
  ]);
  await put('secrets/sentinel-users.acl', [
    'user default off',
    `user peer on ${hashed('peer')} allchannels +ping +info +client|setname +subscribe +publish +sentinel`,
    `user proxy on ${hashed('proxy')} +ping +sentinel|get-master-addr-by-name`,
    `user operator on ${hashed('operator')} +ping +info +sentinel`,
    `user app on ${hashed('app')} allchannels +ping +client|setname +subscribe +psubscribe +sentinel|get-master-addr-by-name +sentinel|sentinels +sentinel|replicas +sentinel|slaves +sentinel|master +sentinel|failover +sentinel|debug`,
  ]);
  for (const user of ['replication', 'sentinel', 'peer', 'operator'] as const) {
    await writeFile(path.join(root, `secrets/${user}-password`), passwords[user]);
  }
}

/** The same for a cluster's nodes, as the backend makes it. `nodes`: host and shard of each. */
export async function writeClusterMounts(
  root: string,
  generation: Readonly<Record<string, string>>,
  nodes: readonly string[],
  purpose: Purpose,
): Promise<void> {
  const settings = nodeSettings({ purpose, replicas: 1, failover: { profile: 'balanced' } }, 64 * 2 ** 20);
  const lines = Object.entries({ ...settings, 'shutdown-timeout': '3' }).map(
    ([name, value]) => `${name} ${value}\n`,
  );
  for (const folder of ['config', 'secrets', 'members'])
    await mkdir(path.join(root, folder), { recursive: true });
  await writeFile(path.join(root, 'config/redis.conf'), lines.join(''));
  for (const [file, text] of Object.entries(accessFiles({ '1': generation }, 1, 'cluster')))
    await writeFile(path.join(root, 'secrets', file), text);
  await writeList(root, 'data', nodes);
}

export async function writeMembers(root: string, data: string[], sentinels: string[]): Promise<void> {
  const lines = sentinels.map((host) => `${host} ${createHash('sha1').update(host).digest('hex')}`);
  await mkdir(path.join(root, 'members'), { recursive: true });
  for (const [name, members] of Object.entries({ data, sentinels: lines }))
    await writeList(root, name, members);
}

export async function writeList(root: string, name: string, members: readonly string[]): Promise<void> {
  const file = path.join(root, 'members', name);
  await writeFile(`${file}.new`, members.map((line) => `${line}\n`).join(''));
  // The kubelet replaces mounted files whole, too.
  await rename(`${file}.new`, file);
}

/** A new certificate of a new authority, at its place; answers the authority's PEM. */
export async function writeCertificate(root: string): Promise<string> {
  const authority = await makeAuthority('test');
  const pair = await issue(authority, 'pods');
  await mkdir(path.join(root, 'tls'), { recursive: true });
  await writeFile(path.join(root, 'tls/ca.crt'), authority.certificate);
  await writeFile(path.join(root, 'tls/tls.crt'), pair.certificate);
  await writeFile(path.join(root, 'tls/tls.key'), pair.key);
  return authority.certificate;
}

function hashed(user: keyof typeof passwords): string {
  return `#${createHash('sha256').update(passwords[user]).digest('hex')}`;
}
