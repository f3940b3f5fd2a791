// A real Kubernetes on this machine: etcd, control plane, three nodes with a containerd each, DNS, local disks.
// Not here: anything about Redis. build/ makes programs and images, cluster.ts starts it, pods.ts looks into containers.

export { Cluster } from './cluster.ts';
export { redisImage, type TestImage, valkeyImage } from './images.ts';
export { state } from './layout.ts';
export { missing } from './needs.ts';
export type { ClusterNode } from './node.ts';
export { packagedImage } from './packaged.ts';
export type { ContainerOf, Outcome, Pods } from './pods.ts';
export { buildImage } from './prepare.ts';
export { storageClass } from './storage.ts';
