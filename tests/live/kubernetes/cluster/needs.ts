import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { cgroupsAreWritable } from './cgroups.ts';
import { cache, programs } from './layout.ts';

const commands = ['apt-get', 'dpkg-deb', 'unshare', 'nsenter', 'setpriv', 'mount', 'tar', 'ldd', 'sha256sum'];
// CoreDNS wants it; Kubernetes 1.34 is content with 1.24 (build/kubernetes.sh).
const leastGoMinor = 25;
/** Every machine of the cluster has its own ones, which would cover what is built. */
const covered = ['/run', '/var/lib', '/var/log'];

/** What this machine lacks for a cluster, as one sentence; undefined when it has all. */
export function missing(): string | undefined {
  if (process.platform !== 'linux') return `A test cluster needs Linux; this is ${process.platform}.`;
  if (process.getuid?.() !== 0) return 'A test cluster needs root: it makes networks and mounts of its own.';
  const needed = isBuilt() ? commands : ['go', ...commands];
  const absent = needed.filter((command) => !onPath(command));
  if (absent.length > 0)
    return `A test cluster needs ${absent.join(', ')} on PATH (Go 1.${leastGoMinor} or later; the rest is in Debian).`;
  if (!isBuilt() && goMinor() < leastGoMinor) {
    return `A test cluster needs Go 1.${leastGoMinor} or later to be built; this one is older.`;
  }
  if (covered.some((folder) => `${cache}/`.startsWith(`${folder}/`))) {
    return `A test cluster cannot be kept in ${cache}; set XDG_CACHE_HOME to a folder outside ${covered.join(', ')}.`;
  }
  if (!mayBeHost()) {
    return 'A test cluster needs the right to make namespaces, mounts and cgroups: root in most containers has not.';
  }
  return undefined;
}

/** Root of a container is often root by name only. */
function mayBeHost(): boolean {
  const namespaces = ['--net', '--mount', '--pid', '--uts', '--fork'];
  const mounting = ['mount', '-t', 'tmpfs', 'none', '/mnt'];
  const { status } = spawnSync('unshare', [...namespaces, ...mounting], { stdio: 'ignore' });
  return status === 0 && cgroupsAreWritable();
}

/** `go1.26.8` -> 26. */
function goMinor(): number {
  const { stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  return Number(/^go1\.(\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

/** The last program that is built. */
function isBuilt(): boolean {
  return existsSync(path.join(programs, 'coredns'));
}

function onPath(command: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => {
    try {
      accessSync(path.join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
