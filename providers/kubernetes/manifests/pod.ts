// What data servers and Sentinels have in common: where they run, as whom, and what they see.

import type { core } from '@pulumi/kubernetes/types/input.js';
import type * as pulumi from '@pulumi/pulumi';
import {
  busPort,
  dataPort,
  domainOf,
  isCluster,
  type Plan,
  quorum,
  sentinelCount,
  sentinelPort,
  uid,
} from '../plan.ts';
import { failoverProfiles } from '../profiles.ts';
import { selectorOf } from './meta.ts';

/** The objects that a pod mounts, by their names. */
export interface Mounted {
  scripts: string;
  config: string;
  access: pulumi.Input<string>;
  /** Absent without TLS. */
  tls?: pulumi.Input<string>;
}

/** Pod Security, level restricted, and no writing outside of volumes. */
export const containerSecurity: core.v1.SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
};

export const podSecurity: core.v1.PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: uid,
  runAsGroup: uid,
  fsGroup: uid,
  // A volume of a million files would otherwise be walked through at every start.
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A file of scripts/ as a command. */
export function script(file: string): string[] {
  return ['sh', `${root}/scripts/${file}`];
}

export function execProbe(file: string, probe: core.v1.Probe): core.v1.Probe {
  return { exec: { command: script(file) }, ...probe };
}

const root = '/etc/redis-ha';

/** What serves for as long as the instance lives. */
export type Standing = 'data' | 'sentinel' | 'proxy';

/** Everything of a pod but its containers. `selector`: the pods that must not stand together with it. */
export function podBase(
  plan: Plan,
  component: Standing,
  selector = selectorOf(plan, component),
): Omit<core.v1.PodSpec, 'containers'> {
  const { own } = plan;
  return {
    serviceAccountName: plan.serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: podSecurity,
    ...(own.priorityClass !== undefined && { priorityClassName: own.priorityClass }),
    ...(own.imagePullSecrets.length > 0 && {
      imagePullSecrets: own.imagePullSecrets.map((name) => ({ name })),
    }),
    ...(Object.keys(own.nodeSelector).length > 0 && { nodeSelector: own.nodeSelector }),
    affinity: hosts(plan, selector),
    topologySpreadConstraints: [...zones(plan, component, selector), ...shards(plan)],
    tolerations: ['not-ready', 'unreachable'].map((state) => ({
      // The default is 300 s. A failover does not wait for it, but redundancy does.
      key: `node.kubernetes.io/${state}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 60,
    })),
    // One short query: Sentinels look names up in their main loop, and two seconds of silence there stop every
    // failover for thirty (TILT). Every name of ours is complete. glibc gets the same from the start scripts.
    dnsConfig: {
      options: [
        { name: 'ndots', value: '1' },
        { name: 'timeout', value: '1' },
        { name: 'attempts', value: '1' },
      ],
    },
  };
}

/** None where one zone will do. */
function zones(
  plan: Plan,
  component: Standing,
  matchLabels: Record<string, string>,
): core.v1.TopologySpreadConstraint[] {
  const counts = { data: plan.servers, sentinel: sentinelCount, proxy: plan.own.proxy.replicas };
  const wanted = Math.min(plan.spec.zones, counts[component]);
  if (wanted < 2) return [];
  return [
    {
      topologyKey: 'topology.kubernetes.io/zone',
      maxSkew: 1,
      // Without it, a cluster whose other zones have no machines just now would take all in one.
      minDomains: wanted,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels },
    },
  ];
}

/**
 * Of a cluster no machine and no zone shall have more nodes than another, since primaries vote by majority. A wish and no more: what
 * must be so, that a shard's nodes stand apart, could else be impossible beside volumes that stay where they are.
 */
function shards(plan: Plan): core.v1.TopologySpreadConstraint[] {
  if (!isCluster(plan)) return [];
  return ['kubernetes.io/hostname', ...(plan.spec.zones > 1 ? ['topology.kubernetes.io/zone'] : [])].map(
    (topologyKey) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: selectorOf(plan, 'data') },
    }),
  );
}

/** By affinity and not by another constraint of spread, which would have to name how many there are: scaling would restart all. */
function hosts(plan: Plan, matchLabels: Record<string, string>): core.v1.Affinity {
  const apart = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels } };
  return {
    podAntiAffinity: plan.own.separateHosts
      ? { requiredDuringSchedulingIgnoredDuringExecution: [apart] }
      : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: apart }] },
  };
}

/** The scripts' surroundings; see scripts/. */
export function environment(plan: Plan, service: string): core.v1.EnvVar[] {
  return [
    // First, because the next one quotes it.
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'HA_SELF', value: `$(POD_NAME).${domainOf(plan, service)}` },
    { name: 'HA_NAME', value: plan.name },
    { name: 'HA_DATA_PORT', value: String(dataPort) },
    { name: 'HA_TLS', value: plan.tls ? 'yes' : 'no' },
    ...(isCluster(plan)
      ? [
          { name: 'HA_BUS_PORT', value: String(busPort) },
          { name: 'HA_POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        ]
      : [
          { name: 'HA_SENTINEL_PORT', value: String(sentinelPort) },
          { name: 'HA_QUORUM', value: String(quorum) },
          { name: 'HA_DOWN_AFTER', value: String(failoverProfiles[plan.spec.failover.profile].downAfter) },
        ]),
  ];
}

export function mounts(plan: Plan, storage: core.v1.VolumeMount): core.v1.VolumeMount[] {
  const readOnly = ['scripts', 'config', 'members', 'secrets', ...(plan.tls ? ['tls'] : [])];
  return [
    ...readOnly.map((name) => ({ name, mountPath: `${root}/${name}`, readOnly: true })),
    storage,
    { name: 'run', mountPath: '/run/redis-ha' },
  ];
}

/** What scripts and servers read; the exporter and the snapshots have their passwords elsewhere. */
const nodeFiles = ['users.acl', 'replication-password', 'operator-password'];
const sentinelFiles = ['sentinel-users.acl', 'sentinel-password', 'peer-password'];

export function volumes(plan: Plan, { scripts, config, access, tls }: Mounted): core.v1.Volume[] {
  const ownerAndGroup = 0o440;
  const files = [...nodeFiles, ...(isCluster(plan) ? [] : sentinelFiles)];
  return [
    { name: 'scripts', configMap: { name: scripts } },
    { name: 'config', configMap: { name: config } },
    { name: 'members', configMap: { name: plan.members } },
    {
      name: 'secrets',
      secret: {
        secretName: access,
        defaultMode: ownerAndGroup,
        items: files.map((file) => ({ key: file, path: file })),
      },
    },
    ...(tls === undefined ? [] : [{ name: 'tls', secret: { secretName: tls, defaultMode: ownerAndGroup } }]),
    { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
  ];
}
