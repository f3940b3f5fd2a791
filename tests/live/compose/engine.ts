import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { unpacked } from '../../debian/index.ts';
import { find } from '../scripts/runtimes.ts';

const repository = path.resolve(import.meta.dirname, '../../..');
const imageScript = path.join(repository, 'tests/live/kubernetes/cluster/build/image.sh');
const packages = [
  'podman-compose',
  'podman',
  'runc',
  'netavark',
  'aardvark-dns',
  'iptables',
  'busybox-static',
] as const;
/** Of the network of a test's containers. */
const subnet = '10.89.77';
export const image = 'localhost/redis-ha-compose:1';

/** Why no container can be run here, as one sentence; undefined where it can. */
export async function missing(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `compose.yaml is tried on Linux; this is ${process.platform}.`;
  if (process.getuid?.() !== 0)
    return 'compose.yaml is tried as root: containers get a network of their own.';
  for (const program of ['python3', 'openssl', 'ldd', 'tar', 'sha256sum'])
    if (!(await find(program))) return `compose.yaml is tried with ${program}, which is not on PATH.`;
  const { status } = spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true'], {
    stdio: 'ignore',
  });
  if (status !== 0)
    return 'compose.yaml is tried where root may make namespaces; in most containers it may not.';
  const found = await unpacked(...packages);
  return 'missing' in found ? `compose.yaml ${found.missing}` : undefined;
}

/**
 * Podman with its Compose, unpacked, with images, containers and networks in a folder of its own: nothing of it meets a podman
 * that the machine may have.
 */
export class Engine {
  readonly folder: string;
  readonly #env: Record<string, string>;

  private constructor(folder: string, env: Record<string, string>) {
    this.folder = folder;
    this.#env = env;
  }

  static async make(): Promise<Engine> {
    const found = await unpacked(...packages);
    if ('missing' in found) throw new Error(found.missing);
    const folder = await mkdtemp(path.join(tmpdir(), 'redis-ha-compose-'));
    const at = (name: string): string => path.join(folder, name);
    const { root } = found;
    await mkdir(at('bin'));
    await mkdir(at('.config/containers'), { recursive: true });
    await cp(path.join(root, 'etc/containers/policy.json'), at('.config/containers/policy.json'));
    await writeFile(at('containers.conf'), configuration(root, folder));
    await writeFile(
      at('storage.conf'),
      `[storage]\ndriver = "overlay"\nrunroot = "${at('run')}"\ngraphroot = "${at('store')}"\n`,
    );
    // netavark calls these by names that Debian gives them only when it installs them.
    const extensions = execFileSync('find', [root, '-type', 'd', '-name', 'xtables'], {
      encoding: 'utf8',
    }).trim();
    for (const name of ['iptables', 'ip6tables', 'iptables-save', 'ip6tables-save', 'iptables-restore'])
      await writeFile(
        at(`bin/${name}`),
        `#!/bin/sh\nXTABLES_LIBDIR=${extensions.trim()} exec ${found.bin}/xtables-nft-multi ${name} "$@"\n`,
        { mode: 0o755 },
      );
    await writeFile(at('bin/podman'), withAddresses(`${found.bin}/podman`, at('addresses')), { mode: 0o755 });
    return new Engine(folder, {
      HOME: folder,
      REDIS_HA_SUBNET: subnet,
      PATH: `${at('bin')}:${found.bin}:${process.env.PATH}`,
      PYTHONPATH: path.join(root, 'usr/lib/python3/dist-packages'),
      CONTAINERS_CONF: at('containers.conf'),
      CONTAINERS_STORAGE_CONF: at('storage.conf'),
      REDIS_HA_IMAGE: image,
      REDIS_HA_SETUP_IMAGE: image,
    });
  }

