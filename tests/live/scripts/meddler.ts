import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { until } from '../../local/until.ts';
import type { Pods } from './pods.ts';

/** Something that happens just before a script sends a certain command for the first time. */
export class Meddler {
  /** For the script: a PATH whose client waits with that command. */
  readonly env: { PATH: string };
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.env = { PATH: path.join(folder, 'bin') };
  }

  /** `to`: in the client's arguments, where the same command goes to other servers before. */
  static async before(command: string, pods: Pods, to = ''): Promise<Meddler> {
    const folder = await mkdtemp(path.join(pods.root, 'meddler-'));
    const bin = path.join(folder, 'bin');
    await mkdir(bin);
    for (const program of await readdir(pods.path)) {
      const real = path.join(pods.path, program);
      const own = path.join(bin, program);
      if (program.endsWith('-cli'))
        await writeFile(own, client(real, { command, to }, folder), { mode: 0o755 });
      else await symlink(real, own);
    }
    return new Meddler(folder);
  }

  async does(what: () => Promise<unknown>): Promise<void> {
    await until(() => existsSync(path.join(this.#folder, 'reached')), 'the script comes to that command');
    await what();
    await writeFile(path.join(this.#folder, 'done'), '');
  }
}

function client(real: string, awaited: { command: string; to: string }, folder: string): string {
  return `#!/bin/sh
commands=$(cat)
case "$*
$commands" in
  *"${awaited.to}"*"${awaited.command}"*)
    : >'${folder}/reached'
    while [ ! -e '${folder}/done' ]; do sleep 0.02; done
    ;;
esac
printf '%s\\n' "$commands" | '${real}' "$@"
`;
}
