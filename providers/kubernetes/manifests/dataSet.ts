import type { apps, core } from '@pulumi/kubernetes/types/input.js';
import { busPort, dataPort, isCluster, type Plan, shardSetName } from '../plan.ts';
import { exporter } from './exporter.ts';
import { labelsOf, metadataOf, selectorOf, shardLabel } from './meta.ts';
import {
  containerSecurity,
  environment,
  execProbe,
  type Mounted,
  mounts,
  podBase,
  script,
  volumes,
} from './pod.ts';
import { claim, statefulSetFields } from './statefulSet.ts';

/** The data servers: all alike, none of them primary by its place. */
export function dataSet(plan: Plan, mounted: Mounted): apps.v1.StatefulSet {
  return setOf(plan, mounted, plan.data, {});
}

/**
 * The nodes of one of a cluster's shards. A set each, because what must never stand together is a shard's primary and its replicas:
 * no rule tells the pods of one set apart by their numbers.
 */
export function shardSet(plan: Plan, mounted: Mounted, shard: number): apps.v1.StatefulSet {
  return setOf(plan, mounted, shardSetName(plan, shard), { [shardLabel]: String(shard) });
}

function setOf(
  plan: Plan,
  mounted: Mounted,
  name: string,
  shardLabels: Record<string, string>,
): apps.v1.StatefulSet {
  const durable = plan.spec.purpose === 'durable';
  const selector = { ...selectorOf(plan, 'data'), ...shardLabels };
  const labels = { ...labelsOf(plan, 'data'), ...shardLabels };
  const metadata = metadataOf(plan, name, 'data');
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { ...metadata, labels },
    spec: {
      ...statefulSetFields,
      replicas: plan.servers,
      serviceName: plan.data,
      selector: { matchLabels: selector },
      // Sentinels learn of a new replica from the primary's INFO, every ten seconds: sooner, and the next pod goes
      // while its successor cannot be chosen yet.
      minReadySeconds: 15,
      template: {
        metadata: { labels },
        spec: {
          ...podBase(plan, 'data', selector),
          // 25 for handing over, then 10 for shutdown-timeout, then a last save.
          terminationGracePeriodSeconds: 60,
          initContainers: exporter(plan, 'data', mounted.access),
          containers: [server(plan)],
          volumes: [
            ...volumes(plan, mounted),
            ...(durable ? [] : [{ name: 'data', emptyDir: { sizeLimit: plan.own.storage.size } }]),
          ],
        },
      },
      ...(durable && { volumeClaimTemplates: [claim(plan, 'data', plan.own.storage.size)] }),
    },
  };
}

function server(plan: Plan): core.v1.Container {
  const { cpu, cpuLimit, memory } = plan.own.resources;
  const own = (what: string) => `${isCluster(plan) ? 'cluster' : 'data'}-${what}.sh`;
  return {
    name: 'redis',
    image: plan.own.image,
    command: script(own('start')),
    env: environment(plan, plan.data),
    ports: [
      { name: 'redis', containerPort: dataPort },
      ...(isCluster(plan) ? [{ name: 'bus', containerPort: busPort }] : []),
    ],
    resources: {
      requests: { cpu, memory },
      limits: { memory, ...(cpuLimit !== undefined && { cpu: cpuLimit }) },
    },
    securityContext: containerSecurity,
    // Loading a large file is no failure: two minutes here, and afterwards LOADING counts as alive.
    startupProbe: execProbe('data-live.sh', { periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 60 }),
    // Slower than any Sentinel: killing a busy primary is an outage.
    livenessProbe: execProbe('data-live.sh', { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
    readinessProbe: execProbe(own('ready'), { periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 2 }),
    lifecycle: { preStop: { exec: { command: script(own('stop')) } } },
    volumeMounts: mounts(plan, { name: 'data', mountPath: '/data' }),
  };
}
