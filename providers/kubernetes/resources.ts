// The objects of manifests/ as Pulumi resources: which there are, in what order, how long they may take.

import { CustomResource } from '@pulumi/kubernetes/apiextensions/customResource.js';
import { Deployment } from '@pulumi/kubernetes/apps/v1/deployment.js';
import { StatefulSet } from '@pulumi/kubernetes/apps/v1/statefulSet.js';
import { ConfigMap } from '@pulumi/kubernetes/core/v1/configMap.js';
import { Service } from '@pulumi/kubernetes/core/v1/service.js';
import { ServiceAccount } from '@pulumi/kubernetes/core/v1/serviceAccount.js';
import { NetworkPolicy } from '@pulumi/kubernetes/networking/v1/networkPolicy.js';
import { PodDisruptionBudget } from '@pulumi/kubernetes/policy/v1/podDisruptionBudget.js';
import type * as pulumi from '@pulumi/pulumi';
import type { EndpointSet, RedisSpec } from '../backend.ts';
import { Guard, Passwords } from '../credentials/resources.ts';
import { passwordOf, usersOf } from './access.ts';
import { lastingFacts } from './lasting.ts';
import { clusterOf, type Options } from './make/cluster.ts';
import { bindings, contentSecret } from './make/secret.ts';
import { snapshots } from './make/snapshots.ts';
import { transportOf } from './make/transport.ts';
import * as manifests from './manifests/index.ts';
import { dataPort, isCluster, type Plan, planOf, sentinelPort, sentinelsOf, serversOf } from './plan.ts';

/** See BackendResources. */
export function create(parent: pulumi.ComponentResource, name: string, spec: RedisSpec): EndpointSet {
  const plan = planOf(name, spec);
  const cluster = clusterOf(parent, plan);
  const { options, namespace } = cluster;
  const guard = new Guard(
    `${name}-guard`,
    { instance: name, facts: lastingFacts(plan), allow: spec.allowReplacement },
    { parent },
  );
  const { use, alsoAccept } = plan.own.passwords;
  const passwords = new Passwords(
    `${name}-passwords`,
    {
      instance: name,
      users: [...usersOf(spec.topology)],
      use,
      ...(alsoAccept !== undefined && { alsoAccept }),
    },
    { parent },
  );
  const transport = plan.tls ? transportOf(parent, plan, options) : undefined;
  const access = contentSecret(
    `${name}-access`,
    plan,
    'Opaque',
    passwords.generations.apply((generations) => manifests.accessContent(plan, generations)),
    options,
  );
  const shared = sharedObjects(plan, options);
  const mounted = {
    ...shared.names,
    access: access.name,
    ...(transport && { tls: transport.secretName }),
  };
  const after: Options = {
    ...options,
    // Nothing that runs is touched before the guard has agreed.
    dependsOn: [guard, ...namespace, ...shared.resources, access.resource, ...(transport?.resources ?? [])],
  };
  const servers = statefulSets(plan, mounted, after);
  if (plan.own.proxy.enabled) proxy(plan, mounted, after);
  if (manifests.takesSnapshots(plan)) snapshots(plan, mounted, servers, cluster);

  const password = passwords.generations.apply((generations) => passwordOf(generations, use, 'application'));
  return {
    ...(isCluster(plan)
      ? { topology: 'cluster', endpoints: serversOf(plan).map(({ host }) => ({ host, port: dataPort })) }
      : {
          topology: 'sentinel',
          endpoints: sentinelsOf(plan).map(({ host }) => ({ host, port: sentinelPort })),
          sentinel: { masterName: name, username: 'application', password },
        }),
    tls: { enabled: plan.tls, ...(transport?.ca !== undefined && { ca: transport.ca }) },
    username: 'application',
    password,
    bind: (env) => bindings(plan, env, options),
  };
}

