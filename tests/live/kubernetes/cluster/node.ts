import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { until } from '../../../local/until.ts';
import { makeCgroup, removeCgroup } from './cgroups.ts';
import type { Credentials } from './credentials.ts';
import { testImages } from './images.ts';
import { cgroup, clusterDomain, debian, disksPerNode, nodeAddress, nodeName, programs } from './layout.ts';
import type { Machine } from './machine.ts';
import { joinNode, plug, removeCable, unplug } from './network.ts';
import { containerdConfig, kubeletConfig, networkConfig } from './nodeConfig.ts';

const program = (name: string): string => path.join(programs, name);

export type Boot = (name: string, folder: string) => Promise<Machine>;

/** A node in a zone of its own: a machine with a containerd, a kubelet and a kube-proxy. */
export class ClusterNode {
  readonly name: string;
  readonly zone: string;
  readonly #number: number;
  readonly #folder: string;
  readonly #control: Machine;
  readonly #credentials: Credentials;
  readonly #boot: Boot;
  #machine: Machine | undefined;

  constructor(number: number, folder: string, control: Machine, credentials: Credentials, boot: Boot) {
    this.name = nodeName(number);
    this.zone = `zone${number}`;
    this.#number = number;
    this.#folder = path.join(folder, this.name);
    this.#control = control;
    this.#credentials = credentials;
    this.#boot = boot;
  }

  /** Boots it. After a `stop` it finds its disks and images again, and its pods as after a power cut. */
  async start(): Promise<void> {
    if (this.#machine) return;
    makeCgroup(this.name);
    for (let disk = 1; disk <= disksPerNode; disk += 1) {
      await mkdir(this.disk(disk), { recursive: true });
    }
    const machine = await this.#boot(this.name, this.#folder);
    this.#machine = machine;
    await joinNode(this.#control, machine, this.#number);
    await this.#startContainerd(machine);
    await this.#startKubelet(machine);
  }

  /** The node is lost, as by a power cut: first its network, then everything on it, and nobody is told. */
  async stop(): Promise<void> {
    if (!this.#machine) return;
    await this.unplug();
    await this.#machine.halt();
    this.#machine = undefined;
    await removeCable(this.#control, this.name);
    await until(() => removeCgroup(this.name), `the cgroups of ${this.name} are gone`);
  }

  /** The node runs on, but no packet reaches it or leaves it. */
  async unplug(): Promise<void> {
    await unplug(this.#control, this.name);
  }

  async plug(): Promise<void> {
    await plug(this.#control, this.name);
  }

  /** Makes the images of an archive (`docker save`) known to the node, so that no registry is asked for them. */
  async load(archive: string): Promise<void> {
    await this.#running().run('ctr', '--namespace', 'k8s.io', 'images', 'import', archive);
  }

  /** Folder of one of its local disks, as this machine sees it. */
  disk(number: number): string {
    return path.join(this.#folder, 'lib', 'disks', String(number));
  }

  /** The same folder, as the node sees it. */
  diskPath(number: number): string {
    return `/var/lib/disks/${number}`;
  }

  #running(): Machine {
    if (!this.#machine) throw new Error(`Node ${this.name} is not running; call start first.`);
    return this.#machine;
  }

  async #startContainerd(machine: Machine): Promise<void> {
    const network = path.join(this.#folder, 'network');
    const config = path.join(this.#folder, 'containerd.toml');
    await mkdir(network, { recursive: true });
    await writeFile(path.join(network, '10-pods.conflist'), networkConfig(this.#number));
    await writeFile(config, containerdConfig(network, path.join(debian, 'root/usr/lib/cni')));
    await machine.start('containerd', 'containerd', '--config', config);
    await until(
      () =>
        machine.run('ctr', 'version').then(
          () => true,
          () => false,
        ),
      `containerd of ${this.name} answers`,
    );
    for (const { archive } of testImages) await this.load(archive);
  }

  async #startKubelet(machine: Machine): Promise<void> {
    const config = path.join(this.#folder, 'kubelet.yaml');
    const kubeconfig = `--kubeconfig=${this.#credentials.files.kubeconfig}`;
    await writeFile(config, kubeletConfig(`/${cgroup}/${this.name}`, clusterDomain));
    await machine.start(
      'kubelet',
      program('kubelet'),
      ...[
        kubeconfig,
        `--config=${config}`,
        `--hostname-override=${this.name}`,
        `--node-ip=${nodeAddress(this.#number)}`,
      ],
      `--node-labels=topology.kubernetes.io/zone=${this.zone}`,
    );
    await machine.start(
      'kube-proxy',
      program('kube-proxy'),
      ...[
        kubeconfig,
        `--hostname-override=${this.name}`,
        '--proxy-mode=iptables',
        '--cluster-cidr=10.244.0.0/16',
      ],
      ...[
        '--conntrack-max-per-core=0',
        '--conntrack-tcp-timeout-established=0',
        '--conntrack-tcp-timeout-close-wait=0',
      ],
    );
  }
}
