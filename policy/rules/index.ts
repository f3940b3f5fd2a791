// Every rule of the pack, in the order in which reports and docs/policies.md list them. One rule is one file; this one only
// lists. What a rule reads in common with others is in ../facts, what Pulumi makes of a rule in ../pack.

import type { Rule } from '../pack/rule.ts';
import { valkeyDigitaloceanEncryptionInTransit } from './digitalocean/encryptionInTransit.ts';
import { valkeyDigitaloceanEngine } from './digitalocean/engine.ts';
import { valkeyDigitaloceanEviction } from './digitalocean/eviction.ts';
import { valkeyDigitaloceanFirewall } from './digitalocean/firewall.ts';
import { valkeyDigitaloceanFirewallOpen } from './digitalocean/firewallOpen.ts';
import { valkeyDigitaloceanMaintenanceWindow } from './digitalocean/maintenanceWindow.ts';
import { valkeyDigitaloceanMultiAz } from './digitalocean/multiAz.ts';
import { valkeyDigitaloceanPersistence } from './digitalocean/persistence.ts';
import { valkeyDigitaloceanPrivateNetwork } from './digitalocean/privateNetwork.ts';
import { valkeyDigitaloceanSnapshotRetention } from './digitalocean/snapshotRetention.ts';
import { valkeyDigitaloceanStandby } from './digitalocean/standby.ts';
import { elasticacheAlarms } from './elasticache/alarms.ts';
import { elasticacheAuth } from './elasticache/auth.ts';
import { elasticacheAutomaticFailover } from './elasticache/automaticFailover.ts';
import { elasticacheClassicSecurityGroups } from './elasticache/classicSecurityGroups.ts';
import { elasticacheCustomerKey } from './elasticache/customerKey.ts';
import { elasticacheEgress } from './elasticache/egress.ts';
import { elasticacheEncryptionAtRest } from './elasticache/encryptionAtRest.ts';
import { elasticacheEncryptionInTransit } from './elasticache/encryptionInTransit.ts';
import { elasticacheEngineVersion } from './elasticache/engineVersion.ts';
import { elasticacheEviction } from './elasticache/eviction.ts';
import { elasticacheFinalSnapshot } from './elasticache/finalSnapshot.ts';
import { elasticacheFixedNames } from './elasticache/fixedNames.ts';
import { elasticacheIngress } from './elasticache/ingress.ts';
import { elasticacheLogs } from './elasticache/logs.ts';
import { elasticacheMinorUpgrades } from './elasticache/minorUpgrades.ts';
import { elasticacheMultiAz } from './elasticache/multiAz.ts';
import { elasticacheNoAppendOnly } from './elasticache/noAppendOnly.ts';
import { elasticacheNoCluster } from './elasticache/noCluster.ts';
import { elasticacheNodeTypes } from './elasticache/nodeTypes.ts';
import { elasticacheParameterGroup } from './elasticache/parameterGroup.ts';
import { elasticacheProtected } from './elasticache/protected.ts';
import { elasticacheRbac } from './elasticache/rbac.ts';
import { elasticacheReplacementKeepsData } from './elasticache/replacementKeepsData.ts';
import { elasticacheReplicas } from './elasticache/replicas.ts';
import { elasticacheSecurityGroup } from './elasticache/securityGroup.ts';
import { elasticacheSnapshotRetention } from './elasticache/snapshotRetention.ts';
import { elasticacheSubnetGroup } from './elasticache/subnetGroup.ts';
import { elasticacheSubnets } from './elasticache/subnets.ts';
import { elasticacheTags } from './elasticache/tags.ts';
import { elasticacheTlsMode } from './elasticache/tlsMode.ts';
import { elasticacheUserAccess } from './elasticache/userAccess.ts';
import { elasticacheUserGroupMembers } from './elasticache/userGroupMembers.ts';
import { elasticacheUserPassword } from './elasticache/userPassword.ts';
import { elasticacheWindowsApart } from './elasticache/windowsApart.ts';
import { kubernetesRedisAuth } from './kubernetes/auth.ts';
import { kubernetesRedisCapabilities } from './kubernetes/capabilities.ts';
import { kubernetesRedisDisruptionBudget } from './kubernetes/disruptionBudget.ts';
import { kubernetesRedisEncryptionAtRest } from './kubernetes/encryptionAtRest.ts';
import { kubernetesRedisEncryptionInTransit } from './kubernetes/encryptionInTransit.ts';
import { kubernetesRedisHostNamespaces } from './kubernetes/hostNamespaces.ts';
import { kubernetesRedisHostSpread } from './kubernetes/hostSpread.ts';
import { kubernetesRedisImageDigest } from './kubernetes/imageDigest.ts';
import { kubernetesRedisImagePinned } from './kubernetes/imagePinned.ts';
import { kubernetesRedisMultiAz } from './kubernetes/multiAz.ts';
import { kubernetesRedisNamespace } from './kubernetes/namespace.ts';
import { kubernetesRedisNetworkPolicy } from './kubernetes/networkPolicy.ts';
import { kubernetesRedisNonRoot } from './kubernetes/nonRoot.ts';
import { kubernetesRedisNotPrivileged } from './kubernetes/notPrivileged.ts';
import { kubernetesRedisPlainSecrets } from './kubernetes/plainSecrets.ts';
import { kubernetesRedisPodSecurity } from './kubernetes/podSecurity.ts';
import { kubernetesRedisProbes } from './kubernetes/probes.ts';
import { kubernetesRedisQuorum } from './kubernetes/quorum.ts';
import { kubernetesRedisReadOnlyRoot } from './kubernetes/readOnlyRoot.ts';
import { kubernetesRedisReplicas } from './kubernetes/replicas.ts';
import { kubernetesRedisResources } from './kubernetes/resources.ts';
import { kubernetesRedisSeccomp } from './kubernetes/seccomp.ts';
import { kubernetesRedisSecretsInFiles } from './kubernetes/secretsInFiles.ts';
import { kubernetesRedisSentinelConfigWritable } from './kubernetes/sentinelConfigWritable.ts';
import { kubernetesRedisSentinels } from './kubernetes/sentinels.ts';
import { kubernetesRedisServiceAccountToken } from './kubernetes/serviceAccountToken.ts';
import { kubernetesRedisServiceInternal } from './kubernetes/serviceInternal.ts';
import { kubernetesRedisSnapshotRetention } from './kubernetes/snapshotRetention.ts';
import { kubernetesRedisStateful } from './kubernetes/stateful.ts';
import { kubernetesRedisStorageClass } from './kubernetes/storageClass.ts';
import { kubernetesRedisVolumes } from './kubernetes/volumes.ts';
import { kubernetesRedisVolumesRetained } from './kubernetes/volumesRetained.ts';
import { localEncryptionAtRest } from './local/encryptionAtRest.ts';
import { localEncryptionInTransit } from './local/encryptionInTransit.ts';
import { localMultiAz } from './local/multiAz.ts';
import { localQuorum } from './local/quorum.ts';
import { localSnapshotRetention } from './local/snapshotRetention.ts';
import { redisAutomaticFailover } from './neutral/redisAutomaticFailover.ts';
import { redisEncryptionAtRest } from './neutral/redisEncryptionAtRest.ts';
import { redisEncryptionInTransit } from './neutral/redisEncryptionInTransit.ts';
import { redisFailoverBudget } from './neutral/redisFailoverBudget.ts';
import { redisMultiAz } from './neutral/redisMultiAz.ts';
import { redisProtectedProduction } from './neutral/redisProtectedProduction.ts';
import { redisReplacementGuarded } from './neutral/redisReplacementGuarded.ts';
import { redisSnapshotRetention } from './neutral/redisSnapshotRetention.ts';
import { redisWindowsApart } from './neutral/redisWindowsApart.ts';
import { upstashBudget } from './upstash/budget.ts';
import { upstashEncryptionAtRest } from './upstash/encryptionAtRest.ts';
import { upstashEncryptionInTransit } from './upstash/encryptionInTransit.ts';
import { upstashEviction } from './upstash/eviction.ts';
import { upstashIpAllowlist } from './upstash/ipAllowlist.ts';
import { upstashMultiAz } from './upstash/multiAz.ts';
import { upstashSnapshotRetention } from './upstash/snapshotRetention.ts';
import { redisWaivers } from './waivers/redisWaivers.ts';
import { redisWaiversUnused } from './waivers/redisWaiversUnused.ts';
import { redisWaiversValid } from './waivers/redisWaiversValid.ts';

