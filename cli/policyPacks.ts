import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PolicyPackSource } from '../engine/events.ts';
import { Failure } from './failure.ts';

/** What `preview` and `up` are told of policy packs, as `pulumi` is. */
export interface PolicyPackOptions {
  /** Folders, relative to where the command runs. None: the project's own pack, `policy`. */
  policyPack: string[];
  /** A file for each pack, in the same order. None: every pack as it is. */
  policyPackConfig: string[];
}

/**
 * Never none. Fails with `usage` for a folder without a pack, the project's own among them, a file that is not there, or another
 * number of files than of packs.
 */
export function policyPacksOf(
  { policyPack, policyPackConfig }: PolicyPackOptions,
  root: string,
): PolicyPackSource[] {
  const folders = policyPack.length > 0 ? policyPack.map((folder) => resolve(folder)) : ownPack(root);
  const files = policyPackConfig.map((file) => resolve(file));
  for (const folder of folders) {
    if (!isPack(folder))
      throw new Failure('usage', `There is no policy pack in ${folder}: no PulumiPolicy.yaml.`);
  }
  for (const file of files) {
    if (!existsSync(file))
      throw new Failure('usage', `There is no ${file}, which --policy-pack-config names.`);
  }
  if (files.length > 0 && files.length !== folders.length) {
    throw new Failure(
      'usage',
      `--policy-pack-config is given ${files.length} times for ${folders.length} policy packs: one for each, in the same order.`,
    );
  }
  return folders.map((folder, i) => ({ folder, configFile: files[i] }));
}

function ownPack(root: string): string[] {
  const folder = join(root, 'policy');
  if (isPack(folder)) return [folder];
  throw new Failure(
    'usage',
    `The project's policy pack is not there (no PulumiPolicy.yaml in ${folder}), so nothing would be judged; put it back or name another with --policy-pack.`,
  );
}

function isPack(folder: string): boolean {
  return existsSync(join(folder, 'PulumiPolicy.yaml'));
}
