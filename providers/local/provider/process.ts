import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  ask,
  certificateIsDue,
  certificateOnDisk,
  type Group,
  memberFolder,
  type ProcessRecord,
  readProcess,
  readText,
  saveGroup,
} from '../group/index.ts';
import { findBinary, livenessOf, suits } from '../process/index.ts';
import type { Context } from './context.ts';
import type { ProcessInputs } from './types.ts';

/** Differences that only a restart can mend, whatever kind of process it is. */
export const restartReasons = ['port', 'tls', 'directory', 'version', 'engine'];

export interface Sight {
  /** Absent: nothing that answers runs. */
  process?: ProcessRecord;
  /** Names of what differs from what is wanted. */
  differences: string[];
}

/** Compares a running process with how it shall run, as far as servers and Sentinels are alike. Changes nothing. */
export async function sightProcess(group: Group, wanted: ProcessInputs, configFile: string): Promise<Sight> {
  const process = await readProcess(group, wanted.name);
  if (!process || (await livenessOf(process.identity)) !== 'running') return { differences: ['process'] };
  const answer = await ask(group, wanted.name, process).catch(() => undefined);
  if (!answer) return { differences: ['process'] };
  const { info, certificate } = answer;
  const differences = [
    ...(process.port !== wanted.port ? ['port'] : []),
    ...(process.tls !== wanted.tls ? ['tls'] : []),
    ...((await runsFrom(group, wanted.name, info)) ? [] : ['directory']),
    ...(await outdated(process, info, wanted)),
    ...(process.tls && wanted.tls && (await showsAnother(group, wanted.name, certificate))
      ? ['certificate']
      : []),
    ...((await holdsPassword(group, wanted.name, configFile)) ? [] : ['config']),
  ];
  return { process, differences };
}

/** The program to start with; noted, so that the next start takes the same one. */
export async function programFor(context: Context, group: Group, wanted: ProcessInputs): Promise<string> {
  const binary = await findBinary(context.root, wanted, group.record.program);
  if (binary.path !== group.record.program) {
    await saveGroup({ ...group, record: { ...group.record, program: binary.path } });
  }
  return binary.path;
}

/** The certificate in its folder cannot stay, or is not the one it shows: a crash came before it was loaded. */
async function showsAnother(group: Group, name: string, shown: string | undefined): Promise<boolean> {
  return (await certificateIsDue(group, name)) || shown !== (await certificateOnDisk(group, name));
}

/** Every start writes the configuration anew; what must be seen before is one that was lost or emptied. */
async function holdsPassword(group: Group, name: string, configFile: string): Promise<boolean> {
  const text = await readText(path.join(memberFolder(group, name), configFile));
  return text?.includes(group.record.password) ?? false;
}

/** A moved folder: the process could not rewrite its configuration, whose path it knows from its start. */
async function runsFrom(group: Group, name: string, info: Record<string, string>): Promise<boolean> {
  const home = await realpath(memberFolder(group, name)).catch(() => undefined);
  return path.dirname(info.config_file ?? '') === home;
}

/** Another version was asked for, or the file it was started from has been exchanged. */
async function outdated(
  process: ProcessRecord,
  info: Record<string, string>,
  wanted: ProcessInputs,
): Promise<string[]> {
  const valkey = info.valkey_version;
  const running = {
    path: '',
    engine: valkey ? 'valkey' : 'redis',
    version: valkey ?? info.redis_version ?? '',
  } as const;
  if (!suits(running, wanted)) return ['version'];
  if (!process.executable) return [];
  const { path: file, size, modified } = process.executable;
  const now = await stat(file).catch(() => undefined);
  return now && (now.size !== size || Math.trunc(now.mtimeMs) !== modified) ? ['version'] : [];
}
