import { mkdir, open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, identify, isTaken, livenessOf, spawnDetached, takenSentence } from '../process/index.ts';
import { files, parseInfo, withLink } from '../redis/index.ts';
import {
  type Folder,
  forgetProcess,
  type Group,
  memberFolder,
  type ProcessRecord,
  readProcess,
  saveProcess,
  writePrivate,
} from './folder.ts';
import { targetOf } from './links.ts';

/** How a server or Sentinel shall run. */
export interface Start {
  name: string;
  port: number;
  busPort?: number;
  tls: boolean;
  program: string;
  /** Arguments after the configuration file's name; never anything secret, for everybody can read them. */
  args: string[];
  configFile: string;
  config: string;
}

/** A stopped server may save its data first; this is how long it gets. */
const endMs = 10_000;
const firstAnswerMs = 10_000;
const askMs = 1000;

/** The process that was started for a member and still runs or is frozen; found by its answer when no record says so. */
export async function findProcess(
  group: Group,
  name: string,
  port: number,
  tls: boolean,
): Promise<ProcessRecord | undefined> {
  const started = await readProcess(group, name);
  if (started && (await livenessOf(started.identity)) !== 'gone') return started;
  return (await isTaken(port)) ? adopt(group, name, port, tls) : undefined;
}

/**
 * Starts a member and waits until it answers. Its pid is written down before anything else, so that a crash of this
 * program leaves nothing unknown. Throws a sentence that says why it did not start.
 */
export async function startProcess(group: Group, start: Start): Promise<ProcessRecord> {
  const folder = memberFolder(group, start.name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const port of [start.port, start.busPort ?? []].flat()) {
    if (await isTaken(port)) throw new Error(await takenSentence(port, start.name));
  }
  await writePrivate(path.join(folder, start.configFile), start.config);
  const log = path.join(folder, files.log);
  const before = await stat(log).then(
    ({ size }) => size,
    () => 0,
  );
  const identity = await spawnDetached(start.program, [start.configFile, ...start.args], folder, log);
  const { port, busPort, tls } = start;
  const record: ProcessRecord = { identity, port, tls, ...(busPort !== undefined && { busPort }) };
  await saveProcess(group, start.name, record);

  const until = Date.now() + firstAnswerMs;
  let refusal = '';
  for (;;) {
    const answer = await ask(group, start.name, record).catch((error: Error) => {
      refusal = error.message;
      return undefined;
    });
    if (answer) return complete(group, start.name, record, answer.info);
    const gone = (await livenessOf(identity)) === 'gone';
    if (gone || Date.now() > until) {
      const what = gone
        ? 'ended as soon as it was started'
        : `does not answer after ${firstAnswerMs / 1000} s (${refusal})`;
      throw new Error(`${start.name} ${what}. The end of its log:\n${await newLines(log, before, group)}`);
    }
    await sleep(15);
  }
}

/** Ends a member's process and its record. One that is somebody else's by now is left alone. */
export async function stopProcess(group: Folder, name: string): Promise<void> {
  const started = await readProcess(group, name);
  if (!started) return;
  await end(started.identity, endMs);
  await forgetProcess(group, name);
}

/** What a process says of itself, INFO's section server, and the certificate it shows. */
export async function ask(
  group: Group,
  name: string,
  started: Pick<ProcessRecord, 'port' | 'tls'>,
): Promise<{ info: Record<string, string>; certificate: string | undefined }> {
  const target = await targetOf(group, name, started);
  return withLink(target, askMs, async (link) => ({
    info: parseInfo(await link.call('INFO', 'server')),
    certificate: link.certificate,
  }));
}

/** A process that a crash left without a record is ours when it knows our password and runs from our folder. */
async function adopt(
  group: Group,
  name: string,
  port: number,
  tls: boolean,
): Promise<ProcessRecord | undefined> {
  const { info } = (await ask(group, name, { port, tls }).catch(() => undefined)) ?? {};
  const home = await realpath(memberFolder(group, name)).catch(() => undefined);
  if (!info || !home || path.dirname(info.config_file ?? '') !== home) return undefined;
  const identity = await identify(Number(info.process_id));
  return identity && complete(group, name, { identity, port, tls }, info);
}

async function complete(
  group: Group,
  name: string,
  record: ProcessRecord,
  info: Record<string, string>,
): Promise<ProcessRecord> {
  const program = info.executable ?? '';
  const found = await stat(program).catch(() => undefined);
  const executable = found && { path: program, size: found.size, modified: Math.trunc(found.mtimeMs) };
  const whole = { ...record, ...(executable && { executable }) };
  await saveProcess(group, name, whole);
  return whole;
}

/** What a failed start has logged, without the passwords that a complaint about the configuration would quote. */
async function newLines(log: string, from: number, group: Group): Promise<string> {
  const file = await open(log, 'r');
  try {
    const { size } = await file.stat();
    const start = Math.max(from, size - 4000);
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(Math.max(0, size - start)),
      0,
      Math.max(0, size - start),
      start,
    );
    const { password, sentinelPassword } = group.record;
    const text = buffer
      .toString('utf8', 0, bytesRead)
      .replaceAll(password, '***')
      .replaceAll(sentinelPassword, '***');
    return text.trim().split('\n').slice(-8).join('\n');
  } finally {
    await file.close();
  }
}
