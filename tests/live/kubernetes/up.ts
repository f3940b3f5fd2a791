#!/usr/bin/env node
// A cluster to look around in: prints how to reach it and keeps it until Ctrl-C. `node tests/live/kubernetes/up.ts`
import { Cluster, missing, redisImage, valkeyImage } from './cluster/index.ts';

const reason = missing();
if (reason) {
  console.error(reason);
  process.exit(1);
}
const cluster = await Cluster.start();
console.log(`export KUBECONFIG=${cluster.kubeconfig}`);
console.log(`Images on every node: ${redisImage.name}, ${valkeyImage.name}. Ctrl-C ends the cluster.`);
setInterval(() => undefined, 60_000);
