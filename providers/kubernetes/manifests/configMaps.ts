import { readdirSync, readFileSync } from 'node:fs';
import type { core } from '@pulumi/kubernetes/types/input.js';
import { contentName } from '../contentName.ts';
import { isCluster, type Plan, sentinelId, sentinelsOf, serversOf } from '../plan.ts';
import { nodeSettings, sentinelPeriods, sentinelSettings, serverSettings } from '../settings.ts';
import { metadataOf } from './meta.ts';

/** An object whose name is known at once. */
export type Named<T> = T & { metadata: { name: string } };

/** Of scripts/, what a cluster's nodes run too. */
const shared = ['ask.sh', 'server.sh', 'data-live.sh'];

/** What servers and Sentinels run, or a cluster's nodes: the files of scripts/, as they are. */
export function scripts(plan: Plan): Named<core.v1.ConfigMap> {
  const files = Object.entries(scriptFiles('scripts')).filter(
    ([file]) => shared.includes(file) || file.startsWith('cluster') === isCluster(plan),
  );
  return fixed(plan, `${plan.name}-scripts`, Object.fromEntries(files));
}

/** Every shell script of a folder beside this one, by its name. */
export function scriptFiles(folder: 'scripts' | 'snapshots' | 'proxy'): Record<string, string> {
  const place = new URL(`../${folder}/`, import.meta.url);
  const files = readdirSync(place).filter((file) => file.endsWith('.sh'));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(new URL(file, place), 'utf8')]));
}

/** How servers and Sentinels behave. */
export function config(plan: Plan): Named<core.v1.ConfigMap> {
  if (isCluster(plan))
    return fixed(plan, `${plan.name}-config`, {
      'redis.conf': lines(nodeSettings(plan.spec, plan.maxmemory)),
    });
  return fixed(plan, `${plan.name}-config`, {
    'redis.conf': lines(serverSettings(plan.spec, plan.maxmemory)),
    'sentinel.settings': lines(sentinelSettings(plan.spec)),
    'sentinel.periods': lines(sentinelPeriods(plan.spec)),
  });
}

/**
 * Who belongs to the instance. Its name stays and its content may change, because pods read it again whenever they need
 * it: a new replica must not restart the others.
 */
export function members(plan: Plan): Named<core.v1.ConfigMap> {
  // In a cluster with the shard that it is of.
  const data = serversOf(plan).map(({ host, shard }) => (shard === undefined ? host : `${host} ${shard}`));
  const sentinels = sentinelsOf(plan).map((member) => `${member.host} ${sentinelId(plan, member)}`);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...metadataOf(plan, plan.members), name: plan.members },
    data: {
      data: `${data.join('\n')}\n`,
      ...(sentinels.length > 0 && { sentinels: `${sentinels.join('\n')}\n` }),
    },
  };
}

/** An immutable one, named by its content. */
export function fixed(plan: Plan, base: string, data: Record<string, string>): Named<core.v1.ConfigMap> {
  const name = contentName(base, data);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...metadataOf(plan, name), name },
    immutable: true,
    data,
  };
}

function lines(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}
