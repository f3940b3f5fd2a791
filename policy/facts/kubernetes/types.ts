// Kubernetes objects as @pulumi/kubernetes names them.

export const statefulSet = 'kubernetes:apps/v1:StatefulSet';
export const deployment = 'kubernetes:apps/v1:Deployment';
export const configMap = 'kubernetes:core/v1:ConfigMap';
export const secret = 'kubernetes:core/v1:Secret';
export const service = 'kubernetes:core/v1:Service';
export const namespace = 'kubernetes:core/v1:Namespace';
export const cronJob = 'kubernetes:batch/v1:CronJob';
export const networkPolicy = 'kubernetes:networking.k8s.io/v1:NetworkPolicy';
export const podDisruptionBudget = 'kubernetes:policy/v1:PodDisruptionBudget';
export const storageClass = 'kubernetes:storage.k8s.io/v1:StorageClass';
export const veleroSchedule = 'kubernetes:velero.io/v1:Schedule';

/** What runs a Redis or a Sentinel. */
export const workloads = [statefulSet, deployment];
