import path from 'node:path';
import { type Link, openLink, type Target } from '../redis/link.ts';
import { type Group, type ProcessRecord, readText } from './folder.ts';

export const authorityFolder = 'authority';
export const authorityCertificate = 'ca.crt';

/** PEM of the instance's own authority; undefined before it has one. */
export function readAuthority(group: Group): Promise<string | undefined> {
  return readText(path.join(group.folder, authorityFolder, authorityCertificate));
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
    ca: started.tls ? await readAuthority(group) : undefined,
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
