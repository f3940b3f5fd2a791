import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Member } from '../layout.ts';
import type { Identity } from '../process/index.ts';
import { files } from '../redis/index.ts';

/** What one instance's folder says about it: kept through `down`, so that the next `up` finds its data and passwords. */
export interface GroupRecord {
  /** The instance's name, and the name the Sentinels know the primary by. */
  instance: string;
  /** The servers and Sentinels there shall be. */
  servers: Member[];
  sentinels: Member[];
  password: string;
  sentinelPassword: string;
  /** The server that was primary when somebody last looked. */
  primary: string;
  /** The Sentinels' configuration epoch at that time. */
  epoch: number;
  /** Path of the server program on this machine. */
  program: string;
}

/** An instance on disk. */
export interface Group extends Folder {
  record: GroupRecord;
  /** PEM of authorities that the state knows: its processes are checked against them too, should the file be lost. */
  authorities?: readonly string[];
}

/** Where an instance lies; enough to find its files and processes. */
export interface Folder {
  /** Absolute. */
  folder: string;
}

/** A process that was started for a server or Sentinel, as it was started. */
export interface ProcessRecord {
  identity: Identity;
  port: number;
  busPort?: number;
  tls: boolean;
  /** The file that runs, and what it was then: another size or time means it was exchanged. */
  executable?: { path: string; size: number; modified: number };
}

export const recordFile = 'group.json';

/** Undefined when there is no such instance on disk. */
export async function openGroup(folder: string): Promise<Group | undefined> {
  const record = await readJson<GroupRecord>(path.join(folder, recordFile));
  return record && { folder, record };
}

/** Makes or renews the instance's record; folders are 0700, files 0600. */
export async function saveGroup(group: Group): Promise<void> {
  await mkdir(group.folder, { recursive: true, mode: 0o700 });
  await writeJson(path.join(group.folder, recordFile), group.record);
}

/** Notes who is primary, for the next start from nothing. */
export async function recordPrimary(group: Group, primary: string, epoch: number): Promise<void> {
  const now = await openGroup(group.folder);
  if (!now || now.record.epoch > epoch || (now.record.primary === primary && now.record.epoch === epoch))
    return;
  await saveGroup({ ...now, record: { ...now.record, primary, epoch } });
}

export function memberFolder(group: Folder, name: string): string {
  return path.join(group.folder, name);
}

export function readProcess(group: Folder, name: string): Promise<ProcessRecord | undefined> {
  // A damaged one is as good as none: who runs is found by its answer.
  return readJson<ProcessRecord>(path.join(memberFolder(group, name), files.process)).catch(() => undefined);
}

export function saveProcess(group: Group, name: string, record: ProcessRecord): Promise<void> {
  return writeJson(path.join(memberFolder(group, name), files.process), record);
}

export async function forgetProcess(group: Folder, name: string): Promise<void> {
  await rm(path.join(memberFolder(group, name), files.process), { force: true });
}

/** Names of the servers or Sentinels that have a folder: those there shall be and those there were. */
export async function membersOnDisk(group: Folder, kind: 'server' | 'sentinel'): Promise<string[]> {
  const entries = await readdir(group.folder).catch(() => []);
  return entries.filter((name) => new RegExp(`^${kind}-\\d+(-\\d+)?$`).test(name)).sort();
}

export function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

/** Whole or not at all, readable by its owner only. */
export async function writePrivate(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, file);
}

async function readJson<T>(file: string): Promise<T | undefined> {
  const text = await readText(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Error(
      `${file} is damaged: it is not JSON. Put it back from a copy, or remove it and run \`up\`.`,
    );
  }
}

function writeJson(file: string, value: unknown): Promise<void> {
  return writePrivate(file, `${JSON.stringify(value, null, 2)}\n`);
}