export const rules: readonly Rule[] = [
  redisEncryptionAtRest,
  redisEncryptionInTransit,
  redisMultiAz,
  redisSnapshotRetention,
  redisAutomaticFailover,
  redisFailoverBudget,
  redisProtectedProduction,
  redisReplacementGuarded,
  redisWindowsApart,

  localEncryptionAtRest,
  localEncryptionInTransit,
  localMultiAz,
  localSnapshotRetention,
  localQuorum,

  elasticacheEncryptionAtRest,
  elasticacheEncryptionInTransit,
  elasticacheMultiAz,
  elasticacheSnapshotRetention,
  elasticacheNoCluster,
  elasticacheAlarms,
  elasticacheAuth,
  elasticacheAutomaticFailover,
  elasticacheClassicSecurityGroups,
  elasticacheCustomerKey,
  elasticacheEgress,
  elasticacheEngineVersion,
  elasticacheEviction,
  elasticacheFinalSnapshot,
  elasticacheFixedNames,
  elasticacheIngress,
  elasticacheLogs,
  elasticacheMinorUpgrades,
  elasticacheNoAppendOnly,
  elasticacheNodeTypes,
  elasticacheParameterGroup,
  elasticacheProtected,
  elasticacheRbac,
  elasticacheReplacementKeepsData,
  elasticacheReplicas,
  elasticacheSecurityGroup,
  elasticacheSubnetGroup,
  elasticacheSubnets,
  elasticacheTags,
  elasticacheTlsMode,
  elasticacheUserAccess,
  elasticacheUserGroupMembers,
  elasticacheUserPassword,
  elasticacheWindowsApart,

  valkeyDigitaloceanEncryptionInTransit,
  valkeyDigitaloceanMultiAz,
  valkeyDigitaloceanSnapshotRetention,
  valkeyDigitaloceanEngine,
  valkeyDigitaloceanEviction,
  valkeyDigitaloceanFirewall,
  valkeyDigitaloceanFirewallOpen,
  valkeyDigitaloceanMaintenanceWindow,
  valkeyDigitaloceanPersistence,
  valkeyDigitaloceanPrivateNetwork,
  valkeyDigitaloceanStandby,

  upstashEncryptionAtRest,
  upstashEncryptionInTransit,
  upstashMultiAz,
  upstashSnapshotRetention,
  upstashBudget,
  upstashEviction,
  upstashIpAllowlist,

  kubernetesRedisEncryptionAtRest,
  kubernetesRedisEncryptionInTransit,
  kubernetesRedisMultiAz,
  kubernetesRedisSnapshotRetention,
  kubernetesRedisAuth,
  kubernetesRedisCapabilities,
  kubernetesRedisDisruptionBudget,
  kubernetesRedisHostNamespaces,
  kubernetesRedisHostSpread,
  kubernetesRedisImageDigest,
  kubernetesRedisImagePinned,
  kubernetesRedisNamespace,
  kubernetesRedisNetworkPolicy,
  kubernetesRedisNonRoot,
  kubernetesRedisNotPrivileged,
  kubernetesRedisPlainSecrets,
  kubernetesRedisPodSecurity,
  kubernetesRedisProbes,
  kubernetesRedisQuorum,
  kubernetesRedisReadOnlyRoot,
  kubernetesRedisReplicas,
  kubernetesRedisResources,
  kubernetesRedisSeccomp,
  kubernetesRedisSecretsInFiles,
  kubernetesRedisSentinelConfigWritable,
  kubernetesRedisSentinels,
  kubernetesRedisServiceAccountToken,
  kubernetesRedisServiceInternal,
  kubernetesRedisStateful,
  kubernetesRedisStorageClass,
  kubernetesRedisVolumes,
  kubernetesRedisVolumesRetained,

  redisWaiversValid,
  redisWaivers,
  redisWaiversUnused,
];
