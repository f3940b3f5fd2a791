// What data servers and Sentinels have in common: where they run, as whom, and what they see.

import type { core } from '@pulumi/kubernetes/types/input.js';
import type * as pulumi from '@pulumi/pulumi';
import { dataPort, domainOf, type Plan, quorum, sentinelCount, sentinelPort, uid } from '../plan.ts';
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

/** Everything of a pod but its containers. */
export function podBase(plan: Plan, component: Standing): Omit<core.v1.PodSpec, 'containers'> {
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
    affinity: hosts(plan, component),
    topologySpreadConstraints: zones(plan, component),
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
function zones(plan: Plan, component: Standing): core.v1.TopologySpreadConstraint[] {
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
      labelSelector: { matchLabels: selectorOf(plan, component) },
    },
  ];
}

/** By affinity and not by another constraint of spread, which would have to name how many there are: scaling would restart all. */
function hosts(plan: Plan, component: Standing): core.v1.Affinity {
  const apart = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: selectorOf(plan, component) },
  };
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
    { name: 'HA_SENTINEL_PORT', value: String(sentinelPort) },
    { name: 'HA_QUORUM', value: String(quorum) },
    { name: 'HA_TLS', value: plan.tls ? 'yes' : 'no' },
    { name: 'HA_DOWN_AFTER', value: String(failoverProfiles[plan.spec.failover.profile].downAfter) },
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

/** Passwords that scripts and servers read; the exporter and the snapshots have theirs elsewhere. */
const podFiles = [
  'users.acl',
  'sentinel-users.acl',
  'replication-password',
  'sentinel-password',
  'peer-password',
  'operator-password',
];

export function volumes(plan: Plan, { scripts, config, access, tls }: Mounted): core.v1.Volume[] {
  const ownerAndGroup = 0o440;
  return [
    { name: 'scripts', configMap: { name: scripts } },
    { name: 'config', configMap: { name: config } },
    { name: 'members', configMap: { name: plan.members } },
    {
      name: 'secrets',
      secret: {
        secretName: access,
        defaultMode: ownerAndGroup,
        items: podFiles.map((file) => ({ key: file, path: file })),
      },
    },
    ...(tls === undefined ? [] : [{ name: 'tls', secret: { secretName: tls, defaultMode: ownerAndGroup } }]),
    { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
  ];
}
