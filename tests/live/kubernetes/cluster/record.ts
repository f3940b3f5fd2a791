import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { removeCgroup } from './cgroups.ts';
import { ip, link, state } from './layout.ts';

/** A process by more than its number, which another may have later. */
interface Process {
  pid: number;
  /** Clock ticks after the machine's own start. */
  started: string;
}

interface Written {
  owner: Process;
  machines: Process[];
}

const file = path.join(state, 'record.json');

/** What this run has started, on disk before it is used, so that a later run can clear away what a crash left. */
export class RunRecord {
  readonly #written: Written;
  #isClosed = false;

  private constructor(written: Written) {
    this.#written = written;
  }

  /** Takes this machine for one cluster. Throws while another run has one. */
  static open(): RunRecord {
    const last = read();
    if (last && isAlive(last.owner)) {
      throw new Error(
        `Process ${last.owner.pid} runs a test cluster on this machine; wait for its end or stop it.`,
      );
    }
    sweep(last);
    mkdirSync(state, { recursive: true, mode: 0o700 });
    const record = new RunRecord({ owner: processOf(process.pid), machines: [] });
    record.#write();
    return record;
  }

  add(pid: number): void {
    this.#written.machines.push(processOf(pid));
    this.#write();
  }

  /** Ends all that is left and removes its traces. Waits without giving way, so that it can run as the process exits. */
  close(): void {
    // By now the machine may be another run's.
    if (this.#isClosed) return;
    this.#isClosed = true;
    sweep(this.#written);
  }

  #write(): void {
    writeFileSync(file, JSON.stringify(this.#written));
  }
}

function read(): Written | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function sweep(written: Written | undefined): void {
  if (!written) return;
  const left = written.machines.filter(isAlive);
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  waitUntil(() => !left.some(isAlive));
  // The cable goes with its other end, but the kernel takes its time.
  if (existsSync(`/sys/class/net/${link}`)) spawnSync(ip, ['link', 'delete', link], { stdio: 'ignore' });
  waitUntil(() => removeCgroup());
  rmSync(state, { recursive: true, force: true });
}

function waitUntil(condition: () => boolean): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let i = 0; i < 200 && !condition(); i += 1) Atomics.wait(pause, 0, 0, 50);
}

function processOf(pid: number): Process {
  return { pid, started: startOf(pid) ?? '' };
}

function isAlive({ pid, started }: Process): boolean {
  return startOf(pid) === started;
}

/** Undefined for a process that is gone, or has ended and only waits to be asked how. */
function startOf(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
