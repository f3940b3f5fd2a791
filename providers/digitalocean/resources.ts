// One cluster, its settings, who may connect, and where its keys come from.

import { DatabaseCluster } from '@pulumi/digitalocean/databaseCluster.js';
import { DatabaseFirewall } from '@pulumi/digitalocean/databaseFirewall.js';
import { DatabaseOnlineMigration } from '@pulumi/digitalocean/databaseOnlineMigration.js';
import { DatabaseValkeyConfig } from '@pulumi/digitalocean/databaseValkeyConfig.js';
import { getDatabaseCaOutput } from '@pulumi/digitalocean/getDatabaseCa.js';
import type * as pulumi from '@pulumi/pulumi';
import { all } from '@pulumi/pulumi/output.js';
import type { EndpointSet, Purpose, RedisSpec } from '../backend.ts';
import { Guard } from '../credentials/resources.ts';
import { rulesOf } from './firewall.ts';
import { lastingFacts } from './lasting.ts';
import { maintenanceWindow } from './maintenance.ts';
import { type Migration, type Own, ownOf, version } from './own.ts';
import { tagsOf } from './tags.ts';

/** In the API's spelling; the SDK's documentation says `allkeysLru`, which it refuses. */
const evictionPolicies: Readonly<Record<Purpose, string>> = { durable: 'noeviction', cache: 'allkeys_lru' };

/** See BackendResources. */
export function create(parent: pulumi.ComponentResource, name: string, spec: RedisSpec): EndpointSet {
  const own = ownOf(spec);
  const guard = new Guard(
    `${name}-guard`,
    { instance: name, facts: lastingFacts(own), allow: spec.allowReplacement },
    { parent },
  );
  const cluster = clusterOf(name, spec, own, { parent, dependsOn: [guard] });
  const clusterId = cluster.id;
  // They are part of the cluster and go with it. Deleted by itself, the firewall would leave it open to everybody.
  const options = { parent, deletedWith: cluster };
  const config = new DatabaseValkeyConfig(`${name}-config`, { clusterId, ssl: true, ...own.valkey }, options);
  const firewall = new DatabaseFirewall(
    `${name}-firewall`,
    { clusterId, rules: rulesOf(own.firewall) },
    options,
  );
  if (own.migration) migrate(name, clusterId, own.migration, options);

  const host = own.endpoint === 'private' ? cluster.privateHost : cluster.host;
  return {
    topology: 'standalone',
    // Whoever is told the address may connect: not before the firewall and the settings stand.
    endpoints: all([host, cluster.port, config.id, firewall.id]).apply(([known, port]) => [
      { host: known, port },
    ]),
    tls: {
      enabled: true,
      ...(own.certificateAuthority === 'project' && {
        ca: getDatabaseCaOutput({ clusterId }, { parent }).certificate,
      }),
    },
    username: cluster.user,
    password: cluster.password,
  };
}

function clusterOf(
  name: string,
  spec: RedisSpec,
  { region = '', size = '', privateNetworkUuid, projectId }: Own,
  options: pulumi.CustomResourceOptions,
): DatabaseCluster {
  return new DatabaseCluster(
    `${name}-valkey`,
    {
      engine: 'valkey',
      version,
      region,
      size,
      nodeCount: spec.replicas + 1,
      // Here and nowhere else: DatabaseValkeyConfig has a property for it too, and each would undo the other.
      evictionPolicy: evictionPolicies[spec.purpose],
      tags: tagsOf(spec.tags),
      ...(spec.maintenanceWindow !== undefined && {
        maintenanceWindows: [maintenanceWindow(spec.maintenanceWindow)],
      }),
      ...(privateNetworkUuid !== undefined && { privateNetworkUuid }),
      ...(projectId !== undefined && { projectId }),
    },
    options,
  );
}

function migrate(
  name: string,
  clusterId: pulumi.Input<string>,
  { host, port, username, password, tls, ignoreDatabases }: Migration,
  options: pulumi.CustomResourceOptions,
): void {
  new DatabaseOnlineMigration(
    `${name}-migration`,
    {
      clusterId,
      // The provider wants a name; databases of Redis and Valkey have numbers.
      source: { host, port, dbName: '0', username, password },
      ...(!tls && { disableSsl: true }),
      ...(ignoreDatabases.length > 0 && { ignoreDbs: ignoreDatabases }),
    },
    options,
  );
}
