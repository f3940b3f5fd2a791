// The primary's Service, and the proxies behind it.

import type { apps, core } from '@pulumi/kubernetes/types/input.js';
import { dataPort, type Plan, sentinelsOf, serversOf } from '../plan.ts';
import { fixed, type Named, scriptFiles } from './configMaps.ts';
import { labelsOf, metadataOf, selectorOf } from './meta.ts';
import { containerSecurity, type Mounted, podBase } from './pod.ts';
import { healthPort, proxyConfig } from './proxyConfig.ts';

const root = '/etc/redis-ha';

export function proxyConfigMap(plan: Plan): Named<core.v1.ConfigMap> {
  const named = (members: { pod: string; host: string }[]) =>
    members.map(({ pod, host }) => ({ name: pod, host }));
  const text = proxyConfig({
    instance: plan.name,
    servers: named(serversOf(plan)),
    sentinels: named(sentinelsOf(plan)),
    tls: plan.tls,
  });
  return fixed(plan, plan.proxy, { ...scriptFiles('proxy'), 'haproxy.cfg': text });
}

/** For clients that know no Sentinel. */
export function primaryService(plan: Plan): core.v1.Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(plan, plan.primary, 'proxy'),
    spec: {
      selector: selectorOf(plan, 'proxy'),
      ports: [{ name: 'redis', port: dataPort, targetPort: 'redis' }],
    },
  };
}

/** It needs no identity at the API: it asks servers and Sentinels, and those alone. */
export function proxyDeployment(plan: Plan, mounted: Mounted, config: string): apps.v1.Deployment {
  const { replicas } = plan.own.proxy;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(plan, plan.proxy, 'proxy'),
    spec: {
      replicas,
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 300,
      selector: { matchLabels: selectorOf(plan, 'proxy') },
      // One goes before its successor comes: where they must stand apart there may be no third machine.
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      template: {
        metadata: { labels: labelsOf(plan, 'proxy') },
        spec: {
          ...podBase(plan, 'proxy'),
          // 5 until nobody sends new connections any more, then hard-stop-after.
          terminationGracePeriodSeconds: 30,
          containers: [container(plan, mounted)],
          volumes: [
            { name: 'proxy', configMap: { name: config } },
            ...(mounted.tls === undefined
              ? []
              : [
                  {
                    name: 'tls',
                    secret: {
                      secretName: mounted.tls,
                      defaultMode: 0o440,
                      items: [{ key: 'ca.crt', path: 'ca.crt' }],
                    },
                  },
                ]),
          ],
        },
      },
    },
  };
}

function container(plan: Plan, { access, tls }: Mounted): core.v1.Container {
  const { image, cpu, memory } = plan.own.proxy;
  const alive = { httpGet: { path: '/healthz', port: 'health' } };
  return {
    name: 'proxy',
    image,
    command: ['sh', `${root}/proxy/start.sh`],
    env: [
      {
        name: 'PROXY_PASSWORD',
        valueFrom: { secretKeyRef: { name: access, key: 'proxy-password' } },
      },
    ],
    ports: [
      { name: 'redis', containerPort: dataPort },
      { name: 'health', containerPort: healthPort },
    ],
    resources: { requests: { cpu, memory }, limits: { memory } },
    securityContext: containerSecurity,
    // That it runs, not that there is a primary: without one no proxy is better than another.
    readinessProbe: { ...alive, periodSeconds: 5, timeoutSeconds: 3 },
    livenessProbe: { ...alive, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    volumeMounts: [
      { name: 'proxy', mountPath: `${root}/proxy`, readOnly: true },
      ...(tls === undefined ? [] : [{ name: 'tls', mountPath: `${root}/tls`, readOnly: true }]),
    ],
  };
}
