import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where what is built is kept: programs, unpacked packages, images. About 600 MB. */
export const cache = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
  'redis-ha-kubernetes',
);
/** State of the running cluster; gone with it. */
export const state = path.join(cache, 'running');
export const programs = path.join(cache, '1.34.2', 'bin');
export const packagesScript = path.join(import.meta.dirname, 'build', 'packages.sh');
/** Another script unpacks to another folder, so that nothing of an older one is taken. */
export const debian = path.join(cache, `debian-${digest(packagesScript)}`);
export const images = path.join(cache, 'images');

/** `ip`, which not every machine has. */
export const ip = path.join(debian, 'bin', 'ip');

/** This machine's end of the cable to the cluster. */
export const link = 'redis-ha-kube';
/** Every node's pods have their cgroups below this one. */
export const cgroup = 'redis-ha-kubernetes';

export const clusterDomain = 'cluster.local';
export const serviceRange = '10.96.0.0/16';
export const apiService = '10.96.0.1';
export const hostAddress = '10.243.0.1';
/** API server and DNS. */
export const controlAddress = '10.243.0.2';
export const apiPort = 6443;

export const nodeCount = 3;
export const nodeNumbers = Array.from({ length: nodeCount }, (_, i) => i + 1);
export const nodeName = (n: number): string => `node${n}`;
export const nodeAddress = (n: number): string => `10.243.0.${10 + n}`;
export const podRange = (n: number): string => `10.244.${n}.0/24`;
/** Local disks a node has, each for one claim at a time. */
export const disksPerNode = 12;

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 10);
}
