import type { apps, core } from '@pulumi/kubernetes/types/input.js';
import { type Plan, sentinelCount, sentinelPort } from '../plan.ts';
import { exporter } from './exporter.ts';
import { labelsOf, metadataOf, selectorOf } from './meta.ts';
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

/** The Sentinels: apart from the data, so that they outlive it, and with volumes, so that they remember. */
export function sentinelSet(plan: Plan, mounted: Mounted): apps.v1.StatefulSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadataOf(plan, plan.sentinel, 'sentinel'),
    spec: {
      ...statefulSetFields,
      replicas: sentinelCount,
      serviceName: plan.sentinel,
      selector: { matchLabels: selectorOf(plan, 'sentinel') },
      minReadySeconds: 5,
      template: {
        metadata: { labels: labelsOf(plan, 'sentinel') },
        spec: {
          ...podBase(plan, 'sentinel'),
          terminationGracePeriodSeconds: 30,
          initContainers: exporter(plan, 'sentinel', mounted.access),
          containers: [sentinel(plan)],
          volumes: volumes(plan, mounted),
        },
      },
      volumeClaimTemplates: [claim(plan, 'state', plan.own.storage.sentinelSize)],
    },
  };
}

function sentinel(plan: Plan): core.v1.Container {
  const { sentinelCpu: cpu, sentinelMemory: memory } = plan.own.resources;
  return {
    name: 'sentinel',
    image: plan.own.image,
    command: script('sentinel-start.sh'),
    env: environment(plan, plan.sentinel),
    ports: [{ name: 'sentinel', containerPort: sentinelPort }],
    resources: { requests: { cpu, memory }, limits: { memory } },
    securityContext: containerSecurity,
    startupProbe: execProbe('sentinel-live.sh', {
      periodSeconds: 2,
      timeoutSeconds: 5,
      failureThreshold: 60,
    }),
    livenessProbe: execProbe('sentinel-live.sh', {
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 6,
    }),
    readinessProbe: execProbe('sentinel-ready.sh', {
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 2,
    }),
    lifecycle: { preStop: { exec: { command: script('sentinel-stop.sh') } } },
    volumeMounts: mounts(plan, { name: 'state', mountPath: '/state' }),
  };
}