/** What both kinds of pod need, and what stands beside them. */
function sharedObjects(
  plan: Plan,
  options: Options,
): { names: { scripts: string; config: string }; resources: pulumi.Resource[] } {
  const { name, own } = plan;
  const [scripts, config] = [manifests.scripts(plan), manifests.config(plan)];
  const components = isCluster(plan) ? (['data'] as const) : (['data', 'sentinel'] as const);
  const resources = [
    new ConfigMap(`${name}-scripts`, scripts, options),
    new ConfigMap(`${name}-config`, config, options),
    new ConfigMap(`${name}-members`, manifests.members(plan), options),
    new ServiceAccount(`${name}-account`, manifests.serviceAccount(plan), options),
    new Service(`${name}-data`, manifests.dataService(plan), options),
    ...(isCluster(plan)
      ? plan.shards.map(
          (shard) =>
            new PodDisruptionBudget(`${name}-shard-${shard}`, manifests.shardBudget(plan, shard), options),
        )
      : [
          new Service(`${name}-sentinel`, manifests.sentinelService(plan), options),
          ...components.map(
            (component) =>
              new PodDisruptionBudget(
                `${name}-${component}`,
                manifests.podDisruptionBudget(plan, component),
                options,
              ),
          ),
        ]),
    ...(own.network.restrict ? components : []).map(
      (component) =>
        new NetworkPolicy(`${name}-${component}`, manifests.networkPolicy(plan, component), options),
    ),
  ];
  monitoring(plan, options);
  return { names: { scripts: scripts.metadata.name, config: config.metadata.name }, resources };
}

function monitoring(plan: Plan, options: Options): void {
  const { name, own } = plan;
  if (own.metrics.exporter) new Service(`${name}-metrics`, manifests.metricsService(plan), options);
  if (own.metrics.serviceMonitor)
    new CustomResource(`${name}-monitor`, manifests.serviceMonitor(plan), options);
  if (own.metrics.rules) new CustomResource(`${name}-rules`, manifests.prometheusRule(plan), options);
}

/** The way in for clients that know no Sentinel. */
function proxy(plan: Plan, mounted: manifests.Mounted, options: Options): void {
  const { name } = plan;
  const config = manifests.proxyConfigMap(plan);
  const needed = [
    new ConfigMap(`${name}-proxy`, config, options),
    new PodDisruptionBudget(`${name}-proxy`, manifests.podDisruptionBudget(plan, 'proxy'), options),
    ...(plan.own.network.restrict
      ? [new NetworkPolicy(`${name}-proxy`, manifests.networkPolicy(plan, 'proxy'), options)]
      : []),
  ];
  new Deployment(`${name}-proxy`, manifests.proxyDeployment(plan, mounted, config.metadata.name), {
    ...options,
    dependsOn: needed,
    customTimeouts: { create: '5m', update: '10m', delete: '5m' },
  });
  new Service(`${name}-primary`, manifests.primaryService(plan), options);
}

/**
 * None waits for another to be ready: a Sentinel looks for servers, and a server asks the Sentinels; a cluster is ready when all its
 * shards are there.
 */
function statefulSets(plan: Plan, mounted: manifests.Mounted, options: Options): pulumi.Resource[] {
  const guarded: Options = {
    ...options,
    // A change of these would delete the set first, and every pod with it. The guard refuses those that a person can ask for;
    // this keeps those that come with another version of this program from doing it.
    ...(!plan.spec.allowReplacement && { ignoreChanges: manifests.replacingFields }),
    // Pulumi then ends with what the pod says of itself, instead of waiting for its own ten minutes.
    customTimeouts: { create: '5m', update: '15m', delete: '5m' },
  };
  if (isCluster(plan))
    return plan.shards.map(
      (shard) =>
        new StatefulSet(`${plan.name}-shard-${shard}`, manifests.shardSet(plan, mounted, shard), guarded),
    );
  return [
    new StatefulSet(`${plan.name}-data`, manifests.dataSet(plan, mounted), guarded),
    new StatefulSet(`${plan.name}-sentinel`, manifests.sentinelSet(plan, mounted), guarded),
  ];
}
