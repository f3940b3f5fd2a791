// One file for each kind of object: from a plan (../plan.ts) to the object as the Kubernetes API wants it. Pure: nothing
// here knows Pulumi's engine or a cluster. A name that depends on passwords may be an Output.

export { type Alert, alertGroup } from './alerts.ts';
export { certificate, issuedSecretName } from './certificate.ts';
export { config, members, scripts } from './configMaps.ts';
export { dataSet, shardSet } from './dataSet.ts';
export { prometheusRule, serviceMonitor } from './monitoring.ts';
export { namespace } from './namespace.ts';
export { clientNamespaces, networkPolicy } from './networkPolicy.ts';
export { snapshotAccount } from './objectStore.ts';
export { type Mounted, script } from './pod.ts';
export { podDisruptionBudget, shardBudget } from './podDisruptionBudget.ts';
export { primaryService, proxyConfigMap, proxyDeployment } from './proxy.ts';
export { accessContent, bindingSecret, type SecretContent, secret, tlsContent } from './secrets.ts';
export { sentinelSet } from './sentinelSet.ts';
export { serviceAccount } from './serviceAccount.ts';
export { dataService, metricsService, sentinelService } from './services.ts';
export {
  restoreJob,
  snapshotClaim,
  snapshotCronJob,
  snapshotScripts,
  takesSnapshots,
} from './snapshots.ts';
export { replacingFields } from './statefulSet.ts';
