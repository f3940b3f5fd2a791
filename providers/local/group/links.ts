import path from 'node:path';
import { certificatesIn } from '../certificates.ts';
import { type Link, openLink, type Target } from '../redis/index.ts';
import { type Folder, type Group, type ProcessRecord, readText } from './folder.ts';

export const authorityFolder = 'authority';
export const authorityCertificate = 'ca.crt';

/** PEM of the instance's own authority, and behind it of the one before while that is in use; empty when there is none. */
export async function readAuthority(group: Folder): Promise<string> {
  return (await readText(path.join(group.folder, authorityFolder, authorityCertificate))) ?? '';
}

/** Certificates of the instance's authorities on disk and in the state, the present one first. */
export async function authoritiesOf(group: Group): Promise<string[]> {
  const texts = [await readAuthority(group), ...(group.authorities ?? [])];
  return [...new Set(texts.flatMap(certificatesIn))];
}

/** How a process of the group is reached, by what it was started with. */
export async function targetOf(
  group: Group,
  name: string,
  started: Pick<ProcessRecord, 'port' | 'tls'>,
): Promise<Target> {
  const { password, sentinelPassword } = group.record;
  return {
    port: started.port,
    password: name.startsWith('sentinel-') ? sentinelPassword : password,
    ca: started.tls ? (await authoritiesOf(group)).join('') : undefined,
  };
}

/** Links kept open while a group is watched; one that failed is opened again at the next call. */
export class Links {
  readonly #open = new Map<number, Promise<Link>>();
  readonly #deadlineMs: number;

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  async call(target: Target, ...words: [string, ...(string | number)[]]): Promise<unknown> {
    const link = this.#open.get(target.port) ?? openLink(target, this.#deadlineMs);
    this.#open.set(target.port, link);
    try {
      return await (await link).call(...words);
    } catch (error) {
      this.#open.delete(target.port);
      link.then((l) => l.close()).catch(() => undefined);
      throw error;
    }
  }

  close(): void {
    for (const link of this.#open.values()) link.then((l) => l.close()).catch(() => undefined);
    this.#open.clear();
  }
}
