import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { cache, programs } from './layout.ts';

const commands = [
  'apt-get',
  'dpkg-deb',
  'ip',
  'unshare',
  'nsenter',
  'setpriv',
  'mount',
  'tar',
  'ldd',
  'sha256sum',
];
/** Every machine of the cluster has its own ones, which would cover what is built. */
const covered = ['/run', '/var/lib', '/var/log'];

/** What this machine lacks for a cluster, as one sentence; undefined when it has all. */
export function missing(): string | undefined {
  if (process.platform !== 'linux') return `A test cluster needs Linux; this is ${process.platform}.`;
  if (process.getuid?.() !== 0) return 'A test cluster needs root: it makes networks and mounts of its own.';
  const needed = isBuilt() ? commands : ['go', ...commands];
  const absent = needed.filter((command) => !onPath(command));
  if (absent.length > 0)
    return `A test cluster needs ${absent.join(', ')} on PATH (Go 1.25 or later; the rest is in Debian).`;
  if (covered.some((folder) => `${cache}/`.startsWith(`${folder}/`))) {
    return `A test cluster cannot be kept in ${cache}; set XDG_CACHE_HOME to a folder outside ${covered.join(', ')}.`;
  }
  return undefined;
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