  /**
   * Makes a project's network, and has its containers get their addresses in it: this podman-compose (1.0.3) passes neither on.
   * Answers the file without what it cannot read.
   */
  async makeNetwork(project: string, text: string): Promise<string> {
    const fixed = / {4}networks: \{default: \{ipv4_address: '[^}]*}\.(\d+)'}}\n/g;
    const members = [...text.matchAll(/ {4}hostname: (\S+)\n/g)].map(([, name]) => name);
    const addresses = [...text.matchAll(fixed)].map(
      ([, last], index) => `${members[index]} ${subnet}.${last}\n`,
    );
    await writeFile(path.join(this.folder, 'addresses'), addresses.join(''));
    await this.podman('network', 'create', '--subnet', `${subnet}.0/24`, `${project}_default`);
    return text.replaceAll(fixed, '').replace(/\nnetworks:\n(?: .*\n)+/, '');
  }

  /** One image with a server, its client, openssl and a busybox, of what is on this machine. */
  async makeImage(): Promise<void> {
    const found = await unpacked(...packages);
    if ('missing' in found) throw new Error(found.missing);
    const parts = path.join(this.folder, 'parts');
    await mkdir(parts);
    await symlink(found.root, path.join(parts, 'root'));
    const own = path.join(repository, '.redis-ha/server');
    const servers = existsSync(own) ? path.join(own, 'root/usr/bin') : undefined;
    if (servers) await symlink(own, path.join(parts, 'server'));
    const programs = await Promise.all(
      ['redis-server', 'redis-cli', 'openssl'].map(async (name) => {
        const unpackedOne = servers && path.join(servers, name);
        const file = unpackedOne && existsSync(unpackedOne) ? unpackedOne : await find(name);
        return `${name}=${file}`;
      }),
    );
    const archive = path.join(this.folder, 'image.tar');
    await execa('sh', [imageScript, archive, image, '/data', parts, ...programs]);
    await this.podman('load', '--input', archive);
  }

  async podman(...words: string[]): Promise<string> {
    const { stdout } = await execa('podman', words, { env: this.#env, extendEnv: false });
    return stdout;
  }

  async compose(cwd: string, ...words: string[]): Promise<string> {
    const { all } = await execa('podman-compose', words, {
      cwd,
      env: this.#env,
      extendEnv: false,
      all: true,
    });
    return all;
  }

  async remove(): Promise<void> {
    await this.podman('system', 'reset', '--force').catch(() => undefined);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Podman itself, but for `--net NAME` of a member, which becomes `--net NAME:ip=ADDRESS`. */
function withAddresses(podman: string, addresses: string): string {
  return `#!/bin/sh
address=
for word; do
  case $word in --name=*_1)
    member=\${word%_1}
    address=$(sed -n "s/^\${member##*_} //p" ${addresses})
  ;; esac
done
before=
for word; do
  shift
  if [ -n "$address" ] && [ "$before" = --net ]; then set -- "$@" "$word:ip=$address"; else set -- "$@" "$word"; fi
  before=$word
done
exec ${podman} "$@"
`;
}

/** What makes these versions run as root of a machine without systemd. */
function configuration(root: string, folder: string): string {
  return [
    '[containers]',
    // The default ones are refused where the machine's own are lower.
    'default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]',
    `seccomp_profile = "${root}/usr/share/containers/seccomp.json"`,
    '[network]',
    'network_backend = "netavark"',
    `network_config_dir = "${folder}/networks"`,
    '[engine]',
    // Else all engines share them, and what one removes makes another believe that the machine was restarted.
    `tmp_dir = "${folder}/tmp"`,
    'lock_type = "file"',
    'runtime = "runc"',
    'cgroup_manager = "cgroupfs"',
    'events_logger = "none"',
    `conmon_path = ["${root}/usr/bin/conmon"]`,
    `helper_binaries_dir = ["${root}/usr/lib/podman"]`,
    '[engine.runtimes]',
    `runc = ["${root}/usr/sbin/runc"]`,
    '',
  ].join('\n');
}
