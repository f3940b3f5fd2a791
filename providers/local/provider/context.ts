import path from 'node:path';
import type { Call } from '../../protocol.ts';
import { type Folder, type Group, openGroup, Rollout, type Settling } from '../group/index.ts';

/** What the handlers of one provider share: where the project is, and each group's queue. */
export class Context {
  readonly root: string;
  readonly #rollouts = new Map<string, Rollout>();

  constructor(root: string) {
    this.root = root;
  }

  folder(directory: string): string {
    const folder = path.resolve(this.root, directory);
    const inside = path.relative(this.root, folder);
    if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) {
      throw new Error(`"${directory}" is not a folder below the project's root.`);
    }
    return folder;
  }

  /** `authorities`: certificates the state knows, or whatever a preview holds in their place. */
  async find(directory: string, ...authorities: unknown[]): Promise<Group | undefined> {
    const group = await openGroup(this.folder(directory));
    return group && { ...group, authorities: authorities.filter((one) => typeof one === 'string') };
  }

  async open(directory: string, ...authorities: unknown[]): Promise<Group> {
    const group = await this.find(directory, ...authorities);
    if (group) return group;
    throw new Error(`${directory} holds no instance any more: run \`up\` again, which makes its group anew.`);
  }

  /** Where the instance lies now: in its new folder, or before the move still in its old one. */
  async place(directory: string, old: string): Promise<Folder> {
    const moved = directory === old || (await openGroup(this.folder(directory))) !== undefined;
    return { folder: this.folder(moved ? directory : old) };
  }

  rollout(group: Group): Rollout {
    const known = this.#rollouts.get(group.folder) ?? new Rollout();
    this.#rollouts.set(group.folder, known);
    return known;
  }

  settling(group: Group, call: Call): Settling {
    return { group, signal: call.signal, progress: (message) => call.progress(message) };
  }
}
