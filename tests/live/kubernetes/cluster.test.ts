import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { AppsV1Api, CoreV1Api } from '@kubernetes/client-node';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { Cluster, missing } from './cluster/index.ts';
import { cgroup, debian, state } from './cluster/layout.ts';
import { namespace, sample } from './sample.ts';

const reason = missing();

describe('a Kubernetes cluster on this machine', function () {
  this.timeout(900_000);
  if (reason) {
    it(reason);
    return;
  }
  let cluster: Cluster;
  before(async () => {
    cluster = await Cluster.start();
  });
  after(() => cluster?.stop());

  it('has three nodes in three zones', async () => {
    const { items } = await cluster.config.makeApiClient(CoreV1Api).listNode();
    const zones = items.map(({ metadata }) => metadata?.labels?.['topology.kubernetes.io/zone']);
    expect(zones).to.have.members(['zone1', 'zone2', 'zone3']);
  });

  it('runs a StatefulSet with claims, one pod to a zone, in a restricted namespace', async () => {
    await cluster.apply(sample());
    await until(allReady, 'three pods are ready');
    const { items } = await cluster.config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace });
    expect(new Set(items.map(({ spec }) => spec?.nodeName))).to.have.property('size', 3);
  });

  it('resolves names of pods in a pod and here, and reaches them from both', async () => {
    const name = `sample-1.peers.${namespace}.svc.cluster.local`;
    const ping = await cluster.pods.exec({ namespace, pod: 'sample-0' }, ['valkey-cli', '-h', name, 'ping']);
    expect(ping).to.deep.include({ code: 0, stdout: 'PONG\n' });
    const addresses = await cluster.pods.addresses(namespace);
    expect(await cluster.pods.resolve(name)).to.equal(addresses.get(name));
  });

  it('has services that balance over pods, and reaches its own API by one', async () => {
    const say = async (...args: string[]): Promise<string> => {
      const { stdout, stderr } = await cluster.pods.exec({ namespace, pod: 'sample-2' }, [
        'valkey-cli',
        ...args,
      ]);
      return stdout + stderr;
    };
    await until(async () => (await say('-h', 'any', 'ping')) === 'PONG\n', 'the service any answers');
    // It speaks HTTPS and hangs up; without a way there valkey-cli could not connect.
    expect(await say('-h', 'kubernetes.default', '-p', '443', 'ping')).not.to.match(/connect to/);
  });

  it('keeps a disk when its pod is deleted', async () => {
    const core = cluster.config.makeApiClient(CoreV1Api);
    const where = { namespace, pod: 'sample-0' };
    await cluster.pods.exec(where, ['valkey-cli', 'set', 'kept', 'yes']);
    const old = (await core.readNamespacedPod({ namespace, name: 'sample-0' })).metadata?.uid;
    await core.deleteNamespacedPod({ namespace, name: 'sample-0' });
    await until(
      async () => (await uid('sample-0')) !== old && (await allReady()),
      'the pod was made anew and is ready',
    );
    expect((await cluster.pods.exec(where, ['valkey-cli', 'get', 'kept'])).stdout).to.equal('yes\n');
  });

  it('restarts a process killed in its container in place', async () => {
    const where = { namespace, pod: 'sample-1' };
    const before = await uid('sample-1');
    await cluster.pods.signal(where, 'valkey-server', 'SIGKILL');
    await until(
      async () => (await restarts('sample-1')) === 1 && (await allReady()),
      'the container was restarted',
    );
    expect(await uid('sample-1')).to.equal(before);
  });

  it('notices a lost node, and takes it back with its pods', async () => {
    const node = cluster.node('node2');
    await node.stop();
    await until(async () => !(await cluster.readyNodes()).includes('node2'), 'node2 is not ready', 60_000);
    await node.start();
    await until(
      async () => (await cluster.readyNodes()).includes('node2') && (await allReady()),
      'all is ready again',
      120_000,
    );
  });

  it('leaves nothing behind', async () => {
    expect(await clusterProcesses()).not.to.have.length(0);
    cluster.stop();
    expect(await clusterProcesses()).to.deep.equal([]);
    expect(traces()).to.deep.equal([]);
  });

  async function allReady(): Promise<boolean> {
    const { status } = await cluster.config
      .makeApiClient(AppsV1Api)
      .readNamespacedStatefulSet({ namespace, name: 'sample' });
    return status?.readyReplicas === 3;
  }

  async function uid(name: string): Promise<string | undefined> {
    const { items } = await cluster.config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace });
    return items.find(({ metadata }) => metadata?.name === name)?.metadata?.uid;
  }

  async function restarts(name: string): Promise<number | undefined> {
    const { status } = await cluster.config.makeApiClient(CoreV1Api).readNamespacedPod({ namespace, name });
    return status?.containerStatuses?.[0]?.restartCount;
  }
});

describe('a cluster whose process ends', function () {
  this.timeout(900_000);
  if (reason) {
    it(reason);
    return;
  }

  it('was the only one on the machine, and leaves nothing behind on Ctrl-C', async () => {
    const child = await up();
    const refusal = await Cluster.start().catch(String);
    child.kill('SIGINT');
    await once(child, 'exit');
    expect(refusal).to.match(/Process \d+ runs a test cluster on this machine; wait for its end or stop it/);
    expect(await clusterProcesses()).to.deep.equal([]);
    expect(traces()).to.deep.equal([]);
  });

  it('leaves no process behind when killed, and the next one clears the rest', async () => {
    const child = await up();
    child.kill('SIGKILL');
    await until(async () => (await clusterProcesses()).length === 0, 'no process is left');
    const next = await up();
    next.kill('SIGTERM');
    await once(next, 'exit');
    expect(traces()).to.deep.equal([]);
  });

  async function up(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'up.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(child.stdout, 'data');
    expect(String(said)).to.match(/KUBECONFIG=/);
    return child;
  }
});

/** Processes of a cluster, among those of a machine that may have containers and servers of its own. */
async function clusterProcesses(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
      const [group, environment] = await Promise.all([read('cgroup'), read('environ')]);
      // In a container, or started with the cluster's programs first on PATH.
      const isOurs = group.includes(cgroup) || environment.includes(`PATH=${path.join(debian, 'bin')}:`);
      return isOurs ? `${pid} ${await read('comm')}`.trim() : undefined;
    }),
  );
  return found.filter((each) => each !== undefined);
}

/** Whatever of a cluster could be left on a machine besides processes. */
function traces(): string[] {
  const trees = ['', ...readdirSync('/sys/fs/cgroup')].map(
    (tree) => `/sys/fs/cgroup/${tree}/redis-ha-kubernetes`,
  );
  const links = Object.keys(networkInterfaces()).filter((name) => name.startsWith('redis-ha'));
  const mounts = readFileSync('/proc/mounts', 'utf8').match(/.*redis-ha-kubernetes.*/g) ?? [];
  return [...[...trees, state].filter(existsSync), ...links, ...mounts];
}
